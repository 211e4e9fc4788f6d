/* The library's callbacks: a request comes in, is judged, answered, and ends. */
#ifndef SERVICE_HTTP_EXCHANGE_H
#define SERVICE_HTTP_EXCHANGE_H

#include <stdatomic.h>

#include <microhttpd.h>

#include "service/http/config.h"
#include "service/http/log.h"
#include "service/http/publish.h"

enum phase { PHASE_SERVING, PHASE_DRAINING, PHASE_STOPPING };

/** What all loops share. */
struct serving {
    const struct config *config;
    const struct log *log;
    struct publisher *publisher;
    const char *url; /* of the listener */
    uint32_t run;    /* random; tells this run's requests from the last one's */
    atomic_uint_fast64_t request_count;
    atomic_int phase; /* enum phase */
};

/* Each takes a struct serving as its cls. */
void *exchange_begin(void *cls, const char *raw_target, struct MHD_Connection *connection);
enum MHD_Result exchange_answer(void *cls, struct MHD_Connection *connection, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **request);
void exchange_end(void *cls, struct MHD_Connection *connection, void **request,
                  enum MHD_RequestTerminationCode how);

#endif
