/*
 * What stands at a position on a date. Shapes are generalised: 2.7 % of random points change
 * commune between two official editions, almost all of them within 162 m of a border. So within 200
 * m of a commune of another standing or contract, or of the region's edge, only the commune's code
 * can tell.
 */
#ifndef DATA_PLACE_H
#define DATA_PLACE_H

#include "data/snapshot.h"

#define PLACE_DOUBT_M 200.0

struct place {
    uint32_t commune; /* UNIT_NONE outside every loaded commune */
    double border_m;  /* to the nearest border of a commune; infinite when none is near */
    bool is_to_confirm;
    uint32_t other; /* the nearest commune that makes it so; UNIT_NONE: the region's edge does */
    double other_m;
};

/** STATUS_NOT_FOUND when no vintage serves that date. */
enum status place_find(const struct snapshot *snapshot, const struct period *period,
                       struct position position, struct place *ret_place, struct error *err)
    MUST_CHECK;

#endif
