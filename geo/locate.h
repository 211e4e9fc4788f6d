/* From a position to the unit that holds it, and to the units near it. */
#ifndef GEO_LOCATE_H
#define GEO_LOCATE_H

#include "geo/coverage.h"

#define LOCATE_NONE UINT32_MAX

struct nearby {
    uint32_t unit;
    double distance_m; /* 0 when the unit holds the position */
};

/** The unit that holds the position, LOCATE_NONE outside; on a border the lowest index wins. */
uint32_t locate_unit(const struct coverage *coverage, struct position position);

/**
 * Every unit within radius_m (at most 50,000), nearest first, then by index; to be freed with
 * free().
 */
enum status locate_nearby(const struct coverage *coverage, struct position position,
                          double radius_m, struct nearby **ret_units, size_t *ret_count,
                          struct error *err) MUST_CHECK;

#endif
