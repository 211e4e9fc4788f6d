/* Query parameters by name, against the list that a resource accepts. */
#ifndef SERVICE_QUERY_PARAMETERS_H
#define SERVICE_QUERY_PARAMETERS_H

#include <stddef.h>

#include "geo/status.h"

/** A query parameter, decoded. */
struct parameter {
    const char *name;
    const char *value;
};

struct parameters {
    const struct parameter *list;
    size_t count;
};

/** The last one of that name (a client that repeats a parameter means the last); NULL when absent.
 */
const char *parameters_value(struct parameters parameters, const char *name);

/**
 * STATUS_INVALID when one is not among the accepted names (ended by NULL): the standard wants an
 * unknown parameter refused (OGC 17-069r4 /req/core/query-param-unknown).
 */
enum status parameters_accept(struct parameters parameters, const char *const accepted[],
                              struct error *err) MUST_CHECK;

#endif
