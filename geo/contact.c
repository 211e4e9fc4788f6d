#include "geo/contact.h"

#include <stdlib.h>

static int compare_pairs(const struct contact *left, const struct contact *right)
{
    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

static int compare_contacts(const void *a, const void *b)
{
    return compare_pairs(a, b);
}

/* A star of more arcs than this is no map: its pairs would fill the memory. */
enum { NODE_ARCS_MAX = 4096 };

struct list {
    struct contact *contacts;
    size_t count, capacity;
};

static enum status add(struct list *list, uint32_t a, uint32_t b, bool is_edge, int64_t length)
{
    if (a == b || a == UNIT_OUTSIDE || b == UNIT_OUTSIDE)
        return STATUS_OK;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 256 : 2 * list->capacity;
        struct contact *contacts = realloc(list->contacts, capacity * sizeof *contacts);

        if (contacts == NULL)
            return STATUS_NO_MEMORY;
        list->contacts = contacts;
        list->capacity = capacity;
    }
    list->contacts[list->count++] = (struct contact){a < b ? a : b, a < b ? b : a, is_edge, length};
    return STATUS_OK;
}

/** Units around a node meet there; merge() joins those that also share an arc. */
static enum status add_node(struct list *list, const struct coverage *coverage, uint32_t node)
{
    uint32_t begin = coverage->node_starts[node];
    uint32_t end = coverage->node_starts[node + 1];
    enum status status = STATUS_OK;

    /* Around three arcs everyone shares an arc with everyone. */
    if (end - begin < 4)
        return STATUS_OK;
    if (end - begin > NODE_ARCS_MAX)
        return STATUS_LIMIT;
    for (uint32_t i = begin; i < end; i++) {
        uint32_t a = face_unit(coverage, half_left(coverage, coverage->node_halves[i]));

        for (uint32_t j = i + 1; j < end && status == STATUS_OK; j++)
            status =
                add(list, a, face_unit(coverage, half_left(coverage, coverage->node_halves[j])),
                    false, 0);
    }
    return status;
}

enum { ROW_FEW = 64 };

static void sort_row(struct contact row[], size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct contact moved = row[i];
        size_t at = i;

        for (; at > 0 && row[at - 1].b > moved.b; at--)
            row[at] = row[at - 1];
        row[at] = moved;
    }
}

/** By a, counted (a bucket a unit), then each bucket of a few by b. */
static enum status sort_pairs(struct list *list, uint32_t unit_count)
{
    size_t *starts = calloc((size_t)unit_count + 2, sizeof *starts);
    struct contact *sorted = malloc((list->count + 1) * sizeof *sorted);

    if (starts == NULL || sorted == NULL) {
        free(starts);
        free(sorted);
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < list->count; i++)
        starts[list->contacts[i].a + 2]++;
    for (uint32_t unit = 0; unit < unit_count; unit++)
        starts[unit + 2] += starts[unit + 1];
    for (size_t i = 0; i < list->count; i++)
        sorted[starts[list->contacts[i].a + 1]++] = list->contacts[i];
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        size_t count = starts[unit + 1] - starts[unit];

        if (count <= ROW_FEW)
            sort_row(sorted + starts[unit], count);
        else
            qsort(sorted + starts[unit], count, sizeof *sorted, compare_contacts);
    }
    free(starts);
    free(list->contacts);
    list->contacts = sorted;
    return STATUS_OK;
}

/** Runs of one pair become one contact: an edge when one of them is. */
static size_t merge(struct contact *contacts, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && compare_pairs(&contacts[kept - 1], &contacts[i]) == 0) {
            contacts[kept - 1].is_edge = contacts[kept - 1].is_edge || contacts[i].is_edge;
            contacts[kept - 1].length += contacts[i].length;
        } else {
            contacts[kept++] = contacts[i];
        }
    }
    return kept;
}

enum status contacts_list(const struct coverage *coverage, struct contact **ret_contacts,
                          size_t *ret_count)
{
    struct list list = {NULL, 0, 0};
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < coverage->arc_count && status == STATUS_OK; i++)
        status = add(&list, face_unit(coverage, coverage->arcs[i].left),
                     face_unit(coverage, coverage->arcs[i].right), true,
                     coverage->lengths == NULL ? 0 : coverage->lengths[i]);
    for (uint32_t node = 0; node < coverage->node_count && status == STATUS_OK; node++)
        status = add_node(&list, coverage, node);
    if (status == STATUS_OK)
        status = sort_pairs(&list, coverage->unit_count);
    if (status != STATUS_OK) {
        free(list.contacts);
        return status;
    }
    *ret_contacts = list.contacts;
    *ret_count = merge(list.contacts, list.count);
    return STATUS_OK;
}

size_t contacts_count_points(const struct contact contacts[], size_t count)
{
    size_t points = 0;

    for (size_t i = 0; i < count; i++)
        points += !contacts[i].is_edge;
    return points;
}

/** The rings that leave a vertex: who shares an edge there, and who only the vertex. */
static enum status add_vertex(struct list *list, const struct edge_graph *graph, uint32_t vertex)
{
    uint32_t begin = graph->out_starts[vertex];
    uint32_t end = graph->out_starts[vertex + 1];
    enum status status = STATUS_OK;

    if (end - begin > NODE_ARCS_MAX)
        return STATUS_LIMIT;
    for (uint32_t i = begin; i < end && status == STATUS_OK; i++) {
        uint32_t step = graph->outs[i];
        uint32_t unit = step_unit(graph, step);

        if (graph->twins[step] != STEP_NONE)
            status = add(list, unit, step_unit(graph, graph->twins[step]), true, 0);
        for (uint32_t j = i + 1; j < end && status == STATUS_OK; j++)
            status = add(list, unit, step_unit(graph, graph->outs[j]), false, 0);
    }
    return status;
}

enum status contacts_count(const struct multipolygon *const units[], size_t count,
                           size_t *ret_edge_pairs, size_t *ret_point_pairs, struct error *err)
{
    SCOPED(edge_graph) graph = {0};
    struct list list = {NULL, 0, 0};
    enum status status = edge_graph_init(&graph, units, count, err);

    if (status != STATUS_OK)
        return status;
    for (uint32_t vertex = 0; vertex < graph.vertex_count && status == STATUS_OK; vertex++)
        status = add_vertex(&list, &graph, vertex);
    if (status == STATUS_OK && list.count > 0)
        qsort(list.contacts, list.count, sizeof *list.contacts, compare_contacts);
    if (status == STATUS_OK) {
        list.count = merge(list.contacts, list.count);
        *ret_point_pairs = contacts_count_points(list.contacts, list.count);
        *ret_edge_pairs = list.count - *ret_point_pairs;
    }
    free(list.contacts);
    if (status == STATUS_LIMIT)
        return error_set(err, STATUS_LIMIT, "", "more than %d edges meet in one place",
                         "plus de %d arêtes se rejoignent en un même endroit", NODE_ARCS_MAX);
    return status == STATUS_OK ? STATUS_OK : error_no_memory(err);
}
