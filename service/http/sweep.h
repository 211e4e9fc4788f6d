/*
 * The open connections of one loop, and until when each may keep us waiting.
 *
 * libmicrohttpd's timeout counts silence: a client that sends one byte a second outlives it. Here a
 * deadline is a deadline. Everything happens in the loop's own thread, where a descriptor cannot be
 * closed and reused between the look and the cut.
 */
#ifndef SERVICE_HTTP_SWEEP_H
#define SERVICE_HTTP_SWEEP_H

#include <stdint.h>
#include <sys/queue.h>

#define NO_DEADLINE INT64_MAX

struct peer {
    LIST_ENTRY(peer) link;
    int fd;
    int64_t deadline_ms; /* on the stopwatch; NO_DEADLINE while we are answering */
};

LIST_HEAD(peer_list, peer);

struct sweep {
    struct peer_list peers;
};

void sweep_init(struct sweep *sweep);
/** NULL when there is no memory. */
struct peer *sweep_admit(struct sweep *sweep, int fd, int64_t deadline_ms);
/** Forgets and frees the peer; NULL is nothing. */
void sweep_dismiss(struct peer *peer);

/** Shuts the connections whose deadline has passed down; the library then sees them end. */
void sweep_cut(struct sweep *sweep, int64_t now_ms);
/** Nobody waits beyond this. */
void sweep_hasten(struct sweep *sweep, int64_t deadline_ms);

#endif
