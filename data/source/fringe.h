/*
 * The fringe of a region: the far communes of EPCI that straddle its border. On derived shapes
 * there is land only for those that were there before, so that one that joins such an EPCI has none
 * yet, and the land of one that leaves it stays. Neither may stop the year of the region.
 */
#ifndef DATA_SOURCE_FRINGE_H
#define DATA_SOURCE_FRINGE_H

#include "data/source/gathering.h"

/** Whose land each tile of the shapes is; see derive_owners(). */
struct tile_owners {
    const struct insee *list;
    size_t count;
};

/**
 * Before it is built: communes outside the region that own no tile go, told as a GEO-02 of
 * LEVEL_WARNING; owners outside that the gathering lacks come in from the base, in no EPCI.
 */
enum status fringe_fit(struct gathering *gathering, const struct vintage *base,
                       struct tile_owners owners, struct error *err) MUST_CHECK;

#endif
