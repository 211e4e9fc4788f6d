/* Register rows back to text, the inverse of register_builder: for the store, exports and merging.
 */
#ifndef DATA_REGISTER_TEXT_H
#define DATA_REGISTER_TEXT_H

#include "data/register_row.h"

/** Texts of one row; those that had to be formatted live in scratch. */
struct register_row_text {
    const char *values[REGISTER_COLUMN_MAX];
    char scratch[REGISTER_COLUMN_MAX][REGISTER_FIELD_MAX];
};

size_t register_row_count(const struct register_rows *rows, enum register_table table);
/** The struct of a row, borrowed. */
const void *register_row(const struct register_rows *rows, enum register_table table, size_t row);
void register_row_text(const struct register_rows *rows, enum register_table table, size_t row,
                       struct register_row_text *ret_text);
struct row_place register_row_place(const struct register_rows *rows, enum register_table table,
                                    size_t row);

#endif
