#include "geo/edge_graph.h"

#include <stdlib.h>
#include <string.h>

#include "geo/hash.h"

/* Vertices with more steps than this have them sorted by head, so that a search is not a walk. */
enum { FEW_STEPS = 16 };
/* Vertices looked up so many positions ahead are on their way to the cache when their turn comes.
 */
enum { LOOK_AHEAD = 8 };

/** From a position to its vertex: open addressing over the vertices met so far. */
struct vertex_table {
    uint32_t *slots; /* vertex + 1; 0 when empty */
    size_t mask;
    uint64_t seed;
};

void edge_graph_release(struct edge_graph *graph)
{
    free(graph->vertices);
    free(graph->origins);
    free(graph->heads);
    free(graph->rings_of);
    free(graph->twins);
    free(graph->out_starts);
    free(graph->outs);
    free(graph->degrees);
    free(graph->rings);
    free(graph->face_units);
    *graph = (struct edge_graph){0};
}

static uint64_t pack(struct position position)
{
    return (uint64_t)(uint32_t)position.lon_e7 << 32 | (uint32_t)position.lat_e7;
}

static size_t slot_of(const struct vertex_table *table, struct position position)
{
    return hash_mix(pack(position) ^ table->seed) & table->mask;
}

static uint32_t intern(const struct vertex_table *table, struct edge_graph *graph,
                       struct position position)
{
    for (size_t i = slot_of(table, position);; i = (i + 1) & table->mask) {
        uint32_t slot = table->slots[i];

        if (slot == 0) {
            graph->vertices[graph->vertex_count] = position;
            table->slots[i] = ++graph->vertex_count;
            return graph->vertex_count - 1;
        }
        if (position_equal(graph->vertices[slot - 1], position))
            return slot - 1;
    }
}

/** Room for every ring of the units, counted before anything is read twice. */
static enum status allocate(struct edge_graph *graph, const struct multipolygon *const units[],
                            size_t count, struct error *err)
{
    size_t steps = 1, rings = 1, faces = 1;

    for (size_t i = 0; i < count; i++) {
        steps += units[i] == NULL ? 0 : units[i]->position_count;
        rings += units[i] == NULL ? 0 : units[i]->ring_count;
        faces += units[i] == NULL ? 0 : units[i]->polygon_count;
    }
    if (steps > INT32_MAX || count > INT32_MAX)
        return error_set(err, STATUS_LIMIT, "", "the shapes have more than %d positions",
                         "les contours ont plus de %d positions", INT32_MAX);
    graph->vertices = malloc(steps * sizeof *graph->vertices);
    graph->origins = malloc(steps * sizeof *graph->origins);
    graph->heads = malloc(steps * sizeof *graph->heads);
    graph->rings_of = malloc(steps * sizeof *graph->rings_of);
    graph->twins = malloc(steps * sizeof *graph->twins);
    graph->outs = malloc(steps * sizeof *graph->outs);
    graph->rings = malloc(rings * sizeof *graph->rings);
    graph->face_units = malloc(faces * sizeof *graph->face_units);
    if (graph->vertices == NULL || graph->origins == NULL || graph->heads == NULL ||
        graph->rings_of == NULL || graph->twins == NULL || graph->outs == NULL ||
        graph->rings == NULL || graph->face_units == NULL)
        return error_no_memory(err);
    return STATUS_OK;
}

static enum status table_init(struct vertex_table *table, const struct multipolygon *const units[],
                              size_t count)
{
    size_t positions = 0;
    size_t size = 64;

    for (size_t i = 0; i < count; i++)
        positions += units[i] == NULL ? 0 : units[i]->position_count;
    while (size < positions + positions / 2)
        size *= 2;
    table->mask = size - 1;
    table->seed = hash_seed();
    table->slots = calloc(size, sizeof *table->slots);
    return table->slots == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/**
 * Adds the steps of one ring, in the direction that keeps the face on the left. A border is walked
 * twice, back the second time: there the next vertex is the one before it on the first walk, and no
 * hash is needed.
 */
static void add_ring(struct edge_graph *graph, const struct vertex_table *table,
                     uint32_t first_step_of[], const struct position *ring, uint32_t count,
                     bool is_reversed)
{
    uint32_t begin = graph->step_count;
    uint32_t guess = UINT32_MAX;

    for (uint32_t i = 0; i < count; i++) {
        struct position position = ring[is_reversed ? count - 1 - i : i];
        uint32_t known = graph->vertex_count;
        uint32_t vertex;

        if (i + LOOK_AHEAD < count) {
            struct position ahead = ring[is_reversed ? count - 1 - i - LOOK_AHEAD : i + LOOK_AHEAD];

            __builtin_prefetch(&table->slots[slot_of(table, ahead)]);
        }
        vertex = guess != UINT32_MAX && position_equal(graph->vertices[guess], position)
                     ? guess
                     : intern(table, graph, position);
        guess = UINT32_MAX;
        if (vertex == known)
            first_step_of[vertex] = begin + i;
        else if (first_step_of[vertex] < begin)
            guess = graph->origins[step_previous(graph, first_step_of[vertex])];
        graph->origins[begin + i] = vertex;
        graph->heads[begin + (i == 0 ? count : i) - 1] = vertex;
        graph->rings_of[begin + i] = graph->ring_count;
    }
    graph->step_count += count;
}

static void add_polygon(struct edge_graph *graph, const struct vertex_table *table,
                        uint32_t first_step_of[], const struct multipolygon *unit, uint32_t polygon)
{
    uint32_t first = multipolygon_polygon_begin(unit, polygon);
    uint32_t face = graph->face_count++;

    for (uint32_t r = first; r < multipolygon_polygon_end(unit, polygon); r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(unit, r, &count);
        int orientation = count < 3 ? 0 : ring_orientation(ring, count);
        struct graph_ring *added = &graph->rings[graph->ring_count];

        if (count < 3)
            continue;
        added->begin = graph->step_count;
        added->face = face;
        added->is_hole = r > first;
        /* A ring of no area keeps its direction; the check refuses it anyway. */
        add_ring(graph, table, first_step_of, ring, (uint32_t)count,
                 orientation == (added->is_hole ? 1 : -1));
        added->end = graph->step_count;
        graph->ring_count++;
    }
}

static enum status add_units(struct edge_graph *graph, const struct multipolygon *const units[],
                             size_t count)
{
    struct vertex_table table = {0};
    uint32_t *first_step_of = NULL;
    enum status status = table_init(&table, units, count);

    if (status == STATUS_OK) {
        /* twins is filled later: until then it remembers where each vertex was first met. */
        first_step_of = graph->twins;
        for (size_t unit = 0; unit < count; unit++) {
            for (uint32_t p = 0; units[unit] != NULL && p < units[unit]->polygon_count; p++) {
                graph->face_units[graph->face_count] = (uint32_t)unit;
                add_polygon(graph, &table, first_step_of, units[unit], p);
            }
        }
        graph->unit_count = (uint32_t)count;
    }
    free(table.slots);
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;

    return (left > right) - (left < right);
}

/** Sorts the steps that leave a busy vertex by their heads. */
static enum status sort_outs(const struct edge_graph *graph, uint32_t vertex)
{
    uint32_t *outs = graph->outs + graph->out_starts[vertex];
    size_t count = graph->out_starts[vertex + 1] - graph->out_starts[vertex];
    uint64_t *keys = malloc(count * sizeof *keys);

    if (keys == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        keys[i] = (uint64_t)graph->heads[outs[i]] << 32 | outs[i];
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        outs[i] = (uint32_t)keys[i];
    free(keys);
    return STATUS_OK;
}

/** Lists the steps that leave each vertex. */
static enum status list_outs(struct edge_graph *graph)
{
    uint32_t *starts = calloc((size_t)graph->vertex_count + 2, sizeof *starts);

    if (starts == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t step = 0; step < graph->step_count; step++)
        starts[graph->origins[step] + 2]++;
    for (uint32_t vertex = 0; vertex < graph->vertex_count; vertex++)
        starts[vertex + 2] += starts[vertex + 1];
    for (uint32_t step = 0; step < graph->step_count; step++)
        graph->outs[starts[graph->origins[step] + 1]++] = step;
    graph->out_starts = starts;
    for (uint32_t vertex = 0; vertex < graph->vertex_count; vertex++) {
        if (starts[vertex + 1] - starts[vertex] > FEW_STEPS &&
            sort_outs(graph, vertex) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/** The first of a busy vertex's sorted steps whose head is not below `to`. */
static uint32_t first_not_below(const struct edge_graph *graph, uint32_t from, uint32_t to)
{
    uint32_t low = graph->out_starts[from];
    uint32_t high = graph->out_starts[from + 1];

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (graph->heads[graph->outs[middle]] < to)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/** The first step from one vertex to another. */
static uint32_t find_step(const struct edge_graph *graph, uint32_t from, uint32_t to)
{
    uint32_t begin = graph->out_starts[from];
    uint32_t end = graph->out_starts[from + 1];

    if (end - begin > FEW_STEPS) {
        begin = first_not_below(graph, from, to);
        end = begin < end ? begin + 1 : begin;
    }
    for (uint32_t i = begin; i < end; i++) {
        if (graph->heads[graph->outs[i]] == to)
            return graph->outs[i];
    }
    return STEP_NONE;
}

static void match_twins(struct edge_graph *graph)
{
    for (uint32_t step = 0; step < graph->step_count; step++)
        graph->twins[step] = find_step(graph, graph->heads[step], graph->origins[step]);
}

/** Two steps from one vertex to another mean that polygons overlap. */
static bool find_doubles(const struct edge_graph *graph)
{
    for (uint32_t vertex = 0; vertex < graph->vertex_count; vertex++) {
        uint32_t begin = graph->out_starts[vertex];
        uint32_t end = graph->out_starts[vertex + 1];

        for (uint32_t i = begin; i + 1 < end; i++) {
            uint32_t head = graph->heads[graph->outs[i]];

            /* Sorted lists have doubles next to each other. */
            for (uint32_t j = i + 1; j < (end - begin > FEW_STEPS ? i + 2 : end); j++) {
                if (graph->heads[graph->outs[j]] == head)
                    return true;
            }
        }
    }
    return false;
}

/** Every edge once at both its ends. */
static enum status count_degrees(struct edge_graph *graph)
{
    graph->degrees = calloc((size_t)graph->vertex_count + 1, sizeof *graph->degrees);
    if (graph->degrees == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t step = 0; step < graph->step_count; step++) {
        if (step_is_edge(graph, step)) {
            graph->degrees[graph->origins[step]]++;
            graph->degrees[graph->heads[step]]++;
        }
    }
    return STATUS_OK;
}

enum status edge_graph_init(struct edge_graph *graph, const struct multipolygon *const units[],
                            size_t count, struct error *err)
{
    struct edge_graph built = {0};
    enum status status = allocate(&built, units, count, err);

    if (status == STATUS_OK &&
        (add_units(&built, units, count) != STATUS_OK || list_outs(&built) != STATUS_OK))
        status = error_no_memory(err);
    if (status != STATUS_OK) {
        edge_graph_release(&built);
        return status;
    }
    match_twins(&built);
    built.has_doubles = find_doubles(&built);
    if (count_degrees(&built) != STATUS_OK) {
        edge_graph_release(&built);
        return error_no_memory(err);
    }
    *graph = built;
    return STATUS_OK;
}

uint32_t step_first(const struct edge_graph *graph, uint32_t step)
{
    return find_step(graph, graph->origins[step], graph->heads[step]);
}
