#include "geo/adjacency.h"

#include <stdlib.h>

#include "geo/coverage.h"

/** An ordered pair of neighbours, from the first one's point of view. */
static uint64_t pair_of(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

static int compare_pairs(const void *a, const void *b)
{
    const uint64_t *left = a;
    const uint64_t *right = b;

    return (*left > *right) - (*left < *right);
}

/** Both orders of every pair that shares an arc, in no order, some repeated; freed with free(). */
static enum status list_pairs(const struct coverage *coverage, uint64_t **ret_pairs,
                              size_t *ret_count)
{
    uint64_t *pairs = malloc((2 * (size_t)coverage->arc_count + 1) * sizeof *pairs);
    size_t count = 0;

    if (pairs == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < coverage->arc_count; i++) {
        uint32_t left = face_unit(coverage, coverage->arcs[i].left);
        uint32_t right = face_unit(coverage, coverage->arcs[i].right);

        if (left == UNIT_OUTSIDE || right == UNIT_OUTSIDE || left == right)
            continue;
        pairs[count++] = pair_of(left, right);
        pairs[count++] = pair_of(right, left);
    }
    *ret_pairs = pairs;
    *ret_count = count;
    return STATUS_OK;
}

/** The same of a base, in its new units. */
static enum status list_regrouped(const struct adjacency *base, const uint32_t unit_of[],
                                  uint64_t **ret_pairs, size_t *ret_count)
{
    uint64_t *pairs = malloc(((size_t)base->starts[base->unit_count] + 1) * sizeof *pairs);
    size_t count = 0;

    if (pairs == NULL)
        return STATUS_NO_MEMORY;
    for (size_t unit = 0; unit < base->unit_count; unit++) {
        for (uint32_t i = base->starts[unit]; i < base->starts[unit + 1]; i++) {
            if (unit_of[unit] != unit_of[base->neighbours[i]])
                pairs[count++] = pair_of(unit_of[unit], unit_of[base->neighbours[i]]);
        }
    }
    *ret_pairs = pairs;
    *ret_count = count;
    return STATUS_OK;
}

/** Sorts the pairs, and makes rows of them, each pair once. */
static enum status fill_rows(struct adjacency *adjacency, uint64_t pairs[], size_t count)
{
    size_t distinct = 0;

    qsort(pairs, count, sizeof *pairs, compare_pairs);
    adjacency->starts = calloc(adjacency->unit_count + 2, sizeof *adjacency->starts);
    adjacency->neighbours = malloc((count + 1) * sizeof *adjacency->neighbours);
    if (adjacency->starts == NULL || adjacency->neighbours == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && pairs[i - 1] == pairs[i])
            continue;
        adjacency->starts[(pairs[i] >> 32) + 1]++;
        adjacency->neighbours[distinct++] = (uint32_t)pairs[i];
    }
    for (size_t unit = 0; unit < adjacency->unit_count; unit++)
        adjacency->starts[unit + 1] += adjacency->starts[unit];
    return STATUS_OK;
}

void adjacency_release(struct adjacency *adjacency)
{
    free(adjacency->starts);
    free(adjacency->neighbours);
    *adjacency = (struct adjacency){0};
}

/** Frees the pairs. */
static enum status init_from(struct adjacency *adjacency, size_t unit_count, uint64_t *pairs,
                             size_t count)
{
    struct adjacency built = {.unit_count = unit_count};
    enum status status = fill_rows(&built, pairs, count);

    free(pairs);
    if (status == STATUS_OK)
        *adjacency = built;
    else
        adjacency_release(&built);
    return status;
}

enum status adjacency_init(struct adjacency *adjacency, const struct coverage *coverage)
{
    uint64_t *pairs;
    size_t count;
    enum status status = list_pairs(coverage, &pairs, &count);

    return status == STATUS_OK ? init_from(adjacency, coverage->unit_count, pairs, count) : status;
}

enum status adjacency_init_regrouped(struct adjacency *adjacency, const struct adjacency *base,
                                     const uint32_t unit_of[], uint32_t unit_count)
{
    uint64_t *pairs;
    size_t count;
    enum status status = list_regrouped(base, unit_of, &pairs, &count);

    return status == STATUS_OK ? init_from(adjacency, unit_count, pairs, count) : status;
}

const uint32_t *adjacency_neighbours(const struct adjacency *adjacency, uint32_t unit,
                                     size_t *ret_count)
{
    *ret_count = adjacency->starts[unit + 1] - adjacency->starts[unit];
    return adjacency->neighbours + adjacency->starts[unit];
}

/** Takes one neighbour out of a unit's row, and closes the rows up. */
static void strike(struct adjacency *adjacency, uint32_t unit, uint32_t neighbour)
{
    uint32_t end = adjacency->starts[adjacency->unit_count];
    uint32_t at = adjacency->starts[unit];

    while (at < adjacency->starts[unit + 1] && adjacency->neighbours[at] != neighbour)
        at++;
    if (at == adjacency->starts[unit + 1])
        return;
    for (; at + 1 < end; at++)
        adjacency->neighbours[at] = adjacency->neighbours[at + 1];
    for (size_t after = unit + 1; after <= adjacency->unit_count; after++)
        adjacency->starts[after]--;
}

void adjacency_forget(struct adjacency *adjacency, const struct unit_pair pairs[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        strike(adjacency, pairs[i].a, pairs[i].b);
        strike(adjacency, pairs[i].b, pairs[i].a);
    }
}

/** Gives the set's number to every chosen unit that can be reached; stack has room for all units.
 */
static void flood(const struct adjacency *adjacency, const bool chosen[], uint32_t start,
                  uint32_t set, uint32_t sets[], uint32_t stack[])
{
    size_t depth = 0;

    sets[start] = set;
    stack[depth++] = start;
    while (depth > 0) {
        size_t count;
        const uint32_t *neighbours = adjacency_neighbours(adjacency, stack[--depth], &count);

        for (size_t i = 0; i < count; i++) {
            if (chosen[neighbours[i]] && sets[neighbours[i]] == ADJACENCY_NONE) {
                sets[neighbours[i]] = set;
                stack[depth++] = neighbours[i];
            }
        }
    }
}

enum status adjacency_connected_sets(const struct adjacency *adjacency, const bool chosen[],
                                     uint32_t ret_set[], size_t *ret_count)
{
    uint32_t *stack = malloc((adjacency->unit_count + 1) * sizeof *stack);
    uint32_t count = 0;

    if (stack == NULL)
        return STATUS_NO_MEMORY;
    for (size_t unit = 0; unit < adjacency->unit_count; unit++)
        ret_set[unit] = ADJACENCY_NONE;
    for (uint32_t unit = 0; unit < adjacency->unit_count; unit++) {
        if (chosen[unit] && ret_set[unit] == ADJACENCY_NONE)
            flood(adjacency, chosen, unit, count++, ret_set, stack);
    }
    free(stack);
    *ret_count = count;
    return STATUS_OK;
}

/* The walk through one connected set; arrays are indexed by unit. */
struct descent {
    const struct adjacency *adjacency;
    const bool *chosen;
    uint32_t *order;  /* when it was met, from 1; 0 not yet */
    uint32_t *lowest; /* the earliest unit that it or what hangs below it borders */
    uint32_t *parent;
    uint32_t *next; /* neighbour to look at next */
    uint32_t clock;
};

static void enter(struct descent *descent, uint32_t unit, uint32_t parent)
{
    descent->order[unit] = descent->lowest[unit] = ++descent->clock;
    descent->parent[unit] = parent;
    descent->next[unit] = descent->adjacency->starts[unit];
}

/** Back from a unit to its parent: what hangs below it may reach no further up than the parent. */
static void leave(struct descent *descent, uint32_t unit, uint32_t root, bool is_cut[])
{
    uint32_t parent = descent->parent[unit];

    if (parent == ADJACENCY_NONE)
        return;
    if (descent->lowest[unit] < descent->lowest[parent])
        descent->lowest[parent] = descent->lowest[unit];
    if (parent != root && descent->lowest[unit] >= descent->order[parent])
        is_cut[parent] = true;
}

static void descend(struct descent *descent, uint32_t root, bool is_cut[])
{
    const struct adjacency *adjacency = descent->adjacency;
    uint32_t unit = root;
    uint32_t branches = 0;

    enter(descent, root, ADJACENCY_NONE);
    while (unit != ADJACENCY_NONE) {
        if (descent->next[unit] < adjacency->starts[unit + 1]) {
            uint32_t other = adjacency->neighbours[descent->next[unit]++];

            if (!descent->chosen[other] || other == descent->parent[unit])
                continue;
            if (descent->order[other] == 0) {
                branches += unit == root;
                enter(descent, other, unit);
                unit = other;
            } else if (descent->order[other] < descent->lowest[unit]) {
                descent->lowest[unit] = descent->order[other];
            }
            continue;
        }
        leave(descent, unit, root, is_cut);
        unit = descent->parent[unit];
    }
    is_cut[root] = branches > 1;
}

enum status adjacency_cut_units(const struct adjacency *adjacency, const bool chosen[],
                                bool ret_is_cut[])
{
    size_t room = adjacency->unit_count + 1;
    uint32_t *arrays = calloc(4 * room, sizeof *arrays);
    struct descent descent = {.adjacency = adjacency, .chosen = chosen};

    if (arrays == NULL)
        return STATUS_NO_MEMORY;
    descent.order = arrays;
    descent.lowest = arrays + room;
    descent.parent = arrays + 2 * room;
    descent.next = arrays + 3 * room;
    for (uint32_t unit = 0; unit < adjacency->unit_count; unit++)
        ret_is_cut[unit] = false;
    for (uint32_t unit = 0; unit < adjacency->unit_count; unit++) {
        if (chosen[unit] && descent.order[unit] == 0)
            descend(&descent, unit, ret_is_cut);
    }
    free(arrays);
    return STATUS_OK;
}
