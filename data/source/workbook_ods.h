#ifndef DATA_SOURCE_WORKBOOK_ODS_H
#define DATA_SOURCE_WORKBOOK_ODS_H

#include "data/source/workbook.h"

/** Adds the sheets of an OpenDocument workbook; see workbook_read(). */
enum status workbook_read_ods(const char *path, struct workbook *workbook, struct error *err)
    MUST_CHECK;

#endif
