/* A register that a person gives: read against what the store has, oddities told on stderr. */
#ifndef SERVICE_CLI_REGISTER_FILE_H
#define SERVICE_CLI_REGISTER_FILE_H

#include "data/register.h"
#include "service/cli/command.h"

/**
 * Reads a folder of tables. Generations that it leaves out are taken from the store. Columns that
 * are not known are named on stderr.
 */
enum status register_file_read(const struct common *common, const char *folder,
                               struct register_rows **ret_rows, struct error *err) MUST_CHECK;

#endif
