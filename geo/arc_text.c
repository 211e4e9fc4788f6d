#include "geo/arc_text.h"

#include <stdlib.h>
#include <string.h>

/** "[x,y]," for each position of a half-arc but its last. */
struct half_text {
    size_t begin;
    uint32_t lowest; /* where its arc's lowest position begins, from `begin`; 0 for its last */
};

struct arc_text {
    const struct coverage *coverage;
    struct half_text *halves; /* one more, for the end of the last */
    char *bytes;
    size_t length;
};

void arc_text_free(struct arc_text *arc_text)
{
    if (arc_text == NULL)
        return;
    free(arc_text->halves);
    free(arc_text->bytes);
    free(arc_text);
}

static void add_position(struct text *text, struct position position)
{
    text_add_bytes(text, "[", 1);
    text_add_degrees(text, position.lon_e7);
    text_add_bytes(text, ",", 1);
    text_add_degrees(text, position.lat_e7);
    text_add_bytes(text, "],", 2);
}

static void render_half(struct arc_text *arc_text, struct text *text, uint32_t half)
{
    const struct coverage *coverage = arc_text->coverage;
    const struct arc *arc = &coverage->arcs[half >> 1];
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, half >> 1, &count);
    struct half_text *rendered = &arc_text->halves[half];

    *rendered = (struct half_text){text->length, 0};
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint32_t at = (half & 1) == 0 ? i : count - 1 - i;

        if (arc->begin + at == arc->lowest)
            rendered->lowest = (uint32_t)(text->length - rendered->begin);
        add_position(text, positions[at]);
    }
}

enum status arc_text_new(const struct coverage *coverage, struct arc_text **ret_arc_text,
                         struct error *err)
{
    AUTO(arc_text) arc_text = calloc(1, sizeof *arc_text);
    SCOPED(text) text = {0};
    uint32_t halves = 2 * coverage->arc_count;

    text_init(&text, SIZE_MAX / 2);
    if (arc_text == NULL)
        return error_no_memory(err);
    arc_text->coverage = coverage;
    arc_text->halves = malloc(((size_t)halves + 1) * sizeof *arc_text->halves);
    if (arc_text->halves == NULL)
        return error_no_memory(err);
    for (uint32_t half = 0; half < halves; half++)
        render_half(arc_text, &text, half);
    arc_text->halves[halves] = (struct half_text){text.length, 0};
    if (text_take(&text, &arc_text->bytes, &arc_text->length) != STATUS_OK)
        return error_no_memory(err);
    *ret_arc_text = TAKE(arc_text);
    return STATUS_OK;
}

size_t arc_text_bytes(const struct arc_text *arc_text)
{
    return arc_text->length +
           (2 * (size_t)arc_text->coverage->arc_count + 1) * sizeof *arc_text->halves;
}

static void copy_half(struct text *text, const struct arc_text *arc_text, uint32_t half)
{
    text_add_bytes(text, arc_text->bytes + arc_text->halves[half].begin,
                   arc_text->halves[half + 1].begin - arc_text->halves[half].begin);
}

/** From the canonical start around, and the start once more to close the ring. */
static void copy_ring(struct text *text, const struct arc_text *arc_text,
                      const struct outline_rings *rings, const struct outline_ring *ring)
{
    uint32_t first = rings->halves[ring->first];
    const char *half = arc_text->bytes + arc_text->halves[first].begin;
    size_t length = arc_text->halves[first + 1].begin - arc_text->halves[first].begin;
    size_t start = ring->offset == 0 ? 0 : arc_text->halves[first].lowest;
    const char *bracket = memchr(half + start, ']', length - start);

    text_add_bytes(text, "[", 1);
    text_add_bytes(text, half + start, length - start);
    for (uint32_t i = ring->first + 1; i < ring->end; i++)
        copy_half(text, arc_text, rings->halves[i]);
    for (uint32_t i = ring->begin; i < ring->first; i++)
        copy_half(text, arc_text, rings->halves[i]);
    text_add_bytes(text, half, start);
    text_add_bytes(text, half + start, (size_t)(bracket - (half + start)) + 1);
    text_add_bytes(text, "]", 1);
}

enum status arc_text_add_region(struct text *text, const struct arc_text *arc_text,
                                struct region *region, struct error *err)
{
    struct outline_rings rings;
    enum status status = region_trace(region, &rings, err);

    if (status != STATUS_OK)
        return status;
    if (rings.count == 0) {
        text_add(text, "null");
        return STATUS_OK;
    }
    text_add(text, "{\"type\":\"MultiPolygon\",\"coordinates\":[[");
    for (size_t i = 0; i < rings.count; i++) {
        if (i > 0)
            text_add(text, rings.list[i].is_hole ? "," : "],[");
        copy_ring(text, arc_text, &rings, &rings.list[i]);
    }
    text_add(text, "]]}");
    return STATUS_OK;
}
