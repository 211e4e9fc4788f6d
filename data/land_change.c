#include "data/land_change.h"

#include <stdlib.h>

bool land_change_is_none(const struct land_change *change)
{
    return change->joined.count == 0 && change->left.count == 0 && change->appeared.count == 0;
}

/** Who is in either set, and which relations they touch. */
struct marks {
    bool *before, *after, *relations;
};

static void marks_release(struct marks *marks)
{
    free(marks->before);
    free(marks->after);
    free(marks->relations);
}
DEFINE_SCOPED(marks)

static bool mark(const struct crosswalk *crosswalk, struct commune_set before,
                 struct commune_set after, struct marks *marks)
{
    marks->before = calloc((size_t)crosswalk->before->commune_count + 1, sizeof(bool));
    marks->after = calloc((size_t)crosswalk->after->commune_count + 1, sizeof(bool));
    marks->relations = calloc((size_t)crosswalk->relation_count + 1, sizeof(bool));
    if (marks->before == NULL || marks->after == NULL || marks->relations == NULL)
        return false;
    for (uint32_t i = 0; i < before.count; i++) {
        marks->before[before.communes[i]] = true;
        marks->relations[crosswalk->origins[before.communes[i]].relation] = true;
    }
    for (uint32_t i = 0; i < after.count; i++) {
        marks->after[after.communes[i]] = true;
        marks->relations[crosswalk->relation_of_after[after.communes[i]]] = true;
    }
    return true;
}

/** How many of what a commune became are in the later set. */
static uint32_t count_inside(const struct crosswalk_origin *origin, const struct marks *marks)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < origin->successor_count; i++)
        count += origin->successors[i].commune != UNIT_NONE &&
                 marks->after[origin->successors[i].commune];
    return count;
}

/** A growing array whose room was made before. */
struct list {
    uint32_t *indices;
    uint32_t count;
};

static void compare_communes(const struct crosswalk *crosswalk, const struct marks *marks,
                             const struct crosswalk_relation *relation, struct list *joined,
                             struct list *left, struct list *appeared)
{
    for (uint32_t i = 0; i < relation->before_count; i++) {
        uint32_t commune = relation->before[i];
        const struct crosswalk_origin *origin = &crosswalk->origins[commune];
        uint32_t inside = count_inside(origin, marks);

        if (marks->before[commune] && inside < origin->successor_count)
            left->indices[left->count++] = commune;
        if (!marks->before[commune] && inside > 0)
            joined->indices[joined->count++] = commune;
    }
    for (uint32_t i = 0; relation->before_count == 0 && i < relation->after_count; i++) {
        if (marks->after[relation->after[i]])
            appeared->indices[appeared->count++] = relation->after[i];
    }
}

static int compare_indices(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static struct commune_set set_of(struct list list)
{
    if (list.count > 1)
        qsort(list.indices, list.count, sizeof *list.indices, compare_indices);
    return (struct commune_set){list.indices, list.count};
}

/** The sizes of the arrays: what the relations touched hold at most. */
struct sizes {
    size_t before, after, changed;
};

static struct sizes measure(const struct crosswalk *crosswalk, const struct marks *marks)
{
    struct sizes sizes = {0};

    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[r];

        if (!marks->relations[r])
            continue;
        sizes.before += relation->before_count;
        sizes.after += relation->after_count;
        sizes.changed += relation->change != CROSSWALK_SAME;
    }
    return sizes;
}

enum status land_change_find(const struct crosswalk *crosswalk, struct commune_set before,
                             struct commune_set after, struct arena *arena,
                             struct land_change *ret_change, struct error *err)
{
    SCOPED(marks) marks = {0};
    struct list joined = {0}, left = {0}, appeared = {0}, relations = {0};
    struct sizes sizes;

    if (!mark(crosswalk, before, after, &marks))
        return error_no_memory(err);
    sizes = measure(crosswalk, &marks);
    joined.indices = arena_alloc(arena, (sizes.before + 1) * sizeof(uint32_t));
    left.indices = arena_alloc(arena, (sizes.before + 1) * sizeof(uint32_t));
    appeared.indices = arena_alloc(arena, (sizes.after + 1) * sizeof(uint32_t));
    relations.indices = arena_alloc(arena, (sizes.changed + 1) * sizeof(uint32_t));
    if (joined.indices == NULL || left.indices == NULL || appeared.indices == NULL ||
        relations.indices == NULL)
        return error_no_memory(err);
    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        if (!marks.relations[r])
            continue;
        if (crosswalk->relations[r].change != CROSSWALK_SAME)
            relations.indices[relations.count++] = r;
        compare_communes(crosswalk, &marks, &crosswalk->relations[r], &joined, &left, &appeared);
    }
    *ret_change = (struct land_change){set_of(joined), set_of(left), set_of(appeared),
                                       relations.indices, relations.count};
    return STATUS_OK;
}
