/* What became of one row of the register: between two of its states, or by one revision. */
#ifndef DATA_ROW_CHANGE_H
#define DATA_ROW_CHANGE_H

#include <stdint.h>

#include "data/register_layout.h"

enum row_change_kind { ROW_ADDED, ROW_CHANGED, ROW_REMOVED };

/** A text for each column of the layout. */
struct row_change {
    int64_t revision; /* 0: none, two states were compared */
    enum row_change_kind kind;
    enum register_table table;
    const char *const *before; /* NULL when it was added */
    const char *const *after;  /* NULL when it was removed */
};

/** The text of a column of the row, as it is, or as it was when it was removed; "" for a column
 * that its table has not. */
const char *row_change_text(const struct row_change *change, const char *column);

#endif
