/* GEO-09: the polygons of a layer of EPCI against their communes united. */
#ifndef DATA_CHECK_EPCI_SHAPE_H
#define DATA_CHECK_EPCI_SHAPE_H

#include "data/finding.h"
#include "data/row_place.h"
#include "data/vintage.h"

/** As it was read; borrowed. */
struct epci_shape {
    struct siren siren;
    const struct multipolygon *shape;
    struct row_place place;
};

/**
 * A finding for each EPCI of the vintage whose polygon and communes differ by more than a hectare:
 * what only one of the two has. Polygons of other EPCI are passed over. Errors: see misfits_find().
 */
enum status epci_shapes_check(const struct vintage *vintage, const struct epci_shape shapes[],
                              size_t count, struct findings *findings, struct error *err)
    MUST_CHECK;

#endif
