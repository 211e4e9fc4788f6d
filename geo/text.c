#include "geo/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/position.h"

void text_init(struct text *text, size_t max)
{
    *text = (struct text){.max = max};
}

void text_release(struct text *text)
{
    free(text->bytes);
    *text = (struct text){.max = text->max};
}

/** Room for so many more bytes and a final NUL. */
static bool reserve(struct text *text, size_t more)
{
    size_t capacity = text->capacity == 0 ? 256 : text->capacity;
    char *bytes;

    if (text->status != STATUS_OK)
        return false;
    if (more > text->max - text->length) {
        text->status = STATUS_LIMIT;
        return false;
    }
    while (capacity - 1 < text->length + more)
        capacity *= 2;
    if (capacity == text->capacity)
        return true;
    bytes = realloc(text->bytes, capacity);
    if (bytes == NULL) {
        text->status = STATUS_NO_MEMORY;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_add_bytes(struct text *text, const char *bytes, size_t length)
{
    if (length == 0 || !reserve(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
}

void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

void text_addf(struct text *text, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length <= 0 || !reserve(text, (size_t)length))
        return;
    va_start(arguments, format);
    (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

/** Writes the digits backwards from end; the place of the first one. */
static char *digits_before(char *end, uint64_t value)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    return end;
}

void text_add_integer(struct text *text, int64_t value)
{
    char digits[24];
    char *end = digits + sizeof digits;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *begin = digits_before(end, size);

    if (value < 0)
        *--begin = '-';
    text_add_bytes(text, begin, (size_t)(end - begin));
}

/** A value scaled by 10^decimals, as text without trailing zeros. */
static void add_scaled(struct text *text, bool is_negative, uint64_t scaled, int decimals)
{
    char digits[48];
    char *end = digits + sizeof digits;
    char *begin = end;

    while (decimals > 0 && scaled % 10 == 0) {
        scaled /= 10;
        decimals--;
    }
    for (int i = 0; i < decimals; i++) {
        *--begin = (char)('0' + scaled % 10);
        scaled /= 10;
    }
    if (decimals > 0)
        *--begin = '.';
    begin = digits_before(begin, scaled);
    if (is_negative)
        *--begin = '-';
    text_add_bytes(text, begin, (size_t)(end - begin));
}

void text_add_degrees(struct text *text, int32_t e7)
{
    uint64_t size = e7 < 0 ? (uint64_t)(-(int64_t)e7) : (uint64_t)e7;

    add_scaled(text, e7 < 0, size, 7);
}

void text_add_decimal(struct text *text, double value, int decimals)
{
    double scaled = fabs(value);

    for (int i = 0; i < decimals; i++)
        scaled *= 10;
    if (scaled < 9e15) { /* whole numbers up to here are exact in a double */
        uint64_t whole = (uint64_t)llrint(scaled);

        add_scaled(text, value < 0 && whole != 0, whole, decimals);
    } else {
        text_addf(text, "%.0f", value);
    }
}

static enum status terminate(struct text *text)
{
    if (!reserve(text, 0))
        return text->status;
    text->bytes[text->length] = '\0';
    return STATUS_OK;
}

enum status text_view(struct text *text, const char **ret_bytes, size_t *ret_length)
{
    enum status status = terminate(text);

    if (status != STATUS_OK)
        return status;
    *ret_bytes = text->bytes;
    *ret_length = text->length;
    return STATUS_OK;
}

enum status text_take(struct text *text, char **ret_bytes, size_t *ret_length)
{
    enum status status = terminate(text);

    if (status != STATUS_OK)
        return status;
    *ret_length = text->length;
    *ret_bytes = TAKE(text->bytes);
    text->length = 0;
    text->capacity = 0;
    return STATUS_OK;
}
