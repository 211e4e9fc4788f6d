/* What cells of one row must say of each other, or beyond the form that their column asks for. */
#ifndef DATA_REGISTER_RULES_H
#define DATA_REGISTER_RULES_H

#include "data/register_row.h"

/** STATUS_INVALID in reading->status, with the sentence of the first rule that is broken. */
void register_rules_check(struct row_reading *reading, enum register_table table);

#endif
