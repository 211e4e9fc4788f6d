/* The traced rings of a region as positions: see region_outline(). */
#include <stdlib.h>
#include <string.h>

#include "geo/region.h"

/** Appends positions [from, to) of a half-arc, counted along it; the place after them. */
static struct position *append(const struct coverage *coverage, uint32_t half, uint32_t from,
                               uint32_t to, struct position *out)
{
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, half >> 1, &count);

    if ((half & 1) == 0) {
        memcpy(out, positions + from, (to - from) * sizeof *out);
        return out + (to - from);
    }
    for (uint32_t i = from; i < to; i++)
        *out++ = positions[count - 1 - i];
    return out;
}

static uint32_t steps_of(const struct coverage *coverage, uint32_t half)
{
    return coverage->arcs[(half >> 1) + 1].begin - coverage->arcs[half >> 1].begin - 1;
}

/** From the canonical start around: the rest of the first half-arc, the others, its beginning. */
static struct position *append_ring(const struct coverage *coverage,
                                    const struct outline_rings *rings,
                                    const struct outline_ring *ring, struct position *out)
{
    uint32_t first = rings->halves[ring->first];

    out = append(coverage, first, ring->offset, steps_of(coverage, first), out);
    for (uint32_t i = ring->first + 1; i < ring->end; i++)
        out = append(coverage, rings->halves[i], 0, steps_of(coverage, rings->halves[i]), out);
    for (uint32_t i = ring->begin; i < ring->first; i++)
        out = append(coverage, rings->halves[i], 0, steps_of(coverage, rings->halves[i]), out);
    return append(coverage, first, 0, ring->offset, out);
}

/** An empty multipolygon with room for so much. */
static struct multipolygon *allocate(size_t positions, size_t rings, size_t polygons)
{
    AUTO(multipolygon) outline = multipolygon_new();

    if (outline == NULL)
        return NULL;
    outline->positions = malloc((positions + 1) * sizeof *outline->positions);
    outline->ring_ends = malloc((rings + 1) * sizeof *outline->ring_ends);
    outline->polygon_ends = malloc((polygons + 1) * sizeof *outline->polygon_ends);
    if (outline->positions == NULL || outline->ring_ends == NULL || outline->polygon_ends == NULL)
        return NULL;
    outline->position_capacity = (uint32_t)positions + 1;
    outline->ring_capacity = (uint32_t)rings + 1;
    outline->polygon_capacity = (uint32_t)polygons + 1;
    return TAKE(outline);
}

enum status region_outline(struct region *region, struct multipolygon **ret_outline,
                           struct error *err)
{
    const struct coverage *coverage = region_coverage(region);
    struct outline_rings rings;
    struct multipolygon *outline;
    size_t positions = 0;
    size_t border_count;
    const uint32_t *border = region_border(region, &border_count);
    enum status status = region_trace(region, &rings, err);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < border_count; i++)
        positions += steps_of(coverage, border[i]);
    outline = allocate(positions, rings.count, rings.count);
    if (outline == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < rings.count; i++) {
        struct position *begin = outline->positions + outline->position_count;

        if (!rings.list[i].is_hole && i > 0)
            outline->polygon_ends[outline->polygon_count++] = outline->ring_count;
        outline->position_count +=
            (uint32_t)(append_ring(coverage, &rings, &rings.list[i], begin) - begin);
        outline->ring_ends[outline->ring_count++] = outline->position_count;
    }
    if (rings.count > 0)
        outline->polygon_ends[outline->polygon_count++] = outline->ring_count;
    *ret_outline = outline;
    return STATUS_OK;
}
