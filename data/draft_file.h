/*
 * A file that appears whole or not at all: it is a draft beside its place until it is finished, and
 * then gets its name, if nothing has it yet.
 */
#ifndef DATA_DRAFT_FILE_H
#define DATA_DRAFT_FILE_H

#include <limits.h>

#include "geo/status.h"

/** An empty file of one's own beside a path. STATUS_IO: the folder is not there, or not to be
 * written. */
enum status draft_file_make(const char *path, char ret_draft[PATH_MAX], struct error *err)
    MUST_CHECK;

/** Removes it, and what SQLite may have left beside it. */
void draft_file_drop(const char *draft);

/** STATUS_INVALID when something has that name already; it is left alone. */
enum status draft_file_check_name(const char *path, struct error *err) MUST_CHECK;

/** Gives the draft its name; see draft_file_check_name(). The name is on the disk when it returns.
 */
enum status draft_file_name(const char *draft, const char *path, struct error *err) MUST_CHECK;

/** Brings the bytes of a file, or the names in the folder of a path, to the disk. */
enum status file_sync(const char *path, struct error *err) MUST_CHECK;
enum status folder_sync(const char *path, struct error *err) MUST_CHECK;

/** The sentence for a file that cannot be written, from errno. */
enum status file_fail_to_write(const char *path, struct error *err);

#endif
