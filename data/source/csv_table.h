/*
 * A CSV file as a table: RFC 4180, with the separator that the header shows (`;`, a tab or `,`).
 * A row that is too short or too long is refused with its line, never padded or cut.
 */
#ifndef DATA_SOURCE_CSV_TABLE_H
#define DATA_SOURCE_CSV_TABLE_H

#include "data/source/table.h"

/**
 * Takes the bytes, which are UTF-8, in every case. Rows without any value are passed over. In
 * tab-separated text a quote opens a cell only if it is closed on the same line, because exports
 * of the kind do not quote. STATUS_FORMAT: a row has another number of cells than the header, or a
 * quote is never closed; the subject is "name:line". name is the table's with the ending of the
 * file, for sentences.
 */
enum status csv_table_read(struct file_bytes *bytes, const char *name, struct table **ret_table,
                           struct error *err) MUST_CHECK;

#endif
