#include "service/http/exchange.h"

#include <inttypes.h>
#include <stdio.h>

#include "service/clock.h"
#include "service/http/reply.h"
#include "service/http/stopwatch.h"
#include "service/http/sweep.h"

static struct peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info == NULL ? NULL : info->socket_context;
}

static void set_deadline(struct MHD_Connection *connection, int64_t deadline_ms)
{
    struct peer *peer = peer_of(connection);

    if (peer != NULL)
        peer->deadline_ms = deadline_ms;
}

/** A request line has come: its headers have as long as those of a new connection. */
static void expect_headers(struct MHD_Connection *connection, const struct limits *limits)
{
    struct peer *peer = peer_of(connection);
    int64_t deadline_ms = stopwatch_ms() + limits->header_ms;

    if (peer != NULL && peer->deadline_ms > deadline_ms)
        peer->deadline_ms = deadline_ms;
}

/** The next request may come after a silence; a drip must not last longer than that. */
static int64_t next_deadline_ms(const struct serving *serving)
{
    const struct limits *limits = &serving->config->limits;

    if (atomic_load(&serving->phase) != PHASE_SERVING)
        return stopwatch_ms() + limits->farewell_ms;
    return stopwatch_ms() + (int64_t)limits->silence_s * 1000 + limits->header_ms;
}

void *exchange_begin(void *cls, const char *raw_target, struct MHD_Connection *connection)
{
    struct serving *serving = cls;
    struct request *request = request_new(raw_target);

    expect_headers(connection, &serving->config->limits);
    if (request == NULL)
        return NULL;
    snprintf(request->id, sizeof request->id, "%08" PRIx32 "-%" PRIuFAST64, serving->run,
             atomic_fetch_add(&serving->request_count, 1) + 1);
    return request;
}

static enum MHD_Result answer(struct serving *serving, struct MHD_Connection *connection,
                              struct request *request)
{
    const struct refusal *refusal = request->refusal;
    bool last =
        atomic_load(&serving->phase) != PHASE_SERVING || (refusal != NULL && refusal->close);
    struct answer answer;

    if (refusal == NULL && request_is_options(request))
        return reply_options(connection, request, last);

    struct ask ask = request_ask(request, connection);
    struct snapshot *snapshot = publisher_acquire(serving->publisher);
    ask.snapshot = snapshot;
    ask.today = clock_today();
    if (refusal != NULL)
        api_problem(refusal->status, refusal->detail, &ask, &answer);
    else
        api_answer(&ask, &answer);
    snapshot_release(snapshot);
    return reply_send(connection, request, &answer, last);
}

// NOLINTNEXTLINE(readability-function-size): the library counts the parameters
enum MHD_Result exchange_answer(void *cls, struct MHD_Connection *connection, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **request_slot)
{
    struct serving *serving = cls;
    struct request *request = *request_slot;

    (void)url; /* the library's decoding stops at %00; ours refuses it */
    (void)upload;
    if (request == NULL || *upload_size != 0)
        return MHD_NO; /* no memory for the request, or a body that was refused */
    if (request->examined)
        return answer(serving, connection, request);

    set_deadline(connection, NO_DEADLINE);
    request->method = method;
    request_examine(request, connection, version, serving->config->base_url, serving->url);
    /*
     * An answer queued in this first call makes the library close the connection, and keeps it from
     * reading a body: right for what must close, wrong for all else, which waits for the second.
     */
    if (request->refusal != NULL && request->refusal->close)
        return answer(serving, connection, request);
    return MHD_YES;
}

void exchange_end(void *cls, struct MHD_Connection *connection, void **request_slot,
                  enum MHD_RequestTerminationCode how)
{
    const struct serving *serving = cls;
    struct request *request = *request_slot;

    (void)how;
    set_deadline(connection, next_deadline_ms(serving));
    if (request == NULL)
        return;
    if (request->status != 0)
        log_access(serving->log,
                   &(struct access){.id = request->id,
                                    .method = request->method,
                                    .target = request->raw,
                                    .status = request->status,
                                    .bytes = request->bytes,
                                    .microseconds = stopwatch_us() - request->began_us});
    request_free(request);
    *request_slot = NULL;
}
