#include "geo/noding.h"

#include <stdlib.h>
#include <string.h>

#include "geo/edge_cells.h"

enum { ROUNDS_MAX = 32 };

/*
 * A crossing so near an end of one of its edges (5 cm) is taken to be there. Where borders cross at
 * a sharp angle, rounding would otherwise move the crossing along them, a grid step a round.
 */
enum { NEAR_AN_END = 5 };

/** A vertex to insert in an edge, which its lowest step stands for. */
struct insertion {
    uint32_t edge;
    struct position place;
};

struct insertions {
    struct insertion *list;
    size_t count;
};

/** One step for all that walk an edge, either way. */
static uint32_t edge_of(const struct edge_graph *graph, uint32_t step)
{
    uint32_t first = step_first(graph, step);
    uint32_t twin = graph->twins[step];

    return twin < first ? twin : first;
}

static int compare_insertions(const void *a, const void *b)
{
    const struct insertion *left = a;
    const struct insertion *right = b;

    if (left->edge != right->edge)
        return left->edge < right->edge ? -1 : 1;
    return position_compare(left->place, right->place);
}

static void add(struct insertions *insertions, const struct edge_graph *graph, uint32_t step,
                struct position place)
{
    if (position_equal(place, step_from(graph, step)) ||
        position_equal(place, step_to(graph, step)))
        return;
    insertions->list[insertions->count++] = (struct insertion){edge_of(graph, step), place};
}

static bool is_near(struct position a, struct position b)
{
    return llabs((int64_t)a.lon_e7 - b.lon_e7) <= NEAR_AN_END &&
           llabs((int64_t)a.lat_e7 - b.lat_e7) <= NEAR_AN_END;
}

static int64_t square_distance(struct position a, struct position b)
{
    int64_t dx = (int64_t)a.lon_e7 - b.lon_e7;
    int64_t dy = (int64_t)a.lat_e7 - b.lat_e7;

    return dx * dx + dy * dy;
}

/** The meeting's place, or the nearest end of the two edges when it is near enough. */
static struct position place_of(const struct edge_graph *graph, const struct meeting *meeting)
{
    struct position ends[] = {step_from(graph, meeting->first), step_to(graph, meeting->first),
                              step_from(graph, meeting->second), step_to(graph, meeting->second)};
    struct position place = meeting->place;
    int64_t best = INT64_MAX;

    for (int i = 0; i < 4 && meeting->kind == MEETING_CROSSING; i++) {
        if (is_near(ends[i], meeting->place) && square_distance(ends[i], meeting->place) < best) {
            best = square_distance(ends[i], meeting->place);
            place = ends[i];
        }
    }
    return place;
}

/** What the meetings of one round ask for, by edge. */
static enum status list_insertions(const struct edge_graph *graph, size_t max,
                                   struct insertions *ret_insertions, struct error *err)
{
    SCOPED(edge_cells) cells = {0};
    struct insertions insertions = {NULL, 0};
    struct meetings meetings;
    enum status status = edge_cells_init(&cells, graph, err);

    if (status == STATUS_OK)
        status = edge_cells_meetings(&cells, max, &meetings, err);
    if (status != STATUS_OK)
        return status;
    if (meetings.is_cut) {
        free(meetings.list);
        return error_set(err, STATUS_LIMIT, "",
                         "the borders cross in more than %zu places: these shapes do not nearly "
                         "match, repair the source",
                         "les limites se croisent en plus de %zu endroits : ces contours ne "
                         "s'ajustent pas de près, réparez la source",
                         max);
    }
    insertions.list = malloc((2 * meetings.count + 1) * sizeof *insertions.list);
    for (size_t i = 0; i < meetings.count && insertions.list != NULL; i++) {
        struct position place = place_of(graph, &meetings.list[i]);

        add(&insertions, graph, meetings.list[i].first, place);
        add(&insertions, graph, meetings.list[i].second, place);
    }
    free(meetings.list);
    if (insertions.list == NULL)
        return error_no_memory(err);
    qsort(insertions.list, insertions.count, sizeof *insertions.list, compare_insertions);
    *ret_insertions = insertions;
    return STATUS_OK;
}

/** The run of insertions of an edge. */
static const struct insertion *find_run(const struct insertions *insertions, uint32_t edge,
                                        size_t *ret_count)
{
    size_t low = 0;
    size_t high = insertions->count;
    size_t end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (insertions->list[middle].edge < edge)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < insertions->count && insertions->list[end].edge == edge;)
        end++;
    *ret_count = end - low;
    return insertions->list + low;
}

/** How far along from→to a place lies; places of one edge are ordered by it. */
static wide_integer advance(struct position from, struct position to, struct position place)
{
    return (wide_integer)((int64_t)to.lon_e7 - from.lon_e7) *
               ((int64_t)place.lon_e7 - from.lon_e7) +
           (wide_integer)((int64_t)to.lat_e7 - from.lat_e7) * ((int64_t)place.lat_e7 - from.lat_e7);
}

/** Adds a step's origin and then the vertices to insert in it, in the order of its walk. */
static enum status copy_step(struct multipolygon *shape, struct position from, struct position to,
                             const struct insertion *run, size_t count)
{
    enum status status = multipolygon_add_position(shape, from);
    struct position last = from;

    for (size_t done = 0; done < count && status == STATUS_OK; done++) {
        size_t next = count;

        /* Few: the nearest of those still ahead. */
        for (size_t i = 0; i < count; i++) {
            if (advance(from, to, run[i].place) > advance(from, to, last) &&
                (next == count ||
                 advance(from, to, run[i].place) < advance(from, to, run[next].place)))
                next = i;
        }
        if (next == count)
            break;
        last = run[next].place;
        status = multipolygon_add_position(shape, last);
    }
    return status;
}

struct round {
    const struct edge_graph *graph;
    const struct insertions *insertions;
    uint32_t ring; /* of the graph, next to be copied */
};

static bool is_touched(const struct round *round, uint32_t first_ring, uint32_t end_ring)
{
    for (uint32_t r = first_ring; r < end_ring; r++) {
        const struct graph_ring *ring = &round->graph->rings[r];

        for (uint32_t step = ring->begin; step < ring->end; step++) {
            size_t count;

            (void)find_run(round->insertions, edge_of(round->graph, step), &count);
            if (count > 0)
                return true;
        }
    }
    return false;
}

static enum status copy_ring(const struct round *round, uint32_t r, struct multipolygon *shape)
{
    const struct graph_ring *ring = &round->graph->rings[r];
    enum status status = STATUS_OK;

    for (uint32_t step = ring->begin; step < ring->end && status == STATUS_OK; step++) {
        size_t count;
        const struct insertion *run =
            find_run(round->insertions, edge_of(round->graph, step), &count);

        status = copy_step(shape, step_from(round->graph, step), step_to(round->graph, step), run,
                           count);
    }
    return status == STATUS_OK ? multipolygon_close_ring(shape) : status;
}

/** The shape of a unit with its insertions; NULL when it has none. */
static enum status copy_unit(struct round *round, uint32_t unit, struct multipolygon **ret_shape)
{
    const struct edge_graph *graph = round->graph;
    AUTO(multipolygon) shape = NULL;
    uint32_t begin = round->ring;
    enum status status = STATUS_OK;

    while (round->ring < graph->ring_count &&
           graph->face_units[graph->rings[round->ring].face] == unit)
        round->ring++;
    if (!is_touched(round, begin, round->ring)) {
        *ret_shape = NULL;
        return STATUS_OK;
    }
    shape = multipolygon_new();
    if (shape == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t r = begin; r < round->ring && status == STATUS_OK; r++) {
        status = copy_ring(round, r, shape);
        if (status == STATUS_OK &&
            (r + 1 == round->ring || graph->rings[r + 1].face != graph->rings[r].face))
            status = multipolygon_end_polygon(shape);
    }
    *ret_shape = TAKE(shape);
    return status;
}

/** One round over all units; *ret_count of insertions were made. */
static enum status run_round(const struct multipolygon *units[], size_t count, size_t max,
                             struct multipolygon *shapes[], size_t *ret_count, struct error *err)
{
    SCOPED(edge_graph) graph = {0};
    struct insertions insertions = {NULL, 0};
    struct round round = {&graph, &insertions, 0};
    enum status status = edge_graph_init(&graph, units, count, err);

    if (status == STATUS_OK)
        status = list_insertions(&graph, max, &insertions, err);
    for (uint32_t unit = 0; unit < count && status == STATUS_OK && insertions.count > 0; unit++) {
        struct multipolygon *shape = NULL;

        if (copy_unit(&round, unit, &shape) != STATUS_OK)
            status = error_no_memory(err);
        if (shape != NULL) {
            multipolygon_free(shapes[unit]);
            shapes[unit] = shape;
            units[unit] = shape;
        }
    }
    *ret_count = insertions.count;
    free(insertions.list);
    return status;
}

enum status noding_run(const struct multipolygon *const units[], size_t count, size_t max,
                       struct multipolygon *ret_shapes[], struct error *err)
{
    const struct multipolygon **current = malloc((count + 1) * sizeof *current);
    size_t inserted = 1;
    enum status status = current == NULL ? error_no_memory(err) : STATUS_OK;

    for (size_t i = 0; i < count; i++)
        ret_shapes[i] = NULL;
    if (current != NULL && count > 0)
        memcpy(current, units, count * sizeof *current);
    for (int round = 0; status == STATUS_OK && inserted > 0; round++) {
        if (round == ROUNDS_MAX)
            status = error_set(err, STATUS_LIMIT, "",
                               "the borders still cross after %d rounds of cutting them",
                               "les limites se croisent encore après %d découpes", ROUNDS_MAX);
        else
            status = run_round(current, count, max, ret_shapes, &inserted, err);
    }
    free(current);
    return status;
}
