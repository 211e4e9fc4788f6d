#include "service/http/server.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

#include <microhttpd.h>

#include "service/http/loop.h"

enum { DESCRIPTORS_BESIDE = 64 };

struct server {
    struct serving serving;
    char url[LISTENER_URL_MAX];
    unsigned loop_count;
    struct loop *loops[];
};

/** The library found its own state broken; going on would answer wrongly. */
static void panic(void *cls, const char *file, unsigned line, const char *reason)
{
    log_event(cls, LOG_ERROR, "libmicrohttpd gave up at %s:%u: %s",
              "libmicrohttpd a renoncé en %s:%u : %s", file, line, reason == NULL ? "?" : reason);
    abort();
}

static void prepare_process(const struct log *log)
{
    union { // the library takes the context as plain void
        const struct log *given;
        void *taken;
    } context = {.given = log};

    signal(SIGPIPE, SIG_IGN);
    MHD_set_panic_func(panic, context.taken);
}

/** As many connections as wanted, or as the system lets us have descriptors for. */
static unsigned connections_possible(unsigned wanted)
{
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return wanted;
    rlim_t needed = (rlim_t)wanted + DESCRIPTORS_BESIDE;
    if (files.rlim_cur < needed) {
        files.rlim_cur = files.rlim_max < needed ? files.rlim_max : needed;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    if (files.rlim_cur >= needed || files.rlim_cur <= DESCRIPTORS_BESIDE)
        return wanted;
    return (unsigned)files.rlim_cur - DESCRIPTORS_BESIDE;
}

static enum status start_loops(struct server *server, int listen_fd, struct error *err)
{
    const struct config *config = server->serving.config;
    unsigned connections = connections_possible(config->limits.connections) / config->threads;
    enum status status = listener_url(listen_fd, server->url, err);

    while (status == STATUS_OK && server->loop_count < config->threads) {
        status = loop_new(&server->serving, listen_fd, connections,
                          &server->loops[server->loop_count], err);
        server->loop_count += status == STATUS_OK;
    }
    return status;
}

enum status server_new(const struct config *config, const struct log *log,
                       struct publisher *publisher, int listen_fd, struct server **ret_server,
                       struct error *err)
{
    AUTO(server)
    server = calloc(1, sizeof *server + config->threads * sizeof(struct loop *));
    enum status status;

    if (server == NULL) {
        close(listen_fd);
        return error_no_memory(err);
    }
    server->serving.config = config;
    server->serving.log = log;
    server->serving.publisher = publisher;
    server->serving.url = server->url;
    if (getrandom(&server->serving.run, sizeof server->serving.run, GRND_NONBLOCK) < 0)
        server->serving.run = (uint32_t)getpid();
    prepare_process(log);
    status = start_loops(server, listen_fd, err);
    close(listen_fd);
    if (status == STATUS_OK)
        *ret_server = TAKE(server);
    return status;
}

const char *server_url(const struct server *server)
{
    return server->url;
}

static void end_loops(struct server *server, enum phase phase)
{
    atomic_store(&server->serving.phase, phase);
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_wake(server->loops[i]);
    for (unsigned i = 0; i < server->loop_count; i++)
        loop_free(server->loops[i]);
    server->loop_count = 0;
}

void server_free(struct server *server)
{
    if (server == NULL)
        return;
    end_loops(server, PHASE_STOPPING);
    free(server);
}

void server_drain(struct server *server)
{
    end_loops(server, PHASE_DRAINING);
}
