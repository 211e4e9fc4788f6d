/* A register in a workbook: one sheet a table, as people fill them in. */
#ifndef DATA_SOURCE_REGISTER_WORKBOOK_H
#define DATA_SOURCE_REGISTER_WORKBOOK_H

#include "data/register_builder.h"
#include "geo/text.h"

/**
 * Adds the rows of each sheet whose name is that of a table; a sheet with a header and no rows says
 * nothing of its table. The first row that holds something is the header. Errors are those of
 * workbook_read() and register_binding.h, and STATUS_INVALID, with sheet and row, for what a
 * workbook does to data: a code or a number that has become a date, a code that has lost its zeros,
 * a formula, merged cells, an empty sheet, a sheet that is no table.
 */
enum status register_workbook_read(const char *path, struct register_builder *builder,
                                   struct text *unknown, struct error *err) MUST_CHECK;

#endif
