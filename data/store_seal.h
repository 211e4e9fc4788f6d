/*
 * Seals: a SHA-256 of each part of the store, written with it. A change of the file behind
 * Lisière's back, a flipped bit or a hand with good intentions, no longer fits its seal. That of a
 * revision is of the one before too: the past cannot be rewritten without all seals after it.
 */
#ifndef DATA_STORE_SEAL_H
#define DATA_STORE_SEAL_H

#include "data/store.h"
#include "data/store_defect.h"

/* Within the transaction that wrote them: by store_put_…(), and store_commit() of its revision. */
enum status store_seal_vintage(struct store *store, int year, struct error *err) MUST_CHECK;
enum status store_seal_lineage(struct store *store, struct error *err) MUST_CHECK;
enum status store_seal_aliases(struct store *store, struct error *err) MUST_CHECK;
enum status store_seal_revision(struct store *store, struct error *err) MUST_CHECK;

/** Every part against its seal. Cost: 0.1 s for six vintages of a region. */
enum status store_check_seals(struct store *store, struct store_defects *defects, struct error *err)
    MUST_CHECK;

#endif
