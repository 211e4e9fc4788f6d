/*
 * A table in memory: what a CSV file, a list of JSON objects or a sheet of a workbook holds, once
 * it is read. Text cells, a line for each row, and which columns hold nothing but numbers.
 */
#ifndef DATA_SOURCE_TABLE_H
#define DATA_SOURCE_TABLE_H

#include <stdbool.h>

#include "data/arena.h"
#include "data/source/file_bytes.h"

enum { TABLE_COLUMN_MAX = 1024 };

struct table_column {
    const char *name;
    bool has_number;
    bool has_text; /* other than "" */
};

struct table_row {
    size_t line;
    size_t first_cell;
    size_t cell_count; /* less than the columns when later rows brought more */
};

struct table {
    const char *name;
    struct table_column *columns;
    size_t column_count, column_capacity;
    struct table_row *rows; /* none is empty throughout */
    size_t row_count, row_capacity;
    const char **cells; /* NULL for null */
    size_t cell_count, cell_capacity;
    struct arena arena;
    struct file_bytes bytes; /* that the cells may point into */
};

void table_free(struct table *table);
DEFINE_AUTO(table)
enum status table_new(const char *name, struct table **ret_table, struct error *err) MUST_CHECK;

/** Adds a column; the name is copied. STATUS_LIMIT: more than TABLE_COLUMN_MAX. */
enum status table_add_column(struct table *table, const char *name, struct error *err) MUST_CHECK;
/** Index of a column of that name, added when it is new. */
enum status table_column_of(struct table *table, const char *name, size_t *ret_column,
                            struct error *err) MUST_CHECK;

/** Begins a row of null cells. A last row that stayed empty is dropped. */
enum status table_begin_row(struct table *table, size_t line, struct error *err) MUST_CHECK;
/** Sets a cell of the last row; the value is borrowed. */
enum status table_put(struct table *table, size_t column, const char *value, bool is_number,
                      struct error *err) MUST_CHECK;
/** Drops the last row when it stayed empty. */
void table_end_rows(struct table *table);

/** NULL for null. */
const char *table_cell(const struct table *table, size_t row, size_t column);

#endif
