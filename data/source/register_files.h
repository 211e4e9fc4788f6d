/*
 * A register as people have it: a folder of CSV tables, a workbook (XLSX, ODS) with a sheet for
 * each, or one JSON document. Tables and columns are those of register_layout(), named in English
 * or French.
 */
#ifndef DATA_SOURCE_REGISTER_FILES_H
#define DATA_SOURCE_REGISTER_FILES_H

#include "data/digest.h"
#include "data/register_builder.h"

/**
 * Adds the rows of every table that is there. STATUS_NOT_FOUND: no such folder or file, or no table
 * in it. STATUS_FORMAT: a file that is none of these. STATUS_INVALID: a missing column (the
 * sentence gives the header read), and all of register_builder.h. Columns that are not in the
 * layout are kept and named in ret_unknown_columns ("contracts.csv: couleur"), a comma-separated
 * text freed with free(), NULL when there is none.
 */
enum status register_files_read(const char *path, struct register_builder *builder,
                                char **ret_unknown_columns, struct error *err) MUST_CHECK;

/**
 * Of the names and bytes of the tables of a folder, or of the bytes of a file: the same register
 * gives the same digest. STATUS_NOT_FOUND: no such folder or file.
 */
enum status register_files_digest(const char *path, struct digest *ret_digest, struct error *err)
    MUST_CHECK;

#endif
