#include "geo/multipolygon.h"

#include <stdlib.h>
#include <string.h>

void multipolygon_free(struct multipolygon *multipolygon)
{
    if (multipolygon == NULL)
        return;
    free(multipolygon->positions);
    free(multipolygon->ring_ends);
    free(multipolygon->polygon_ends);
    free(multipolygon);
}

struct multipolygon *multipolygon_new(void)
{
    return calloc(1, sizeof(struct multipolygon));
}

/** A copy of count items; NULL stands for none as well as for no memory: look at count. */
static void *copy_of(const void *items, size_t count, size_t size)
{
    void *copy = count == 0 ? NULL : malloc(count * size);

    if (copy != NULL)
        memcpy(copy, items, count * size);
    return copy;
}

struct multipolygon *multipolygon_clone(const struct multipolygon *multipolygon)
{
    AUTO(multipolygon) clone = multipolygon_new();

    if (clone == NULL)
        return NULL;
    clone->positions =
        copy_of(multipolygon->positions, multipolygon->position_count, sizeof *clone->positions);
    clone->ring_ends =
        copy_of(multipolygon->ring_ends, multipolygon->ring_count, sizeof *clone->ring_ends);
    clone->polygon_ends = copy_of(multipolygon->polygon_ends, multipolygon->polygon_count,
                                  sizeof *clone->polygon_ends);
    if ((clone->positions == NULL && multipolygon->position_count > 0) ||
        (clone->ring_ends == NULL && multipolygon->ring_count > 0) ||
        (clone->polygon_ends == NULL && multipolygon->polygon_count > 0))
        return NULL;
    clone->position_count = clone->position_capacity = multipolygon->position_count;
    clone->ring_count = clone->ring_capacity = multipolygon->ring_count;
    clone->polygon_count = clone->polygon_capacity = multipolygon->polygon_count;
    return TAKE(clone);
}

/** Makes room for one more item; the array may move. */
static enum status reserve(void **items, uint32_t count, uint32_t *capacity, size_t size)
{
    uint32_t wanted;
    void *grown;

    if (count < *capacity)
        return STATUS_OK;
    if (count > UINT32_MAX / 2)
        return STATUS_LIMIT;
    wanted = count == 0 ? 4 : 2 * count;
    grown = realloc(*items, wanted * size);
    if (grown == NULL)
        return STATUS_NO_MEMORY;
    *items = grown;
    *capacity = wanted;
    return STATUS_OK;
}

enum status multipolygon_add_position(struct multipolygon *multipolygon, struct position position)
{
    void *items = multipolygon->positions;
    enum status status = reserve(&items, multipolygon->position_count,
                                 &multipolygon->position_capacity, sizeof position);

    multipolygon->positions = items;
    if (status == STATUS_OK)
        multipolygon->positions[multipolygon->position_count++] = position;
    return status;
}

static uint32_t ring_begin(const struct multipolygon *multipolygon, uint32_t ring)
{
    return ring == 0 ? 0 : multipolygon->ring_ends[ring - 1];
}

/** Drops equal neighbours, the last against the first too; the number of positions left. */
static uint32_t drop_repeated(struct position *ring, uint32_t count)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (kept == 0 || !position_equal(ring[kept - 1], ring[i]))
            ring[kept++] = ring[i];
    }
    while (kept > 1 && position_equal(ring[kept - 1], ring[0]))
        kept--;
    return kept;
}

enum status multipolygon_close_ring(struct multipolygon *multipolygon)
{
    uint32_t begin = ring_begin(multipolygon, multipolygon->ring_count);
    uint32_t count = multipolygon->position_count - begin;
    void *items = multipolygon->ring_ends;
    enum status status = reserve(&items, multipolygon->ring_count, &multipolygon->ring_capacity,
                                 sizeof *multipolygon->ring_ends);

    multipolygon->ring_ends = items;
    if (status != STATUS_OK || count == 0)
        return status;
    multipolygon->position_count = begin + drop_repeated(multipolygon->positions + begin, count);
    multipolygon->ring_ends[multipolygon->ring_count++] = multipolygon->position_count;
    return STATUS_OK;
}

enum status multipolygon_end_ring(struct multipolygon *multipolygon, struct error *err)
{
    uint32_t begin = ring_begin(multipolygon, multipolygon->ring_count);
    bool is_shell = multipolygon->ring_count ==
                    multipolygon_polygon_begin(multipolygon, multipolygon->polygon_count);
    uint32_t rings_before = multipolygon->ring_count;
    uint32_t count;
    int orientation;

    if (multipolygon_close_ring(multipolygon) != STATUS_OK)
        return error_no_memory(err);
    count = multipolygon->position_count - begin;
    orientation = count < 3 ? 0 : ring_orientation(multipolygon->positions + begin, count);
    if (orientation == 0) {
        multipolygon->ring_count = rings_before;
        multipolygon->position_count = begin;
        return error_set(
            err, STATUS_INVALID, "", "a ring encloses no area: it has %u distinct positions",
            "un anneau n'enferme aucune surface : il a %u positions distinctes", count);
    }
    if (orientation != (is_shell ? 1 : -1))
        ring_reverse(multipolygon->positions + begin, count);
    return STATUS_OK;
}

enum status multipolygon_end_polygon(struct multipolygon *multipolygon)
{
    void *items = multipolygon->polygon_ends;
    enum status status =
        reserve(&items, multipolygon->polygon_count, &multipolygon->polygon_capacity,
                sizeof *multipolygon->polygon_ends);

    multipolygon->polygon_ends = items;
    if (status == STATUS_OK)
        multipolygon->polygon_ends[multipolygon->polygon_count++] = multipolygon->ring_count;
    return status;
}

const struct position *multipolygon_ring(const struct multipolygon *multipolygon, uint32_t ring,
                                         size_t *ret_count)
{
    uint32_t begin = ring_begin(multipolygon, ring);

    *ret_count = multipolygon->ring_ends[ring] - begin;
    return multipolygon->positions + begin;
}

uint32_t multipolygon_polygon_begin(const struct multipolygon *multipolygon, uint32_t polygon)
{
    return polygon == 0 ? 0 : multipolygon->polygon_ends[polygon - 1];
}

uint32_t multipolygon_polygon_end(const struct multipolygon *multipolygon, uint32_t polygon)
{
    return multipolygon->polygon_ends[polygon];
}

uint32_t multipolygon_hole_count(const struct multipolygon *multipolygon)
{
    return multipolygon->ring_count - multipolygon->polygon_count;
}

struct box multipolygon_box(const struct multipolygon *multipolygon)
{
    return box_of(multipolygon->positions, multipolygon->position_count);
}

static enum ring_side polygon_side_of(const struct multipolygon *multipolygon, uint32_t polygon,
                                      struct position position)
{
    uint32_t first = multipolygon_polygon_begin(multipolygon, polygon);

    for (uint32_t ring = first; ring < multipolygon_polygon_end(multipolygon, polygon); ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);
        enum ring_side side = ring_side_of(positions, count, position);

        if (side == RING_BORDER)
            return RING_BORDER;
        if (side != (ring == first ? RING_INSIDE : RING_OUTSIDE))
            return RING_OUTSIDE;
    }
    return RING_INSIDE;
}

enum ring_side multipolygon_side_of(const struct multipolygon *multipolygon,
                                    struct position position)
{
    for (uint32_t polygon = 0; polygon < multipolygon->polygon_count; polygon++) {
        enum ring_side side = polygon_side_of(multipolygon, polygon, position);

        if (side != RING_OUTSIDE)
            return side;
    }
    return RING_OUTSIDE;
}

bool multipolygon_intersects_box(const struct multipolygon *multipolygon, struct box box)
{
    struct position corner = {box.west_e7, box.south_e7};

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

        for (size_t i = 0, j = count - 1; i < count; j = i++) {
            if (segment_meets_box(positions[j], positions[i], box))
                return true;
        }
    }
    /* No border in the box: it lies wholly inside or wholly outside. */
    return multipolygon_side_of(multipolygon, corner) != RING_OUTSIDE;
}

bool multipolygon_equal(const struct multipolygon *a, const struct multipolygon *b)
{
    if (a->position_count != b->position_count || a->ring_count != b->ring_count ||
        a->polygon_count != b->polygon_count)
        return false;
    for (uint32_t i = 0; i < a->position_count; i++) {
        if (!position_equal(a->positions[i], b->positions[i]))
            return false;
    }
    for (uint32_t i = 0; i < a->ring_count; i++) {
        if (a->ring_ends[i] != b->ring_ends[i])
            return false;
    }
    for (uint32_t i = 0; i < a->polygon_count; i++) {
        if (a->polygon_ends[i] != b->polygon_ends[i])
            return false;
    }
    return true;
}
