/* A register from a folder of CSV tables: generations, contracts, acts, versions, members. */
#ifndef DATA_SOURCE_REGISTER_FILES_H
#define DATA_SOURCE_REGISTER_FILES_H

#include "data/digest.h"
#include "data/register_builder.h"

/**
 * Reads the tables of register_layout() from <folder>/<table>.csv; contracts, versions and members
 * must be there, generations and acts may be absent when `base` (may be NULL) has what they would
 * say. STATUS_NOT_FOUND: no folder, or a missing table. STATUS_INVALID: a missing column (the
 * sentence gives the header read), and all of register_builder.h. Columns that are not in the
 * layout are named in ret_unknown_columns ("contracts.csv: couleur"), a comma-separated text freed
 * with free(), NULL when there is none.
 */
enum status register_files_read(const char *folder, const struct register_rows *base,
                                struct register_rows **ret_rows, char **ret_unknown_columns,
                                struct error *err) MUST_CHECK;

/**
 * Of the names and bytes of the tables that the folder has: the same register gives the same
 * digest. STATUS_NOT_FOUND: no folder.
 */
enum status register_files_digest(const char *folder, struct digest *ret_digest, struct error *err)
    MUST_CHECK;

#endif
