#include "geo/region.h"

#include <stdlib.h>
#include <string.h>

#include "geo/region_trace.h"

void region_free(struct region *region)
{
    if (region == NULL)
        return;
    free(region->unit_at);
    free(region->units);
    free(region->is_in);
    free(region->border);
    free(region->border_at);
    tracing_release(&region->tracing);
    free(region);
}

enum status region_new(const struct coverage *coverage, struct region **ret_region,
                       struct error *err)
{
    AUTO(region) region = calloc(1, sizeof *region);
    size_t halves = 2 * (size_t)coverage->arc_count + 1;

    if (region == NULL)
        return error_no_memory(err);
    region->coverage = coverage;
    region->is_in = calloc((size_t)coverage->face_count + 1, sizeof *region->is_in);
    region->units = calloc((size_t)coverage->unit_count + 1, sizeof *region->units);
    region->unit_at = calloc((size_t)coverage->unit_count + 1, sizeof *region->unit_at);
    region->border = calloc(halves, sizeof *region->border);
    region->border_at = calloc(halves, sizeof *region->border_at);
    if (region->is_in == NULL || region->units == NULL || region->unit_at == NULL ||
        region->border == NULL || region->border_at == NULL ||
        tracing_init(&region->tracing, coverage) != STATUS_OK)
        return error_no_memory(err);
    *ret_region = TAKE(region);
    return STATUS_OK;
}

const struct coverage *region_coverage(const struct region *region)
{
    return region->coverage;
}

static int64_t add(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static int64_t subtract(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

/*
 * The border is a list with, for each half-arc, where it stands there. A place is only believed
 * when the list confirms it, so that nothing is wiped when the set is replaced (P. Briggs and
 * L. Torczon, An efficient representation for sparse sets, 1993).
 */
static void border_add(struct region *region, uint32_t half)
{
    region->border_at[half] = region->border_count;
    region->border[region->border_count++] = half;
}

static void border_remove(struct region *region, uint32_t half)
{
    uint32_t at = region->border_at[half];
    uint32_t last = region->border[--region->border_count];

    region->border[at] = last;
    region->border_at[last] = at;
}

static void measure_half(struct region *region, uint32_t half, bool is_added)
{
    const struct coverage *coverage = region->coverage;
    int64_t area, length;

    if (coverage->areas == NULL)
        return;
    area = coverage->areas[half >> 1];
    length = coverage->lengths[half >> 1];
    if (((half & 1) == 0) != is_added)
        area = subtract(0, area);
    region->area = add(region->area, area);
    region->length = is_added ? add(region->length, length) : subtract(region->length, length);
}

static void put(struct region *region, uint32_t half)
{
    border_add(region, half);
    measure_half(region, half, true);
}

static void drop(struct region *region, uint32_t half)
{
    border_remove(region, half);
    measure_half(region, half, false);
}

static bool is_face_in(const struct region *region, uint32_t face)
{
    return face != FACE_NONE && region->is_in[face];
}

/** Each of the face's half-arcs enters the border, or its other side leaves it. */
static void add_face(struct region *region, uint32_t face)
{
    const struct coverage *coverage = region->coverage;

    for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++) {
        uint32_t half = coverage->face_halves[i];

        if (is_face_in(region, coverage->face_rights[i]))
            drop(region, half ^ 1);
        else
            put(region, half);
    }
    region->is_in[face] = true;
}

static void remove_face(struct region *region, uint32_t face)
{
    const struct coverage *coverage = region->coverage;

    region->is_in[face] = false;
    for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++) {
        uint32_t half = coverage->face_halves[i];

        if (is_face_in(region, coverage->face_rights[i]))
            put(region, half ^ 1);
        else
            drop(region, half);
    }
}

bool region_has(const struct region *region, uint32_t unit)
{
    return region->unit_at[unit] < region->unit_count &&
           region->units[region->unit_at[unit]] == unit;
}

void region_toggle(struct region *region, uint32_t unit)
{
    const struct coverage *coverage = region->coverage;
    bool is_in = region_has(region, unit);

    for (uint32_t i = coverage->unit_starts[unit]; i < coverage->unit_starts[unit + 1]; i++) {
        if (is_in)
            remove_face(region, coverage->unit_faces[i]);
        else
            add_face(region, coverage->unit_faces[i]);
    }
    if (is_in) {
        uint32_t last = region->units[--region->unit_count];

        region->units[region->unit_at[unit]] = last;
        region->unit_at[last] = region->unit_at[unit];
    } else {
        region->unit_at[unit] = region->unit_count;
        region->units[region->unit_count++] = unit;
    }
}

static void mark_faces(struct region *region, uint32_t unit, bool is_in)
{
    const struct coverage *coverage = region->coverage;

    for (uint32_t i = coverage->unit_starts[unit]; i < coverage->unit_starts[unit + 1]; i++)
        region->is_in[coverage->unit_faces[i]] = is_in;
}

static void clear(struct region *region)
{
    for (uint32_t i = 0; i < region->unit_count; i++)
        mark_faces(region, region->units[i], false);
    region->unit_count = 0;
    region->border_count = 0;
    region->area = 0;
    region->length = 0;
}

static void put_border_of_face(struct region *region, uint32_t face)
{
    const struct coverage *coverage = region->coverage;

    for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++) {
        uint32_t half = coverage->face_halves[i];

        if (!is_face_in(region, coverage->face_rights[i]))
            put(region, half);
    }
}

/* First the faces, then the border: no half-arc is added that would have to go again. */
void region_set(struct region *region, const uint32_t units[], size_t count)
{
    const struct coverage *coverage = region->coverage;

    clear(region);
    for (size_t i = 0; i < count; i++) {
        uint32_t unit = units[i];

        if (region_has(region, unit))
            continue;
        region->unit_at[unit] = region->unit_count;
        region->units[region->unit_count++] = unit;
        mark_faces(region, unit, true);
    }
    for (uint32_t i = 0; i < region->unit_count; i++) {
        uint32_t unit = region->units[i];

        for (uint32_t f = coverage->unit_starts[unit]; f < coverage->unit_starts[unit + 1]; f++)
            put_border_of_face(region, coverage->unit_faces[f]);
    }
}

void region_set_all(struct region *region)
{
    const struct coverage *coverage = region->coverage;

    clear(region);
    for (uint32_t unit = 0; unit < coverage->unit_count; unit++) {
        region->unit_at[unit] = unit;
        region->units[unit] = unit;
    }
    region->unit_count = coverage->unit_count;
    memset(region->is_in, 1, coverage->face_count);
    for (uint32_t half = 0; half < 2 * coverage->arc_count; half++) {
        if (half_left(coverage, half) != FACE_NONE && half_right(coverage, half) == FACE_NONE)
            put(region, half);
    }
}

size_t region_unit_count(const struct region *region)
{
    return region->unit_count;
}

const uint32_t *region_units(const struct region *region)
{
    return region->units;
}

int64_t region_area(const struct region *region)
{
    return region->area;
}

int64_t region_length(const struct region *region)
{
    return region->length;
}

const uint32_t *region_border(const struct region *region, size_t *ret_count)
{
    *ret_count = region->border_count;
    return region->border;
}

int64_t regions_shared_length(const struct region *a, const struct region *b)
{
    const struct coverage *coverage = a->coverage;
    int64_t length = 0;

    for (uint32_t i = 0; i < a->border_count && coverage->lengths != NULL; i++) {
        if (is_face_in(b, half_right(coverage, a->border[i])))
            length = add(length, coverage->lengths[a->border[i] >> 1]);
    }
    return length;
}
