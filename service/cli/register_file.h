/* A register named on the command line, read as an update of the stored one. */
#ifndef SERVICE_CLI_REGISTER_FILE_H
#define SERVICE_CLI_REGISTER_FILE_H

#include "data/register_builder.h"
#include "service/cli/command.h"

/**
 * Reads a folder of tables, a workbook or a document. Columns that are not known are kept, and
 * named on stderr.
 */
enum status register_file_read(const struct common *common, const char *path,
                               struct register_builder **ret_update, struct error *err) MUST_CHECK;

#endif
