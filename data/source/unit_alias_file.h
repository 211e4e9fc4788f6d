/* The table of names that people use: columns alias, kind, code, source. */
#ifndef DATA_SOURCE_UNIT_ALIAS_FILE_H
#define DATA_SOURCE_UNIT_ALIAS_FILE_H

#include "data/unit_alias.h"

/**
 * kind is commune or epci. name is the file's, for sentences. STATUS_INVALID: a column is missing,
 * an alias is empty, a kind or a code is none; the subject is "file:line". Errors of
 * source_file_open() and layer_next().
 */
enum status unit_alias_file_read(const char *path, const char *name,
                                 struct unit_aliases **ret_aliases, struct error *err) MUST_CHECK;

#endif
