#include "geo/arrangement.h"

#include <stdlib.h>
#include <string.h>

#include "geo/edge_cells.h"
#include "geo/rotation.h"

/* More polygons than this on top of each other are no map. */
enum { OWNERS_MAX = 1000 };

/** Sorted faces; a small set that lives in one growing array of all sets. */
struct face_set {
    size_t begin;
    uint32_t count;
};

struct plane {
    const struct edge_graph *graph;
    struct edge_cells cells;
    uint32_t *edge_of;      /* step → edge; edges are numbered by their lowest step */
    uint32_t *edge_steps;   /* edge → that step: its direction is the edge's */
    struct face_set *parts; /* edge → faces that change across it */
    uint32_t *next;         /* dart → the next one with the same piece on its left */
    uint32_t *piece_of;     /* dart → walk, then piece */
    uint32_t edge_count;
    uint32_t *faces; /* of all sets */
    size_t face_count, face_capacity;
};

/*
 * A dart is an edge seen one way: twice its number, plus one against its direction. Edges that no
 * polygon changes across are left out: both sides of them are one piece.
 */
static uint32_t dart_of(const struct plane *plane, uint32_t step, bool is_outward)
{
    uint32_t edge = plane->edge_of[step];
    bool is_along = plane->graph->origins[step] == plane->graph->origins[plane->edge_steps[edge]];

    return edge << 1 | (is_along != is_outward);
}

static enum status push_face(struct plane *plane, uint32_t face)
{
    if (plane->face_count == plane->face_capacity) {
        size_t capacity = plane->face_capacity == 0 ? 1024 : 2 * plane->face_capacity;
        uint32_t *faces = realloc(plane->faces, capacity * sizeof *faces);

        if (faces == NULL)
            return STATUS_NO_MEMORY;
        plane->faces = faces;
        plane->face_capacity = capacity;
    }
    plane->faces[plane->face_count++] = face;
    return STATUS_OK;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a;
    uint32_t right = *(const uint32_t *)b;

    return (left > right) - (left < right);
}

/** Sorts the faces from `begin` on; those that come twice are on both sides and fall out. */
static struct face_set close_set(struct plane *plane, size_t begin)
{
    uint32_t *faces = plane->faces + begin;
    size_t count = plane->face_count - begin;
    size_t kept = 0;

    if (count > 1)
        qsort(faces, count, sizeof *faces, compare_numbers);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && faces[kept - 1] == faces[i])
            kept--;
        else
            faces[kept++] = faces[i];
    }
    plane->face_count = begin + kept;
    return (struct face_set){begin, (uint32_t)kept};
}

static enum status allocate(struct plane *plane)
{
    size_t steps = (size_t)plane->graph->step_count + 1;

    plane->edge_of = malloc(steps * sizeof *plane->edge_of);
    plane->edge_steps = malloc(steps * sizeof *plane->edge_steps);
    plane->parts = malloc(steps * sizeof *plane->parts);
    plane->next = malloc(2 * steps * sizeof *plane->next);
    plane->piece_of = malloc(2 * steps * sizeof *plane->piece_of);
    return plane->edge_of == NULL || plane->edge_steps == NULL || plane->parts == NULL ||
                   plane->next == NULL || plane->piece_of == NULL
               ? STATUS_NO_MEMORY
               : STATUS_OK;
}

static void release(struct plane *plane)
{
    edge_cells_release(&plane->cells);
    free(plane->edge_of);
    free(plane->edge_steps);
    free(plane->parts);
    free(plane->next);
    free(plane->piece_of);
    free(plane->faces);
}

/** Adds the faces of every step from one vertex to another. */
static enum status push_steps(struct plane *plane, uint32_t from, uint32_t to)
{
    const struct edge_graph *graph = plane->graph;
    enum status status = STATUS_OK;

    for (uint32_t i = graph->out_starts[from];
         i < graph->out_starts[from + 1] && status == STATUS_OK; i++) {
        if (graph->heads[graph->outs[i]] == to)
            status = push_face(plane, step_face(graph, graph->outs[i]));
    }
    return status;
}

/** Numbers the edges, and says which faces change across each. */
static enum status number_edges(struct plane *plane)
{
    const struct edge_graph *graph = plane->graph;
    enum status status = STATUS_OK;

    for (uint32_t step = 0; step < graph->step_count && status == STATUS_OK; step++) {
        uint32_t first = step_first(graph, step);
        uint32_t twin = graph->twins[step];
        uint32_t lowest = twin < first ? twin : first;
        size_t begin = plane->face_count;

        if (lowest != step) {
            plane->edge_of[step] = plane->edge_of[lowest];
            continue;
        }
        plane->edge_of[step] = plane->edge_count;
        plane->edge_steps[plane->edge_count] = step;
        status = push_steps(plane, graph->origins[step], graph->heads[step]);
        if (status == STATUS_OK)
            status = push_steps(plane, graph->heads[step], graph->origins[step]);
        plane->parts[plane->edge_count++] = close_set(plane, begin);
    }
    return status;
}

/** Around each vertex: after a dart that arrives comes the first one clockwise that leaves. */
static enum status link_darts(struct plane *plane)
{
    const struct edge_graph *graph = plane->graph;
    SCOPED(rotation) rotation = {0};

    for (uint32_t vertex = 0; vertex < graph->vertex_count; vertex++) {
        uint32_t first = UINT32_MAX;
        uint32_t before = UINT32_MAX;

        if (rotation_at(&rotation, graph, vertex) != STATUS_OK)
            return STATUS_NO_MEMORY;
        for (size_t i = 0; i < rotation.count; i++) {
            uint32_t step = rotation.spokes[i].step;
            uint32_t dart = dart_of(plane, step, graph->origins[step] == vertex);

            if (plane->parts[dart >> 1].count == 0)
                continue;
            if (before != UINT32_MAX)
                plane->next[dart ^ 1] = before;
            first = first == UINT32_MAX ? dart : first;
            before = dart;
        }
        if (first != UINT32_MAX)
            plane->next[first ^ 1] = before;
    }
    return STATUS_OK;
}

static bool is_parting(const struct plane *plane, uint32_t dart)
{
    return plane->parts[dart >> 1].count > 0;
}

static struct position dart_from(const struct plane *plane, uint32_t dart)
{
    uint32_t step = plane->edge_steps[dart >> 1];

    return (dart & 1) == 0 ? step_from(plane->graph, step) : step_to(plane->graph, step);
}

/** Numbers the walks, from 1: 0 is the outside, which no dart need border. */
static uint32_t number_walks(struct plane *plane)
{
    uint32_t count = 1;

    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++)
        plane->piece_of[dart] = UINT32_MAX;
    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++) {
        if (!is_parting(plane, dart) || plane->piece_of[dart] != UINT32_MAX)
            continue;
        for (uint32_t at = dart; plane->piece_of[at] == UINT32_MAX; at = plane->next[at])
            plane->piece_of[at] = count;
        count++;
    }
    return count;
}

static uint32_t root_of(uint32_t *forest, uint32_t number)
{
    while (forest[number] != number) {
        forest[number] = forest[forest[number]];
        number = forest[number];
    }
    return number;
}

static void join(uint32_t *forest, uint32_t a, uint32_t b)
{
    a = root_of(forest, a);
    b = root_of(forest, b);
    forest[a > b ? a : b] = a > b ? b : a;
}

/** Is a walk the outer border of its component? It turns clockwise at its lowest position. */
static bool is_outer(const struct plane *plane, uint32_t lowest, uint32_t before)
{
    struct position centre = dart_from(plane, lowest);
    struct position from = dart_from(plane, before);
    struct position to = dart_from(plane, lowest ^ 1);
    int turn = orient(from, centre, to);

    return turn < 0 || (turn == 0 && position_equal(from, to));
}

/**
 * The piece that surrounds a component lies east of the first parting edge to the west of its
 * lowest position.
 */
static uint32_t surrounding_walk(const struct plane *plane, uint32_t lowest)
{
    uint32_t step = edge_cells_west_of(&plane->cells, dart_from(plane, lowest));
    uint32_t dart;

    if (step == STEP_NONE)
        return PIECE_OUTSIDE;
    /* The dart that goes down has the east on its left. */
    dart = dart_of(plane, step,
                   step_from(plane->graph, step).lat_e7 > step_to(plane->graph, step).lat_e7);
    return plane->piece_of[dart];
}

/**
 * Finds for each walk its lowest dart and the one before it. An outer walk may pass its lowest
 * position several times: the pass that has the west on its left counts.
 */
static void find_lowest(const struct plane *plane, uint32_t lowest[], uint32_t before[])
{
    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++) {
        uint32_t next, walk;
        int order;

        if (!is_parting(plane, dart))
            continue;
        next = plane->next[dart];
        walk = plane->piece_of[dart];
        order = lowest[walk] == UINT32_MAX
                    ? -1
                    : position_compare(dart_from(plane, next), dart_from(plane, lowest[walk]));
        if (order < 0 || (order == 0 && is_outer(plane, next, dart))) {
            lowest[walk] = next;
            before[walk] = dart;
        }
    }
}

/** Joins the walks of one piece; forest[walk] is its piece's lowest walk afterwards. */
static enum status join_walks(const struct plane *plane, uint32_t walk_count, uint32_t forest[])
{
    uint32_t *lowest = malloc((size_t)walk_count * sizeof *lowest);
    uint32_t *before = malloc((size_t)walk_count * sizeof *before);

    if (lowest == NULL || before == NULL) {
        free(lowest);
        free(before);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t walk = 0; walk < walk_count; walk++) {
        lowest[walk] = UINT32_MAX;
        forest[walk] = walk;
    }
    find_lowest(plane, lowest, before);
    for (uint32_t walk = 1; walk < walk_count; walk++) {
        if (is_outer(plane, lowest[walk], before[walk]))
            join(forest, walk, surrounding_walk(plane, lowest[walk]));
    }
    free(lowest);
    free(before);
    return STATUS_OK;
}

/** Numbers the pieces, the outside first, and gives every dart its piece. */
static enum status number_pieces(struct plane *plane, struct arrangement *arrangement)
{
    uint32_t walk_count = number_walks(plane);
    uint32_t *forest = malloc((size_t)walk_count * sizeof *forest);
    uint32_t *numbers = malloc((size_t)walk_count * sizeof *numbers);
    enum status status = STATUS_NO_MEMORY;

    if (forest != NULL && numbers != NULL)
        status = join_walks(plane, walk_count, forest);
    for (uint32_t walk = 0; walk < walk_count && status == STATUS_OK; walk++) {
        if (root_of(forest, walk) == walk)
            numbers[walk] = arrangement->piece_count++;
    }
    for (uint32_t dart = 0; dart < 2 * plane->edge_count && status == STATUS_OK; dart++) {
        if (is_parting(plane, dart))
            plane->piece_of[dart] = numbers[root_of(forest, plane->piece_of[dart])];
    }
    free(forest);
    free(numbers);
    return status;
}

/** The faces of the piece left of a dart, from those right of it. */
static enum status cross(struct plane *plane, struct face_set right, uint32_t dart,
                         struct face_set *ret_left)
{
    size_t begin = plane->face_count;
    struct face_set part = plane->parts[dart >> 1];
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < right.count && status == STATUS_OK; i++)
        status = push_face(plane, plane->faces[right.begin + i]);
    for (uint32_t i = 0; i < part.count && status == STATUS_OK; i++)
        status = push_face(plane, plane->faces[part.begin + i]);
    *ret_left = close_set(plane, begin);
    return ret_left->count > OWNERS_MAX ? STATUS_LIMIT : status;
}

/** Darts by the piece on their right: rights[starts[p] … starts[p+1]). */
static enum status list_rights(const struct plane *plane, uint32_t piece_count,
                               uint32_t **ret_starts, uint32_t **ret_rights)
{
    uint32_t *starts = calloc((size_t)piece_count + 2, sizeof *starts);
    uint32_t *rights = malloc((2 * (size_t)plane->edge_count + 1) * sizeof *rights);

    *ret_starts = starts;
    *ret_rights = rights;
    if (starts == NULL || rights == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++) {
        if (is_parting(plane, dart))
            starts[plane->piece_of[dart ^ 1] + 2]++;
    }
    for (uint32_t piece = 0; piece < piece_count; piece++)
        starts[piece + 2] += starts[piece + 1];
    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++) {
        if (is_parting(plane, dart))
            rights[starts[plane->piece_of[dart ^ 1] + 1]++] = dart;
    }
    return STATUS_OK;
}

/** From the outside, where nobody is, across every edge to every piece. */
static enum status spread_faces(struct plane *plane, uint32_t piece_count, struct face_set sets[])
{
    uint32_t *starts = NULL;
    uint32_t *rights = NULL;
    uint32_t *queue = malloc((size_t)piece_count * sizeof *queue);
    bool *is_known = calloc(piece_count, sizeof *is_known);
    uint32_t done = 0;
    uint32_t count = 0;
    enum status status = list_rights(plane, piece_count, &starts, &rights);

    if (queue == NULL || is_known == NULL)
        status = STATUS_NO_MEMORY;
    if (status == STATUS_OK) {
        sets[PIECE_OUTSIDE] = (struct face_set){0, 0};
        is_known[PIECE_OUTSIDE] = true;
        queue[count++] = PIECE_OUTSIDE;
    }
    while (status == STATUS_OK && done < count) {
        uint32_t piece = queue[done++];

        for (uint32_t i = starts[piece]; i < starts[piece + 1] && status == STATUS_OK; i++) {
            uint32_t other = plane->piece_of[rights[i]];

            if (is_known[other])
                continue;
            status = cross(plane, sets[piece], rights[i], &sets[other]);
            is_known[other] = true;
            queue[count++] = other;
        }
    }
    free(starts);
    free(rights);
    free(queue);
    free(is_known);
    return status;
}

/** Units of the faces of every piece; several polygons of one unit are one owner. */
static enum status list_owners(const struct plane *plane, const struct face_set sets[],
                               struct arrangement *arrangement)
{
    size_t total = 1;
    uint32_t count = 0;

    for (uint32_t piece = 0; piece < arrangement->piece_count; piece++)
        total += sets[piece].count;
    arrangement->owners = malloc(total * sizeof *arrangement->owners);
    arrangement->pieces =
        malloc(((size_t)arrangement->piece_count + 1) * sizeof *arrangement->pieces);
    if (arrangement->owners == NULL || arrangement->pieces == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t piece = 0; piece < arrangement->piece_count; piece++) {
        uint32_t begin = count;

        for (uint32_t i = 0; i < sets[piece].count; i++) {
            uint32_t unit = plane->graph->face_units[plane->faces[sets[piece].begin + i]];

            if (count == begin || arrangement->owners[count - 1] != unit)
                arrangement->owners[count++] = unit;
        }
        arrangement->pieces[piece] = (struct piece){begin, count};
    }
    return STATUS_OK;
}

/** The edges that part pieces, numbered anew without those that do not. */
static enum status list_partings(const struct plane *plane, struct arrangement *arrangement)
{
    const struct edge_graph *graph = plane->graph;
    uint32_t *numbers = malloc(((size_t)plane->edge_count + 1) * sizeof *numbers);

    arrangement->partings = malloc(((size_t)plane->edge_count + 1) * sizeof *arrangement->partings);
    arrangement->next = malloc((2 * (size_t)plane->edge_count + 1) * sizeof *arrangement->next);
    if (numbers == NULL || arrangement->partings == NULL || arrangement->next == NULL) {
        free(numbers);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t edge = 0; edge < plane->edge_count; edge++) {
        uint32_t step = plane->edge_steps[edge];

        if (plane->parts[edge].count == 0)
            continue;
        numbers[edge] = arrangement->parting_count;
        arrangement->partings[arrangement->parting_count++] = (struct parting){
            step_from(graph, step), step_to(graph, step),      graph->origins[step],
            graph->heads[step],     plane->piece_of[2 * edge], plane->piece_of[2 * edge + 1],
        };
    }
    for (uint32_t dart = 0; dart < 2 * plane->edge_count; dart++) {
        if (is_parting(plane, dart))
            arrangement->next[numbers[dart >> 1] << 1 | (dart & 1)] =
                numbers[plane->next[dart] >> 1] << 1 | (plane->next[dart] & 1);
    }
    arrangement->vertex_count = graph->vertex_count;
    free(numbers);
    return STATUS_OK;
}

/** Leaves only edges that part pieces in the cells. */
static void keep_partings(struct plane *plane)
{
    size_t kept = 0;

    for (size_t i = 0; i < plane->cells.count; i++) {
        uint32_t step = (uint32_t)plane->cells.entries[i];

        if (plane->parts[plane->edge_of[step]].count > 0)
            plane->cells.entries[kept++] = plane->cells.entries[i];
    }
    plane->cells.count = kept;
}

static enum status arrange(struct plane *plane, struct arrangement *arrangement)
{
    struct face_set *sets = NULL;
    enum status status = number_edges(plane);

    if (status == STATUS_OK)
        status = link_darts(plane);
    if (status != STATUS_OK)
        return status;
    keep_partings(plane);
    status = number_pieces(plane, arrangement);
    if (status == STATUS_OK) {
        sets = malloc((size_t)arrangement->piece_count * sizeof *sets);
        status =
            sets == NULL ? STATUS_NO_MEMORY : spread_faces(plane, arrangement->piece_count, sets);
    }
    if (status == STATUS_OK)
        status = list_owners(plane, sets, arrangement);
    free(sets);
    return status == STATUS_OK ? list_partings(plane, arrangement) : status;
}

void arrangement_release(struct arrangement *arrangement)
{
    free(arrangement->partings);
    free(arrangement->next);
    free(arrangement->pieces);
    free(arrangement->owners);
    *arrangement = (struct arrangement){0};
}

enum status arrangement_init(struct arrangement *arrangement,
                             const struct multipolygon *const units[], size_t count,
                             struct error *err)
{
    SCOPED(edge_graph) graph = {0};
    struct plane plane = {.graph = &graph};
    struct arrangement built = {0};
    enum status status = edge_graph_init(&graph, units, count, err);

    if (status == STATUS_OK)
        status = edge_cells_init(&plane.cells, &graph, err);
    if (status != STATUS_OK)
        return status;
    status = allocate(&plane);
    if (status == STATUS_OK)
        status = arrange(&plane, &built);
    release(&plane);
    if (status == STATUS_OK) {
        *arrangement = built;
        return STATUS_OK;
    }
    arrangement_release(&built);
    return status == STATUS_LIMIT
               ? error_set(err, STATUS_LIMIT, "", "more than %d polygons lie on top of each other",
                           "plus de %d polygones sont superposés", OWNERS_MAX)
               : error_no_memory(err);
}
