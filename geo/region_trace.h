/* Inside of a region, shared by region.c and region_trace.c only. */
#ifndef GEO_REGION_TRACE_H
#define GEO_REGION_TRACE_H

#include "geo/region.h"

/** Scratch of region_trace(), kept from one set to the next. */
struct tracing {
    uint32_t *node_out;    /* node → a place in the border of a half-arc that leaves it */
    uint32_t *node_walked; /* node → where the walk in hand left it */
    bool *is_walked;       /* half-arc */
    uint32_t *walk;        /* half-arcs of the walk in hand */
    uint32_t *halves;      /* of the finished rings */
    uint32_t *joined;      /* face → an older face of its component */
    uint32_t *shell_of;    /* face at the root of a component → its shell */
    struct outline_ring *rings;
    size_t ring_count, ring_capacity;
    uint32_t walk_count, half_count;
};

struct region {
    const struct coverage *coverage;
    bool *is_in; /* face */
    uint32_t *units, *unit_at;
    uint32_t *border, *border_at;
    uint32_t unit_count, border_count;
    int64_t area, length;
    struct tracing tracing;
};

enum status tracing_init(struct tracing *tracing, const struct coverage *coverage) MUST_CHECK;
void tracing_release(struct tracing *tracing);

#endif
