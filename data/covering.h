/*
 * What the register makes of some communes on a date: every version that speaks of them, in force
 * or not, how many of them its perimeter holds, and the members by which it does.
 */
#ifndef DATA_COVERING_H
#define DATA_COVERING_H

#include "data/snapshot.h"

struct covering {
    const struct perimeter *perimeter; /* of the version, in the vintage that serves the date */
    enum force force;                  /* of the version on the date */
    uint32_t held;                     /* of the communes: in the perimeter */
    uint32_t inferred;                 /* of those held: by no stated member */
    uint32_t doubtful;                 /* in it or not, see perimeter.h */
    uint32_t clipped;                  /* members name them, but the version stops at the region */
    uint32_t excluded;                 /* members name them, and others exclude them */
    const uint32_t *members;           /* of the version, those that name one of the communes */
    uint32_t member_count;
};

/**
 * Does a member of the perimeter's version name a commune of its vintage, to include or to exclude
 * it? history: the vintages that a frozen member may look back into.
 */
bool member_names_commune(const struct perimeter *perimeter, struct vintage_list history,
                          uint32_t member, uint32_t commune);

/** By contract id, then version; versions that name none of the communes are left out. */
enum status coverings_find(const struct snapshot *snapshot, const struct vintage *vintage,
                           struct date date, const uint32_t communes[], uint32_t count,
                           struct arena *arena, const struct covering **ret_coverings,
                           uint32_t *ret_count, struct error *err) MUST_CHECK;

#endif
