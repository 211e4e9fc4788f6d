/*
 * JSON text (RFC 8259), written as it goes: commas are placed by the writer, strings are escaped.
 * Failures stick in the text (see geo/text.h).
 */
#ifndef SERVICE_REPORT_JSON_H
#define SERVICE_REPORT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "geo/text.h"

struct json {
    struct text *text;
    bool needs_comma;
};

void json_init(struct json *json, struct text *text);

void json_object_begin(struct json *json);
void json_object_end(struct json *json);
void json_array_begin(struct json *json);
void json_array_end(struct json *json);

/** The name of the next member. */
void json_key(struct json *json, const char *name);

void json_string(struct json *json, const char *utf8);
void json_integer(struct json *json, int64_t value);
/** With so many decimals at most; null when it is not finite. */
void json_number(struct json *json, double value, int decimals);
void json_boolean(struct json *json, bool value);
void json_null(struct json *json);

/** A value that the caller then writes into the text itself, such as a geometry. */
void json_raw(struct json *json);

/* A member and its value at once. */
void json_member_string(struct json *json, const char *name, const char *utf8);
void json_member_integer(struct json *json, const char *name, int64_t value);

#endif
