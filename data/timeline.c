#include "data/timeline.h"

#include <stdlib.h>

/** What every period is computed from. */
struct frame {
    const struct register_rows *rows;
    struct vintage_list vintages;
    const struct perimeter *perimeters;
    struct outlines *outlines;
    struct arena *arena;
};

static int compare_dates(const void *a, const void *b)
{
    const struct date *left = a;
    const struct date *right = b;

    return (left->day > right->day) - (left->day < right->day);
}

/** The first days of all periods, ascending, DATE_FIRST among them; freed with free(). */
static enum status list_bounds(const struct frame *frame, struct date **ret_bounds,
                               size_t *ret_count)
{
    const struct register_rows *rows = frame->rows;
    size_t capacity =
        1 + frame->vintages.count + 4 * ((size_t)rows->version_count + rows->generation_count);
    struct date *bounds = malloc(capacity * sizeof *bounds);
    size_t count = 0;
    size_t distinct = 0;

    if (bounds == NULL)
        return STATUS_NO_MEMORY;
    bounds[count++] = DATE_FIRST;
    for (size_t i = 0; i < frame->vintages.count; i++)
        bounds[count++] = date_of(frame->vintages.vintages[i]->year, 1, 1);
    for (uint32_t i = 0; i < rows->version_count; i++)
        count += version_force_bounds(rows, &rows->versions[i], &bounds[count]);
    for (uint32_t i = 0; i < rows->generation_count; i++)
        count += generation_bounds(&rows->generations[i], &bounds[count]);
    qsort(bounds, count, sizeof *bounds, compare_dates);
    for (size_t i = 0; i < count; i++) {
        if (bounds[i].day == DATE_LAST.day)
            continue; /* no period begins after the end of time */
        if (distinct == 0 || bounds[distinct - 1].day != bounds[i].day)
            bounds[distinct++] = bounds[i];
    }
    *ret_bounds = bounds;
    *ret_count = distinct;
    return STATUS_OK;
}

static size_t vintage_index(const struct frame *frame, const struct vintage *vintage)
{
    size_t index = 0;

    while (frame->vintages.vintages[index] != vintage)
        index++;
    return index;
}

static bool is_public(const struct frame *frame, const struct version *version)
{
    return version->visibility == VISIBILITY_PUBLIC &&
           frame->rows->contracts[version->contract].visibility == VISIBILITY_PUBLIC;
}

/** Versions are sorted by contract, so the list comes out by contract id. */
static enum status list_versions(const struct frame *frame, struct period *period)
{
    const struct register_rows *rows = frame->rows;
    const struct perimeter *perimeters =
        &frame->perimeters[vintage_index(frame, period->vintage) * rows->version_count];
    struct period_version *versions =
        arena_alloc(frame->arena, (rows->version_count + 1) * sizeof *versions);
    uint32_t last_contract = UINT32_MAX;

    if (versions == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];
        enum force force = version_force(rows, version, period->from);

        if (force == FORCE_NO || !is_public(frame, version))
            continue;
        versions[period->version_count++] =
            (struct period_version){.perimeter = &perimeters[i], .force = force};
        if (version->contract != last_contract)
            period->known_contracts++;
        last_contract = version->contract;
    }
    period->versions = versions;
    return STATUS_OK;
}

static void weigh_lists(const struct frame *frame, struct period *period)
{
    const struct register_rows *rows = frame->rows;
    bool runs_one = false;

    period->list_is_complete = true;
    for (uint32_t i = 0; i < rows->generation_count; i++) {
        const struct generation *generation = &rows->generations[i];
        enum generation_list list = generation_list_on(generation, period->from);

        if (list == LIST_NOT_RUNNING)
            continue;
        runs_one = true;
        if (list == LIST_INCOMPLETE)
            period->list_is_complete = false;
        if (generation->expected_contracts < 0 || period->expected_contracts < 0)
            period->expected_contracts = -1;
        else
            period->expected_contracts += generation->expected_contracts;
    }
    if (!runs_one) {
        period->list_is_complete = false;
        period->expected_contracts = -1;
    }
}

static void raise(enum standing *standing, enum standing to)
{
    if (to < *standing) /* the precedence is the order of the enumeration */
        *standing = to;
}

static void apply_perimeter(const struct register_rows *rows, enum standing standings[],
                            const struct period_version *version)
{
    const struct perimeter *perimeter = version->perimeter;
    const struct contract *contract = &rows->contracts[perimeter->version->contract];

    for (uint32_t i = 0; i < perimeter->commune_count; i++)
        raise(&standings[perimeter->communes[i]],
              standing_under(contract, version->force, perimeter->certainties[i]));
    for (uint32_t i = 0; i < perimeter->doubtful_count; i++)
        raise(&standings[perimeter->doubtful[i]], STANDING_UNKNOWN);
}

static enum status judge_communes(const struct frame *frame, struct period *period)
{
    const struct vintage *vintage = period->vintage;
    enum standing *standings =
        arena_alloc(frame->arena, (vintage->commune_count + 1) * sizeof *standings);
    enum standing otherwise = period->list_is_complete ? STANDING_NOT_COVERED : STANDING_UNKNOWN;

    if (standings == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        standings[i] = otherwise;
    for (uint32_t i = 0; i < period->version_count; i++)
        apply_perimeter(frame->rows, standings, &period->versions[i]);
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        struct standing_total *total = &period->totals[standings[i]];
        const struct commune *commune = &vintage->communes[i];

        if (!commune->in_region)
            continue;
        total->communes++;
        total->area_m2 += commune->area_m2;
        if (commune->population == POPULATION_UNKNOWN || total->population == POPULATION_UNKNOWN)
            total->population = POPULATION_UNKNOWN;
        else
            total->population += commune->population;
    }
    period->standings = standings;
    return STATUS_OK;
}

/** All that a period of known bounds holds; a vintage of NULL leaves it unevaluated. */
static enum status fill_period(const struct frame *frame, const struct vintage *vintage,
                               struct period *period, struct error *err)
{
    struct gap *gaps = NULL;
    size_t gap_count = 0;
    enum status status;

    weigh_lists(frame, period);
    period->vintage = vintage;
    if (period->vintage == NULL)
        return STATUS_OK;
    if (list_versions(frame, period) != STATUS_OK || judge_communes(frame, period) != STATUS_OK)
        return error_no_memory(err);
    status = gaps_find(period->vintage, period->standings, frame->outlines, frame->arena, &gaps,
                       &gap_count, err);
    if (status != STATUS_OK)
        return status;
    period->gaps = gaps;
    period->gap_count = (uint32_t)gap_count;
    return STATUS_OK;
}

enum status timeline_build(const struct register_rows *rows, struct vintage_list vintages,
                           const struct perimeter *perimeters, struct outlines *outlines,
                           struct arena *arena, struct timeline *ret_timeline, struct error *err)
{
    struct frame frame = {rows, vintages, perimeters, outlines, arena};
    struct date *bounds = NULL;
    struct period *periods;
    size_t count = 0;

    if (list_bounds(&frame, &bounds, &count) != STATUS_OK)
        return error_no_memory(err);
    periods = arena_alloc(arena, count * sizeof *periods);
    if (periods == NULL) {
        free(bounds);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        periods[i].from = bounds[i];
        periods[i].until = i + 1 < count ? bounds[i + 1] : DATE_LAST;
    }
    free(bounds);
    for (size_t i = 0; i < count; i++) {
        enum status status =
            fill_period(&frame, vintage_at(vintages, periods[i].from), &periods[i], err);

        if (status != STATUS_OK)
            return status;
    }
    ret_timeline->periods = periods;
    ret_timeline->count = count;
    return STATUS_OK;
}

enum status period_express(const struct register_rows *rows, struct vintage_list vintages,
                           const struct perimeter *perimeters, const struct period *period,
                           const struct vintage *vintage, struct outlines *outlines,
                           struct arena *arena, struct period *ret_period, struct error *err)
{
    struct frame frame = {rows, vintages, perimeters, outlines, arena};
    struct period expressed = {.from = period->from, .until = period->until};
    enum status status = fill_period(&frame, vintage, &expressed, err);

    if (status == STATUS_OK)
        *ret_period = expressed;
    return status;
}

const struct period *timeline_at(const struct timeline *timeline, struct date date)
{
    size_t low = 0;
    size_t high = timeline->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (timeline->periods[middle].from.day <= date.day)
            low = middle;
        else
            high = middle;
    }
    return &timeline->periods[low];
}

static int compare_indices(const void *a, const void *b)
{
    const uint32_t *left = a;
    const uint32_t *right = b;

    return (*left > *right) - (*left < *right);
}

size_t period_versions_of(const struct period *period, uint32_t commune,
                          const struct period_version *ret_versions[], size_t max)
{
    size_t found = 0;

    for (uint32_t i = 0; i < period->version_count && found < max; i++) {
        const struct perimeter *perimeter = period->versions[i].perimeter;

        if (bsearch(&commune, perimeter->communes, perimeter->commune_count, sizeof commune,
                    compare_indices) != NULL)
            ret_versions[found++] = &period->versions[i];
    }
    return found;
}
