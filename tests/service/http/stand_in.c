#include "service/http/stand_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "data/load.h"
#include "service/api/api.h"

enum { REPEATS = 4000, PAUSE_NS = 300 * 1000 * 1000 };

static atomic_int snapshots;

int stand_in_snapshots(void)
{
    return atomic_load(&snapshots);
}

enum status load_snapshot(const char *store_path, struct snapshot **ret_snapshot, struct error *err)
{
    FILE *file = fopen(store_path, "r");
    char line[32] = "";
    char *end;

    if (file == NULL)
        return error_set(err, STATUS_IO, store_path, "cannot be read", "ne peut être lu");
    bool empty = fgets(line, sizeof line, file) == NULL;
    fclose(file);
    long revision = strtol(line, &end, 10);
    if (empty || end == line)
        return error_set(err, STATUS_FORMAT, store_path, "is not a store", "n'est pas une base");
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (snapshot == NULL)
        return error_no_memory(err);
    snapshot->revision = revision;
    atomic_init(&snapshot->references, 1);
    atomic_fetch_add(&snapshots, 1);
    *ret_snapshot = snapshot;
    return STATUS_OK;
}

struct snapshot *snapshot_acquire(struct snapshot *snapshot)
{
    atomic_fetch_add(&snapshot->references, 1);
    return snapshot;
}

void snapshot_release(struct snapshot *snapshot)
{
    if (snapshot != NULL && atomic_fetch_sub(&snapshot->references, 1) == 1) {
        free(snapshot);
        atomic_fetch_sub(&snapshots, 1);
    }
}

void answer_release(struct answer *answer)
{
    free(answer->body);
    *answer = (struct answer){0};
}

static char *write_revisions(long long revision)
{
    char *body = malloc(REPEATS * 24);
    size_t length = 0;

    for (int i = 0; i < REPEATS; i++)
        length += (size_t)sprintf(body + length, "%lld\n", revision);
    return body;
}

static char *write_large(void)
{
    char *body = malloc(STAND_IN_LARGE + 1);

    memset(body, 'x', STAND_IN_LARGE);
    body[STAND_IN_LARGE] = '\0';
    return body;
}

static char *write_echo(const struct ask *ask)
{
    char *body = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&body, &size);

    fprintf(stream, "%s\n%s\n", ask->base_url, ask->path);
    for (size_t i = 0; i < ask->parameters.count; i++)
        fprintf(stream, "%s=%s\n", ask->parameters.list[i].name, ask->parameters.list[i].value);
    fprintf(stream, "%s\n%s\n", ask->accept != NULL ? ask->accept : "-",
            ask->accept_language != NULL ? ask->accept_language : "-");
    fclose(stream);
    return body;
}

static char *write_small(long long revision)
{
    char *body = NULL;

    return asprintf(&body, "{\"revision\":%lld}\n", revision) < 0 ? NULL : body;
}

void api_answer(const struct ask *ask, struct answer *ret_answer)
{
    long long revision = ask->snapshot->revision;

    *ret_answer =
        (struct answer){.status = 200, .media_type = "application/json", .language = LANGUAGE_EN};
    if (strcmp(ask->path, "/pause") == 0)
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NS}, NULL);
    if (strcmp(ask->path, "/page") == 0)
        ret_answer->media_type = "text/html; charset=utf-8";
    if (strcmp(ask->path, "/revisions") == 0)
        ret_answer->body = write_revisions(revision);
    else if (strcmp(ask->path, "/large") == 0)
        ret_answer->body = write_large();
    else if (strcmp(ask->path, "/echo") == 0)
        ret_answer->body = write_echo(ask);
    else
        ret_answer->body = write_small(revision);
    ret_answer->length = strlen(ret_answer->body);
}

void api_problem(unsigned status, struct words detail, const struct ask *ask,
                 struct answer *ret_answer)
{
    (void)ask;
    *ret_answer = (struct answer){.status = status,
                                  .media_type = "application/problem+json",
                                  .language = LANGUAGE_FR,
                                  .body = strdup(detail.fr),
                                  .length = strlen(detail.fr)};
}
