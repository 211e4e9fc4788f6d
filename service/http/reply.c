#include "service/http/reply.h"

#include <stdlib.h>
#include <string.h>

struct header {
    const char *name;
    const char *value;
};

#define METHODS "GET, HEAD, OPTIONS"

static const struct header EVERY_ANSWER[] = {
    {"Vary", "Accept, Accept-Language"},
    {"Cache-Control", "no-cache"},
    {"Accept-Ranges", "none"},
    {"X-Content-Type-Options", "nosniff"},
    {"Access-Control-Allow-Origin", "*"},
    {"Access-Control-Expose-Headers", "Allow, Content-Language, Link, X-Request-Id"},
};

static const struct header PREFLIGHT[] = {
    {"Allow", METHODS},
    {"Access-Control-Allow-Origin", "*"},
    {"Access-Control-Allow-Methods", METHODS},
    {"Access-Control-Allow-Headers", "Accept, Accept-Language, Content-Type, X-Requested-With"},
    {"Access-Control-Max-Age", "86400"},
};

/* A page has its style inside and a search form; it loads nothing from elsewhere. */
#define PAGE_POLICY                                                                                \
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "    \
    "base-uri 'none'; frame-ancestors 'none'"
#define DATA_POLICY "default-src 'none'; frame-ancestors 'none'"

static bool add(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

static bool add_all(struct MHD_Response *response, const struct header *headers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add(response, headers[i].name, headers[i].value))
            return false;
    return true;
}

static void free_body(void *body)
{
    struct answer answer = {.body = body};

    answer_release(&answer);
}

static bool describe(struct MHD_Response *response, const struct answer *answer)
{
    bool page = strncmp(answer->media_type, "text/html", strlen("text/html")) == 0;

    return add_all(response, EVERY_ANSWER, sizeof EVERY_ANSWER / sizeof EVERY_ANSWER[0]) &&
           add(response, "Content-Type", answer->media_type) &&
           add(response, "Content-Language", answer->language == LANGUAGE_FR ? "fr" : "en") &&
           add(response, "Content-Security-Policy", page ? PAGE_POLICY : DATA_POLICY) &&
           (answer->status != 405 || add(response, "Allow", METHODS));
}

/** Takes the response. MHD_NO makes the library close the connection: nothing half said leaves. */
static enum MHD_Result queue(struct MHD_Connection *connection, struct request *request,
                             unsigned status, struct MHD_Response *response, bool last)
{
    enum MHD_Result queued = MHD_NO;

    if (add(response, "X-Request-Id", request->id) &&
        (!last || add(response, "Connection", "close")))
        queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    request->status = queued == MHD_YES ? status : 0;
    return queued;
}

enum MHD_Result reply_send(struct MHD_Connection *connection, struct request *request,
                           struct answer *answer, bool last)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer_with_free_callback(answer->length, answer->body, free_body);

    if (response == NULL) {
        answer_release(answer);
        return MHD_NO;
    }
    request->bytes = answer->length;
    if (!describe(response, answer)) {
        MHD_destroy_response(response);
        return MHD_NO;
    }
    return queue(connection, request, answer->status, response, last);
}

enum MHD_Result reply_options(struct MHD_Connection *connection, struct request *request, bool last)
{
    static char nothing[1];
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);

    if (response == NULL)
        return MHD_NO;
    if (!add_all(response, PREFLIGHT, sizeof PREFLIGHT / sizeof PREFLIGHT[0])) {
        MHD_destroy_response(response);
        return MHD_NO;
    }
    return queue(connection, request, 204, response, last);
}
