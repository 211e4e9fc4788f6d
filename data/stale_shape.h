/*
 * Communes that merged and whose land is in no shape of the year after: the shape of the commune
 * that took them is stale, it is still its own from before the merger.
 */
#ifndef DATA_STALE_SHAPE_H
#define DATA_STALE_SHAPE_H

#include "data/land_before.h"
#include "geo/misfit.h"

/** A commune of the earlier vintage that has no shape now, nor most of its land a new owner. */
struct lost_land {
    uint32_t commune;      /* of the earlier vintage */
    double missing_m2;     /* of its land, what no shape covers */
    size_t gap;            /* of the misfits, that holds most of it; LOST_OUTSIDE when none does */
    struct code_set heirs; /* by the movements; none when these are not known */
    struct date date;      /* of the first event; DATE_FIRST when it is not known */
};

#define LOST_OUTSIDE SIZE_MAX

/** The shape of an heir that is still as it was. */
struct stale_shape {
    size_t shape;      /* of those that were read */
    double area_m2;    /* of it now */
    double before_m2;  /* of the commune's own land before */
    size_t first_lost; /* one of the lands it lacks */
};

struct stale_shapes {
    struct lost_land *lost;   /* by code */
    struct stale_shape *list; /* by code */
    size_t lost_count, count;
};

void stale_shapes_release(struct stale_shapes *stale);
DEFINE_SCOPED(stale_shapes)

/**
 * shapes are sorted by code; misfits are theirs. Without an earlier vintage nothing is found;
 * without movements no heir is. A commune that vanished counts as lost when less than half of its
 * earlier shape is covered and what is missing lies in a gap, or its heirs are among the shapes.
 * Errors: see misfits_find(), lineage_follow().
 * Cost: one small misfits_find() for each commune that vanished.
 */
enum status stale_shapes_find(struct stale_shapes *stale, const struct read_shape shapes[],
                              size_t count, int year, const struct land_before *before,
                              const struct misfits *misfits, struct error *err) MUST_CHECK;

/** Index of a shape by its commune's code, SIZE_MAX when there is none. */
size_t read_shape_of(const struct read_shape shapes[], size_t count, const char *insee);

#endif
