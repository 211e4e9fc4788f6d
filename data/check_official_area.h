/* GEO-07: what the shapes measure against what the publisher says the communes have. */
#ifndef DATA_CHECK_OFFICIAL_AREA_H
#define DATA_CHECK_OFFICIAL_AREA_H

#include "data/finding.h"
#include "data/row_place.h"
#include "data/vintage.h"

/** As it was read; the unit is that in which most communes come near their measure. */
struct official_area {
    struct insee insee;
    double value;
    struct row_place place;
};

/**
 * A finding for each commune whose measured area is more than 2 % off. When the median commune is,
 * the two are of different kinds, and one finding says so.
 */
enum status official_areas_check(const struct vintage *vintage, const struct official_area areas[],
                                 size_t count, struct findings *findings, struct error *err)
    MUST_CHECK;

#endif
