/* The edges around a vertex, in the order of their directions. */
#ifndef GEO_ROTATION_H
#define GEO_ROTATION_H

#include "geo/edge_graph.h"

/** One edge seen from the vertex that it leaves. */
struct spoke {
    struct position to;
    uint32_t step;        /* that walks it; outward, or inward when no ring walks outward */
    uint32_t left, right; /* faces, looking outward */
};

/** Reused from vertex to vertex. */
struct rotation {
    struct spoke *spokes; /* counter-clockwise, from just after due south */
    size_t count, capacity;
};

void rotation_release(struct rotation *rotation);
DEFINE_SCOPED(rotation)

/**
 * Distinct edges of a vertex. Edges in the same direction (they overlap) are ordered by length, so
 * that the order is one whatever was read first.
 */
enum status rotation_at(struct rotation *rotation, const struct edge_graph *graph, uint32_t vertex)
    MUST_CHECK;

/** Order of the directions from a centre to a and b: counter-clockwise from just after due south.
 */
int direction_compare(struct position centre, struct position a, struct position b);

#endif
