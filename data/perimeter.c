#include "data/perimeter.h"

#include <stdlib.h>
#include <string.h>

#include "data/member_land.h"

const struct vintage *vintage_at(struct vintage_list list, struct date date)
{
    const struct vintage *found = NULL;

    for (size_t i = 0; i < list.count; i++) {
        if (date_of(list.vintages[i]->year, 1, 1).day <= date.day)
            found = list.vintages[i];
    }
    return found;
}

const struct vintage *version_frozen_vintage(const struct version *version,
                                             struct vintage_list history)
{
    struct loose_date reference = version->reference_date;
    const struct vintage *first;

    if (reference.precision == DATE_UNKNOWN) {
        if (version->reference_vintage < 0)
            return NULL;
        return vintage_at(history, date_of(version->reference_vintage, 1, 1));
    }
    first = vintage_at(history, reference.earliest);
    return first == vintage_at(history, reference.latest) ? first : NULL;
}

bool version_reference_day(const struct version *version, struct date *ret_day)
{
    if (version->reference_date.precision != DATE_UNKNOWN)
        *ret_day = version->reference_date.latest;
    else if (version->reference_vintage >= 0)
        *ret_day = date_of(version->reference_vintage, 1, 1);
    else if (version->valid_from.precision != DATE_UNKNOWN)
        *ret_day = version->valid_from.latest;
    else
        return false;
    return true;
}

static bool is_in(uint8_t mark)
{
    return (mark & (LAND_STATED | LAND_INFERRED)) != 0 && (mark & LAND_EXCLUDED) == 0;
}

/* A doubtful exclusion would be as doubtful as an inclusion: LAND_DOUBTFUL stands for both. */
static bool is_doubtful(uint8_t mark)
{
    return (mark & LAND_DOUBTFUL) != 0 && (mark & LAND_EXCLUDED) == 0;
}

/** Lists the communes that the marks put in, and those in doubt; clips to the region when asked. */
static enum status collect(const struct member_land *land, struct arena *arena,
                           struct perimeter *perimeter, struct error *err)
{
    const struct vintage *vintage = land->vintage;
    uint32_t *communes = arena_alloc(arena, (vintage->commune_count + 1) * sizeof *communes);
    uint32_t *doubtful = arena_alloc(arena, (vintage->commune_count + 1) * sizeof *doubtful);
    enum certainty *certainties =
        arena_alloc(arena, (vintage->commune_count + 1) * sizeof *certainties);

    if (communes == NULL || doubtful == NULL || certainties == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        uint8_t mark = land->marks[i];

        if (land->version->clip == CLIP_REGION && !vintage->communes[i].in_region)
            continue;
        if (is_doubtful(mark)) {
            doubtful[perimeter->doubtful_count++] = i;
        } else if (is_in(mark)) {
            certainties[perimeter->commune_count] =
                (mark & LAND_STATED) != 0 ? CERTAINTY_STATED : CERTAINTY_INFERRED;
            communes[perimeter->commune_count++] = i;
        }
    }
    perimeter->communes = communes;
    perimeter->certainties = certainties;
    perimeter->doubtful = doubtful;
    return STATUS_OK;
}

static enum status count_epcis(struct perimeter *perimeter, struct error *err)
{
    const struct vintage *vintage = perimeter->vintage;
    bool *seen = calloc(vintage->epci_count + 1, sizeof *seen);

    if (seen == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        uint32_t epci = vintage->communes[perimeter->communes[i]].epci;

        if (epci != UNIT_NONE && !seen[epci]) {
            seen[epci] = true;
            perimeter->epci_count++;
        }
    }
    free(seen);
    return STATUS_OK;
}

static enum status measure(struct perimeter *perimeter, struct outlines *outlines,
                           struct error *err)
{
    enum status status = count_epcis(perimeter, err);

    if (status != STATUS_OK)
        return status;
    perimeter->population =
        vintage_population(perimeter->vintage, perimeter->communes, perimeter->commune_count);
    perimeter->area_m2 =
        vintage_area_m2(perimeter->vintage, perimeter->communes, perimeter->commune_count);
    status = vintage_members_digest(perimeter->vintage, perimeter->communes,
                                    perimeter->commune_count, &perimeter->members_digest);
    if (status != STATUS_OK)
        return error_no_memory(err);
    if (perimeter->commune_count == 0)
        return STATUS_OK;
    return outlines_get(outlines, perimeter->vintage, perimeter->communes, perimeter->commune_count,
                        &perimeter->outline, err);
}

static enum status apply_members(struct member_land *land, struct arena *arena,
                                 struct perimeter *perimeter, struct error *err)
{
    const struct version *version = land->version;
    enum member_result *results = arena_alloc(arena, (version->member_count + 1) * sizeof *results);
    enum status status =
        results == NULL ? error_no_memory(err) : member_land_init(land, arena, err);

    perimeter->is_whole = true;
    for (uint32_t i = 0; i < version->member_count && status == STATUS_OK; i++) {
        status = member_land_mark(land, &version->members[i], &results[i], err);
        perimeter->is_whole = perimeter->is_whole && results[i] == MEMBER_RESOLVED;
    }
    perimeter->results = results;
    return status == STATUS_OK ? collect(land, arena, perimeter, err) : status;
}

enum status perimeter_resolve(const struct version *version, const struct vintage *vintage,
                              struct known_past past, struct outlines *outlines,
                              struct arena *arena, struct perimeter *ret_perimeter,
                              struct error *err)
{
    struct perimeter perimeter = {.version = version, .vintage = vintage};
    struct member_land land = {.version = version,
                               .vintage = vintage,
                               .history = past.vintages,
                               .lineage = past.lineage,
                               .marks = calloc(vintage->commune_count + 1, 1)};
    enum status status;

    if (land.marks == NULL)
        return error_no_memory(err);
    status = apply_members(&land, arena, &perimeter, err);
    free(land.marks);
    if (status == STATUS_OK)
        status = measure(&perimeter, outlines, err);
    if (status == STATUS_OK)
        *ret_perimeter = perimeter;
    return status;
}

bool perimeter_holds(const struct perimeter *perimeter, uint32_t commune)
{
    uint32_t low = 0, high = perimeter->commune_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (perimeter->communes[middle] < commune)
            low = middle + 1;
        else
            high = middle;
    }
    return low < perimeter->commune_count && perimeter->communes[low] == commune;
}
