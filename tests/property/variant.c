#include "property/variant.h"

#include <stdlib.h>

#include "property/random.h"

static void must(enum status status)
{
    if (status != STATUS_OK)
        abort();
}

static void retell_ring(struct multipolygon *to, const struct multipolygon *from, uint32_t ring,
                        uint64_t *random)
{
    size_t count;
    const struct position *positions = multipolygon_ring(from, ring, &count);
    size_t start = random_below(random, count);
    size_t stride = random_chance(random, 50) ? 1 : count - 1;

    for (size_t i = 0; i < count; i++)
        must(multipolygon_add_position(to, positions[(start + i * stride) % count]));
    if (random_chance(random, 20)) /* closed with the first position again */
        must(multipolygon_add_position(to, positions[start]));
    must(multipolygon_close_ring(to));
}

struct multipolygon *shape_retold(const struct multipolygon *shape, uint64_t *random)
{
    struct multipolygon *retold = multipolygon_new();
    uint32_t first = random_below(random, shape->polygon_count);

    if (retold == NULL)
        abort();
    for (uint32_t i = 0; i < shape->polygon_count; i++) {
        uint32_t polygon = (first + i) % shape->polygon_count;
        uint32_t shell = multipolygon_polygon_begin(shape, polygon);
        uint32_t holes = multipolygon_polygon_end(shape, polygon) - shell - 1;
        uint32_t turn = random_below(random, holes + 1u);

        retell_ring(retold, shape, shell, random);
        for (uint32_t hole = 0; hole < holes; hole++)
            retell_ring(retold, shape, shell + 1 + (hole + turn) % holes, random);
        must(multipolygon_end_polygon(retold));
    }
    return retold;
}

/** What becomes of a shape while it is copied. */
struct edit {
    enum damage_kind kind;
    uint32_t polygon, ring, position; /* of DROPPED, and of the vertex */
    struct position old, new;         /* the vertex, and where it goes or what follows it */
};

static void copy_position(struct multipolygon *to, const struct edit *edit,
                          struct position position, bool is_target)
{
    if (edit->kind == DAMAGE_PLACE_MOVED)
        is_target = position_equal(position, edit->old);
    if (is_target && edit->kind == DAMAGE_VERTEX_MISSING)
        return;
    if (is_target && (edit->kind == DAMAGE_VERTEX_MOVED || edit->kind == DAMAGE_PLACE_MOVED))
        position = edit->new;
    must(multipolygon_add_position(to, position));
    if (is_target && edit->kind == DAMAGE_VERTEX_ADDED)
        must(multipolygon_add_position(to, edit->new));
}

static struct multipolygon *edited(const struct multipolygon *shape, const struct edit *edit)
{
    struct multipolygon *copy = multipolygon_new();

    if (copy == NULL)
        abort();
    for (uint32_t polygon = 0; polygon < shape->polygon_count; polygon++) {
        if (edit->kind == DAMAGE_POLYGON_DROPPED && polygon == edit->polygon)
            continue;
        for (uint32_t ring = multipolygon_polygon_begin(shape, polygon);
             ring < multipolygon_polygon_end(shape, polygon); ring++) {
            size_t count;
            const struct position *positions = multipolygon_ring(shape, ring, &count);

            if (edit->kind == DAMAGE_HOLE_DROPPED && ring == edit->ring)
                continue;
            for (size_t i = 0; i < count; i++)
                copy_position(copy, edit, positions[i],
                              &positions[i] - shape->positions == edit->position);
            must(multipolygon_close_ring(copy));
        }
        must(multipolygon_end_polygon(copy));
    }
    return copy;
}

static void replace(const struct multipolygon **unit, const struct edit *edit)
{
    const struct multipolygon *old = *unit;

    if (old == NULL)
        return;
    *unit = edited(old, edit);
    multipolygon_free((struct multipolygon *)(uintptr_t)old);
}

/** Within the grid's limits. */
static int32_t nudged(int32_t e7, int32_t limit, int64_t steps)
{
    int64_t moved = e7 + steps;

    return (int32_t)(moved > limit ? limit : moved < -limit ? -limit : moved);
}

static struct position random_move(struct position position, uint64_t *random)
{
    int64_t steps = random_between(random, 1, 3);

    if (random_chance(random, 50))
        steps = -steps;
    if (random_chance(random, 50))
        position.lon_e7 = nudged(position.lon_e7, 180 * DEGREE_E7, steps);
    else
        position.lat_e7 = nudged(position.lat_e7, 90 * DEGREE_E7, steps);
    return position;
}

/** The ring that holds a position of a shape. */
static uint32_t ring_at(const struct multipolygon *shape, uint32_t position)
{
    uint32_t ring = 0;

    while (shape->ring_ends[ring] <= position)
        ring++;
    return ring;
}

static size_t ring_length(const struct multipolygon *shape, uint32_t position)
{
    size_t count;

    (void)multipolygon_ring(shape, ring_at(shape, position), &count);
    return count;
}

/** The middle of the edge that leaves a position, on the grid, or beside it. */
static struct position random_middle(const struct multipolygon *shape, uint32_t position,
                                     uint64_t *random)
{
    uint32_t ring = ring_at(shape, position);
    size_t count;
    const struct position *positions = multipolygon_ring(shape, ring, &count);
    size_t at = (size_t)(&shape->positions[position] - positions);
    struct position a = positions[at], b = positions[(at + 1) % count];
    struct position middle = {(int32_t)(((int64_t)a.lon_e7 + b.lon_e7) / 2),
                              (int32_t)(((int64_t)a.lat_e7 + b.lat_e7) / 2)};

    return random_chance(random, 50) ? middle : random_move(middle, random);
}

/** A hole of a shape, or 0 when it has none. */
static uint32_t random_hole(const struct multipolygon *shape, uint64_t *random)
{
    uint32_t holes = multipolygon_hole_count(shape);
    uint32_t skipped = holes == 0 ? 0 : random_below(random, holes);

    for (uint32_t polygon = 0; polygon < shape->polygon_count && holes > 0; polygon++) {
        uint32_t shell = multipolygon_polygon_begin(shape, polygon);
        uint32_t its_holes = multipolygon_polygon_end(shape, polygon) - shell - 1;

        if (skipped < its_holes)
            return shell + 1 + skipped;
        skipped -= its_holes;
    }
    return 0;
}

bool units_damage(const struct multipolygon *units[], size_t *count, enum damage_kind kind,
                  uint64_t *random)
{
    size_t unit = random_below(random, *count);
    const struct multipolygon *shape = units[unit];
    struct edit edit = {.kind = kind};

    if (shape == NULL || shape->position_count == 0)
        return false;
    edit.position = random_below(random, shape->position_count);
    edit.polygon = random_below(random, shape->polygon_count);
    edit.ring = random_hole(shape, random);
    edit.old = shape->positions[edit.position];
    edit.new = kind == DAMAGE_VERTEX_ADDED ? random_middle(shape, edit.position, random)
                                           : random_move(edit.old, random);
    if (kind == DAMAGE_HOLE_DROPPED && edit.ring == 0)
        return false;
    if (kind == DAMAGE_VERTEX_MISSING && ring_length(shape, edit.position) == 1)
        return false;
    if (kind == DAMAGE_UNIT_DOUBLED) {
        units[*count] = multipolygon_clone(shape);
        *count += 1;
        return true;
    }
    for (size_t other = 0; other < *count; other++) {
        if (other == unit || kind == DAMAGE_PLACE_MOVED)
            replace(&units[other], &edit);
    }
    return true;
}
