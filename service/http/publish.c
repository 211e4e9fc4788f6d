#include "service/http/publish.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

#include "data/load.h"
#include "service/http/stopwatch.h"

struct publisher {
    const char *store_path;
    const struct log *log;
    pthread_mutex_t current_lock;
    struct snapshot *current;
    pthread_mutex_t task_lock;
    pthread_cond_t task_changed;
    bool reload_asked;
    bool stopping;
    bool loading; /* the thread exists */
    pthread_t loader;
};

static void publish(struct publisher *publisher, struct snapshot *snapshot)
{
    pthread_mutex_lock(&publisher->current_lock);
    struct snapshot *previous = publisher->current;
    publisher->current = snapshot;
    pthread_mutex_unlock(&publisher->current_lock);
    snapshot_release(previous);
}

static void reload(struct publisher *publisher)
{
    struct snapshot *snapshot = NULL;
    struct error err;
    int64_t began_ms = stopwatch_ms();

    if (load_snapshot(publisher->store_path, &snapshot, &err) != STATUS_OK) {
        log_failure(publisher->log,
                    (struct words){.en = "reload refused, the previous state is still served",
                                   .fr = "rechargement refusé, l'état précédent reste servi"},
                    &err);
        return;
    }
    long long revision = snapshot->revision;
    publish(publisher, snapshot);
    malloc_trim(0);
    log_event(publisher->log, LOG_NOTICE, "reloaded: revision %lld in %lld ms",
              "rechargé : révision %lld en %lld ms", revision,
              (long long)(stopwatch_ms() - began_ms));
}

static bool task_next(struct publisher *publisher)
{
    pthread_mutex_lock(&publisher->task_lock);
    while (!publisher->reload_asked && !publisher->stopping)
        pthread_cond_wait(&publisher->task_changed, &publisher->task_lock);
    bool wanted = !publisher->stopping;
    publisher->reload_asked = false;
    pthread_mutex_unlock(&publisher->task_lock);
    return wanted;
}

static void *load_on_demand(void *argument)
{
    struct publisher *publisher = argument;

    while (task_next(publisher))
        reload(publisher);
    return NULL;
}

enum status publisher_new(const char *store_path, const struct log *log,
                          struct publisher **ret_publisher, struct error *err)
{
    AUTO(publisher) publisher = calloc(1, sizeof *publisher);

    if (publisher == NULL)
        return error_no_memory(err);
    publisher->store_path = store_path;
    publisher->log = log;
    pthread_mutex_init(&publisher->current_lock, NULL);
    pthread_mutex_init(&publisher->task_lock, NULL);
    pthread_cond_init(&publisher->task_changed, NULL);

    enum status status = load_snapshot(store_path, &publisher->current, err);
    if (status != STATUS_OK)
        return status;
    if (pthread_create(&publisher->loader, NULL, load_on_demand, publisher) != 0)
        return error_set(err, STATUS_INTERNAL, "", "the system refuses one more thread",
                         "le système refuse un fil d'exécution de plus");
    publisher->loading = true;
    *ret_publisher = TAKE(publisher);
    return STATUS_OK;
}

static void set_task(struct publisher *publisher, bool *task)
{
    pthread_mutex_lock(&publisher->task_lock);
    *task = true;
    pthread_cond_signal(&publisher->task_changed);
    pthread_mutex_unlock(&publisher->task_lock);
}

void publisher_free(struct publisher *publisher)
{
    if (publisher == NULL)
        return;
    if (publisher->loading) {
        set_task(publisher, &publisher->stopping);
        pthread_join(publisher->loader, NULL);
    }
    snapshot_release(publisher->current);
    pthread_cond_destroy(&publisher->task_changed);
    pthread_mutex_destroy(&publisher->task_lock);
    pthread_mutex_destroy(&publisher->current_lock);
    free(publisher);
}

struct snapshot *publisher_acquire(struct publisher *publisher)
{
    pthread_mutex_lock(&publisher->current_lock);
    struct snapshot *snapshot = snapshot_acquire(publisher->current);
    pthread_mutex_unlock(&publisher->current_lock);
    return snapshot;
}

void publisher_reload(struct publisher *publisher)
{
    set_task(publisher, &publisher->reload_asked);
}
