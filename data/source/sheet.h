/* A sheet of a workbook (XLSX, ODS) as a table, its header found where it is. */
#ifndef DATA_SOURCE_SHEET_H
#define DATA_SOURCE_SHEET_H

#include <ogr_api.h>

#include "data/source/table.h"

/**
 * The header is the first row, or, under a title, the first of the twenty first rows that fills as
 * many cells as any of them. Lines are those of the sheet. A column of numbers is known as such
 * (has_number without has_text): a code in it has lost its leading zeros.
 */
enum status sheet_read(OGRLayerH sheet, struct table **ret_table, struct error *err) MUST_CHECK;

#endif
