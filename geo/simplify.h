/*
 * Fewer vertices, the same map. Each interior vertex of an arc gets the area, in m², of the
 * triangle that goes with it when it is left out, the smallest triangle first (M. Visvalingam and
 * J. D. Whyatt, The Cartographic Journal 30 (1993)); a triangle that holds another vertex stays, so
 * that no arc ever crosses another one. Every tolerance keeps a beginning of one sequence: it is
 * computed once, and all levels nest.
 *
 * Nodes stay, so neighbours stay neighbours, at an edge or at a point, and no unit vanishes. The
 * nodes of a coarser level go with coverage_dissolve(), whose result is simplified the same way.
 */
#ifndef GEO_SIMPLIFY_H
#define GEO_SIMPLIFY_H

#include "geo/coverage.h"

struct simplifier;

void simplifier_free(struct simplifier *simplifier);
DEFINE_AUTO(simplifier)
/** Borrows the coverage. Cost: n log n in the vertices; about 0.5 µs each. */
enum status simplifier_new(const struct coverage *coverage, struct simplifier **ret_simplifier,
                           struct error *err) MUST_CHECK;

/**
 * Shapes of all units without the vertices whose triangle is smaller than a square of tolerance_m
 * a side: ret_units[u], canonical, NULL for a unit without face; the caller frees them, also on
 * failure. They pass coverage_check(), or STATUS_INTERNAL is returned and none comes out.
 */
enum status simplifier_units(const struct simplifier *simplifier, double tolerance_m,
                             struct multipolygon *ret_units[], struct error *err) MUST_CHECK;

/** Vertices kept at a tolerance, nodes and the seams between two faces of one unit included. */
uint32_t simplifier_vertex_count(const struct simplifier *simplifier, double tolerance_m);

#endif
