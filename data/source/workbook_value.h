/* Is a cell of a workbook what its column of the register may hold, or what the program made of it?
 */
#ifndef DATA_SOURCE_WORKBOOK_VALUE_H
#define DATA_SOURCE_WORKBOOK_VALUE_H

#include "data/register_layout.h"
#include "data/row_place.h"
#include "data/source/workbook.h"

/**
 * STATUS_OK: the cell's text stands for what was typed. column is NULL for one that no table has.
 * STATUS_INVALID, with what to do: a formula, an error, merged cells, a date where none belongs, a
 * number where zeros may have been lost.
 */
enum status workbook_value_check(const struct workbook_cell *cell,
                                 const struct register_column *column, struct row_place place,
                                 struct error *err) MUST_CHECK;

#endif
