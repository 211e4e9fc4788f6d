/* Who borders whom in a coverage, along what, and the connected sets they form. */
#ifndef GEO_ADJACENCY_H
#define GEO_ADJACENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/attr.h"
#include "geo/status.h"

struct coverage;

#define ADJACENCY_NONE UINT32_MAX

/** Neighbours in compressed rows: those of unit u are neighbours[starts[u] … starts[u+1]). */
struct adjacency {
    uint32_t *starts; /* unit_count + 1 of them */
    uint32_t *neighbours;
    size_t unit_count;
};

void adjacency_release(struct adjacency *adjacency);
DEFINE_SCOPED(adjacency)

/** Pairs of units that share an arc. Cost: linear in the arcs. */
enum status adjacency_init(struct adjacency *adjacency, const struct coverage *coverage) MUST_CHECK;

/**
 * Who borders whom once the units of a base are in other hands: unit_of[u] < unit_count. What was
 * forgotten in the base stays so. Cost: n log n in the pairs.
 */
enum status adjacency_init_regrouped(struct adjacency *adjacency, const struct adjacency *base,
                                     const uint32_t unit_of[], uint32_t unit_count) MUST_CHECK;

/** Units that share an edge with this one, ascending; a contact at a point is not one. */
const uint32_t *adjacency_neighbours(const struct adjacency *adjacency, uint32_t unit,
                                     size_t *ret_count);

/** Two units, the lower one first. */
struct unit_pair {
    uint32_t a, b;
};

/** Strikes out pairs that are not to count as neighbours, though their shapes touch. */
void adjacency_forget(struct adjacency *adjacency, const struct unit_pair pairs[], size_t count);

/**
 * Numbers the connected sets of the chosen units: ret_set[u] is the set of unit u, or
 * ADJACENCY_NONE when it is not chosen. Sets are numbered from 0 by their lowest unit. Two chosen
 * units are in one set only through a shared edge of chosen units. A unit of several polygons joins
 * its pieces.
 */
enum status adjacency_connected_sets(const struct adjacency *adjacency, const bool chosen[],
                                     uint32_t ret_set[], size_t *ret_count) MUST_CHECK;

/**
 * Of the chosen units, those without which their connected set would fall apart (the articulation
 * points of R. Tarjan, SIAM J. Comput. 1 (1972)): ret_is_cut[u]. Linear; no recursion.
 */
enum status adjacency_cut_units(const struct adjacency *adjacency, const bool chosen[],
                                bool ret_is_cut[]) MUST_CHECK;

#endif
