/* A point well inside a polygon, to show where it is. */
#ifndef GEO_INSIDE_POINT_H
#define GEO_INSIDE_POINT_H

#include "geo/grid_scale.h"

/** In degrees: between grid positions when the polygon is thinner than the grid. */
struct inside_point {
    double lon_deg, lat_deg;
};

/**
 * The middle of the widest of some horizontal cuts, each halfway between two vertices' latitudes.
 * The shape has one polygon or more; the first is taken.
 */
enum status inside_point_of(const struct multipolygon *shape, struct grid_scale scale,
                            struct inside_point *ret_point) MUST_CHECK;

#endif
