/*
 * How a set of units holds together: its pieces, what it encloses, the units and the borders that
 * it hangs on.
 */
#ifndef GEO_CONTIGUITY_H
#define GEO_CONTIGUITY_H

#include "geo/contact.h"
#include "geo/region.h"

/** What one hole of the outline holds. */
struct enclave {
    uint32_t *units; /* not of the set, ascending; none when nobody has the land */
    uint32_t unit_count;
    bool has_gap;   /* some of the hole is no unit's */
    int64_t length; /* of the hole's border, in steps of measure.h; 0 when not measured */
};

struct contiguity {
    uint32_t piece_count;     /* sets connected through shared borders; a point does not connect */
    struct enclave *enclaves; /* in the order of the outline's holes */
    size_t enclave_count;
    uint32_t *cut_units; /* without one of them its piece would fall apart; ascending */
    size_t cut_unit_count;
    struct contact *thin; /* borders inside the set shorter than asked, points too; by a, b */
    size_t thin_count;
};

void contiguity_release(struct contiguity *contiguity);
DEFINE_SCOPED(contiguity)

/**
 * Of a region of a measured coverage; thin_m is the length below which a border within it is thin
 * (0: points only). Pairs that share an edge elsewhere too are judged by their whole border.
 */
enum status contiguity_of(struct region *region, double thin_m, struct contiguity *ret_contiguity,
                          struct error *err) MUST_CHECK;

#endif
