/*
 * A coverage: units (each a multipolygon) that tile a region without gap or overlap. It knows their
 * outlines in any combination, who borders whom, and which unit holds a position.
 *
 * Units are named by their index. Immutable after it is built; any thread may read it.
 */
#ifndef GEO_COVERAGE_H
#define GEO_COVERAGE_H

#include <stddef.h>
#include <stdint.h>

#include "geo/adjacency.h"
#include "geo/multipolygon.h"

struct coverage;

void coverage_free(struct coverage *coverage);
DEFINE_AUTO(coverage)

/**
 * Borrows the units, which must outlive the coverage; units may be NULL (a unit without shape takes
 * part in nothing). STATUS_INVALID when two units lie on the same side of an edge: their shapes
 * overlap; ret_conflict (may be NULL) says which and where.
 * Cost: one hash of every edge, about 10 ms for the 190,000 vertices of Hauts-de-France.
 */
enum status coverage_new(const struct multipolygon *const units[], size_t count,
                         struct coverage **ret_coverage, struct adjacency_conflict *ret_conflict,
                         struct error *err) MUST_CHECK;

size_t coverage_unit_count(const struct coverage *coverage);
const struct multipolygon *coverage_unit(const struct coverage *coverage, uint32_t unit);
struct box coverage_unit_box(const struct coverage *coverage, uint32_t unit);

/** Who borders whom, by shared edges. */
const struct adjacency *coverage_adjacency(const struct coverage *coverage);

/** Outline of a set of units (see overlay_coverage_union); the order of the set does not matter. */
enum status coverage_union(const struct coverage *coverage, const uint32_t units[], size_t count,
                           struct multipolygon **ret_outline, struct error *err) MUST_CHECK;

#endif
