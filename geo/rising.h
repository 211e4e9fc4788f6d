/*
 * Edges turned to go up, and where they cross a level line: exact, in 128 bits. The line runs a
 * hair above its level, so that it passes no vertex.
 */
#ifndef GEO_RISING_H
#define GEO_RISING_H

#include "geo/ring.h"

struct rising {
    struct position low, high;
};

static inline struct rising rising_of(struct position a, struct position b)
{
    return a.lat_e7 < b.lat_e7 ? (struct rising){a, b} : (struct rising){b, a};
}

/** Does the edge cross the line a hair above this latitude? */
static inline bool rising_crosses(struct rising edge, int32_t lat_e7)
{
    return edge.low.lat_e7 <= lat_e7 && lat_e7 < edge.high.lat_e7;
}

/** Where the edge crosses its latitude, a position lies west of it (+1), on it (0), east (-1). */
static inline int rising_side(struct rising edge, struct position position)
{
    return orient(edge.low, edge.high, position);
}

/** Does edge e cross the line west of where edge f does? Both cross it. */
static inline bool rising_is_west(struct rising e, struct rising f, int32_t lat_e7)
{
    wide_integer e_dx = (wide_integer)e.high.lon_e7 - e.low.lon_e7;
    wide_integer e_dy = (wide_integer)e.high.lat_e7 - e.low.lat_e7;
    wide_integer f_dx = (wide_integer)f.high.lon_e7 - f.low.lon_e7;
    wide_integer f_dy = (wide_integer)f.high.lat_e7 - f.low.lat_e7;
    wide_integer e_x = (e.low.lon_e7 * e_dy + ((wide_integer)lat_e7 - e.low.lat_e7) * e_dx) * f_dy;
    wide_integer f_x = (f.low.lon_e7 * f_dy + ((wide_integer)lat_e7 - f.low.lat_e7) * f_dx) * e_dy;

    return e_x != f_x ? e_x < f_x : e_dx * f_dy < f_dx * e_dy;
}

#endif
