/* A workbook to fill in: a sheet a table, a header, a line of help, text columns, lists of words.
 */
#ifndef SERVICE_REPORT_REGISTER_TEMPLATE_H
#define SERVICE_REPORT_REGISTER_TEMPLATE_H

#include "geo/language.h"
#include "geo/status.h"

/**
 * Writes it (XLSX) to a path, over what is there. Names of sheets, columns and words are in the
 * language; the bytes are the same on every day. STATUS_IO: it could not be written.
 */
enum status register_template_write(const char *path, enum language language, struct error *err)
    MUST_CHECK;

#endif
