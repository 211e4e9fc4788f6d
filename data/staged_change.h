/* The change that a staged file waits to make, as notes in that file. */
#ifndef DATA_STAGED_CHANGE_H
#define DATA_STAGED_CHANGE_H

#include <stdbool.h>

#include "data/commit.h"

enum { STAGED_YEARS_MAX = 64, STAGED_NOTE_SIZE = 4096 };

struct staged_change {
    int64_t revision; /* of the store it was made from */
    int years[STAGED_YEARS_MAX];
    size_t year_count;
    bool has_register;
    bool has_lineage;
    bool has_aliases;
    char dataset[STAGED_NOTE_SIZE], manifest_sha256[STAGED_NOTE_SIZE];
    char register_sha256[STAGED_NOTE_SIZE];
    char author[STAGED_NOTE_SIZE], message[STAGED_NOTE_SIZE], recorded_at[STAGED_NOTE_SIZE];
};

/** Into a store that is being written. STATUS_LIMIT: a text, or the list of years, is too long. */
enum status staged_change_put(struct store *store, int64_t revision, const struct commit *commit,
                              struct error *err) MUST_CHECK;

/**
 * STATUS_FORMAT: no change waits in that file. STATUS_INVALID: somebody has written into it since.
 */
enum status staged_change_read(const char *path, struct staged_change *ret_change,
                               struct error *err) MUST_CHECK;

/** Borrows from the change. */
struct commit staged_change_commit(const struct staged_change *change);

#endif
