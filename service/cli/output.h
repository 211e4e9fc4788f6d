/* Where a result goes: the standard output, or a file that appears whole or not at all. */
#ifndef SERVICE_CLI_OUTPUT_H
#define SERVICE_CLI_OUTPUT_H

#include "geo/text.h"
#include "service/cli/command.h"

/** STATUS_IO when it cannot be written; the file of that name is then as it was. */
enum status output_write(const char *path, struct text *text, struct error *err) MUST_CHECK;

/** Writes, and turns the status into the exit code, with the sentence when it failed. */
enum exit_code output_finish(const struct common *common, struct text *text);

#endif
