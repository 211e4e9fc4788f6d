/* The same tiles in other hands: many coverages of one set of arcs. */
#ifndef GEO_COVERAGE_REGROUP_H
#define GEO_COVERAGE_REGROUP_H

#include "geo/coverage.h"

/**
 * Unit u of the base belongs to unit unit_of[u] < unit_count of the new coverage; a unit to which
 * none belongs has no face. Positions, arcs, nodes, borders of faces and measures are shared with
 * the base, which outlives it and changes no more: measure the base first, and strike out its false
 * neighbours (adjacency_forget()), which are none here either. The base may be regrouped itself.
 *
 * The arcs between two units of the base that come together stay, as seams within the new unit. No
 * outline, length, contact or neighbour knows of them; nodes where seams end stay nodes, so that
 * outlines keep every vertex and a simplifier never takes these out.
 *
 * STATUS_INVALID: some unit_of[u] is not below unit_count; a unit of the base that belongs to
 * nobody (UNIT_OUTSIDE) is refused too, as every face is some unit's.
 * Memory: about 60 bytes a unit. Cost: n log n in the pairs of neighbours, linear in the faces.
 */
enum status coverage_regroup(const struct coverage *base, const uint32_t unit_of[],
                             uint32_t unit_count, struct coverage **ret_coverage, struct error *err)
    MUST_CHECK;

#endif
