/*
 * The edges of many polygons, matched: which rings walk an edge, and in which direction.
 *
 * Rings are turned so that their face is on the left: shells counter-clockwise, holes clockwise. A
 * step is one edge walked by one ring, from its origin to its head; the step that walks the same
 * edge the other way is its twin. Steps of a ring are numbered in the order of its walk. The graph
 * takes any rings, right or wrong: see coverage_check.h for what makes them a coverage.
 *
 * Temporary: about 30 bytes a step while a coverage is built.
 */
#ifndef GEO_EDGE_GRAPH_H
#define GEO_EDGE_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/multipolygon.h"

#define STEP_NONE UINT32_MAX
#define FACE_NONE UINT32_MAX
#define UNIT_OUTSIDE UINT32_MAX

struct graph_ring {
    uint32_t begin, end; /* its steps */
    uint32_t face;
    bool is_hole;
};

struct edge_graph {
    struct position *vertices; /* distinct */
    uint32_t *origins;         /* vertex a step leaves */
    uint32_t *heads;           /* vertex it arrives at */
    uint32_t *rings_of;        /* ring of a step */
    uint32_t *twins;           /* the first step back; STEP_NONE when no ring walks back */
    uint32_t *out_starts;      /* steps leaving vertex v: outs[out_starts[v] … out_starts[v+1]) */
    uint32_t *outs;
    uint32_t *degrees; /* distinct edges that end at a vertex */
    struct graph_ring *rings;
    uint32_t *face_units; /* unit of a face; faces of a unit follow each other */
    uint32_t vertex_count, step_count, ring_count, face_count, unit_count;
    bool has_doubles; /* two steps go from one vertex to the same other one */
};

void edge_graph_release(struct edge_graph *graph);
DEFINE_SCOPED(edge_graph)

/**
 * A unit may be NULL (it has no face). Rings without area (fewer than 3 vertices) take no part;
 * coverage_check() names them from the shapes. STATUS_LIMIT past 2^31 positions.
 * Cost: linear; one hash of every vertex, none of an edge.
 */
enum status edge_graph_init(struct edge_graph *graph, const struct multipolygon *const units[],
                            size_t count, struct error *err) MUST_CHECK;

static inline uint32_t step_next(const struct edge_graph *graph, uint32_t step)
{
    const struct graph_ring *ring = &graph->rings[graph->rings_of[step]];

    return step + 1 == ring->end ? ring->begin : step + 1;
}

static inline uint32_t step_previous(const struct edge_graph *graph, uint32_t step)
{
    const struct graph_ring *ring = &graph->rings[graph->rings_of[step]];

    return step == ring->begin ? ring->end - 1 : step - 1;
}

static inline uint32_t step_face(const struct edge_graph *graph, uint32_t step)
{
    return graph->rings[graph->rings_of[step]].face;
}

static inline uint32_t step_unit(const struct edge_graph *graph, uint32_t step)
{
    return graph->face_units[step_face(graph, step)];
}

static inline struct position step_from(const struct edge_graph *graph, uint32_t step)
{
    return graph->vertices[graph->origins[step]];
}

static inline struct position step_to(const struct edge_graph *graph, uint32_t step)
{
    return graph->vertices[graph->heads[step]];
}

/** The first step with the same origin and head: itself, where nothing overlaps. */
uint32_t step_first(const struct edge_graph *graph, uint32_t step);

/** Does this step stand for its edge? One of the steps that walk an edge does. */
static inline bool step_is_edge(const struct edge_graph *graph, uint32_t step)
{
    return (graph->twins[step] == STEP_NONE || step < graph->twins[step]) &&
           (!graph->has_doubles || step_first(graph, step) == step);
}

#endif
