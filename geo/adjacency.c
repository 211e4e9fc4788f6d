#include "geo/adjacency.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/** An undirected edge with the unit on either side: left of low→high, and right of it. */
struct edge {
    struct position low, high;
    uint32_t left, right;
};

/** Open addressing; a slot is empty while both sides are ADJACENCY_NONE. */
struct edge_table {
    struct edge *slots;
    size_t mask;
    uint64_t seed; /* hostile shapes cannot choose their collisions */
};

static uint64_t mix(uint64_t value)
{
    /* The finaliser of SplitMix64 (G. L. Steele et al., OOPSLA 2014). */
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

static uint64_t pack(struct position position)
{
    return (uint64_t)(uint32_t)position.lon_e7 << 32 | (uint32_t)position.lat_e7;
}

static struct edge *find_slot(const struct edge_table *table, struct position low,
                              struct position high)
{
    uint64_t hash = mix(mix(pack(low) ^ table->seed) + pack(high));

    for (size_t i = hash & table->mask;; i = (i + 1) & table->mask) {
        struct edge *edge = &table->slots[i];

        if (edge->left == ADJACENCY_NONE && edge->right == ADJACENCY_NONE)
            return edge;
        if (position_equal(edge->low, low) && position_equal(edge->high, high))
            return edge;
    }
}

static enum status refuse(const struct adjacency_conflict *conflict, struct error *err)
{
    char subject[48];

    (void)snprintf(subject, sizeof subject, "%.7f %.7f", position_lon_deg(conflict->place),
                   position_lat_deg(conflict->place));
    return error_set(err, STATUS_INVALID, subject,
                     "the units %u and %u lie on the same side of an edge: their shapes overlap",
                     "les unités %u et %u sont du même côté d'une arête : leurs contours se "
                     "superposent",
                     conflict->first, conflict->second);
}

static enum status add_ring(struct edge_table *table, const struct multipolygon *shape,
                            uint32_t ring, uint32_t unit, struct adjacency_conflict *ret_conflict)
{
    size_t count;
    const struct position *positions = multipolygon_ring(shape, ring, &count);

    for (size_t i = 0; i < count; i++) {
        struct position from = positions[i];
        struct position to = positions[i + 1 < count ? i + 1 : 0];
        bool is_up = position_compare(from, to) < 0;
        struct edge *edge = find_slot(table, is_up ? from : to, is_up ? to : from);
        uint32_t *side = is_up ? &edge->left : &edge->right;

        if (*side != ADJACENCY_NONE) {
            *ret_conflict = (struct adjacency_conflict){*side, unit, from};
            return STATUS_INVALID;
        }
        edge->low = is_up ? from : to;
        edge->high = is_up ? to : from;
        *side = unit;
    }
    return STATUS_OK;
}

static enum status table_init(struct edge_table *table, const struct multipolygon *const units[],
                              size_t count)
{
    size_t edges = 0;
    size_t size = 64;

    for (size_t unit = 0; unit < count; unit++)
        edges += units[unit] == NULL ? 0 : units[unit]->position_count;
    while (size < 2 * edges)
        size *= 2;
    table->slots = malloc(size * sizeof *table->slots);
    if (table->slots == NULL)
        return STATUS_NO_MEMORY;
    memset(table->slots, 0xFF, size * sizeof *table->slots); /* ADJACENCY_NONE on both sides */
    table->mask = size - 1;
    if (getrandom(&table->seed, sizeof table->seed, GRND_NONBLOCK) < 0)
        table->seed = (uint64_t)(uintptr_t)table->slots;
    return STATUS_OK;
}

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

/** Both orders of every pair that shares an edge, sorted, each once; freed with free(). */
static enum status list_pairs(const struct edge_table *table, uint64_t **ret_pairs,
                              size_t *ret_count)
{
    size_t shared = 0;
    size_t count = 0;
    size_t distinct = 0;
    uint64_t *pairs;

    for (size_t i = 0; i <= table->mask; i++)
        shared += table->slots[i].left != ADJACENCY_NONE && table->slots[i].right != ADJACENCY_NONE;
    pairs = malloc((2 * shared + 1) * sizeof *pairs);
    if (pairs == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i <= table->mask; i++) {
        const struct edge *edge = &table->slots[i];

        if (edge->left == ADJACENCY_NONE || edge->right == ADJACENCY_NONE ||
            edge->left == edge->right)
            continue;
        pairs[count++] = pair_of(edge->left, edge->right);
        pairs[count++] = pair_of(edge->right, edge->left);
    }
    qsort(pairs, count, sizeof *pairs, compare_pairs);
    for (size_t i = 0; i < count; i++) {
        if (distinct == 0 || pairs[distinct - 1] != pairs[i])
            pairs[distinct++] = pairs[i];
    }
    *ret_pairs = pairs;
    *ret_count = distinct;
    return STATUS_OK;
}

static enum status fill_rows(struct adjacency *adjacency, const uint64_t pairs[], size_t count)
{
    adjacency->starts = calloc(adjacency->unit_count + 2, sizeof *adjacency->starts);
    adjacency->neighbours = malloc((count + 1) * sizeof *adjacency->neighbours);
    if (adjacency->starts == NULL || adjacency->neighbours == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        adjacency->starts[(pairs[i] >> 32) + 1]++;
        adjacency->neighbours[i] = (uint32_t)pairs[i];
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

static enum status add_units(struct edge_table *table, const struct multipolygon *const units[],
                             size_t count, struct adjacency_conflict *ret_conflict)
{
    for (uint32_t unit = 0; unit < count; unit++) {
        for (uint32_t ring = 0; units[unit] != NULL && ring < units[unit]->ring_count; ring++) {
            enum status status = add_ring(table, units[unit], ring, unit, ret_conflict);

            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

enum status adjacency_init(struct adjacency *adjacency, const struct multipolygon *const units[],
                           size_t count, struct adjacency_conflict *ret_conflict, struct error *err)
{
    struct adjacency_conflict conflict;
    struct edge_table table;
    uint64_t *pairs = NULL;
    size_t pair_count = 0;
    enum status status;

    *adjacency = (struct adjacency){.unit_count = count};
    if (table_init(&table, units, count) != STATUS_OK)
        return error_no_memory(err);
    status = add_units(&table, units, count, &conflict);
    if (status == STATUS_OK)
        status = list_pairs(&table, &pairs, &pair_count);
    free(table.slots);
    if (status == STATUS_OK)
        status = fill_rows(adjacency, pairs, pair_count);
    free(pairs);
    if (status == STATUS_OK)
        return STATUS_OK;
    adjacency_release(adjacency);
    if (status == STATUS_NO_MEMORY)
        return error_no_memory(err);
    if (ret_conflict != NULL)
        *ret_conflict = conflict;
    return refuse(&conflict, err);
}

const uint32_t *adjacency_neighbours(const struct adjacency *adjacency, uint32_t unit,
                                     size_t *ret_count)
{
    *ret_count = adjacency->starts[unit + 1] - adjacency->starts[unit];
    return adjacency->neighbours + adjacency->starts[unit];
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
