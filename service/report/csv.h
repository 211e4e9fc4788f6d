/* Comma-separated values (RFC 4180): UTF-8, comma, CRLF. */
#ifndef SERVICE_REPORT_CSV_H
#define SERVICE_REPORT_CSV_H

#include <stdbool.h>

#include "geo/text.h"

struct csv {
    struct text *text;
    bool in_row;
};

void csv_init(struct csv *csv, struct text *text);
/**
 * One field, quoted when it must be. A text that a spreadsheet would run as a formula (it begins
 * with = + - @) gets an apostrophe before it.
 */
void csv_field(struct csv *csv, const char *utf8);
void csv_integer(struct csv *csv, int64_t value);
void csv_number(struct csv *csv, double value, int decimals);
/** A row of names. */
void csv_header(struct csv *csv, const char *const names[], size_t count);
void csv_end_row(struct csv *csv);

#endif
