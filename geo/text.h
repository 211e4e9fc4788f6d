/*
 * A growing text with a maximum.
 *
 * Appending never fails visibly; the first failure (memory, or the maximum) sticks and later
 * appends do nothing. The bytes are only handed out by text_take() and text_view(), which report
 * it, so a failure cannot be forgotten and a half text cannot leave.
 */
#ifndef GEO_TEXT_H
#define GEO_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "geo/attr.h"
#include "geo/status.h"

struct text {
    char *bytes; /* not terminated while it grows */
    size_t length;
    size_t capacity;
    size_t max;
    enum status status;
};

/** Nothing is allocated before the first append. */
void text_init(struct text *text, size_t max);
void text_release(struct text *text);
DEFINE_SCOPED(text)

void text_add_bytes(struct text *text, const char *bytes, size_t length);
void text_add(struct text *text, const char *string);
void text_addf(struct text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_add_integer(struct text *text, int64_t value);

/** Degrees of a 1e-7 integer, exact, as RFC 7946 text: no trailing zeros, never an exponent, no -0.
 */
void text_add_degrees(struct text *text, int32_t e7);

/** A finite double with so many decimals, trailing zeros and a bare point removed, never -0. */
void text_add_decimal(struct text *text, double value, int decimals);

/** Borrows the bytes, terminated by NUL (not counted). STATUS_LIMIT or STATUS_NO_MEMORY. */
enum status text_view(struct text *text, const char **ret_bytes, size_t *ret_length) MUST_CHECK;

/** Hands the bytes over, terminated by NUL (not counted), to be freed with free(). */
enum status text_take(struct text *text, char **ret_bytes, size_t *ret_length) MUST_CHECK;

#endif
