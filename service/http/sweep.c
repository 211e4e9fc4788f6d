#include "service/http/sweep.h"

#include <stdlib.h>
#include <sys/socket.h>

void sweep_init(struct sweep *sweep)
{
    LIST_INIT(&sweep->peers);
}

struct peer *sweep_admit(struct sweep *sweep, int fd, int64_t deadline_ms)
{
    struct peer *peer = malloc(sizeof *peer);

    if (peer == NULL)
        return NULL;
    peer->fd = fd;
    peer->deadline_ms = deadline_ms;
    LIST_INSERT_HEAD(&sweep->peers, peer, link);
    return peer;
}

void sweep_dismiss(struct peer *peer)
{
    if (peer == NULL)
        return;
    LIST_REMOVE(peer, link);
    free(peer);
}

void sweep_cut(struct sweep *sweep, int64_t now_ms)
{
    for (struct peer *peer = sweep->peers.lh_first; peer != NULL; peer = peer->link.le_next) {
        if (peer->deadline_ms <= now_ms) {
            shutdown(peer->fd, SHUT_RDWR);
            peer->deadline_ms = NO_DEADLINE;
        }
    }
}

void sweep_hasten(struct sweep *sweep, int64_t deadline_ms)
{
    for (struct peer *peer = sweep->peers.lh_first; peer != NULL; peer = peer->link.le_next)
        if (peer->deadline_ms > deadline_ms && peer->deadline_ms != NO_DEADLINE)
            peer->deadline_ms = deadline_ms;
}
