/* One form for one set of points: see multipolygon_canonicalize(). */
#include <stdlib.h>
#include <string.h>

#include "geo/multipolygon.h"

/** A ring or a polygon by its first position, and where it came from. */
struct entry {
    struct position first, second;
    uint32_t index;
};

static int compare_entries(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;
    int order = position_compare(left->first, right->first);

    /* Two holes, or two parts, may share their lowest position, and part after it. */
    if (order == 0)
        order = position_compare(left->second, right->second);
    return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

/** Rotates in place, by three reversals. */
static void start_at_lowest(struct position *ring, size_t count)
{
    size_t lowest = 0;

    for (size_t i = 1; i < count; i++) {
        if (position_compare(ring[i], ring[lowest]) < 0)
            lowest = i;
    }
    ring_reverse(ring, lowest);
    ring_reverse(ring + lowest, count - lowest);
    ring_reverse(ring, count);
}

static struct entry entry_of(const struct multipolygon *from, uint32_t ring, uint32_t index)
{
    size_t count;
    const struct position *positions = multipolygon_ring(from, ring, &count);

    return (struct entry){positions[0], positions[1], index};
}

static enum status append_ring(struct multipolygon *to, const struct multipolygon *from,
                               uint32_t ring)
{
    size_t count;
    const struct position *positions = multipolygon_ring(from, ring, &count);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = multipolygon_add_position(to, positions[i]);
    return status == STATUS_OK ? multipolygon_end_ring(to, NULL) : status;
}

/** The rings of one polygon, shell first, holes by their first position. */
static enum status append_polygon(struct multipolygon *to, const struct multipolygon *from,
                                  uint32_t polygon, struct entry *holes)
{
    uint32_t begin = multipolygon_polygon_begin(from, polygon);
    uint32_t hole_count = multipolygon_polygon_end(from, polygon) - begin - 1;
    enum status status = append_ring(to, from, begin);

    for (uint32_t i = 0; i < hole_count; i++)
        holes[i] = entry_of(from, begin + 1 + i, begin + 1 + i);
    qsort(holes, hole_count, sizeof *holes, compare_entries);
    for (uint32_t i = 0; i < hole_count && status == STATUS_OK; i++)
        status = append_ring(to, from, holes[i].index);
    return status == STATUS_OK ? multipolygon_end_polygon(to) : status;
}

static enum status rebuild(struct multipolygon *to, const struct multipolygon *from,
                           struct entry *polygons, struct entry *holes)
{

    for (uint32_t i = 0; i < from->polygon_count; i++)
        polygons[i] = entry_of(from, multipolygon_polygon_begin(from, i), i);
    qsort(polygons, from->polygon_count, sizeof *polygons, compare_entries);
    for (uint32_t i = 0; i < from->polygon_count; i++) {
        enum status status = append_polygon(to, from, polygons[i].index, holes);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status multipolygon_canonicalize(struct multipolygon *multipolygon)
{
    AUTO(multipolygon) ordered = multipolygon_new();
    struct entry *entries;
    struct multipolygon before;
    enum status status;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        uint32_t begin = ring == 0 ? 0 : multipolygon->ring_ends[ring - 1];

        start_at_lowest(multipolygon->positions + begin, multipolygon->ring_ends[ring] - begin);
    }
    entries = malloc(((size_t)multipolygon->polygon_count + multipolygon->ring_count + 1) *
                     sizeof *entries);
    if (ordered == NULL || entries == NULL) {
        free(entries);
        return STATUS_NO_MEMORY;
    }
    status = rebuild(ordered, multipolygon, entries, entries + multipolygon->polygon_count);
    free(entries);
    if (status != STATUS_OK)
        return status;
    before = *multipolygon;
    *multipolygon = *ordered;
    *ordered = before;
    return STATUS_OK;
}
