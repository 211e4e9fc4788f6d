/* From contents in memory to the store: guarded by the checks, in one transaction or not at all. */
#ifndef DATA_COMMIT_H
#define DATA_COMMIT_H

#include "data/snapshot.h"
#include "data/store.h"

/** What of a snapshot a change brings: the years it imported, whether the register, the movements
 * and the names that people use changed. */
struct commit {
    const int *years;
    size_t year_count;
    bool has_register;
    bool has_lineage;
    bool has_aliases;
    bool corrects_statuses;      /* see register_permanence_check() */
    const char *dataset;         /* its id, or NULL */
    const char *manifest_sha256; /* of the dataset, or NULL */
    const char *register_sha256; /* of the register's tables, or NULL; noted with has_register */
    struct change change;
    const int64_t *based_on;      /* revision that the change was made from; NULL: whatever it is */
    const char *activated_sha256; /* of the staged file that waited to become true, or NULL */
};

/** Under which the store keeps the digest of the staged file that last became true. */
#define COMMIT_ACTIVATED_NOTE "activated_sha256"

/**
 * STATUS_INVALID: the store has another revision than the change was made from; the sentence says
 * what to do. A store that is not there has revision 0.
 */
enum status commit_check_base(const char *store_path, int64_t based_on, struct error *err)
    MUST_CHECK;

/**
 * Writes what the commit names, and the outlines of the snapshot. Errors: see store.h,
 * commit_check_base() for a store that somebody else has changed meanwhile, and
 * register_permanence_check() for a register that would change what stays.
 */
enum status commit_write(const char *store_path, const struct snapshot *snapshot,
                         const struct commit *commit, struct error *err) MUST_CHECK;

#endif
