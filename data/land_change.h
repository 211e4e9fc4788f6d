/*
 * A set of communes of one vintage beside a set of a later one, an EPCI or a contract in either
 * year: what land came and went, whatever its codes. Nothing came and nothing went: the codes may
 * all have changed, the territory is the same.
 */
#ifndef DATA_LAND_CHANGE_H
#define DATA_LAND_CHANGE_H

#include "data/crosswalk.h"

/** Communes of one vintage, ascending. */
struct commune_set {
    const uint32_t *communes;
    uint32_t count;
};

struct land_change {
    struct commune_set joined; /* of the earlier vintage: outside the set, their land now inside */
    struct commune_set left;   /* of the earlier vintage: in the set, not all of their land now */
    struct commune_set appeared; /* of the later vintage: in the set, from no known commune */
    const uint32_t *relations;   /* of the crosswalk, that touch either set and are not
                                    CROSSWALK_SAME; ascending */
    uint32_t relation_count;
};

/** Arrays go to the arena. Cost: one pass over both sets and over the relations. */
enum status land_change_find(const struct crosswalk *crosswalk, struct commune_set before,
                             struct commune_set after, struct arena *arena,
                             struct land_change *ret_change, struct error *err) MUST_CHECK;

/** Is it the same territory, as far as the movements tell? */
bool land_change_is_none(const struct land_change *change);

#endif
