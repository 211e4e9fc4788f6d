#include "geo/coverage_check.h"

#include <stdlib.h>

#include "geo/edge_cells.h"
#include "geo/rotation.h"

enum { DEFECTS_MAX = 20000 };

/** A check on its way; rings are joined into components by a forest (union by linking). */
struct check {
    const struct edge_graph *graph;
    struct edge_cells cells;
    uint32_t *component_of; /* ring → an older ring of its component, or itself */
    uint32_t *touching;     /* ring → likewise, joined where rings of one polygon touch */
    bool *has_node;         /* ring: it passes a node */
    struct coverage_report report;
    size_t capacity;
};

void coverage_report_release(struct coverage_report *report)
{
    free(report->defects);
    *report = (struct coverage_report){0};
}

static enum status add(struct check *check, enum defect_kind kind, uint32_t unit, uint32_t other,
                       struct position place)
{
    struct coverage_report *report = &check->report;

    if (report->defect_count == DEFECTS_MAX) {
        report->is_cut = true;
        return STATUS_OK;
    }
    if (report->defect_count == check->capacity) {
        size_t capacity = check->capacity == 0 ? 32 : 2 * check->capacity;
        struct defect *defects = realloc(report->defects, capacity * sizeof *defects);

        if (defects == NULL)
            return STATUS_NO_MEMORY;
        report->defects = defects;
        check->capacity = capacity;
    }
    report->defects[report->defect_count++] = (struct defect){
        .kind = kind,
        .unit = unit < other ? unit : other,
        .other =
            other == UNIT_OUTSIDE || unit == other ? UNIT_OUTSIDE : (unit < other ? other : unit),
        .place = place,
    };
    return STATUS_OK;
}

static uint32_t root_of(uint32_t *forest, uint32_t ring)
{
    while (forest[ring] != ring) {
        forest[ring] = forest[forest[ring]];
        ring = forest[ring];
    }
    return ring;
}

/** False when they were joined already. */
static bool join(uint32_t *forest, uint32_t a, uint32_t b)
{
    a = root_of(forest, a);
    b = root_of(forest, b);
    if (a == b)
        return false;
    forest[a > b ? a : b] = a > b ? b : a;
    return true;
}

static uint32_t unit_of_face(const struct check *check, uint32_t face)
{
    return face == FACE_NONE ? UNIT_OUTSIDE : check->graph->face_units[face];
}

/** Counts what was given, and names the rings that enclose nothing. */
static enum status check_rings(struct check *check, const struct multipolygon *const units[],
                               size_t count)
{
    struct coverage_report *report = &check->report;
    enum status status = STATUS_OK;

    report->features = (uint32_t)count;
    for (uint32_t unit = 0; unit < count && status == STATUS_OK; unit++) {
        const struct multipolygon *shape = units[unit];

        if (shape == NULL)
            continue;
        report->parts += shape->polygon_count;
        report->rings += shape->ring_count;
        report->holes += multipolygon_hole_count(shape);
        for (uint32_t r = 0; r < shape->ring_count && status == STATUS_OK; r++) {
            size_t length;
            const struct position *ring = multipolygon_ring(shape, r, &length);

            if (length > 0 && (length < 3 || ring_orientation(ring, length) == 0))
                status = add(check, DEFECT_FLAT_RING, unit, UNIT_OUTSIDE, ring[0]);
        }
    }
    return status;
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;

    return (left > right) - (left < right);
}

/**
 * The rings that pass a vertex, by polygon. One that comes twice touches itself. Rings of one
 * polygon are joined there; two that were joined elsewhere already enclose a part of its inside.
 */
static enum status check_touches(struct check *check, uint64_t keys[], size_t count,
                                 struct position place)
{
    enum status status = STATUS_OK;

    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        uint32_t face = (uint32_t)(keys[i] >> 32);
        uint32_t unit = check->graph->face_units[face];

        if (keys[i] == keys[i - 1])
            status = add(check, DEFECT_SELF_TOUCH, unit, UNIT_OUTSIDE, place);
        else if (keys[i - 1] >> 32 == face &&
                 !join(check->touching, (uint32_t)keys[i], (uint32_t)keys[i - 1]))
            status = add(check, DEFECT_SPLIT, unit, UNIT_OUTSIDE, place);
    }
    return status;
}

/** Does any polygon pass a vertex twice? Most have two steps, of two polygons. */
static bool may_touch(const struct edge_graph *graph, uint32_t begin, uint32_t end)
{
    if (end - begin > 4)
        return true;
    for (uint32_t i = begin; i < end; i++) {
        for (uint32_t j = begin; j < i; j++) {
            if (step_face(graph, graph->outs[i]) == step_face(graph, graph->outs[j]))
                return true;
        }
    }
    return false;
}

/** The rings that pass a vertex: their components become one, their polygons are compared. */
static enum status check_passing(struct check *check, uint32_t vertex)
{
    const struct edge_graph *graph = check->graph;
    uint32_t begin = graph->out_starts[vertex];
    uint32_t end = graph->out_starts[vertex + 1];
    uint64_t *keys;
    enum status status;

    for (uint32_t i = begin; i + 1 < end; i++)
        (void)join(check->component_of, graph->rings_of[graph->outs[i]],
                   graph->rings_of[graph->outs[i + 1]]);
    if (!may_touch(graph, begin, end))
        return STATUS_OK;
    keys = malloc((end - begin) * sizeof *keys);
    if (keys == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = begin; i < end; i++)
        keys[i - begin] =
            (uint64_t)step_face(graph, graph->outs[i]) << 32 | graph->rings_of[graph->outs[i]];
    status = check_touches(check, keys, end - begin, graph->vertices[vertex]);
    free(keys);
    return status;
}

/** The edges that leave a vertex: none twice on one side, none with one polygon on both. */
static enum status check_sides(struct check *check, uint32_t vertex)
{
    const struct edge_graph *graph = check->graph;
    struct position place = graph->vertices[vertex];
    enum status status = STATUS_OK;

    for (uint32_t i = graph->out_starts[vertex];
         i < graph->out_starts[vertex + 1] && status == STATUS_OK; i++) {
        uint32_t step = graph->outs[i];
        uint32_t twin = graph->twins[step];

        if (twin != STEP_NONE && step < twin && step_face(graph, twin) == step_face(graph, step))
            status = add(check, DEFECT_SPIKE, step_unit(graph, step), UNIT_OUTSIDE, place);
    }
    if (status == STATUS_OK && graph->has_doubles) {
        for (uint32_t i = graph->out_starts[vertex];
             i < graph->out_starts[vertex + 1] && status == STATUS_OK; i++) {
            uint32_t step = graph->outs[i];
            uint32_t first = step_first(graph, step);

            if (first != step)
                status = add(check, DEFECT_SAME_SIDE, step_unit(graph, first),
                             step_unit(graph, step), place);
        }
    }
    return status;
}

/** Around a node, the face left of an edge must be the face right of the next one. */
static enum status check_wedges(struct check *check, uint32_t vertex, struct spoke spokes[],
                                size_t count)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        uint32_t left = spokes[i].left;
        uint32_t right = spokes[i + 1 < count ? i + 1 : 0].right;

        if (left != right)
            status = add(check, DEFECT_INCONSISTENT, unit_of_face(check, left),
                         unit_of_face(check, right), check->graph->vertices[vertex]);
    }
    return status;
}

static enum status check_vertices(struct check *check)
{
    const struct edge_graph *graph = check->graph;
    SCOPED(rotation) rotation = {0};
    enum status status = STATUS_OK;
    uint64_t edge_ends = 0;
    uint64_t node_degrees = 0;

    for (uint32_t vertex = 0; vertex < graph->vertex_count && status == STATUS_OK; vertex++) {
        uint32_t degree = graph->degrees[vertex];

        edge_ends += degree;
        if (graph->out_starts[vertex + 1] - graph->out_starts[vertex] > 1)
            status = check_passing(check, vertex);
        if (status == STATUS_OK)
            status = check_sides(check, vertex);
        if (degree == 2 || status != STATUS_OK)
            continue;
        check->report.nodes++;
        node_degrees += degree;
        check->has_node[graph->rings_of[graph->outs[graph->out_starts[vertex]]]] = true;
        status = rotation_at(&rotation, graph, vertex);
        if (status == STATUS_OK)
            status = check_wedges(check, vertex, rotation.spokes, rotation.count);
    }
    check->report.vertices = graph->vertex_count;
    check->report.edges = (uint32_t)(edge_ends / 2);
    check->report.arcs = (uint32_t)(node_degrees / 2);
    return status;
}

static enum status check_meetings(struct check *check, struct error *err)
{
    static const enum defect_kind kinds[] = {
        [MEETING_CROSSING] = DEFECT_CROSSING,
        [MEETING_JUNCTION] = DEFECT_JUNCTION,
        [MEETING_COLLINEAR] = DEFECT_COLLINEAR,
    };
    const struct edge_graph *graph = check->graph;
    struct meetings meetings;
    enum status status = edge_cells_meetings(&check->cells, DEFECTS_MAX, &meetings, err);

    if (status != STATUS_OK)
        return status;
    check->report.is_cut = check->report.is_cut || meetings.is_cut;
    for (size_t i = 0; i < meetings.count && status == STATUS_OK; i++) {
        const struct meeting *meeting = &meetings.list[i];

        status = add(check, kinds[meeting->kind], step_unit(graph, meeting->first),
                     step_unit(graph, meeting->second), meeting->place);
    }
    free(meetings.list);
    return status == STATUS_OK ? STATUS_OK : error_no_memory(err);
}

/** What lies around a component really, as the first edge west of it has it. */
static uint32_t actual_face(struct check *check, struct position place, const uint32_t around[])
{
    const struct edge_graph *graph = check->graph;
    uint32_t west = edge_cells_west_of(&check->cells, place);
    uint32_t face = west == STEP_NONE ? FACE_NONE : edge_east_face(graph, west);

    /* Outside of a component that lacks its hole is inside of what it lies in. */
    if (west != STEP_NONE && face == FACE_NONE)
        face = around[root_of(check->component_of, graph->rings_of[west])];
    return face;
}

/** Is a component where it claims to be? around[root] becomes what it lies in without a hole. */
static enum status check_component(struct check *check, struct rotation *rotation, uint32_t step,
                                   uint32_t around[])
{
    const struct edge_graph *graph = check->graph;
    struct position place = step_from(graph, step);
    uint32_t actual = actual_face(check, place, around);
    uint32_t claimed;

    if (rotation_at(rotation, graph, graph->origins[step]) != STATUS_OK)
        return STATUS_NO_MEMORY;
    /* From the lowest vertex every edge leaves eastward or due north: west is left of the last. */
    claimed = rotation->spokes[rotation->count - 1].left;
    check->report.islands += claimed == FACE_NONE;
    if (claimed == actual)
        return STATUS_OK;
    if (claimed != FACE_NONE)
        return add(check, DEFECT_STRAY_HOLE, unit_of_face(check, claimed), UNIT_OUTSIDE, place);
    around[root_of(check->component_of, graph->rings_of[step])] = actual;
    return add(check, DEFECT_MISSING_HOLE, unit_of_face(check, actual), step_unit(graph, step),
               place);
}

static uint32_t lower_step(const struct edge_graph *graph, uint32_t a, uint32_t b)
{
    if (a == STEP_NONE)
        return b;
    return position_compare(step_from(graph, b), step_from(graph, a)) < 0 ? b : a;
}

/**
 * The step that leaves the lowest vertex of each component, at the index of its root. A component
 * without node is one closed arc.
 */
static void find_lowest(struct check *check, uint32_t lowest[])
{
    const struct edge_graph *graph = check->graph;

    for (uint32_t ring = 0; ring < graph->ring_count; ring++)
        lowest[ring] = STEP_NONE;
    for (uint32_t ring = 0; ring < graph->ring_count; ring++) {
        uint32_t root = root_of(check->component_of, ring);

        for (uint32_t step = graph->rings[ring].begin; step < graph->rings[ring].end; step++)
            lowest[root] = lower_step(graph, lowest[root], step);
        check->has_node[root] = check->has_node[root] || check->has_node[ring];
    }
    for (uint32_t ring = 0; ring < graph->ring_count; ring++) {
        check->report.components += lowest[ring] != STEP_NONE;
        check->report.arcs += lowest[ring] != STEP_NONE && !check->has_node[ring];
    }
}

static int compare_steps(const void *a, const void *b, void *graph)
{
    return position_compare(step_from(graph, *(const uint32_t *)a),
                            step_from(graph, *(const uint32_t *)b));
}

/** From the west to the east, so that what lies west of a component is known already. */
static enum status check_components(struct check *check)
{
    SCOPED(rotation) rotation = {0};
    size_t room = (size_t)check->graph->ring_count + 1;
    uint32_t *lowest = malloc(2 * room * sizeof *lowest);
    uint32_t *around = lowest == NULL ? NULL : lowest + room;
    uint32_t count = 0;
    enum status status = STATUS_OK;

    if (lowest == NULL)
        return STATUS_NO_MEMORY;
    find_lowest(check, lowest);
    for (uint32_t ring = 0; ring < check->graph->ring_count; ring++) {
        around[ring] = FACE_NONE;
        if (lowest[ring] != STEP_NONE)
            lowest[count++] = lowest[ring];
    }
    qsort_r(lowest, count, sizeof *lowest, compare_steps, (void *)(uintptr_t)check->graph);
    for (uint32_t i = 0; i < count && status == STATUS_OK; i++)
        status = check_component(check, &rotation, lowest[i], around);
    free(lowest);
    return status;
}

static int compare_defects(const void *a, const void *b)
{
    const struct defect *left = a;
    const struct defect *right = b;
    int order = position_compare(left->place, right->place);

    if (order == 0)
        order = (left->kind > right->kind) - (left->kind < right->kind);
    if (order == 0)
        order = (left->unit > right->unit) - (left->unit < right->unit);
    return order != 0 ? order : (left->other > right->other) - (left->other < right->other);
}

/** Where two units part, each of them parts from the outside too: the pair says it all. */
static bool is_said_by_pair(const struct coverage_report *report, size_t at)
{
    const struct defect *defect = &report->defects[at];
    size_t begin = at;

    if (defect->kind != DEFECT_INCONSISTENT || defect->other != UNIT_OUTSIDE)
        return false;
    while (begin > 0 && position_equal(report->defects[begin - 1].place, defect->place))
        begin--;
    for (size_t i = begin;
         i < report->defect_count && position_equal(report->defects[i].place, defect->place); i++) {
        const struct defect *pair = &report->defects[i];

        if (pair->kind == DEFECT_INCONSISTENT && pair->other != UNIT_OUTSIDE &&
            (pair->unit == defect->unit || pair->other == defect->unit))
            return true;
    }
    return false;
}

static void sort_distinct(struct coverage_report *report)
{
    size_t kept = 0;

    if (report->defect_count == 0)
        return;
    qsort(report->defects, report->defect_count, sizeof *report->defects, compare_defects);
    /* Those to drop are marked first: the search looks at their neighbours. */
    for (size_t i = 0; i < report->defect_count; i++) {
        if (is_said_by_pair(report, i))
            report->defects[i].unit = UNIT_OUTSIDE;
    }
    for (size_t i = 0; i < report->defect_count; i++) {
        if (report->defects[i].unit != UNIT_OUTSIDE &&
            (kept == 0 || compare_defects(&report->defects[kept - 1], &report->defects[i]) != 0))
            report->defects[kept++] = report->defects[i];
    }
    report->defect_count = kept;
}

static enum status forests_init(struct check *check)
{
    size_t room = (size_t)check->graph->ring_count + 1;

    check->component_of = malloc(room * sizeof *check->component_of);
    check->touching = malloc(room * sizeof *check->touching);
    check->has_node = calloc(room, sizeof *check->has_node);
    if (check->component_of == NULL || check->touching == NULL || check->has_node == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t ring = 0; ring < check->graph->ring_count; ring++)
        check->component_of[ring] = check->touching[ring] = ring;
    return STATUS_OK;
}

static enum status run(struct check *check, const struct multipolygon *const units[], size_t count,
                       struct error *err)
{
    enum status status = edge_cells_init(&check->cells, check->graph, err);

    if (status == STATUS_OK)
        status = check_meetings(check, err);
    if (status != STATUS_OK)
        return status;
    status = forests_init(check);
    if (status == STATUS_OK)
        status = check_rings(check, units, count);
    if (status == STATUS_OK)
        status = check_vertices(check);
    if (status == STATUS_OK)
        status = check_components(check);
    return status == STATUS_OK ? STATUS_OK : error_no_memory(err);
}

enum status coverage_check_graph(const struct edge_graph *graph,
                                 const struct multipolygon *const units[], size_t count,
                                 struct coverage_report *ret_report, struct error *err)
{
    struct check check = {.graph = graph};
    enum status status = run(&check, units, count, err);

    edge_cells_release(&check.cells);
    free(check.component_of);
    free(check.touching);
    free(check.has_node);
    if (status != STATUS_OK) {
        coverage_report_release(&check.report);
        return status;
    }
    sort_distinct(&check.report);
    *ret_report = check.report;
    return STATUS_OK;
}

enum status coverage_check(const struct multipolygon *const units[], size_t count,
                           struct coverage_report *ret_report, struct error *err)
{
    SCOPED(edge_graph) graph = {0};
    enum status status = edge_graph_init(&graph, units, count, err);

    return status == STATUS_OK ? coverage_check_graph(&graph, units, count, ret_report, err)
                               : status;
}
