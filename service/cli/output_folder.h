/* A folder of files that appears whole or not at all. */
#ifndef SERVICE_CLI_OUTPUT_FOLDER_H
#define SERVICE_CLI_OUTPUT_FOLDER_H

#include <limits.h>

#include "geo/text.h"

struct output_folder {
    const char *path;     /* borrowed: where it will be */
    char draft[PATH_MAX]; /* beside that, until it is whole; "" when there is none */
};

/** STATUS_INVALID when something of that name is there already, STATUS_IO when it cannot be made.
 */
enum status output_folder_begin(struct output_folder *folder, const char *path, struct error *err)
    MUST_CHECK;
/** A file of the draft; its name is its own. */
enum status output_folder_add(struct output_folder *folder, const char *name, struct text *text,
                              struct error *err) MUST_CHECK;
/** Gives the draft its place. */
enum status output_folder_finish(struct output_folder *folder, struct error *err) MUST_CHECK;
/** Whatever was not finished goes, with its files. */
void output_folder_release(struct output_folder *folder);
DEFINE_SCOPED(output_folder)

#endif
