/* One request, from its first line to its line in the log. */
#ifndef SERVICE_HTTP_REQUEST_H
#define SERVICE_HTTP_REQUEST_H

#include <microhttpd.h>

#include "service/api/api.h"
#include "service/http/target.h"

enum { REQUEST_ID_MAX = 32, REQUEST_URL_MAX = 320 };

struct request {
    int64_t began_us;
    bool examined; /* the headers were read */
    size_t target_length;
    const char *target_end;        /* in the library's buffer: where its string ends */
    const char *method;            /* the library's; valid while the request is */
    const struct refusal *refusal; /* NULL: a question to answer */
    struct target target;
    char base_url[REQUEST_URL_MAX];
    char id[REQUEST_ID_MAX];
    unsigned status; /* of the answer, 0 while none is queued */
    size_t bytes;    /* of its body */
    char *raw; /* the target as it came, NULL when it is too long; a decoded copy follows it */
};

/** Keeps a copy of the raw target. */
struct request *request_new(const char *raw_target);
void request_free(struct request *request);

/**
 * Reads the request line and the headers: sets refusal, or target and base_url. The base URL is the
 * given one, else it is made from the Host header, else it is the fallback.
 */
void request_examine(struct request *request, struct MHD_Connection *connection,
                     const char *version, const char *base_url, const char *fallback_url);

/** The question; snapshot and date are the caller's to set. Borrows from the request. */
struct ask request_ask(const struct request *request, struct MHD_Connection *connection);

bool request_is_options(const struct request *request);

#endif
