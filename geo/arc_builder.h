/* From a graph of edges that passed the check to the arcs of a coverage. */
#ifndef GEO_ARC_BUILDER_H
#define GEO_ARC_BUILDER_H

#include "geo/coverage.h"

/**
 * Fills all of a zeroed coverage but its boxes and adjacency; the graph must have passed
 * coverage_check_graph(). On failure what was allocated stays in the coverage, for coverage_free().
 */
enum status arcs_build(struct coverage *coverage, const struct edge_graph *graph) MUST_CHECK;

/** Allocates and fills unit_starts and unit_faces, from the unit of each face. Linear. */
enum status units_list_faces(struct coverage *coverage) MUST_CHECK;

#endif
