/*
 * GEO-01, GEO-03, GEO-04: do the shapes of a vintage tile, and if not, everything that is in the
 * way: where, how much, between whom, and of a gap whose land it was.
 */
#ifndef DATA_CHECK_TILING_H
#define DATA_CHECK_TILING_H

#include "data/finding.h"
#include "data/stale_shape.h"
#include "geo/coverage_check.h"
#include "geo/coverage_repair.h"

/** Borrowed. */
struct tiling_scope {
    const struct read_shape *shapes; /* by code */
    size_t shape_count;
    int year;
    struct land_before before;
    const struct repair_limits *repair; /* NULL: not asked */
};

struct tiling {
    struct tiling_scope scope;
    const struct multipolygon **units; /* the shapes as the functions of geo/ take them */
    struct coverage_report report;
    struct misfits misfits;
    bool is_measured; /* the misfits are known: not so when there are too many */
    struct stale_shapes stale;
};

void tiling_release(struct tiling *tiling);
DEFINE_SCOPED(tiling)

/** Looks at everything once. Cost: that of coverage_check() and misfits_find(). */
enum status tiling_survey(struct tiling *tiling, const struct tiling_scope *scope,
                          struct error *err) MUST_CHECK;

/** Gaps that a repair within the limits of the scope fills. */
bool tiling_has_slivers(const struct tiling *tiling);

/**
 * Adds a finding for each defect and each gap. With is_mended, what a repair mends and tells of is
 * left out: overlaps, invalid shapes, slivers. Errors are what a vintage cannot have: without
 * repair all of it but known enclaves and gaps that were there before; with it, land that a commune
 * lost. Messages name communes by name and code, the subjects are the codes, the evidence is the
 * row of the first.
 */
enum status tiling_report(const struct tiling *tiling, bool is_mended, struct findings *findings,
                          struct error *err) MUST_CHECK;
/** What is_mended left out, when the repair failed. */
enum status tiling_report_defects(const struct tiling *tiling, struct findings *findings,
                                  struct error *err) MUST_CHECK;

#endif
