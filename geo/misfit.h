/* What shapes that should tile claim twice, and what they leave out between them. */
#ifndef GEO_MISFIT_H
#define GEO_MISFIT_H

#include "geo/inside_point.h"
#include "geo/multipolygon.h"

/** All that two units claim both. */
struct overlap {
    uint32_t a, b; /* a < b */
    double area_m2;
    struct inside_point place; /* inside its largest piece */
};

/** Land that no unit claims, with units all around; these may touch at points only. */
struct gap_piece {
    double area_m2;  /* not covered: without the islands in it */
    double length_m; /* of its border, islands too */
    double width_m;  /* mean: twice the area by the length */
    struct inside_point place;
    struct multipolygon *shape; /* one polygon, on the grid of the misfits' scale */
    uint32_t *neighbours;       /* units, ascending */
    uint32_t neighbour_count;
};

struct misfits {
    struct overlap *overlaps; /* by a, then b */
    struct gap_piece *gaps;   /* largest first, then by place */
    size_t overlap_count, gap_count;
    struct grid_scale scale;
};

void misfits_release(struct misfits *misfits);
DEFINE_SCOPED(misfits)

/**
 * For any shapes; areas and lengths are geodesic. Crossings are found on a finer grid, so that
 * slivers thinner than our grid are measured too. Errors: see noding_run().
 * Cost: as building a coverage twice, more where borders cross.
 */
enum status misfits_find(struct misfits *misfits, const struct multipolygon *const units[],
                         size_t count, struct error *err) MUST_CHECK;

/** Does a gap, its border included, hold a position of our grid? */
bool gap_holds(const struct misfits *misfits, size_t gap, struct position position);

#endif
