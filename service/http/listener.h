/* The listening socket. */
#ifndef SERVICE_HTTP_LISTENER_H
#define SERVICE_HTTP_LISTENER_H

#include <stddef.h>

#include "geo/status.h"

/** As it was written, cut in two: "127.0.0.1" "8080", "::1" "8080". */
struct address {
    char host[256];
    char port[6];
};

enum { LISTENER_URL_MAX = 320 };

/** "HOST:PORT"; an IPv6 host stands in brackets; port 0 lets the system choose. STATUS_FORMAT. */
enum status address_parse(const char *text, struct address *ret_address, struct error *err)
    MUST_CHECK;

/** A socket that listens, not blocking; the caller closes it. STATUS_IO says why not. */
enum status listener_open(const struct address *address, int *ret_fd, struct error *err) MUST_CHECK;

/** "http://127.0.0.1:8080", with the port that the system chose. */
enum status listener_url(int fd, char ret_url[LISTENER_URL_MAX], struct error *err) MUST_CHECK;

#endif
