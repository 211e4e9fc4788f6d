#ifndef DATA_SOURCE_WORKBOOK_XLSX_H
#define DATA_SOURCE_WORKBOOK_XLSX_H

#include "data/source/workbook.h"

/** Adds the sheets of an OOXML workbook; see workbook_read(). */
enum status workbook_read_xlsx(const char *path, struct workbook *workbook, struct error *err)
    MUST_CHECK;

#endif
