/* Is a store whole, and is all that is derived in it what would be derived now? */
#ifndef DATA_VERIFY_H
#define DATA_VERIFY_H

#include <stdint.h>

#include "data/store_defect.h"

/** What a store that was verified holds. */
struct verified {
    int64_t revision;
    size_t vintages, contracts, versions, families, outlines;
};

/**
 * Everything of store_check(), then the identity and the measures of the shapes, and every outline
 * against one that is computed anew. Adds what is wrong; see store_check() for what is not a
 * defect but a failure. The numbers are of what was looked at: when SQLite finds the file damaged,
 * nothing else is. Cost: 1 s for Hauts-de-France.
 */
enum status verify_store(const char *store_path, struct store_defects *defects,
                         struct verified *ret_verified, struct error *err) MUST_CHECK;

#endif
