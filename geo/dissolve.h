/* A coarser coverage: groups of units as units, without the nodes that only the finer one had. */
#ifndef GEO_DISSOLVE_H
#define GEO_DISSOLVE_H

#include "geo/coverage.h"

#define GROUP_NONE UINT32_MAX

/**
 * groups[u] is the group of unit u, below group_count, or GROUP_NONE: such units leave a gap. Every
 * vertex of the remaining borders stays. The result is not measured.
 */
enum status coverage_dissolve(const struct coverage *coverage, const uint32_t groups[],
                              uint32_t group_count, struct coverage **ret_coarser,
                              struct error *err) MUST_CHECK;

/** Outlines of the groups: ret_outlines[g], freed by the caller, also on failure. */
enum status coverage_outlines(const struct coverage *coverage, const uint32_t groups[],
                              uint32_t group_count, struct multipolygon *ret_outlines[],
                              struct error *err) MUST_CHECK;

/** Units sorted by group: of group g are ret_units[ret_starts[g] … ret_starts[g+1]). */
enum status units_by_group(const uint32_t groups[], uint32_t unit_count, uint32_t group_count,
                           uint32_t **ret_starts, uint32_t **ret_units) MUST_CHECK;

#endif
