/* Two sets of communes of two vintages: are they the same land, and in as many pieces? */
#ifndef DATA_SAME_LAND_H
#define DATA_SAME_LAND_H

#include "data/land_before.h"
#include "geo/region.h"

/** Communes of a vintage, ascending. */
struct commune_set {
    const struct vintage *vintage;
    const uint32_t *communes;
    size_t count;
};

/**
 * Are the communes of `now` just the successors of those of `then`? Without movements (lineage may
 * be NULL): have both the same codes?
 */
enum status same_land(const struct commune_set *now, const struct commune_set *then,
                      const struct lineage *lineage, bool *ret_is_same, struct error *err)
    MUST_CHECK;

struct pieces_count {
    unsigned parts, holes;
};

/** Of a set's outline, by a region of its vintage's coverage. */
enum status count_pieces(struct region *region, const struct commune_set *set,
                         struct pieces_count *ret_count, struct error *err) MUST_CHECK;

#endif
