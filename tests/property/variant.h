/* Shapes told otherwise, and shapes damaged. */
#ifndef TESTS_PROPERTY_VARIANT_H
#define TESTS_PROPERTY_VARIANT_H

#include "geo/multipolygon.h"

/** The same points: rings start elsewhere and turn either way, polygons and holes change places. */
struct multipolygon *shape_retold(const struct multipolygon *shape, uint64_t *random)
    OWNED_BY(multipolygon_free);

enum damage_kind {
    DAMAGE_VERTEX_MOVED,   /* one coordinate of one ring, by 1 to 3 grid steps */
    DAMAGE_PLACE_MOVED,    /* the same in every ring that passes there */
    DAMAGE_VERTEX_ADDED,   /* on one side of an edge, on it or beside it */
    DAMAGE_VERTEX_MISSING, /* in one ring */
    DAMAGE_HOLE_DROPPED,
    DAMAGE_POLYGON_DROPPED,
    DAMAGE_UNIT_DOUBLED, /* the unit comes again as the last one */
};
enum { DAMAGE_KINDS = DAMAGE_UNIT_DOUBLED + 1 };

/**
 * Damages one of the units, which are replaced; there is room for one more. False when this kind
 * finds nothing to damage.
 */
bool units_damage(const struct multipolygon *units[], size_t *count, enum damage_kind kind,
                  uint64_t *random);

#endif
