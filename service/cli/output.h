/*
 * Where a result goes: the standard output, a file that appears whole or not at all (behind a
 * symbolic link, the file it points at), or straight into a device or pipe.
 */
#ifndef SERVICE_CLI_OUTPUT_H
#define SERVICE_CLI_OUTPUT_H

#include "geo/text.h"
#include "service/cli/command.h"

enum { OUTPUT_MAX = 1024 * 1024 * 1024 }; /* all of France fits */

/** STATUS_IO when it cannot be written; the file of that name is then as it was. */
enum status output_write(const char *path, struct text *text, struct error *err) MUST_CHECK;

/** Writes, and turns the status into the exit code, with the sentence when it failed. */
enum exit_code output_finish(const struct common *common, struct text *text);

#endif
