/*
 * The raw lines of a CSV file, walked beside GDAL's reading of it. GDAL pads a row that is too
 * short, cuts one that is too long and takes any bytes: here such a row is refused with its line.
 */
#ifndef DATA_SOURCE_CSV_LINES_H
#define DATA_SOURCE_CSV_LINES_H

#include <stddef.h>

#include "geo/status.h"

struct csv_lines;

void csv_lines_free(struct csv_lines *lines);
/** Reads the file and steps over its header. STATUS_FORMAT: not UTF-8; the sentence names the line.
 */
enum status csv_lines_new(const char *path, struct csv_lines **ret_lines, struct error *err)
    MUST_CHECK;

/**
 * Steps over the next record that is not empty and gives the line it begins on.
 * STATUS_FORMAT: it has another number of cells, or a quote is never closed; the subject is
 * "file:line".
 */
enum status csv_lines_next(struct csv_lines *lines, size_t cell_count, size_t *ret_line,
                           struct error *err) MUST_CHECK;

#endif
