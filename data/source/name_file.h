/*
 * Names that somebody wrote down: a text with one a line, or a table (CSV, TSV, XLSX, ODS, a list
 * of JSON objects) with a column of names.
 */
#ifndef DATA_SOURCE_NAME_FILE_H
#define DATA_SOURCE_NAME_FILE_H

#include <stdbool.h>

#include "data/arena.h"
#include "geo/status.h"

struct written_name {
    const char *text; /* without blanks around */
    size_t line;
};

struct name_file {
    struct written_name *list;
    size_t count, capacity;
    struct arena arena;
};

void name_file_free(struct name_file *names);
DEFINE_AUTO(name_file)

/** Is this the head of a column of names? The rank is lower the likelier it is. */
bool name_head_rank(const char *head, size_t *ret_rank);

/** Is it of names? Otherwise of shapes: by the ending of its name, then by its first bytes. */
enum status name_file_is_one(const char *path, bool *ret_is_one, struct error *err) MUST_CHECK;

/**
 * "-" is the standard input, of lines only. Empty lines and cells are passed over; a column that is
 * the only one may do without a head. STATUS_INVALID: no column of names (the sentence lists the
 * heads that are known), no name at all, a table or a drawing on the standard input. Errors of
 * source_file_open(), encoding_settle().
 */
enum status name_file_read(const char *path, struct name_file **ret_names, struct error *err)
    MUST_CHECK;

#endif
