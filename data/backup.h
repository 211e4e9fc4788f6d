/*
 * Copies of a whole store that are worth something: checked before they have their name, and before
 * they take the place of another.
 */
#ifndef DATA_BACKUP_H
#define DATA_BACKUP_H

#include <limits.h>

#include "data/digest.h"
#include "data/verify.h"

/** What was copied. */
struct backup {
    struct verified verified;
    struct digest digest; /* of the file of the copy */
    int64_t bytes;
};

/**
 * Writes a copy, which others may change the store meanwhile without touching, under a name that
 * nothing has yet: to a draft beside it, brought to the disk, verified (verify_store), then named.
 * On failure nothing of that name is there.
 * STATUS_INVALID: the name is taken, or the store does not pass; the sentence says what is wrong.
 */
enum status backup_write(const char *store_path, const char *copy_path, struct backup *ret_backup,
                         struct error *err) MUST_CHECK;

/**
 * Verifies a copy and puts it in the place of the store, at once; the store that was there is kept
 * beside it, as ret_kept ("" when there was none). On failure the store is as it was.
 * STATUS_NOT_FOUND: no copy there. STATUS_FORMAT: no copy of a store, or damaged or cut short.
 * STATUS_INVALID: of a newer version, or it does not pass. See store_exchange() for the rest.
 */
enum status backup_restore(const char *copy_path, const char *store_path, struct backup *ret_backup,
                           char ret_kept[PATH_MAX], struct error *err) MUST_CHECK;

#endif
