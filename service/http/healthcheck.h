/* A client of one request: what a container's health check calls, without curl in the image. */
#ifndef SERVICE_HTTP_HEALTHCHECK_H
#define SERVICE_HTTP_HEALTHCHECK_H

#include "geo/status.h"

/**
 * GETs an http:// address, in three seconds at most. STATUS_FORMAT: not such an address; STATUS_IO:
 * nobody answers; STATUS_INVALID: the answer is not 200.
 */
enum status healthcheck(const char *url, struct error *err) MUST_CHECK;

#endif
