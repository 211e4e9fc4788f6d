/*
 * An import that waits: what a store would hold, in a file of its own beside it, to be looked at
 * with every command (--db FILE.staged) before one step makes it true.
 *
 * The staged file holds the whole present state and, as notes, which change it is and the revision
 * it was made from. Activation writes that change into the store, in one transaction. One program
 * at a time stages or activates; what a killed one leaves beside the store, the next one removes.
 */
#ifndef DATA_STAGE_H
#define DATA_STAGE_H

#include "data/commit.h"

/** Path of the staged file of a store; STATUS_LIMIT when it is too long. */
enum status stage_path(const char *store_path, char ret_path[], size_t size, struct error *err)
    MUST_CHECK;

/**
 * Replaces what was staged before; the store itself is not touched. revision is that of the store
 * which the snapshot was derived from, 0 for none. STATUS_IO: another program is staging or
 * activating. Errors: see store.h; on failure what was staged before still is.
 */
enum status stage_write(const char *store_path, int64_t revision, const struct snapshot *snapshot,
                        const struct commit *commit, struct error *err) MUST_CHECK;

/**
 * Makes the staged change true and removes the staged file; the snapshot is what the store then
 * holds. What was made true already, by a program that was killed before it removed the file, is
 * removed only. STATUS_NOT_FOUND: nothing is staged. STATUS_INVALID: the store has changed since,
 * or the staged file has; the sentence says what to do. STATUS_IO: another program is staging or
 * activating. On failure store and staged file are as they were.
 */
enum status stage_activate(const char *store_path, struct snapshot **ret_snapshot,
                           struct error *err) MUST_CHECK;

/** Removes the staged file; the store itself is not touched. STATUS_NOT_FOUND: nothing is staged.
 */
enum status stage_discard(const char *store_path, struct error *err) MUST_CHECK;

#endif
