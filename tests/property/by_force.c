#include "property/by_force.h"

#include <stdlib.h>

/** An edge as a ring that is turned the right way walks it: its polygon is on the left. */
struct edge {
    struct position from, to;
    uint32_t polygon, ring; /* numbers over all units */
};

struct walk {
    struct edge *edges;
    size_t count;
    uint32_t polygons, rings;
    bool is_flat; /* a ring has no area */
};

static struct edge *room_for(const struct multipolygon *const units[], size_t count)
{
    size_t edges = 1;
    struct edge *room;

    for (size_t unit = 0; unit < count; unit++)
        edges += units[unit] == NULL ? 0 : units[unit]->position_count;
    room = malloc(edges * sizeof *room);
    if (room == NULL)
        abort();
    return room;
}

static void add_ring(struct walk *walk, const struct position *ring, size_t count, bool is_hole)
{
    int orientation = ring_orientation(ring, count);
    bool is_turned = orientation != (is_hole ? -1 : 1);

    walk->is_flat |= orientation == 0;
    for (size_t i = 0; i < count; i++) {
        struct position a = ring[i], b = ring[(i + 1) % count];

        walk->edges[walk->count++] = (struct edge){
            .from = is_turned ? b : a,
            .to = is_turned ? a : b,
            .polygon = walk->polygons,
            .ring = walk->rings,
        };
    }
    walk->rings++;
}

static void add_shape(struct walk *walk, const struct multipolygon *shape)
{
    for (uint32_t polygon = 0; polygon < shape->polygon_count; polygon++) {
        uint32_t shell = multipolygon_polygon_begin(shape, polygon);

        for (uint32_t r = shell; r < multipolygon_polygon_end(shape, polygon); r++) {
            size_t count;
            const struct position *ring = multipolygon_ring(shape, r, &count);

            add_ring(walk, ring, count, r != shell);
        }
        walk->polygons++;
    }
}

/** Is b strictly between a and c, all on one line? */
static bool is_between(struct position a, struct position b, struct position c)
{
    return orient(a, b, c) == 0 && !position_equal(a, b) && !position_equal(b, c) &&
           (position_compare(a, b) < 0) == (position_compare(b, c) < 0);
}

/** Do two edges cross, or does one pass an end of the other? */
static bool collide(const struct edge *e, const struct edge *f)
{
    if (is_between(e->from, f->from, e->to) || is_between(e->from, f->to, e->to) ||
        is_between(f->from, e->from, f->to) || is_between(f->from, e->to, f->to))
        return true;
    return orient(e->from, e->to, f->from) * orient(e->from, e->to, f->to) < 0 &&
           orient(f->from, f->to, e->from) * orient(f->from, f->to, e->to) < 0;
}

static bool is_same(const struct edge *e, const struct edge *f)
{
    return position_equal(e->from, f->from) && position_equal(e->to, f->to);
}

static bool is_reverse(const struct edge *e, const struct edge *f)
{
    return position_equal(e->from, f->to) && position_equal(e->to, f->from);
}

/** Every two edges meet at common ends only, or are one edge between two polygons. */
static bool is_planar(const struct walk *walk)
{
    for (size_t i = 0; i < walk->count; i++) {
        const struct edge *e = &walk->edges[i];

        for (size_t j = i + 1; j < walk->count; j++) {
            const struct edge *f = &walk->edges[j];

            if (collide(e, f) || is_same(e, f))
                return false;
            if (is_reverse(e, f) && e->polygon == f->polygon)
                return false;
            if (e->ring == f->ring && position_equal(e->from, f->from))
                return false;
        }
    }
    return true;
}

/** Does a ray east from the middle of edge e cross edge f? In halves of grid steps. */
static bool ray_crosses(const struct edge *e, const struct edge *f)
{
    wide_integer x = (wide_integer)e->from.lon_e7 + e->to.lon_e7;
    wide_integer y = (wide_integer)e->from.lat_e7 + e->to.lat_e7;
    bool is_up = f->from.lat_e7 < f->to.lat_e7;
    struct position low = is_up ? f->from : f->to, high = is_up ? f->to : f->from;
    wide_integer turn;

    if (2 * (wide_integer)low.lat_e7 > y || y >= 2 * (wide_integer)high.lat_e7)
        return false;
    turn = ((wide_integer)high.lon_e7 - low.lon_e7) * (y - 2 * (wide_integer)low.lat_e7) -
           ((wide_integer)high.lat_e7 - low.lat_e7) * (x - 2 * (wide_integer)low.lon_e7);
    return turn > 0;
}

/**
 * What covers the left of an edge: per ring, whether the edge's middle is inside it. The edges are
 * planar, so that the middle lies on rings only that walk the edge or its reverse.
 */
static bool is_covered_once(const struct walk *walk, const struct edge *e, bool inside[],
                            const uint32_t polygon_of[], const bool is_hole[])
{
    for (uint32_t ring = 0; ring < walk->rings; ring++)
        inside[ring] = false;
    for (size_t i = 0; i < walk->count; i++)
        inside[walk->edges[i].ring] ^= ray_crosses(e, &walk->edges[i]);
    for (size_t i = 0; i < walk->count; i++) {
        const struct edge *f = &walk->edges[i];

        /* A shell holds its own left, a hole leaves its own out: it is cleared from the hole. */
        if (is_same(e, f))
            inside[f->ring] = !is_hole[f->ring];
        else if (is_reverse(e, f))
            inside[f->ring] = is_hole[f->ring];
    }
    for (uint32_t ring = 0; ring < walk->rings; ring++) {
        bool is_own = polygon_of[ring] == e->polygon;
        uint32_t shell = ring;

        while (is_hole[shell])
            shell--;
        if (is_own && inside[ring] == is_hole[ring])
            return false;
        if (!is_own && !is_hole[ring] && inside[ring]) {
            bool is_in_hole = false;

            for (uint32_t hole = ring + 1; hole < walk->rings && is_hole[hole]; hole++)
                is_in_hole |= inside[hole];
            if (!is_in_hole)
                return false;
        }
    }
    return true;
}

static bool covers_once(const struct walk *walk)
{
    bool *inside = calloc(walk->rings + 1u, sizeof *inside);
    bool *is_hole = calloc(walk->rings + 1u, sizeof *is_hole);
    uint32_t *polygon_of = calloc(walk->rings + 1u, sizeof *polygon_of);
    bool is_once = true;

    if (inside == NULL || is_hole == NULL || polygon_of == NULL)
        abort();
    for (size_t i = 0; i < walk->count; i++)
        polygon_of[walk->edges[i].ring] = walk->edges[i].polygon;
    for (uint32_t ring = 1; ring < walk->rings; ring++)
        is_hole[ring] = polygon_of[ring] == polygon_of[ring - 1];
    for (size_t i = 0; i < walk->count && is_once; i++)
        is_once = is_covered_once(walk, &walk->edges[i], inside, polygon_of, is_hole);
    free(inside);
    free(is_hole);
    free(polygon_of);
    return is_once;
}

static size_t root_of(const size_t forest[], size_t item)
{
    while (forest[item] != item)
        item = forest[item];
    return item;
}

/**
 * Is the inside of each polygon in one piece? Rings and the vertices where rings of one polygon
 * touch must form no cycle: a touching pair joins two trees of rings, never one with itself.
 */
static bool hangs_together(const struct walk *walk)
{
    size_t *forest = malloc((walk->rings + walk->count + 1) * sizeof *forest);
    bool is_whole = true;

    if (forest == NULL)
        abort();
    for (size_t item = 0; item < walk->rings + walk->count; item++)
        forest[item] = item;
    for (size_t i = 0; i < walk->count; i++) {
        size_t first = i; /* stands for this vertex of this polygon */
        size_t ring = root_of(forest, walk->edges[i].ring), touch;

        for (size_t j = i; j-- > 0;) {
            if (walk->edges[j].polygon == walk->edges[i].polygon &&
                position_equal(walk->edges[j].from, walk->edges[i].from))
                first = j;
        }
        touch = root_of(forest, walk->rings + first);
        is_whole = is_whole && ring != touch;
        forest[touch] = ring;
    }
    free(forest);
    return is_whole;
}

bool tiles_by_force(const struct multipolygon *const units[], size_t count)
{
    struct walk walk = {.edges = room_for(units, count)};
    bool is_tiling;

    for (size_t unit = 0; unit < count; unit++) {
        if (units[unit] != NULL)
            add_shape(&walk, units[unit]);
    }
    is_tiling = !walk.is_flat && is_planar(&walk) && covers_once(&walk) && hangs_together(&walk);
    free(walk.edges);
    return is_tiling;
}
