/*
 * A coverage: units (each a multipolygon) that tile a region without gap or overlap, held as arcs.
 *
 * A face is one polygon of a unit. An arc is a chain of edges between two nodes, with one face on
 * its left and another, or nothing, on its right and the same ones all along; a ring that meets no
 * node is an arc of its own. A half-arc is an arc walked one way: twice the arc's number, plus one
 * when it is walked backward. Any set of faces is bounded by the half-arcs whose left face is in
 * the set and whose right face is not: see region.h.
 *
 * Everything is numbered by position, never by the order of files, rings or threads; units keep the
 * numbers the caller gave them. Immutable once built; any thread may read it.
 */
#ifndef GEO_COVERAGE_H
#define GEO_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/adjacency.h"
#include "geo/coverage_check.h"
#include "geo/multipolygon.h"

#define NODE_NONE UINT32_MAX

struct arc {
    uint32_t begin;       /* its first position; it ends where the next arc begins */
    uint32_t left, right; /* faces, FACE_NONE outside */
    uint32_t start, end;  /* nodes, NODE_NONE for a closed arc without node */
    uint32_t lowest;      /* its lowest position (position_compare): index in positions */
};

struct coverage {
    struct position *positions; /* of all arcs in their order, both ends included */
    struct arc *arcs;           /* one more than arc_count, for the end of the last */
    uint32_t *face_units;
    uint32_t *face_starts; /* half-arcs of face f: face_halves[face_starts[f] … face_starts[f+1]) */
    uint32_t *face_halves; /* with the face on their left */
    uint32_t *face_rights; /* face right of each of face_halves */
    uint32_t *unit_starts; /* faces of unit u: unit_faces[unit_starts[u] … unit_starts[u+1]) */
    uint32_t *unit_faces;  /* ascending within a unit */
    uint32_t *node_starts; /* half-arcs that leave node n, counter-clockwise */
    uint32_t *node_halves;
    struct box *unit_boxes;
    int64_t *areas;   /* of arcs, see measure.h; NULL until measured */
    int64_t *lengths; /* likewise */
    uint32_t arc_count, face_count, unit_count, node_count;
    uint32_t vertex_count, edge_count;
    struct adjacency adjacency;
    const struct coverage *base; /* whose arcs, borders and measures these are; NULL: its own */
};

void coverage_free(struct coverage *coverage);
DEFINE_AUTO(coverage)

/**
 * Checks and builds. The units are borrowed for the call only; one may be NULL, it has no face.
 * STATUS_INVALID: they do not tile; ret_defect (may be NULL) is the first defect by place.
 * Cost: linear; about 20 ms for the 190,000 vertices of Hauts-de-France, the check included.
 */
enum status coverage_new(const struct multipolygon *const units[], size_t count,
                         struct coverage **ret_coverage, struct defect *ret_defect,
                         struct error *err) MUST_CHECK;

/** Bytes held, without measures and without what is its base's. */
size_t coverage_bytes(const struct coverage *coverage);

struct box coverage_unit_box(const struct coverage *coverage, uint32_t unit);

/** Who borders whom, by shared arcs. */
const struct adjacency *coverage_adjacency(const struct coverage *coverage);

/** Outline of a set of units, each named once; the order does not matter. See region.h for many. */
enum status coverage_union(const struct coverage *coverage, const uint32_t units[], size_t count,
                           struct multipolygon **ret_outline, struct error *err) MUST_CHECK;

/** A view of an arc: its first position, and *ret_count of them; a closed arc repeats its first. */
static inline const struct position *coverage_arc(const struct coverage *coverage, uint32_t arc,
                                                  uint32_t *ret_count)
{
    *ret_count = coverage->arcs[arc + 1].begin - coverage->arcs[arc].begin;
    return coverage->positions + coverage->arcs[arc].begin;
}

static inline uint32_t half_of(uint32_t arc, bool is_backward)
{
    return arc << 1 | is_backward;
}

static inline uint32_t half_left(const struct coverage *coverage, uint32_t half)
{
    const struct arc *arc = &coverage->arcs[half >> 1];

    return (half & 1) == 0 ? arc->left : arc->right;
}

static inline uint32_t half_right(const struct coverage *coverage, uint32_t half)
{
    return half_left(coverage, half ^ 1);
}

/** Node that a half-arc leaves. */
static inline uint32_t half_start(const struct coverage *coverage, uint32_t half)
{
    const struct arc *arc = &coverage->arcs[half >> 1];

    return (half & 1) == 0 ? arc->start : arc->end;
}

static inline uint32_t half_end(const struct coverage *coverage, uint32_t half)
{
    return half_start(coverage, half ^ 1);
}

/** The unit of a face, UNIT_OUTSIDE for FACE_NONE. */
static inline uint32_t face_unit(const struct coverage *coverage, uint32_t face)
{
    return face == FACE_NONE ? UNIT_OUTSIDE : coverage->face_units[face];
}

#endif
