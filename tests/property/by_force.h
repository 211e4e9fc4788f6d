/* The same answers by comparing everything with everything, exact: slow, short, and not shared. */
#ifndef TESTS_PROPERTY_BY_FORCE_H
#define TESTS_PROPERTY_BY_FORCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/multipolygon.h"

/* Units may be NULL everywhere. */

/** Do the units tile, with every vertex of a border in both its polygons? Cost: edges squared. */
bool tiles_by_force(const struct multipolygon *const units[], size_t count);

/** The lowest unit that holds the position, border included; UINT32_MAX when none does. */
uint32_t unit_by_force(const struct multipolygon *const units[], size_t count,
                       struct position position);

/** Do the borders of two shapes have a vertex, or an edge, in common? */
bool share_vertex_by_force(const struct multipolygon *a, const struct multipolygon *b);
bool share_edge_by_force(const struct multipolygon *a, const struct multipolygon *b);

/** Shells minus holes, twice, in squared grid steps; of any rings in any direction. */
wide_integer twice_area_by_force(const struct multipolygon *shape);

/** Does any ring pass a position twice? */
bool repeats_by_force(const struct multipolygon *shape);

#endif
