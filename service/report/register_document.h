/* A whole register as one JSON document, and a table of it as CSV: what register_files reads back.
 */
#ifndef SERVICE_REPORT_REGISTER_DOCUMENT_H
#define SERVICE_REPORT_REGISTER_DOCUMENT_H

#include "data/register.h"
#include "data/register_layout.h"
#include "service/report/json.h"

/**
 * The canonical document: tables in the order of the layout, without the empty ones; rows by key, a
 * line each; members in the order of the columns, without the empty ones. Numbers and amounts are
 * numbers, codes an array, extra an object. Equal registers give equal bytes.
 */
void register_document_write(struct text *text, const struct register_rows *rows);

/** A header, then the rows; every column. */
void register_table_write_csv(struct text *text, const struct register_rows *rows,
                              enum register_table table);

#endif
