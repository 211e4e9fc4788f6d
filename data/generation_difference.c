#include "data/generation_difference.h"

#include <stdlib.h>
#include <string.h>

void generation_difference_free(struct generation_difference *difference)
{
    if (difference == NULL)
        return;
    arena_release(&difference->arena);
    free(difference);
}

const char *generation_relation_name(enum generation_relation relation)
{
    static const char *const names[] = {
        [GENERATION_RENEWED] = "renewed",
        [GENERATION_RECOMPOSED] = "recomposed",
        [GENERATION_ENDED] = "ended",
        [GENERATION_NEW] = "new",
    };

    return names[relation];
}

static const struct contract *contract_of(const struct register_rows *rows,
                                          const struct perimeter *perimeter)
{
    return &rows->contracts[perimeter->version->contract];
}

bool generation_step_is_project(const struct register_rows *rows,
                                const struct generation_step *step)
{
    return step->after != NULL && contract_of(rows, step->after)->status < CONTRACT_ADOPTED;
}

/** The perimeters of a generation, by contract id, and who is in one that was adopted. */
struct portfolio {
    const struct perimeter **perimeters;
    uint32_t count;
    bool *holds; /* of each commune */
};

static void portfolio_release(struct portfolio *portfolio)
{
    free(portfolio->perimeters);
    free(portfolio->holds);
}
DEFINE_SCOPED(portfolio)

static void add_contract(struct portfolio *portfolio, const struct perimeter *perimeter,
                         bool is_adopted)
{
    portfolio->perimeters[portfolio->count++] = perimeter;
    for (uint32_t i = 0; is_adopted && i < perimeter->commune_count; i++)
        portfolio->holds[perimeter->communes[i]] = true;
}

static enum status gather(const struct snapshot *snapshot, const struct vintage *vintage,
                          struct generation_side side, bool with_projects,
                          struct portfolio *portfolio, struct error *err)
{
    const struct register_rows *rows = snapshot->rows;

    portfolio->perimeters = calloc((size_t)rows->contract_count + 1, sizeof(struct perimeter *));
    portfolio->holds = calloc((size_t)vintage->commune_count + 1, sizeof(bool));
    if (portfolio->perimeters == NULL || portfolio->holds == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        bool is_adopted = rows->contracts[i].status >= CONTRACT_ADOPTED;
        enum force force;
        const struct version *version =
            rows->contracts[i].generation == side.generation && (is_adopted || with_projects)
                ? snapshot_version_on(snapshot, i, side.date, &force)
                : NULL;

        if (version != NULL)
            add_contract(portfolio, snapshot_perimeter(snapshot, vintage, version), is_adopted);
    }
    return STATUS_OK;
}

static uint32_t count_common(const struct perimeter *a, const struct perimeter *b)
{
    uint32_t count = 0;

    for (uint32_t i = 0, j = 0; i < a->commune_count && j < b->commune_count;) {
        uint32_t left = a->communes[i], right = b->communes[j];

        count += left == right;
        i += left <= right;
        j += right <= left;
    }
    return count;
}

static struct generation_step step_of(enum generation_relation relation,
                                      const struct perimeter *before, const struct perimeter *after)
{
    struct generation_step step = {.relation = relation, .before = before, .after = after};

    if (before != NULL && after != NULL)
        step.common = count_common(before, after);
    step.left = before == NULL ? 0 : before->commune_count - step.common;
    step.joined = after == NULL ? 0 : after->commune_count - step.common;
    return step;
}

/** The later contracts that an earlier one goes on in; how many were added. */
static uint32_t add_pairs(const struct register_rows *rows, const struct perimeter *before,
                          const struct portfolio *later, enum generation_relation relation,
                          bool *is_used, struct generation_step *list)
{
    uint32_t count = 0;

    for (uint32_t j = 0; j < later->count; j++) {
        const struct perimeter *after = later->perimeters[j];
        bool succeeds =
            strcmp(contract_of(rows, after)->succeeds, contract_of(rows, before)->id) == 0;

        if (relation == GENERATION_RENEWED ? !succeeds : count_common(before, after) == 0)
            continue;
        list[count++] = step_of(relation, before, after);
        is_used[j] = true;
    }
    return count;
}

static enum status pair(struct generation_difference *difference, const struct register_rows *rows,
                        const struct portfolio *earlier, const struct portfolio *later,
                        struct error *err)
{
    bool *is_used = calloc((size_t)later->count + 1, sizeof *is_used);
    struct generation_step *steps =
        arena_alloc(&difference->arena,
                    (((size_t)earlier->count + 1) * ((size_t)later->count + 1)) * sizeof *steps);
    uint32_t count = 0;

    if (is_used == NULL || steps == NULL) {
        free(is_used);
        return error_no_memory(err);
    }
    for (uint32_t i = 0; i < earlier->count; i++) {
        const struct perimeter *before = earlier->perimeters[i];
        uint32_t found = add_pairs(rows, before, later, GENERATION_RENEWED, is_used, steps + count);

        if (found == 0)
            found = add_pairs(rows, before, later, GENERATION_RECOMPOSED, is_used, steps + count);
        if (found == 0)
            steps[count + found++] = step_of(GENERATION_ENDED, before, NULL);
        count += found;
    }
    for (uint32_t j = 0; j < later->count; j++) {
        if (!is_used[j])
            steps[count++] = step_of(GENERATION_NEW, NULL, later->perimeters[j]);
    }
    free(is_used);
    difference->steps = steps;
    difference->step_count = count;
    return STATUS_OK;
}

static void sum(struct generation_difference *difference, const struct portfolio *earlier,
                const struct portfolio *later)
{
    for (uint32_t i = 0; i < difference->vintage->commune_count; i++) {
        difference->common += earlier->holds[i] && later->holds[i];
        difference->left += earlier->holds[i] && !later->holds[i];
        difference->joined += !earlier->holds[i] && later->holds[i];
    }
}

enum status generation_difference_new(const struct snapshot *snapshot,
                                      const struct vintage *vintage, struct generation_side before,
                                      struct generation_side after,
                                      struct generation_difference **ret_difference,
                                      struct error *err)
{
    AUTO(generation_difference) difference = calloc(1, sizeof *difference);
    SCOPED(portfolio) earlier = {0}, later = {0};
    enum status status;

    if (difference == NULL)
        return error_no_memory(err);
    arena_init(&difference->arena);
    difference->before = &snapshot->rows->generations[before.generation];
    difference->after = &snapshot->rows->generations[after.generation];
    difference->vintage = vintage;
    status = gather(snapshot, vintage, before, false, &earlier, err);
    if (status == STATUS_OK)
        status = gather(snapshot, vintage, after, true, &later, err);
    if (status == STATUS_OK)
        status = pair(difference, snapshot->rows, &earlier, &later, err);
    if (status != STATUS_OK)
        return status;
    sum(difference, &earlier, &later);
    *ret_difference = TAKE(difference);
    return STATUS_OK;
}
