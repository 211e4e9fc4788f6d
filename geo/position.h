/*
 * Positions and boxes on the integer grid of 1e-7 degree (about 1 cm), longitude then latitude.
 *
 * Everything inside the program is on this grid, so that two shapes share a border exactly or not
 * at all. Doubles appear at the doors only: reading, and geodesic measures.
 */
#ifndef GEO_POSITION_H
#define GEO_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/attr.h"
#include "geo/status.h"

enum { DEGREE_E7 = 10000000 };

struct position {
    int32_t lon_e7;
    int32_t lat_e7;
};

/** Closed on all sides; empty when west > east. No box of ours crosses the antimeridian. */
struct box {
    int32_t west_e7;
    int32_t south_e7;
    int32_t east_e7;
    int32_t north_e7;
};

/**
 * Rounds to the grid, half to even.
 * STATUS_INVALID: not finite, or outside ±180, ±90 degrees; the message says which and the value.
 */
enum status position_from_degrees(double lon_deg, double lat_deg, struct position *ret_position,
                                  struct error *err) MUST_CHECK;

double position_lon_deg(struct position position);
double position_lat_deg(struct position position);

static inline bool position_equal(struct position a, struct position b)
{
    return a.lon_e7 == b.lon_e7 && a.lat_e7 == b.lat_e7;
}

/** Order by longitude, then latitude: negative, 0, positive. */
static inline int position_compare(struct position a, struct position b)
{
    if (a.lon_e7 != b.lon_e7)
        return a.lon_e7 < b.lon_e7 ? -1 : 1;
    return (a.lat_e7 > b.lat_e7) - (a.lat_e7 < b.lat_e7);
}

struct box box_empty(void);
bool box_is_empty(struct box box);
struct box box_of(const struct position *positions, size_t count);
struct box box_join(struct box a, struct box b);
bool box_intersects(struct box a, struct box b);

static inline bool box_holds(struct box box, struct position position)
{
    return box.west_e7 <= position.lon_e7 && position.lon_e7 <= box.east_e7 &&
           box.south_e7 <= position.lat_e7 && position.lat_e7 <= box.north_e7;
}

#endif
