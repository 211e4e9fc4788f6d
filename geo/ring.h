/*
 * Rings: closed walks of positions. The closing position is never repeated, so a triangle has
 * three. All predicates are exact: products of grid differences fit in 64 bits, sums in 128.
 */
#ifndef GEO_RING_H
#define GEO_RING_H

#include <stdbool.h>
#include <stddef.h>

#include "geo/position.h"

enum ring_side { RING_OUTSIDE, RING_BORDER, RING_INSIDE };

/* 128 bits hold the doubled area of any ring on the grid; every 64-bit gcc and clang has them. */
__extension__ typedef __int128 wide_integer;

/**
 * Sign of the turn a→b→c: +1 left (counter-clockwise), 0 straight, -1 right. Differences need 33
 * bits, their products 65: the sign of their difference is taken in 128.
 */
static inline int orient(struct position a, struct position b, struct position c)
{
    wide_integer left =
        (wide_integer)((int64_t)b.lon_e7 - a.lon_e7) * ((int64_t)c.lat_e7 - a.lat_e7);
    wide_integer right =
        (wide_integer)((int64_t)b.lat_e7 - a.lat_e7) * ((int64_t)c.lon_e7 - a.lon_e7);

    return (left > right) - (left < right);
}

/** Twice the signed area in squared grid steps, exact; positive counter-clockwise. */
wide_integer ring_twice_area(const struct position *ring, size_t count);

/** Sign of the enclosed area: +1 counter-clockwise, -1 clockwise, 0 flat. */
int ring_orientation(const struct position *ring, size_t count);

void ring_reverse(struct position *ring, size_t count);

/** Where a position lies, by crossing count; O(count). */
enum ring_side ring_side_of(const struct position *ring, size_t count, struct position position);

/** Does p lie on the segment a–b, ends included? */
bool segment_holds(struct position a, struct position b, struct position p);

/** Have the segments a–b and c–d a point in common, ends included? */
bool segments_meet(struct position a, struct position b, struct position c, struct position d);

/** Does the segment a–b meet the closed box? */
bool segment_meets_box(struct position a, struct position b, struct box box);

#endif
