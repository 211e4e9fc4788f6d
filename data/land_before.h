/* What is known of the land before a vintage. */
#ifndef DATA_LAND_BEFORE_H
#define DATA_LAND_BEFORE_H

#include "data/lineage.h"
#include "data/row_place.h"
#include "data/vintage.h"

/** Borrowed; {0} when nothing is known. */
struct land_before {
    const struct vintage *vintage; /* the nearest earlier one with shapes; may be NULL */
    const struct lineage *lineage; /* the movements since; may be NULL */
};

/** A shape as it was read, not yet known to be sound; borrowed. */
struct read_shape {
    struct insee insee; /* first: lists of them are sorted by it */
    const char *name;   /* of the commune; "" when the lists have none of that code */
    const struct multipolygon *shape;
    struct row_place place;
};

#endif
