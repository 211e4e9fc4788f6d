/*
 * Grids other than that of 1e-7 degree: the same integers, finer and around another origin, for
 * constructions that need more room between the positions than the grid has.
 */
#ifndef GEO_GRID_SCALE_H
#define GEO_GRID_SCALE_H

#include "geo/multipolygon.h"

struct grid_scale {
    int32_t lon_e7, lat_e7; /* the origin, on the grid of 1e-7 degree */
    int32_t steps;          /* to a step of that grid */
};

static const struct grid_scale GRID_E7 = {0, 0, 1};

static inline double grid_lon_deg(struct grid_scale scale, double lon_steps)
{
    return (scale.lon_e7 + lon_steps / scale.steps) / DEGREE_E7;
}

static inline double grid_lat_deg(struct grid_scale scale, double lat_steps)
{
    return (scale.lat_e7 + lat_steps / scale.steps) / DEGREE_E7;
}

/** The finest grid, by powers of two, whose 32 bits hold a box; 64 steps for Hauts-de-France. */
struct grid_scale grid_scale_of(struct box box);

/** A copy of a shape of 1e-7 degree on another grid, exact; NULL when memory is short. */
struct multipolygon *grid_scale_shape(struct grid_scale scale, const struct multipolygon *shape);

#endif
