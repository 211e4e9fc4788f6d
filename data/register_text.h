/* Register rows back to text, the inverse of register_builder: for the store, exports and merging.
 */
#ifndef DATA_REGISTER_TEXT_H
#define DATA_REGISTER_TEXT_H

#include "data/register_builder.h"

enum { REGISTER_FIELD_MAX = 24 };

/** Texts of one row; those that had to be formatted live in scratch. */
struct register_row_text {
    const char *values[REGISTER_COLUMN_MAX];
    char scratch[REGISTER_COLUMN_MAX][REGISTER_FIELD_MAX];
};

size_t register_row_count(const struct register_rows *rows, enum register_table table);
void register_row_text(const struct register_rows *rows, enum register_table table, size_t row,
                       struct register_row_text *ret_text);

/**
 * What stands after `update` is applied to `base`: the contracts it names come whole from it (their
 * versions, members and acts), its generations and acts replace those of the same id, all else
 * stays.
 */
enum status register_merge(const struct register_rows *base, const struct register_rows *update,
                           struct register_rows **ret_rows, struct error *err) MUST_CHECK;

#endif
