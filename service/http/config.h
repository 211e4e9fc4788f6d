/* Everything the daemon can be told; read once, then passed down const. */
#ifndef SERVICE_HTTP_CONFIG_H
#define SERVICE_HTTP_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "service/http/listener.h"
#include "service/store_path.h"

struct limits {
    unsigned connections; /* of all loops together */
    size_t pool_bytes;    /* a connection: the request's head, then the answer's */
    unsigned silence_s;   /* then a connection is closed */
    int64_t header_ms;    /* from the first byte, or the connection, to the end of the headers */
    int64_t farewell_ms;  /* draining: how long an idle connection may still ask */
    int64_t drain_ms;     /* draining: how long answers may take */
};

struct config {
    struct store_path store;
    struct address address;
    const char *base_url; /* no slash at the end; NULL: what the Host header says */
    unsigned threads;
    bool verbose;
    enum language language;
    const char *healthcheck_url; /* NULL: serve */
    struct limits limits;
};

/** The defaults, with one thread a core. */
void config_init(struct config *config, enum language language);

/**
 * Arguments and environment over the defaults. Prints and leaves on --help, --version and wrong
 * usage (exit code 2).
 */
void config_parse(struct config *config, int argc, char *argv[]);

#endif
