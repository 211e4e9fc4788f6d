#include "service/http/loop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

#include "data/system_reason.h"
#include "service/http/stopwatch.h"
#include "service/http/sweep.h"

enum { LOOK_AGAIN_MS = 500, LOG_PAUSE_MS = 1000 };

struct loop {
    struct serving *serving;
    struct MHD_Daemon *daemon;
    struct sweep sweep;
    int epoll_fd; /* the daemon's */
    int wake_fd;
    int64_t log_from_ms; /* the library may speak again */
    unsigned log_lost;
    bool running;
    pthread_t thread;
};

/** A client can make the library speak as often as it likes: one line a second is enough. */
__attribute__((format(printf, 2, 0))) static void log_library(void *cls, const char *format,
                                                              va_list values)
{
    struct loop *loop = cls;
    char sentence[256];
    int64_t now_ms = stopwatch_ms();

    if (now_ms < loop->log_from_ms) {
        loop->log_lost++;
        return;
    }
    vsnprintf(sentence, sizeof sentence, format, values);
    sentence[strcspn(sentence, "\n")] = '\0';
    log_event(loop->serving->log, LOG_WARNING, "libmicrohttpd: %s (%u like it untold)",
              "libmicrohttpd : %s (%u autres non dits)", sentence, loop->log_lost);
    loop->log_from_ms = now_ms + LOG_PAUSE_MS;
    loop->log_lost = 0;
}

static void notice_connection(void *cls, struct MHD_Connection *connection, void **context,
                              enum MHD_ConnectionNotificationCode what)
{
    struct loop *loop = cls;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        sweep_dismiss(*context);
        *context = NULL;
        return;
    }
    int fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    int64_t deadline_ms = stopwatch_ms() + loop->serving->config->limits.header_ms;
    *context = sweep_admit(&loop->sweep, fd, deadline_ms);
    if (*context == NULL)
        shutdown(fd, SHUT_RDWR); /* nobody is served without a deadline */
}

static struct MHD_Daemon *start_daemon(struct loop *loop, int listen_fd, unsigned connections)
{
    const struct limits *limits = &loop->serving->config->limits;
    struct MHD_OptionItem options[] = {
        /* Before all others, or what they complain about goes to the library's own logger. */
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)log_library, loop},
        {MHD_OPTION_LISTEN_SOCKET, listen_fd, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)connections, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, (intptr_t)limits->silence_s, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)limits->pool_bytes, NULL},
        {MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL},
#if MHD_VERSION > 0x00097600
        {MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, NULL}, /* in 0.9.75 strictness only costs our words */
#endif
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)exchange_begin, loop->serving},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)exchange_end, loop->serving},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)notice_connection, loop},
        {MHD_OPTION_END, 0, NULL},
    };

    return MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, NULL, NULL, exchange_answer,
                            loop->serving, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

/** Until something comes, the library or the sweep has something due, or we are woken. */
static void wait_for_work(struct loop *loop)
{
    struct pollfd fds[] = {{loop->epoll_fd, POLLIN, 0}, {loop->wake_fd, POLLIN, 0}};
    int64_t wait_ms = LOOK_AGAIN_MS;
    MHD_UNSIGNED_LONG_LONG library_ms;
    eventfd_t wakes;

    if (loop->serving->config->limits.header_ms / 8 < wait_ms)
        wait_ms = loop->serving->config->limits.header_ms / 8;
    if (MHD_get_timeout(loop->daemon, &library_ms) == MHD_YES && library_ms < (uint64_t)wait_ms)
        wait_ms = (int64_t)library_ms;
    if (poll(fds, 2, (int)wait_ms) > 0 && fds[1].revents != 0)
        eventfd_read(loop->wake_fd, &wakes);
}

/** Does all that is ready. MHD_run() polls with no timeout; MHD_run_wait() stalls at 128. */
static void turn(struct loop *loop)
{
    wait_for_work(loop);
    MHD_run(loop->daemon);
    sweep_cut(&loop->sweep, stopwatch_ms());
}

/** Takes no more connections; a quiesced listener stays open until we close it. */
static void stop_listening(struct loop *loop)
{
    MHD_socket fd = MHD_quiesce_daemon(loop->daemon);

    if (fd != MHD_INVALID_SOCKET)
        close(fd);
}

static void drain(struct loop *loop)
{
    const struct limits *limits = &loop->serving->config->limits;
    int64_t began_ms = stopwatch_ms();
    int64_t deadline_ms = began_ms + limits->drain_ms;

    MHD_run(loop->daemon); /* accepts what the kernel has already greeted */
    stop_listening(loop);
    sweep_hasten(&loop->sweep, began_ms + limits->farewell_ms);
    while (loop->sweep.peers.lh_first != NULL && stopwatch_ms() < deadline_ms &&
           atomic_load(&loop->serving->phase) == PHASE_DRAINING)
        turn(loop);
    if (loop->sweep.peers.lh_first != NULL)
        log_event(loop->serving->log, LOG_WARNING, "connections were cut before their answer ended",
                  "des connexions ont été coupées avant la fin de leur réponse");
}

static void *run(void *argument)
{
    struct loop *loop = argument;

    while (atomic_load(&loop->serving->phase) == PHASE_SERVING)
        turn(loop);
    if (atomic_load(&loop->serving->phase) == PHASE_DRAINING)
        drain(loop);
    return NULL;
}

enum status loop_new(struct serving *serving, int listen_fd, unsigned connections,
                     struct loop **ret_loop, struct error *err)
{
    AUTO(loop) loop = calloc(1, sizeof *loop);

    if (loop == NULL)
        return error_no_memory(err);
    loop->serving = serving;
    sweep_init(&loop->sweep);
    loop->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    /* The daemon closes what it listens on, and the loops share one socket. */
    int own_fd = fcntl(listen_fd, F_DUPFD_CLOEXEC, 0);
    if (loop->wake_fd < 0 || own_fd < 0)
        return error_set(err, STATUS_IO, "", "no descriptor is left to serve with: %s%.0s",
                         "plus aucun descripteur pour servir : %.0s%s", system_reason(errno).en,
                         system_reason(errno).fr);
    loop->daemon = start_daemon(loop, own_fd, connections);
    if (loop->daemon == NULL) {
        close(own_fd);
        return error_set(err, STATUS_INTERNAL, "", "libmicrohttpd does not start",
                         "libmicrohttpd ne démarre pas");
    }
    loop->epoll_fd = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    if (pthread_create(&loop->thread, NULL, run, loop) != 0)
        return error_set(err, STATUS_INTERNAL, "", "the system refuses one more thread",
                         "le système refuse un fil d'exécution de plus");
    loop->running = true;
    *ret_loop = TAKE(loop);
    return STATUS_OK;
}

void loop_free(struct loop *loop)
{
    if (loop == NULL)
        return;
    if (loop->running)
        pthread_join(loop->thread, NULL);
    if (loop->daemon != NULL)
        MHD_stop_daemon(loop->daemon);
    if (loop->wake_fd > 0)
        close(loop->wake_fd);
    free(loop);
}

void loop_wake(struct loop *loop)
{
    eventfd_write(loop->wake_fd, 1);
}
