/* From a position to the unit that holds it, the units near it, the units that meet a box. */
#ifndef GEO_LOCATE_H
#define GEO_LOCATE_H

#include "geo/coverage.h"

#define LOCATE_NONE UINT32_MAX

/**
 * A grid of two levels over the arcs of a coverage: a cell without edge knows its face, a cell with
 * edges knows the face at its corner. Borrows the coverage; immutable, any thread may read it.
 */
struct locator;

void locator_free(struct locator *locator);
DEFINE_AUTO(locator)
/** Memory: about 30 bytes an edge. Cost: linear in the edges, 15 ms for Hauts-de-France. */
enum status locator_new(const struct coverage *coverage, struct locator **ret_locator,
                        struct error *err) MUST_CHECK;

/**
 * The same cells for a coverage regrouped from theirs: coverage_regroup(). Both locators, and both
 * coverages, are borrowed: the base outlives the shared one. Memory: 4 bytes a unit of the base.
 * STATUS_INVALID: the coverage does not share the arcs of the base's.
 */
enum status locator_share(const struct locator *base, const struct coverage *regrouped,
                          struct locator **ret_locator, struct error *err) MUST_CHECK;

/**
 * The unit that holds the position, LOCATE_NONE outside. Exact; on a border the lowest unit of
 * those that meet there. About 20 ns.
 */
uint32_t locator_unit(const struct locator *locator, struct position position);

struct nearby {
    uint32_t unit;
    double distance_m; /* 0 when the unit holds the position */
};

/**
 * Every unit within radius_m (at most 50,000), nearest first, then by unit; to be freed with
 * free().
 */
enum status locator_nearby(const struct locator *locator, struct position position, double radius_m,
                           struct nearby **ret_units, size_t *ret_count, struct error *err)
    MUST_CHECK;

/** Every unit that has a point in the closed box, ascending; to be freed with free(). Exact. */
enum status locator_units_in_box(const struct locator *locator, struct box box,
                                 uint32_t **ret_units, size_t *ret_count, struct error *err)
    MUST_CHECK;

#endif
