#include "service/http/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/http/stopwatch.h"

/* 0.9.75 hands the target out as a string, so that a NUL in it cuts it short of the version. */
static const struct refusal CUT_TARGET = {400,
                                          true,
                                          {.en = "The address holds a NUL byte: remove it.",
                                           .fr = "L'adresse contient un octet nul : retirez-le."}};

struct request *request_new(const char *raw_target)
{
    struct request *request = calloc(1, sizeof *request);

    if (request == NULL)
        return NULL;
    request->began_us = stopwatch_us();
    request->target_length = strlen(raw_target);
    request->target_end = raw_target + request->target_length;
    request->method = "-";
    request->target.path = "/";
    if (request->target_length > TARGET_MAX_BYTES)
        return request;
    size_t size = request->target_length + 1;
    request->raw = malloc(2 * size);
    if (request->raw == NULL) {
        request_free(request);
        return NULL;
    }
    memcpy(request->raw, raw_target, size);
    memcpy(request->raw + size, raw_target, size);
    return request;
}

void request_free(struct request *request)
{
    if (request == NULL)
        return;
    free(request->raw);
    free(request);
}

static enum MHD_Result show_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length)
{
    (void)kind;
    guard_header(cls, name, name_length, value != NULL ? value : "", value_length);
    return MHD_YES;
}

static void choose_base_url(struct request *request, struct MHD_Connection *connection,
                            const char *base_url, const char *fallback_url)
{
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    bool asked = base_url == NULL && host != NULL && request->refusal == NULL;

    if (asked)
        snprintf(request->base_url, sizeof request->base_url, "http://%s", host);
    else
        snprintf(request->base_url, sizeof request->base_url, "%s",
                 base_url != NULL ? base_url : fallback_url);
}

static const struct refusal *read_target(struct request *request)
{
    if (request->raw == NULL)
        return &REFUSAL_TARGET_TOO_LONG;
    if (request_is_options(request) && strcmp(request->raw, "*") == 0)
        return NULL; /* about the service as a whole */
    return target_parse(request->raw + request->target_length + 1, &request->target);
}

void request_examine(struct request *request, struct MHD_Connection *connection,
                     const char *version, const char *base_url, const char *fallback_url)
{
    struct guard guard;

    request->examined = true;
    guard_begin(&guard, request->method, request->target_length, version);
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, show_header, &guard);
    const struct refusal *verdict = guard_verdict(&guard);
    if (verdict != NULL)
        request->refusal = verdict;
    else if (request->target_end + 1 != version)
        request->refusal = &CUT_TARGET;
    else
        request->refusal = read_target(request);
    choose_base_url(request, connection, base_url, fallback_url);
}

struct ask request_ask(const struct request *request, struct MHD_Connection *connection)
{
    return (struct ask){
        .base_url = request->base_url,
        .path = request->target.path,
        .parameters = {request->target.parameters, request->target.parameter_count},
        .accept = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept"),
        .accept_language =
            MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Language"),
    };
}

bool request_is_options(const struct request *request)
{
    return strcmp(request->method, "OPTIONS") == 0;
}
