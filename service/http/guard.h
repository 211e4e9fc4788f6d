/*
 * What is refused before it is read as a question.
 *
 * libmicrohttpd takes requests that two programs may understand differently (two lengths, two
 * hosts, a length and a coding): each way to smuggle a second request past a proxy ends here. The
 * guard sees plain strings only, so it is tested without a network.
 */
#ifndef SERVICE_HTTP_GUARD_H
#define SERVICE_HTTP_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "geo/language.h"

struct refusal {
    unsigned status; /* HTTP */
    bool close;      /* where the next request would begin is in doubt */
    struct words detail;
};

enum {
    HEAD_MAX_BYTES = 14 * 1024,   /* of a request: target, headers, and what each header costs */
    HEAD_ANSWER_BYTES = 2 * 1024, /* ours */
};

/** Filled by guard_begin() and guard_header(); all fields private. */
struct guard {
    bool known_method;
    bool method_is_token;
    bool known_version;
    bool needs_host;
    bool bad_name;
    bool bad_value;
    bool bad_host;
    bool bad_length;
    bool has_body;
    unsigned hosts;
    unsigned lengths;
    unsigned codings;
    size_t head_bytes;
};

extern const struct refusal REFUSAL_TARGET_TOO_LONG;

void guard_begin(struct guard *guard, const char *method, size_t target_length,
                 const char *version);
void guard_header(struct guard *guard, const char *name, size_t name_length, const char *value,
                  size_t value_length);
/** After the last header; NULL when nothing is to be said. The result is constant. */
const struct refusal *guard_verdict(const struct guard *guard);

/** A registered name, an IPv4 address or an IPv6 one in brackets, with or without a port. */
bool host_is_valid(const char *host, size_t length);

#endif
