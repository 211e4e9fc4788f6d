#include "geo/rotation.h"

#include <stdlib.h>

void rotation_release(struct rotation *rotation)
{
    free(rotation->spokes);
    *rotation = (struct rotation){0};
}

/** West of the centre, or due south of it: the second half of the turn. */
static bool is_second_half(struct position centre, struct position to)
{
    return to.lon_e7 != centre.lon_e7 ? to.lon_e7 < centre.lon_e7 : to.lat_e7 < centre.lat_e7;
}

int direction_compare(struct position centre, struct position a, struct position b)
{
    int half = is_second_half(centre, a) - is_second_half(centre, b);

    return half != 0 ? half : -orient(centre, a, b);
}

/** In one direction the nearer end comes first: it lies between the centre and the other. */
static int compare_spokes(struct position centre, const struct spoke *a, const struct spoke *b)
{
    int order = direction_compare(centre, a->to, b->to);
    int along = position_compare(a->to, b->to);

    if (order != 0)
        return order;
    return is_second_half(centre, a->to) ? -along : along;
}

static enum status reserve(struct rotation *rotation, size_t count)
{
    struct spoke *spokes;

    if (count <= rotation->capacity)
        return STATUS_OK;
    spokes = realloc(rotation->spokes, 2 * count * sizeof *spokes);
    if (spokes == NULL)
        return STATUS_NO_MEMORY;
    rotation->spokes = spokes;
    rotation->capacity = 2 * count;
    return STATUS_OK;
}

static uint32_t face_or_none(const struct edge_graph *graph, uint32_t step)
{
    return step == STEP_NONE ? FACE_NONE : step_face(graph, step);
}

static int compare_for_sort(const void *a, const void *b, void *context)
{
    return compare_spokes(*(const struct position *)context, a, b);
}

enum status rotation_at(struct rotation *rotation, const struct edge_graph *graph, uint32_t vertex)
{
    struct position centre = graph->vertices[vertex];
    uint32_t begin = graph->out_starts[vertex];
    uint32_t end = graph->out_starts[vertex + 1];

    if (reserve(rotation, 2 * (size_t)(end - begin)) != STATUS_OK)
        return STATUS_NO_MEMORY;
    rotation->count = 0;
    for (uint32_t i = begin; i < end; i++) {
        uint32_t out = graph->outs[i];
        uint32_t in = step_previous(graph, out);

        if (!graph->has_doubles || step_first(graph, out) == out)
            rotation->spokes[rotation->count++] =
                (struct spoke){step_to(graph, out), out, step_face(graph, out),
                               face_or_none(graph, graph->twins[out])};
        if (graph->twins[in] == STEP_NONE && (!graph->has_doubles || step_first(graph, in) == in))
            rotation->spokes[rotation->count++] =
                (struct spoke){step_from(graph, in), in, FACE_NONE, step_face(graph, in)};
    }
    qsort_r(rotation->spokes, rotation->count, sizeof *rotation->spokes, compare_for_sort, &centre);
    return STATUS_OK;
}
