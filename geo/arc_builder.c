#include "geo/arc_builder.h"

#include <stdlib.h>
#include <string.h>

#include "geo/rotation.h"

/** An arc before it has its number: where it starts, and the first steps of its sort order. */
struct draft {
    struct position from, second; /* its first two positions, in its final direction */
    uint32_t step;                /* its first step in the direction it was walked */
    uint32_t count;               /* positions, both ends */
    bool is_reversed;             /* its final direction is against the walk */
};

struct building {
    const struct edge_graph *graph;
    struct coverage *coverage;
    uint32_t *node_of; /* vertex → node, NODE_NONE, or NODE_UNNUMBERED */
    bool *is_walked;   /* step */
    struct draft *drafts;
    uint32_t draft_count;
    size_t position_count;
};

/* Nodes are numbered as the sorted arcs come to them. */
static const uint32_t NODE_UNNUMBERED = NODE_NONE - 1;

static bool is_before(struct position a1, struct position a2, struct position b1,
                      struct position b2)
{
    int order = position_compare(a1, b1);

    return order != 0 ? order < 0 : position_compare(a2, b2) < 0;
}

/** Marks both walks of an edge as done. */
static void mark(struct building *building, uint32_t step)
{
    building->is_walked[step] = true;
    if (building->graph->twins[step] != STEP_NONE)
        building->is_walked[building->graph->twins[step]] = true;
}

/** Walks from a node to the next one, or around a ring without node back to its start. */
static void draft_arc(struct building *building, uint32_t first)
{
    const struct edge_graph *graph = building->graph;
    struct draft draft = {.step = first, .count = 2};
    uint32_t step = first;
    struct position start = step_from(graph, first);

    mark(building, step);
    while (building->node_of[graph->heads[step]] == NODE_NONE && step_next(graph, step) != first) {
        step = step_next(graph, step);
        mark(building, step);
        draft.count++;
    }
    draft.is_reversed =
        is_before(step_to(graph, step), step_from(graph, step), start, step_to(graph, first));
    draft.from = draft.is_reversed ? step_to(graph, step) : start;
    draft.second = draft.is_reversed ? step_from(graph, step) : step_to(graph, first);
    building->drafts[building->draft_count++] = draft;
    building->position_count += draft.count;
}

/** Arcs that begin at nodes; each is drafted from whichever of its walks comes first. */
static void draft_from_nodes(struct building *building)
{
    const struct edge_graph *graph = building->graph;

    for (uint32_t step = 0; step < graph->step_count; step++) {
        if (building->node_of[graph->origins[step]] != NODE_NONE && !building->is_walked[step])
            draft_arc(building, step);
    }
}

/** What is left are rings without node: each begins at its lowest vertex. */
static void draft_closed(struct building *building)
{
    const struct edge_graph *graph = building->graph;

    for (uint32_t r = 0; r < graph->ring_count; r++) {
        const struct graph_ring *ring = &graph->rings[r];
        uint32_t lowest = ring->begin;

        if (ring->begin == ring->end || building->is_walked[ring->begin])
            continue;
        for (uint32_t step = ring->begin; step < ring->end; step++) {
            if (position_compare(step_from(graph, step), step_from(graph, lowest)) < 0)
                lowest = step;
        }
        draft_arc(building, lowest);
    }
}

static int compare_drafts(const void *a, const void *b)
{
    const struct draft *left = a;
    const struct draft *right = b;
    int order = position_compare(left->from, right->from);

    return order != 0 ? order : position_compare(left->second, right->second);
}

/** Finds the nodes: vertices with other than two edges. */
static enum status find_nodes(struct building *building)
{
    const struct edge_graph *graph = building->graph;
    uint64_t edge_ends = 0;

    building->node_of = malloc(((size_t)graph->vertex_count + 1) * sizeof *building->node_of);
    if (building->node_of == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t vertex = 0; vertex < graph->vertex_count; vertex++) {
        uint32_t degree = graph->degrees[vertex];

        edge_ends += degree;
        building->node_of[vertex] = degree == 2 ? NODE_NONE : NODE_UNNUMBERED;
    }
    building->coverage->vertex_count = graph->vertex_count;
    building->coverage->edge_count = (uint32_t)(edge_ends / 2);
    return STATUS_OK;
}

static enum status draft_arcs(struct building *building)
{
    size_t room = (size_t)building->graph->step_count + 1;

    building->is_walked = calloc(room, sizeof *building->is_walked);
    building->drafts = malloc(room * sizeof *building->drafts);
    if (building->is_walked == NULL || building->drafts == NULL)
        return STATUS_NO_MEMORY;
    draft_from_nodes(building);
    draft_closed(building);
    qsort(building->drafts, building->draft_count, sizeof *building->drafts, compare_drafts);
    return STATUS_OK;
}

static uint32_t number_node(const struct building *building, uint32_t vertex)
{
    if (building->node_of[vertex] == NODE_UNNUMBERED)
        building->node_of[vertex] = building->coverage->node_count++;
    return building->node_of[vertex];
}

/** Writes one arc's positions and what lies beside it. */
static void write_arc(const struct building *building, const struct draft *draft, uint32_t begin,
                      struct arc *arc)
{
    const struct edge_graph *graph = building->graph;
    struct position *positions = building->coverage->positions;
    uint32_t twin = graph->twins[draft->step];
    uint32_t walked_left = step_face(graph, draft->step);
    uint32_t walked_right = twin == STEP_NONE ? FACE_NONE : step_face(graph, twin);
    uint32_t step = draft->step;
    uint32_t last = begin + draft->count - 1;

    arc->begin = begin;
    arc->lowest = begin;
    for (uint32_t i = 0; i < draft->count; i++) {
        positions[draft->is_reversed ? last - i : begin + i] = step_from(graph, step);
        if (i + 2 < draft->count)
            step = step_next(graph, step);
        else if (i + 2 == draft->count) {
            positions[draft->is_reversed ? begin : last] = step_to(graph, step);
            break;
        }
    }
    for (uint32_t i = begin + 1; i <= last; i++) {
        if (position_compare(positions[i], positions[arc->lowest]) < 0)
            arc->lowest = i;
    }
    arc->left = draft->is_reversed ? walked_right : walked_left;
    arc->right = draft->is_reversed ? walked_left : walked_right;
    arc->start = number_node(building,
                             draft->is_reversed ? graph->heads[step] : graph->origins[draft->step]);
    arc->end = number_node(building,
                           draft->is_reversed ? graph->origins[draft->step] : graph->heads[step]);
}

static enum status write_arcs(struct building *building)
{
    struct coverage *coverage = building->coverage;
    uint32_t begin = 0;

    coverage->arc_count = building->draft_count;
    coverage->positions = malloc((building->position_count + 1) * sizeof *coverage->positions);
    coverage->arcs = malloc(((size_t)coverage->arc_count + 1) * sizeof *coverage->arcs);
    if (coverage->positions == NULL || coverage->arcs == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < coverage->arc_count; i++) {
        write_arc(building, &building->drafts[i], begin, &coverage->arcs[i]);
        begin += building->drafts[i].count;
    }
    coverage->arcs[coverage->arc_count] =
        (struct arc){begin, FACE_NONE, FACE_NONE, NODE_NONE, NODE_NONE, begin};
    return STATUS_OK;
}

enum status units_list_faces(struct coverage *coverage)
{
    uint32_t *starts = calloc((size_t)coverage->unit_count + 2, sizeof *starts);
    uint32_t *faces = malloc(((size_t)coverage->face_count + 1) * sizeof *faces);

    coverage->unit_starts = starts;
    coverage->unit_faces = faces;
    if (starts == NULL || faces == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t face = 0; face < coverage->face_count; face++)
        starts[coverage->face_units[face] + 2]++;
    for (uint32_t unit = 0; unit < coverage->unit_count; unit++)
        starts[unit + 2] += starts[unit + 1];
    for (uint32_t face = 0; face < coverage->face_count; face++)
        faces[starts[coverage->face_units[face] + 1]++] = face;
    return STATUS_OK;
}

/** Faces by unit, and the half-arcs of each face in the order of arcs. */
static enum status list_faces(struct building *building)
{
    struct coverage *coverage = building->coverage;
    const struct edge_graph *graph = building->graph;
    uint32_t halves = 2 * coverage->arc_count;

    coverage->face_count = graph->face_count;
    coverage->unit_count = graph->unit_count;
    coverage->face_units = malloc(((size_t)graph->face_count + 1) * sizeof *coverage->face_units);
    coverage->face_starts = calloc((size_t)graph->face_count + 2, sizeof *coverage->face_starts);
    coverage->face_halves = malloc(((size_t)halves + 1) * sizeof *coverage->face_halves);
    coverage->face_rights = malloc(((size_t)halves + 1) * sizeof *coverage->face_rights);
    if (coverage->face_units == NULL || coverage->face_starts == NULL ||
        coverage->face_halves == NULL || coverage->face_rights == NULL)
        return STATUS_NO_MEMORY;
    memcpy(coverage->face_units, graph->face_units,
           graph->face_count * sizeof *coverage->face_units);
    for (uint32_t half = 0; half < halves; half++) {
        if (half_left(coverage, half) != FACE_NONE)
            coverage->face_starts[half_left(coverage, half) + 2]++;
    }
    for (uint32_t face = 0; face < graph->face_count; face++)
        coverage->face_starts[face + 2] += coverage->face_starts[face + 1];
    for (uint32_t half = 0; half < halves; half++) {
        uint32_t face = half_left(coverage, half);

        if (face != FACE_NONE) {
            coverage->face_rights[coverage->face_starts[face + 1]] = half_right(coverage, half);
            coverage->face_halves[coverage->face_starts[face + 1]++] = half;
        }
    }
    return units_list_faces(coverage);
}

/** The position next to the node that a half-arc leaves. */
static struct position after_start(const struct coverage *coverage, uint32_t half)
{
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, half >> 1, &count);

    return (half & 1) == 0 ? positions[1] : positions[count - 2];
}

static struct position start_position(const struct coverage *coverage, uint32_t half)
{
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, half >> 1, &count);

    return (half & 1) == 0 ? positions[0] : positions[count - 1];
}

/** A half-arc and where its second position lies, to be sorted around its node. */
struct leaving {
    struct position to;
    uint32_t half;
};

static int compare_leaving(const void *a, const void *b, void *centre)
{
    const struct leaving *left = a;
    const struct leaving *right = b;

    return direction_compare(*(const struct position *)centre, left->to, right->to);
}

static enum status sort_node(const struct coverage *coverage, uint32_t *halves, uint32_t count)
{
    struct position centre = start_position(coverage, halves[0]);
    struct leaving few[8];
    struct leaving *leaving = count <= 8 ? few : malloc(count * sizeof *leaving);

    if (leaving == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        leaving[i] = (struct leaving){after_start(coverage, halves[i]), halves[i]};
    qsort_r(leaving, count, sizeof *leaving, compare_leaving, &centre);
    for (uint32_t i = 0; i < count; i++)
        halves[i] = leaving[i].half;
    if (leaving != few)
        free(leaving);
    return STATUS_OK;
}

static enum status list_nodes(struct building *building)
{
    struct coverage *coverage = building->coverage;
    uint32_t halves = 2 * coverage->arc_count;

    coverage->node_starts = calloc((size_t)coverage->node_count + 2, sizeof *coverage->node_starts);
    coverage->node_halves = malloc(((size_t)halves + 1) * sizeof *coverage->node_halves);
    if (coverage->node_starts == NULL || coverage->node_halves == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t half = 0; half < halves; half++) {
        if (half_start(coverage, half) != NODE_NONE)
            coverage->node_starts[half_start(coverage, half) + 2]++;
    }
    for (uint32_t node = 0; node < coverage->node_count; node++)
        coverage->node_starts[node + 2] += coverage->node_starts[node + 1];
    for (uint32_t half = 0; half < halves; half++) {
        uint32_t node = half_start(coverage, half);

        if (node != NODE_NONE)
            coverage->node_halves[coverage->node_starts[node + 1]++] = half;
    }
    for (uint32_t node = 0; node < coverage->node_count; node++) {
        uint32_t begin = coverage->node_starts[node];

        if (sort_node(coverage, coverage->node_halves + begin,
                      coverage->node_starts[node + 1] - begin) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

enum status arcs_build(struct coverage *coverage, const struct edge_graph *graph)
{
    struct building building = {.graph = graph, .coverage = coverage};
    enum status status = find_nodes(&building);

    if (status == STATUS_OK)
        status = draft_arcs(&building);
    if (status == STATUS_OK)
        status = write_arcs(&building);
    if (status == STATUS_OK)
        status = list_faces(&building);
    if (status == STATUS_OK)
        status = list_nodes(&building);
    free(building.node_of);
    free(building.is_walked);
    free(building.drafts);
    return status;
}
