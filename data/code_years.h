/* A code through the vintages: the years in which the lists say the same of it. */
#ifndef DATA_CODE_YEARS_H
#define DATA_CODE_YEARS_H

#include "data/code_asked.h"
#include "data/snapshot.h"

/** Vintages in a row that say the same of a code. */
struct code_years {
    int first, last;
    const struct vintage *vintage; /* the last of them */
    uint32_t unit;                 /* index of the commune or EPCI in it */
};

/**
 * Ascending. A commune's years part where its name, its EPCI or that one's name changes, or the
 * years are not in a row; those of an EPCI also where its nature or number of communes does.
 */
enum status code_years_find(const struct snapshot *snapshot, const struct code_asked *asked,
                            struct arena *arena, const struct code_years **ret_years,
                            uint32_t *ret_count, struct error *err) MUST_CHECK;

#endif
