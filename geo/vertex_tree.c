#include "geo/vertex_tree.h"

#include <stdlib.h>

#include "geo/vertex_cells.h"

enum { FANOUT_BITS = 4, FANOUT = 1 << FANOUT_BITS, LEVELS_MAX = 9, LEAP_E7 = DEGREE_E7 / 10 };

struct vertex_tree {
    const struct position *positions;
    uint32_t *places; /* vertex → its place in Morton order */
    struct position *sorted;
    bool *is_struck; /* place */
    /* Level 0 has a box for every sixteen places, each next level for every sixteen boxes. */
    struct box *boxes[LEVELS_MAX];
    uint32_t *left[LEVELS_MAX]; /* vertices left in a box */
    uint32_t counts[LEVELS_MAX];
    uint32_t level_count, count;
    struct vertex_cells cells; /* of places: asked first */
};

void vertex_tree_free(struct vertex_tree *tree)
{
    if (tree == NULL)
        return;
    for (uint32_t level = 0; level < LEVELS_MAX; level++) {
        free(tree->boxes[level]);
        free(tree->left[level]);
    }
    vertex_cells_release(&tree->cells);
    free(tree->places);
    free(tree->sorted);
    free(tree->is_struck);
    free(tree);
}

/** Spreads 32 bits to the even ones of 64. */
static uint64_t spread(uint32_t number)
{
    uint64_t bits = number;

    bits = (bits | bits << 16) & 0x0000FFFF0000FFFFu;
    bits = (bits | bits << 8) & 0x00FF00FF00FF00FFu;
    bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0Fu;
    bits = (bits | bits << 2) & 0x3333333333333333u;
    return (bits | bits << 1) & 0x5555555555555555u;
}

struct key {
    uint64_t morton;
    uint32_t vertex;
};

static int compare_keys(const void *a, const void *b)
{
    const struct key *left = a;
    const struct key *right = b;

    if (left->morton != right->morton)
        return left->morton < right->morton ? -1 : 1;
    return (left->vertex > right->vertex) - (left->vertex < right->vertex);
}

static enum status sort_vertices(struct vertex_tree *tree, const bool is_left_out[], uint32_t count)
{
    struct key *keys = malloc(((size_t)count + 1) * sizeof *keys);

    tree->places = malloc(((size_t)count + 1) * sizeof *tree->places);
    tree->sorted = malloc(((size_t)count + 1) * sizeof *tree->sorted);
    tree->is_struck = calloc((size_t)count + 1, sizeof *tree->is_struck);
    if (keys == NULL || tree->places == NULL || tree->sorted == NULL || tree->is_struck == NULL) {
        free(keys);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t x = (uint32_t)tree->positions[i].lon_e7 ^ 0x80000000u;
        uint32_t y = (uint32_t)tree->positions[i].lat_e7 ^ 0x80000000u;

        if (is_left_out == NULL || !is_left_out[i])
            keys[tree->count++] = (struct key){spread(x) << 1 | spread(y), i};
    }
    qsort(keys, tree->count, sizeof *keys, compare_keys);
    for (uint32_t place = 0; place < tree->count; place++) {
        tree->places[keys[place].vertex] = place;
        tree->sorted[place] = tree->positions[keys[place].vertex];
    }
    free(keys);
    return STATUS_OK;
}

static enum status pack(struct vertex_tree *tree)
{
    uint32_t below = tree->count;

    do {
        uint32_t level = tree->level_count++;
        uint32_t count = (below + FANOUT - 1) >> FANOUT_BITS;

        tree->counts[level] = count;
        tree->boxes[level] = malloc(((size_t)count + 1) * sizeof *tree->boxes[level]);
        tree->left[level] = calloc((size_t)count + 1, sizeof *tree->left[level]);
        if (tree->boxes[level] == NULL || tree->left[level] == NULL)
            return STATUS_NO_MEMORY;
        for (uint32_t i = 0; i < count; i++)
            tree->boxes[level][i] = box_empty();
        for (uint32_t i = 0; i < below; i++) {
            struct box box = level == 0 ? box_of(&tree->sorted[i], 1) : tree->boxes[level - 1][i];
            uint32_t *left = &tree->left[level][i >> FANOUT_BITS];

            tree->boxes[level][i >> FANOUT_BITS] =
                box_join(tree->boxes[level][i >> FANOUT_BITS], box);
            *left += level == 0 ? 1 : tree->left[level - 1][i];
        }
        below = count;
    } while (below > 1);
    return STATUS_OK;
}

/** Twice the mean step along the lines; leaps from line to line are no steps. */
static uint64_t cell_width_e7(const struct position positions[], uint32_t count)
{
    uint64_t total = 0;

    for (uint32_t i = 1; i < count; i++) {
        int64_t step = llabs((int64_t)positions[i].lon_e7 - positions[i - 1].lon_e7);

        total += step < LEAP_E7 ? (uint64_t)step : 0;
    }
    return 2 * total / (count + 1u);
}

enum status vertex_tree_new(const struct position *positions, const bool is_left_out[],
                            uint32_t count, struct vertex_tree **ret_tree)
{
    AUTO(vertex_tree) tree = calloc(1, sizeof *tree);

    if (tree == NULL)
        return STATUS_NO_MEMORY;
    tree->positions = positions;
    if (sort_vertices(tree, is_left_out, count) != STATUS_OK || pack(tree) != STATUS_OK ||
        vertex_cells_init(&tree->cells, tree->sorted, tree->is_struck, tree->count,
                          cell_width_e7(positions, count)) != STATUS_OK)
        return STATUS_NO_MEMORY;
    *ret_tree = TAKE(tree);
    return STATUS_OK;
}

void vertex_tree_strike(struct vertex_tree *tree, uint32_t vertex)
{
    uint32_t at = tree->places[vertex];

    tree->is_struck[at] = true;
    for (uint32_t level = 0; level < tree->level_count; level++) {
        at >>= FANOUT_BITS;
        tree->left[level][at]--;
    }
}

static bool meets(const struct vertex_tree *tree, const struct triangle *triangle, uint32_t level,
                  uint32_t at)
{
    uint32_t begin = at << FANOUT_BITS;
    uint32_t end = begin + FANOUT;
    uint32_t count = level == 0 ? tree->count : tree->counts[level - 1];

    if (tree->left[level][at] == 0 || !box_intersects(tree->boxes[level][at], triangle->box))
        return false;
    for (uint32_t i = begin; i < end && i < count; i++) {
        if (level == 0 ? !tree->is_struck[i] && triangle_holds(triangle, tree->sorted[i])
                       : meets(tree, triangle, level - 1, i))
            return true;
    }
    return false;
}

bool vertex_tree_meets_triangle(struct vertex_tree *tree, struct position a, struct position b,
                                struct position c)
{
    struct triangle triangle = triangle_of(a, b, c);
    enum cells_answer answer = vertex_cells_meet(&tree->cells, &triangle);

    if (answer != CELLS_UNKNOWN)
        return answer == CELLS_MET;
    return tree->count > 0 && meets(tree, &triangle, tree->level_count - 1, 0);
}
