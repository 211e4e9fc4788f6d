/* The daemon's door: arguments, store, socket, loops, signals, and out. */
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "service/http/config.h"
#include "service/http/healthcheck.h"
#include "service/http/log.h"
#include "service/http/publish.h"
#include "service/http/server.h"
#include "service/version.h"

enum exit_code { EXIT_STORE = 3, EXIT_UNREACHABLE = 4, EXIT_INTERNAL = 5 };

static int fail(const struct config *config, const struct error *err, int exit_code)
{
    char line[ERROR_SUBJECT_MAX + ERROR_MESSAGE_MAX];

    error_line(err, config->language, line, sizeof line);
    fprintf(stderr, "lisiered: %s\n", line);
    return exit_code;
}

static int check_health(const struct config *config)
{
    struct error err;

    if (healthcheck(config->healthcheck_url, &err) == STATUS_OK)
        return EXIT_SUCCESS;
    return fail(config, &err, err.status == STATUS_FORMAT ? 2 : EXIT_UNREACHABLE);
}

/** Blocked here and so in every thread: the main one waits for them. */
static void hold_signals(sigset_t *ret_signals)
{
    sigemptyset(ret_signals);
    sigaddset(ret_signals, SIGTERM);
    sigaddset(ret_signals, SIGINT);
    sigaddset(ret_signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, ret_signals, NULL);
}

static void serve(const sigset_t *signals, struct publisher *publisher, struct server *server,
                  const struct log *log)
{
    int received;

    while ((received = sigwaitinfo(signals, NULL)) != SIGTERM && received != SIGINT)
        if (received == SIGHUP)
            publisher_reload(publisher);
    /* Whoever asks a second time does not want to wait. */
    pthread_sigmask(SIG_UNBLOCK, signals, NULL);
    log_event(log, LOG_NOTICE, "ending: the running answers are finished first",
              "arrêt : les réponses en cours sont d'abord terminées");
    server_drain(server);
    log_event(log, LOG_NOTICE, "ended", "arrêté");
}

static int run(const struct config *config)
{
    AUTO(publisher) publisher = NULL;
    AUTO(server) server = NULL;
    struct log log;
    struct error err;
    sigset_t signals;
    int fd;

    log_init(&log, STDERR_FILENO, config->verbose, config->language);
    hold_signals(&signals);
    if (store_path_check(&config->store, &err) != STATUS_OK ||
        publisher_new(config->store.bytes, &log, &publisher, &err) != STATUS_OK)
        return fail(config, &err, EXIT_STORE);
    if (listener_open(&config->address, &fd, &err) != STATUS_OK)
        return fail(config, &err, EXIT_UNREACHABLE);
    if (server_new(config, &log, publisher, fd, &server, &err) != STATUS_OK)
        return fail(config, &err, EXIT_INTERNAL);
    log_event(&log, LOG_NOTICE, "lisiered %s serves %s on %s", "lisiered %s sert %s sur %s",
              LISIERE_VERSION, config->store.bytes, server_url(server));
    serve(&signals, publisher, server, &log);
    return EXIT_SUCCESS;
}

int main(int argc, char *argv[])
{
    static struct config config; /* as long as the process, larger than a stack frame should be */

    /* A fixed threshold keeps answers and snapshots out of the heaps, whose pages never go back. */
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    tzset(); /* the first Date header would open the time zone file in the middle of serving */
    config_parse(&config, argc, argv);
    return config.healthcheck_url != NULL ? check_health(&config) : run(&config);
}
