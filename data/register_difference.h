/* What a register has that another has not, row by row and column by column. */
#ifndef DATA_REGISTER_DIFFERENCE_H
#define DATA_REGISTER_DIFFERENCE_H

#include "data/arena.h"
#include "data/register.h"
#include "data/row_change.h"

struct register_difference {
    struct row_change *changes; /* by contract ("" first), table, then key */
    size_t count;
    struct arena arena;
};

void register_difference_release(struct register_difference *difference);
DEFINE_SCOPED(register_difference)

/** Rows of one key are one row that changed. difference begins as {0}; linear in the rows,
 * quadratic in what differs. */
enum status register_difference_find(const struct register_rows *before,
                                     const struct register_rows *after,
                                     struct register_difference *ret_difference, struct error *err)
    MUST_CHECK;

#endif
