/* The border of a region as rings: see region_trace(). */
#include "geo/region_trace.h"

#include <stdlib.h>
#include <string.h>

/* Marks a node that several half-arcs of the border leave. */
static const uint32_t SEVERAL = 0x80000000u;

enum status tracing_init(struct tracing *tracing, const struct coverage *coverage)
{
    size_t halves = 2 * (size_t)coverage->arc_count + 1;
    size_t nodes = (size_t)coverage->node_count + 1;

    tracing->node_out = calloc(nodes, sizeof *tracing->node_out);
    tracing->node_walked = calloc(nodes, sizeof *tracing->node_walked);
    tracing->is_walked = calloc(halves, sizeof *tracing->is_walked);
    tracing->walk = calloc(halves, sizeof *tracing->walk);
    tracing->halves = calloc(halves, sizeof *tracing->halves);
    tracing->joined = calloc((size_t)coverage->face_count + 1, sizeof *tracing->joined);
    tracing->shell_of = calloc((size_t)coverage->face_count + 1, sizeof *tracing->shell_of);
    return tracing->node_out == NULL || tracing->node_walked == NULL ||
                   tracing->is_walked == NULL || tracing->walk == NULL || tracing->halves == NULL ||
                   tracing->joined == NULL || tracing->shell_of == NULL
               ? STATUS_NO_MEMORY
               : STATUS_OK;
}

void tracing_release(struct tracing *tracing)
{
    free(tracing->node_out);
    free(tracing->node_walked);
    free(tracing->is_walked);
    free(tracing->walk);
    free(tracing->halves);
    free(tracing->joined);
    free(tracing->shell_of);
    free(tracing->rings);
}

/** What leaves each node of the border; places left over from another set are told by the list. */
static void list_nodes(struct region *region)
{
    struct tracing *tracing = &region->tracing;

    for (uint32_t i = 0; i < region->border_count; i++) {
        uint32_t half = region->border[i];
        uint32_t node = half_start(region->coverage, half);
        uint32_t place;

        tracing->is_walked[half] = false;
        if (node == NODE_NONE)
            continue;
        place = tracing->node_out[node] & ~SEVERAL;
        if (place < i && half_start(region->coverage, region->border[place]) == node)
            tracing->node_out[node] |= SEVERAL;
        else
            tracing->node_out[node] = i;
    }
}

static bool is_border(const struct region *region, uint32_t half)
{
    uint32_t left = half_left(region->coverage, half);
    uint32_t right = half_right(region->coverage, half);

    return left != FACE_NONE && region->is_in[left] &&
           (right == FACE_NONE || !region->is_in[right]);
}

/**
 * The half-arc of the border that goes on from one: at a node that several leave, the first one
 * clockwise from where we came, so that the walk stays along the same wedge of the region.
 */
static uint32_t next_of(const struct region *region, uint32_t half)
{
    const struct coverage *coverage = region->coverage;
    uint32_t node = half_end(coverage, half);
    uint32_t out = region->tracing.node_out[node];
    uint32_t begin = coverage->node_starts[node];
    uint32_t end = coverage->node_starts[node + 1];
    uint32_t at = begin;

    if ((out & SEVERAL) == 0)
        return region->border[out];
    while (coverage->node_halves[at] != (half ^ 1))
        at++;
    do
        at = at == begin ? end - 1 : at - 1;
    while (!is_border(region, coverage->node_halves[at]));
    return coverage->node_halves[at];
}

/** The position so many after the start of a half-arc. */
static struct position along(const struct coverage *coverage, uint32_t half, uint32_t offset)
{
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, half >> 1, &count);

    return (half & 1) == 0 ? positions[offset] : positions[count - 1 - offset];
}

static uint32_t last_offset(const struct coverage *coverage, uint32_t half)
{
    return coverage->arcs[(half >> 1) + 1].begin - coverage->arcs[half >> 1].begin - 1;
}

/** Finds the lowest position of a ring, and by the turn there whether it is a hole. */
static void find_start(const struct region *region, struct outline_ring *ring)
{
    const struct coverage *coverage = region->coverage;
    const uint32_t *halves = region->tracing.halves;
    uint32_t best = coverage->arcs[halves[ring->begin] >> 1].lowest;
    uint32_t half;
    struct position previous;

    ring->first = ring->begin;
    for (uint32_t i = ring->begin + 1; i < ring->end; i++) {
        uint32_t lowest = coverage->arcs[halves[i] >> 1].lowest;

        if (position_compare(coverage->positions[lowest], coverage->positions[best]) < 0) {
            best = lowest;
            ring->first = i;
        }
    }
    half = halves[ring->first];
    ring->offset = best - coverage->arcs[half >> 1].begin;
    if ((half & 1) != 0)
        ring->offset = last_offset(coverage, half) - ring->offset;
    if (ring->offset == last_offset(coverage, half)) {
        ring->offset = 0;
        ring->first = ring->first + 1 == ring->end ? ring->begin : ring->first + 1;
        half = halves[ring->first];
    }
    ring->lowest = along(coverage, half, ring->offset);
    ring->second = along(coverage, half, ring->offset + 1);
    if (ring->offset > 0) {
        previous = along(coverage, half, ring->offset - 1);
    } else {
        uint32_t before = halves[ring->first == ring->begin ? ring->end - 1 : ring->first - 1];

        previous = along(coverage, before, last_offset(coverage, before) - 1);
    }
    ring->is_hole = orient(previous, ring->lowest, ring->second) < 0;
}

/** Takes the end of the walk, from a place on, as a ring. */
static enum status take_ring(struct region *region, uint32_t from)
{
    struct tracing *tracing = &region->tracing;
    uint32_t count = tracing->walk_count - from;
    struct outline_ring *ring;

    if (tracing->ring_count == tracing->ring_capacity) {
        size_t capacity = tracing->ring_capacity == 0 ? 16 : 2 * tracing->ring_capacity;
        struct outline_ring *rings = realloc(tracing->rings, capacity * sizeof *rings);

        if (rings == NULL)
            return STATUS_NO_MEMORY;
        tracing->rings = rings;
        tracing->ring_capacity = capacity;
    }
    ring = &tracing->rings[tracing->ring_count++];
    *ring = (struct outline_ring){.begin = tracing->half_count, .end = tracing->half_count + count};
    memcpy(tracing->halves + tracing->half_count, tracing->walk + from,
           count * sizeof *tracing->halves);
    tracing->half_count += count;
    tracing->walk_count = from;
    find_start(region, ring);
    return STATUS_OK;
}

/** Has the walk in hand left this node before? */
static bool was_left(const struct region *region, uint32_t node)
{
    const struct tracing *tracing = &region->tracing;
    uint32_t at = tracing->node_walked[node];

    return at < tracing->walk_count && half_start(region->coverage, tracing->walk[at]) == node;
}

/** Walks from a half-arc of the border until it comes back, cutting rings off at repeated nodes. */
static enum status walk_from(struct region *region, uint32_t first)
{
    struct tracing *tracing = &region->tracing;
    uint32_t half = first;
    enum status status = STATUS_OK;

    tracing->walk_count = 0;
    do {
        uint32_t node = half_start(region->coverage, half);

        if (node != NODE_NONE && (tracing->node_out[node] & SEVERAL) != 0) {
            if (was_left(region, node))
                status = take_ring(region, tracing->node_walked[node]);
            tracing->node_walked[node] = tracing->walk_count;
        }
        tracing->walk[tracing->walk_count++] = half;
        tracing->is_walked[half] = true;
        half = node == NODE_NONE ? first : next_of(region, half);
    } while (half != first && status == STATUS_OK);
    return status == STATUS_OK ? take_ring(region, 0) : status;
}

static uint32_t root_of(uint32_t *joined, uint32_t face)
{
    while (joined[face] != face) {
        joined[face] = joined[joined[face]];
        face = joined[face];
    }
    return face;
}

/** Joins a face to those of the region beside it that come before it: they see each other. */
static void join_neighbours(struct region *region, uint32_t face)
{
    const struct coverage *coverage = region->coverage;
    uint32_t *joined = region->tracing.joined;

    for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++) {
        uint32_t other = coverage->face_rights[i];

        if (other < face && region->is_in[other]) {
            uint32_t a = root_of(joined, face);
            uint32_t b = root_of(joined, other);

            joined[a > b ? a : b] = a > b ? b : a;
        }
    }
}

/** Joins the faces of the region that share an arc. */
static void join_faces(struct region *region)
{
    const struct coverage *coverage = region->coverage;
    uint32_t *joined = region->tracing.joined;

    for (uint32_t i = 0; i < region->unit_count; i++) {
        uint32_t unit = region->units[i];

        for (uint32_t f = coverage->unit_starts[unit]; f < coverage->unit_starts[unit + 1]; f++)
            joined[coverage->unit_faces[f]] = coverage->unit_faces[f];
    }
    for (uint32_t i = 0; i < region->unit_count; i++) {
        uint32_t unit = region->units[i];

        for (uint32_t f = coverage->unit_starts[unit]; f < coverage->unit_starts[unit + 1]; f++)
            join_neighbours(region, coverage->unit_faces[f]);
    }
}

static int compare_starts(const struct outline_ring *left, const struct outline_ring *right)
{
    int order = position_compare(left->lowest, right->lowest);

    /* Rings that begin at one position part after it. */
    return order != 0 ? order : position_compare(left->second, right->second);
}

static int shells_first(const void *a, const void *b)
{
    const struct outline_ring *left = a;
    const struct outline_ring *right = b;

    if (left->is_hole != right->is_hole)
        return left->is_hole ? 1 : -1;
    return compare_starts(left, right);
}

static int shell_by_shell(const void *a, const void *b)
{
    const struct outline_ring *left = a;
    const struct outline_ring *right = b;

    if (left->shell != right->shell)
        return left->shell < right->shell ? -1 : 1;
    if (left->is_hole != right->is_hole)
        return left->is_hole ? 1 : -1;
    return compare_starts(left, right);
}

static uint32_t component_of(const struct region *region, const struct outline_ring *ring)
{
    const struct tracing *tracing = &region->tracing;

    return root_of(tracing->joined, half_left(region->coverage, tracing->halves[ring->begin]));
}

/**
 * Gives each hole its shell; rings are sorted shells first. In a coverage every component of faces
 * that share arcs has exactly one shell, so nothing needs to be located.
 */
static void nest_holes(struct region *region, size_t shell_count)
{
    struct tracing *tracing = &region->tracing;
    struct outline_ring *rings = tracing->rings;

    if (shell_count > 1) {
        join_faces(region);
        for (size_t i = 0; i < shell_count; i++)
            tracing->shell_of[component_of(region, &rings[i])] = (uint32_t)i;
    }
    for (size_t i = shell_count; i < tracing->ring_count; i++)
        rings[i].shell = shell_count > 1 ? tracing->shell_of[component_of(region, &rings[i])] : 0;
    qsort(rings, tracing->ring_count, sizeof *rings, shell_by_shell);
    for (uint32_t i = 0, shell = 0; i < tracing->ring_count; i++) {
        shell = rings[i].is_hole ? shell : i;
        rings[i].shell = shell;
    }
}

static void order_rings(struct region *region)
{
    struct tracing *tracing = &region->tracing;
    struct outline_ring *rings = tracing->rings;
    size_t shell_count = 0;

    if (tracing->ring_count > 1)
        qsort(rings, tracing->ring_count, sizeof *rings, shells_first);
    for (uint32_t i = 0; i < tracing->ring_count && !rings[i].is_hole; i++) {
        rings[i].shell = i;
        shell_count++;
    }
    if (shell_count < tracing->ring_count)
        nest_holes(region, shell_count);
}

enum status region_trace(struct region *region, struct outline_rings *ret_rings, struct error *err)
{
    struct tracing *tracing = &region->tracing;
    enum status status = STATUS_OK;

    tracing->ring_count = 0;
    tracing->half_count = 0;
    list_nodes(region);
    for (uint32_t i = 0; i < region->border_count && status == STATUS_OK; i++) {
        if (!tracing->is_walked[region->border[i]])
            status = walk_from(region, region->border[i]);
    }
    if (status != STATUS_OK)
        return error_no_memory(err);
    order_rings(region);
    *ret_rings = (struct outline_rings){tracing->rings, tracing->ring_count, tracing->halves};
    return STATUS_OK;
}
