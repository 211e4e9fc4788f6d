/* Where edges meet elsewhere than at their ends: see edge_cells_meetings(). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/edge_cells.h"

/*
 * Pairs compared for an edge on average before we give up: a real border needs about 4, a star of
 * 10,000 edges, where all meet in one cell, half that number each.
 */
enum { PAIRS_PER_EDGE = 64 };
static const size_t PAIRS_ALLOWED = 100000000;

/** An edge of a cell, with its west and east ends for the sweep. */
struct candidate {
    struct position west, east; /* by position_compare */
    uint32_t step;
};

struct search {
    const struct edge_graph *graph;
    struct meetings found;
    size_t capacity;
    size_t max;
    size_t pairs_left;
    struct candidate *cell; /* the edges of the cell in hand */
    size_t cell_capacity;
};

static enum status add(struct search *search, struct meeting meeting)
{
    if (search->found.count == search->max) {
        search->found.is_cut = true;
        return STATUS_OK;
    }
    if (search->found.count == search->capacity) {
        size_t capacity = search->capacity == 0 ? 64 : 2 * search->capacity;
        struct meeting *list = realloc(search->found.list, capacity * sizeof *list);

        if (list == NULL)
            return STATUS_NO_MEMORY;
        search->found.list = list;
        search->capacity = capacity;
    }
    search->found.list[search->found.count++] = meeting;
    return STATUS_OK;
}

/** Does p, known to be on the line through the edge, lie strictly between its ends? */
static bool is_between(const struct candidate *edge, struct position p)
{
    return position_compare(edge->west, p) < 0 && position_compare(p, edge->east) < 0;
}

/** Nearest grid position of a proper crossing. */
static struct position crossing_of(const struct candidate *a, const struct candidate *b)
{
    long double ax = (long double)a->east.lon_e7 - a->west.lon_e7;
    long double ay = (long double)a->east.lat_e7 - a->west.lat_e7;
    long double bx = (long double)b->east.lon_e7 - b->west.lon_e7;
    long double by = (long double)b->east.lat_e7 - b->west.lat_e7;
    long double dx = (long double)b->west.lon_e7 - a->west.lon_e7;
    long double dy = (long double)b->west.lat_e7 - a->west.lat_e7;
    long double t = (dx * by - dy * bx) / (ax * by - ay * bx);

    return (struct position){(int32_t)(a->west.lon_e7 + llrintl(t * ax)),
                             (int32_t)(a->west.lat_e7 + llrintl(t * ay))};
}

/** The ends of `other` inside `edge`; a run of both along each other has up to two. */
static enum status add_junctions(struct search *search, const struct candidate *edge,
                                 const struct candidate *other, bool is_collinear)
{
    const struct position ends[] = {other->west, other->east};
    enum status status = STATUS_OK;

    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        if (is_between(edge, ends[i]) && orient(edge->west, edge->east, ends[i]) == 0)
            status =
                add(search, (struct meeting){is_collinear ? MEETING_COLLINEAR : MEETING_JUNCTION,
                                             edge->step, other->step, ends[i]});
    }
    return status;
}

static bool share_an_end(const struct candidate *a, const struct candidate *b)
{
    return position_equal(a->west, b->west) || position_equal(a->west, b->east) ||
           position_equal(a->east, b->west) || position_equal(a->east, b->east);
}

/** Edges that share an end meet elsewhere only when they run along each other. */
static enum status compare(struct search *search, const struct candidate *a,
                           const struct candidate *b)
{
    int b_west = orient(a->west, a->east, b->west);
    int b_east = orient(a->west, a->east, b->east);
    int a_west, a_east;
    enum status status;

    if (b_west * b_east > 0 || (share_an_end(a, b) && (b_west != 0 || b_east != 0)))
        return STATUS_OK;
    a_west = orient(b->west, b->east, a->west);
    a_east = orient(b->west, b->east, a->east);
    if (a_west * a_east > 0)
        return STATUS_OK;
    if (b_west * b_east < 0 && a_west * a_east < 0)
        return add(search, (struct meeting){MEETING_CROSSING, a->step, b->step, crossing_of(a, b)});
    status = add_junctions(search, a, b, b_west == 0 && b_east == 0);
    return status == STATUS_OK ? add_junctions(search, b, a, a_west == 0 && a_east == 0) : status;
}

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *left = a;
    const struct candidate *right = b;

    return position_compare(left->west, right->west);
}

static bool latitudes_overlap(const struct candidate *a, const struct candidate *b)
{
    int32_t a_low = a->west.lat_e7 < a->east.lat_e7 ? a->west.lat_e7 : a->east.lat_e7;
    int32_t a_high = a->west.lat_e7 < a->east.lat_e7 ? a->east.lat_e7 : a->west.lat_e7;
    int32_t b_low = b->west.lat_e7 < b->east.lat_e7 ? b->west.lat_e7 : b->east.lat_e7;
    int32_t b_high = b->west.lat_e7 < b->east.lat_e7 ? b->east.lat_e7 : b->west.lat_e7;

    return a_low <= b_high && b_low <= a_high;
}

/** Edges of one cell, each against those that begin before it ends. */
static enum status sweep_cell(struct search *search, size_t count)
{
    if (count > 8)
        qsort(search->cell, count, sizeof *search->cell, compare_candidates);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *a = &search->cell[i];

        for (size_t j = i + 1; j < count; j++) {
            const struct candidate *b = &search->cell[j];
            enum status status;

            if (b->west.lon_e7 > a->east.lon_e7) {
                if (count > 8)
                    break;
                continue;
            }
            if (search->pairs_left-- == 0)
                return STATUS_LIMIT;
            if (b->east.lon_e7 < a->west.lon_e7 || !latitudes_overlap(a, b))
                continue;
            status = compare(search, a, b);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

static enum status load_cell(struct search *search, const uint64_t *entries, size_t count)
{
    if (count > search->cell_capacity) {
        size_t capacity = 2 * count + 64;

        free(search->cell);
        search->cell = malloc(capacity * sizeof *search->cell);
        search->cell_capacity = search->cell == NULL ? 0 : capacity;
        if (search->cell == NULL)
            return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t step = (uint32_t)entries[i];
        struct position from = step_from(search->graph, step);
        struct position to = step_to(search->graph, step);
        bool is_eastward = position_compare(from, to) < 0;

        search->cell[i] =
            (struct candidate){is_eastward ? from : to, is_eastward ? to : from, step};
    }
    return STATUS_OK;
}

static int compare_meetings(const void *a, const void *b)
{
    const struct meeting *left = a;
    const struct meeting *right = b;
    int order = position_compare(left->place, right->place);

    if (order == 0)
        order = (left->first > right->first) - (left->first < right->first);
    return order != 0 ? order : (left->second > right->second) - (left->second < right->second);
}

/** Two edges that share several cells were met in each. */
static void sort_distinct(struct meetings *found)
{
    size_t kept = 0;

    if (found->count == 0)
        return;
    qsort(found->list, found->count, sizeof *found->list, compare_meetings);
    for (size_t i = 0; i < found->count; i++) {
        if (kept == 0 || compare_meetings(&found->list[kept - 1], &found->list[i]) != 0)
            found->list[kept++] = found->list[i];
    }
    found->count = kept;
}

static enum status search_cells(struct search *search, const struct edge_cells *cells)
{
    enum status status = STATUS_OK;
    size_t end;

    for (size_t begin = 0; begin < cells->count && status == STATUS_OK; begin = end) {
        uint64_t cell = cells->entries[begin] >> 32;

        for (end = begin + 1; end < cells->count && cells->entries[end] >> 32 == cell;)
            end++;
        if (end - begin < 2)
            continue;
        status = load_cell(search, cells->entries + begin, end - begin);
        if (status == STATUS_OK)
            status = sweep_cell(search, end - begin);
        if (search->found.is_cut)
            break;
    }
    return status;
}

enum status edge_cells_meetings(const struct edge_cells *cells, size_t max,
                                struct meetings *ret_meetings, struct error *err)
{
    struct search search = {
        .graph = cells->graph,
        .max = max,
        .pairs_left = PAIRS_ALLOWED + (size_t)PAIRS_PER_EDGE * cells->graph->step_count,
    };
    enum status status = search_cells(&search, cells);

    free(search.cell);
    if (status != STATUS_OK) {
        free(search.found.list);
        return status == STATUS_LIMIT
                   ? error_set(err, STATUS_LIMIT, "",
                               "too many edges crowd into one place to compare them all",
                               "trop d'arêtes se pressent au même endroit pour les comparer toutes")
                   : error_no_memory(err);
    }
    sort_distinct(&search.found);
    *ret_meetings = search.found;
    return STATUS_OK;
}
