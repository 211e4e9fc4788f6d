/*
 * A region: a set of units of a coverage that can change unit by unit, with its border, its
 * measures and its outline.
 *
 * The border is the set of half-arcs whose left face is in the region and whose right face is not.
 * A region is for one thread; the coverage is borrowed and outlives it.
 */
#ifndef GEO_REGION_H
#define GEO_REGION_H

#include "geo/coverage.h"

struct region;

void region_free(struct region *region);
DEFINE_AUTO(region)
/** Empty. Memory: about 20 bytes an arc; made once, used for many sets. */
enum status region_new(const struct coverage *coverage, struct region **ret_region,
                       struct error *err) MUST_CHECK;

const struct coverage *region_coverage(const struct region *region);

/** Replaces the set; a unit named twice counts once. Cost: linear in the arcs of these units. */
void region_set(struct region *region, const uint32_t units[], size_t count);
/** Every unit of the coverage. */
void region_set_all(struct region *region);
/** Adds a unit that is out, removes one that is in. Cost: linear in its arcs. */
void region_toggle(struct region *region, uint32_t unit);
bool region_has(const struct region *region, uint32_t unit);
/** Units in the set, and each of them in an order of no meaning. */
size_t region_unit_count(const struct region *region);
const uint32_t *region_units(const struct region *region);

/** Of a measured coverage, in the steps of measure.h. Cost: none. */
int64_t region_area(const struct region *region);
int64_t region_length(const struct region *region); /* of the border, holes too */

/** Half-arcs of the border, in an order of no meaning. */
const uint32_t *region_border(const struct region *region, size_t *ret_count);

/**
 * A ring of an outline: half-arcs walked with the region on the left, from halves[begin] to
 * halves[end - 1] and around. Its canonical start, the lowest position (position_compare), is
 * `offset` positions after the start of halves[first].
 */
struct outline_ring {
    uint32_t begin, end;
    uint32_t first, offset;
    struct position lowest, second; /* second: the position after the lowest */
    uint32_t shell;                 /* of a hole: index of the ring that holds it; else its own */
    bool is_hole;
};

/** Rings in canonical order: a shell, its holes, the next shell; each by its lowest position. */
struct outline_rings {
    const struct outline_ring *list;
    size_t count;
    const uint32_t *halves;
};

/**
 * Traces the border. Rings are minimal (OGC 06-103r4 §6.1.11): a ring that passes a node twice is
 * split there, so that pieces that touch at a point are two and a hole that touches its shell is a
 * hole. Valid until the region changes.
 * Cost: linear in the border's arcs; nothing is asked of positions but one an arc.
 */
enum status region_trace(struct region *region, struct outline_rings *ret_rings, struct error *err)
    MUST_CHECK;

/** The traced rings as positions: canonical (multipolygon_canonicalize), every vertex kept. */
enum status region_outline(struct region *region, struct multipolygon **ret_outline,
                           struct error *err) MUST_CHECK;

/** Length of the border that two regions of one coverage share; steps of measure.h. */
int64_t regions_shared_length(const struct region *a, const struct region *b);

#endif
