/*
 * Is a store whole? What SQLite itself finds (pages, indexes, foreign keys), whether its tables,
 * indexes and triggers are those of this version, and the laws of revisions: numbered without a
 * hole; a row closed after it was opened; never two rows of one key known at once; at each revision
 * a register that holds together; and every part fits its seal (store_seal.h).
 *
 * That what is derived from it (identities, measures, outlines) is right: data/verify.h.
 */
#ifndef DATA_STORE_CHECK_H
#define DATA_STORE_CHECK_H

#include "data/store.h"
#include "data/store_defect.h"

/**
 * Adds what is wrong. Not STATUS_OK only where the check itself could not go on (memory, a disk
 * that does not answer): a damaged store is a defect. Cost: 0.1 s a 10 MB.
 */
enum status store_check(struct store *store, struct store_defects *defects, struct error *err)
    MUST_CHECK;

#endif
