/*
 * Shapes that nearly tile, made to tile: crossings are cut, and what is claimed twice or left out
 * as a sliver goes to one unit by the rule of piece_award.h. Nothing else moves: a unit that no
 * defect touches keeps its positions.
 */
#ifndef GEO_COVERAGE_REPAIR_H
#define GEO_COVERAGE_REPAIR_H

#include "geo/adjacency.h"
#include "geo/inside_point.h"
#include "geo/multipolygon.h"

struct repair_limits {
    double max_change;      /* share of a unit's area that it may gain or lose: 0.01 is 1 % */
    double max_gap_width_m; /* mean width of gaps that are filled; wider ones stay */
};

/* What generalised borders need: the largest change in the shapes of 2024 is 0.58 %. */
static const struct repair_limits REPAIR_LIMITS_USUAL = {.max_change = 0.01, .max_gap_width_m = 50};

/** What happened to one unit. */
struct repair_change {
    uint32_t unit;
    double before_m2; /* all that it claimed */
    double after_m2;
    double lost_m2, gained_m2;
};

/** A piece that went to one unit. */
struct repair_gift {
    uint32_t to;
    uint32_t owner_begin; /* units that claimed it, ascending: none for a gap; the owners of the */
    uint32_t owner_count; /* repair from owner_begin on */
    double area_m2;
    struct inside_point place;
};

struct repair {
    struct multipolygon **shapes; /* unit → its new shape, NULL when it was not touched */
    size_t unit_count;
    struct repair_change *changes; /* of the units with a new shape, ascending */
    size_t change_count;
    struct repair_gift *gifts; /* largest first */
    size_t gift_count;
    uint32_t *owners;
    struct unit_pair *contacts; /* pairs that share a border only through slivers that were given */
    size_t contact_count;
};

void repair_release(struct repair *repair);
DEFINE_SCOPED(repair)

/**
 * The units are borrowed and never altered. STATUS_INVALID: a unit would change by more than the
 * limit, or would be left without land; *ret_unit (may be NULL) says which, UINT32_MAX when the
 * refusal is about no unit. Errors of noding_run(). What comes out passes coverage_check().
 */
enum status coverage_repair(const struct multipolygon *const units[], size_t count,
                            struct repair_limits limits, struct repair *ret_repair,
                            uint32_t *ret_unit, struct error *err) MUST_CHECK;

#endif
