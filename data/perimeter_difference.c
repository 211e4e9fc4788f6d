#include "data/perimeter_difference.h"

#include <stdlib.h>
#include <string.h>

void perimeter_difference_free(struct perimeter_difference *difference)
{
    if (difference == NULL)
        return;
    crosswalk_free(difference->crosswalk);
    arena_release(&difference->arena);
    free(difference);
}

uint32_t perimeter_difference_count(const struct perimeter_difference *difference, bool comes,
                                    bool is_decided)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < difference->step_count; i++)
        count +=
            difference->steps[i].comes == comes && difference->steps[i].is_decided == is_decided;
    return count;
}

bool perimeter_difference_is_none(const struct perimeter_difference *difference)
{
    return difference->step_count == 0 && difference->member_count == 0 &&
           difference->relation_count == 0;
}

/** The steps as they are found; room was made for all. */
struct steps {
    struct commune_step *list;
    uint32_t count;
};

static void add_step(struct steps *steps, bool comes, bool is_decided,
                     const struct vintage *vintage, uint32_t commune)
{
    steps->list[steps->count++] = (struct commune_step){comes, is_decided, vintage, commune};
}

/** Communes of one vintage that one perimeter has and the other lacks. */
static void add_decided(struct steps *steps, const struct perimeter *has,
                        const struct perimeter *lacks, bool comes)
{
    uint32_t j = 0;

    for (uint32_t i = 0; i < has->commune_count; i++) {
        while (j < lacks->commune_count && lacks->communes[j] < has->communes[i])
            j++;
        if (j == lacks->commune_count || lacks->communes[j] != has->communes[i])
            add_step(steps, comes, true, has->vintage, has->communes[i]);
    }
}

static void add_suffered(struct steps *steps, const struct vintage *vintage, struct commune_set set,
                         bool comes)
{
    for (uint32_t i = 0; i < set.count; i++)
        add_step(steps, comes, false, vintage, set.communes[i]);
}

static struct commune_set communes_of(const struct perimeter *perimeter)
{
    return (struct commune_set){perimeter->communes, perimeter->commune_count};
}

/** Between the vintages, of the version that is the same on both ends of that way. */
static enum status find_suffered(struct perimeter_difference *difference,
                                 const struct perimeter *earlier, const struct perimeter *later,
                                 bool is_backwards, struct steps *steps, struct error *err)
{
    const struct crosswalk *crosswalk = difference->crosswalk;
    struct land_change land;
    enum status status = land_change_find(crosswalk, communes_of(earlier), communes_of(later),
                                          &difference->arena, &land, err);

    if (status != STATUS_OK)
        return status;
    if (is_backwards)
        add_suffered(steps, crosswalk->before, land.left, true);
    add_suffered(steps, crosswalk->before, land.joined, !is_backwards);
    add_suffered(steps, crosswalk->after, land.appeared, !is_backwards);
    if (!is_backwards)
        add_suffered(steps, crosswalk->before, land.left, false);
    difference->relations = land.relations;
    difference->relation_count = land.relation_count;
    return STATUS_OK;
}

static enum status find_steps(struct perimeter_difference *difference,
                              const struct snapshot *snapshot, struct error *err)
{
    const struct perimeter *before = difference->before.perimeter;
    const struct perimeter *after = difference->after.perimeter;
    bool is_backwards = before->vintage->year > after->vintage->year;
    const struct vintage *earlier = is_backwards ? after->vintage : before->vintage;
    const struct vintage *later = is_backwards ? before->vintage : after->vintage;
    /* Both versions in the earlier vintage: between them lies what was decided. */
    const struct perimeter *from = snapshot_perimeter(snapshot, earlier, before->version);
    const struct perimeter *to = snapshot_perimeter(snapshot, earlier, after->version);
    struct steps steps = {
        .list = arena_alloc(&difference->arena,
                            ((size_t)earlier->commune_count * 3 + later->commune_count + 1) *
                                sizeof(struct commune_step))};
    enum status status = STATUS_OK;

    if (steps.list == NULL)
        return error_no_memory(err);
    add_decided(&steps, to, from, true);
    add_decided(&steps, from, to, false);
    if (earlier != later)
        status = crosswalk_new(snapshot->lineage, earlier, later, &difference->crosswalk, err);
    if (earlier != later && status == STATUS_OK)
        status = is_backwards ? find_suffered(difference, from, before, true, &steps, err)
                              : find_suffered(difference, to, after, false, &steps, err);
    difference->steps = steps.list;
    difference->step_count = steps.count;
    return status;
}

static int compare_members(const struct member *a, const struct member *b)
{
    int order = (a->operation > b->operation) - (a->operation < b->operation);

    if (order == 0)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    return order == 0 ? strcmp(a->code, b->code) : order;
}

/** Members are sorted by operation, kind and code. */
static enum status find_members(struct perimeter_difference *difference, struct error *err)
{
    const struct version *before = difference->before.version, *after = difference->after.version;
    struct member_change *list =
        arena_alloc(&difference->arena,
                    ((size_t)before->member_count + after->member_count + 1) * sizeof *list);
    uint32_t i = 0, j = 0, count = 0;

    if (list == NULL)
        return error_no_memory(err);
    while (i < before->member_count || j < after->member_count) {
        const struct member *a = i < before->member_count ? &before->members[i] : NULL;
        const struct member *b = j < after->member_count ? &after->members[j] : NULL;
        int order = a == NULL ? 1 : b == NULL ? -1 : compare_members(a, b);

        if (order != 0 || a->mode != b->mode)
            list[count++] = (struct member_change){order <= 0 ? a : NULL, order >= 0 ? b : NULL};
        i += order <= 0;
        j += order >= 0;
    }
    difference->members = list;
    difference->member_count = count;
    return STATUS_OK;
}

static bool have_same_outline(const struct perimeter *before, const struct perimeter *after)
{
    if (before->outline == NULL || after->outline == NULL)
        return before->outline == after->outline;
    return multipolygon_equal(before->outline->shape, after->outline->shape);
}

enum status perimeter_difference_new(const struct snapshot *snapshot,
                                     const struct perimeter_side *before,
                                     const struct perimeter_side *after,
                                     struct perimeter_difference **ret_difference,
                                     struct error *err)
{
    AUTO(perimeter_difference) difference = calloc(1, sizeof *difference);
    enum status status;

    if (difference == NULL)
        return error_no_memory(err);
    arena_init(&difference->arena);
    difference->before = *before;
    difference->after = *after;
    difference->has_same_outline = have_same_outline(before->perimeter, after->perimeter);
    difference->has_same_shapes = strcmp(before->perimeter->vintage->family->name.hex,
                                         after->perimeter->vintage->family->name.hex) == 0;
    status = find_steps(difference, snapshot, err);
    if (status == STATUS_OK)
        status = find_members(difference, err);
    if (status == STATUS_OK)
        *ret_difference = TAKE(difference);
    return status;
}
