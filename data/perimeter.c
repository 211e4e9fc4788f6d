#include "data/perimeter.h"

#include <stdlib.h>
#include <string.h>

/* What is known of each commune of the vintage while members are applied, as bits. */
enum mark {
    MARK_STATED = 1,   /* a stated member includes it */
    MARK_INFERRED = 2, /* an inferred member includes it */
    MARK_EXCLUDED = 4,
    MARK_DOUBTFUL = 8, /* only a member that could not be evaluated speaks of it */
};

struct resolution {
    const struct vintage *vintage;
    struct vintage_list history;
    const struct version *version;
    uint8_t *marks; /* one a commune */
};

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

static void mark_all(const struct resolution *resolution, const uint32_t communes[], uint32_t count,
                     enum mark mark)
{
    for (uint32_t i = 0; i < count; i++)
        resolution->marks[communes[i]] |= (uint8_t)mark;
}

/** Marks the communes that an EPCI had in `then`, if each of their codes still stands today. */
static bool mark_frozen(const struct resolution *resolution, const struct vintage *then,
                        const struct epci *epci, enum mark mark)
{
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < epci->commune_count; i++) {
            const char *code = then->communes[epci->communes[i]].insee.code;
            uint32_t commune = vintage_commune(resolution->vintage, code);

            if (commune == UNIT_NONE)
                return false;
            if (pass == 1)
                resolution->marks[commune] |= (uint8_t)mark;
        }
    }
    return true;
}

static enum member_result apply_epci(const struct resolution *resolution,
                                     const struct member *member, enum mark mark)
{
    uint32_t today = vintage_epci(resolution->vintage, member->code);
    const struct vintage *then;
    uint32_t index;

    if (member->mode == MEMBER_FROZEN) {
        then = version_frozen_vintage(resolution->version, resolution->history);
        index = then == NULL ? UNIT_NONE : vintage_epci(then, member->code);
        if (index != UNIT_NONE && mark_frozen(resolution, then, &then->epcis[index], mark))
            return MEMBER_RESOLVED;
        if (then != NULL && index == UNIT_NONE)
            return MEMBER_UNKNOWN_CODE;
        mark = MARK_DOUBTFUL;
    }
    if (today == UNIT_NONE)
        return member->mode == MEMBER_FROZEN ? MEMBER_NOT_EVALUATED : MEMBER_UNKNOWN_CODE;
    mark_all(resolution, resolution->vintage->epcis[today].communes,
             resolution->vintage->epcis[today].commune_count, mark);
    return member->mode == MEMBER_FROZEN ? MEMBER_NOT_EVALUATED : MEMBER_RESOLVED;
}

static enum member_result apply_member(const struct resolution *resolution,
                                       const struct member *member)
{
    const struct vintage *vintage = resolution->vintage;
    enum mark mark = MARK_EXCLUDED;
    uint32_t index;

    if (member->operation == MEMBER_INCLUDE)
        mark = member->certainty == CERTAINTY_STATED ? MARK_STATED : MARK_INFERRED;
    switch (member->kind) {
    case MEMBER_EPCI:
        return apply_epci(resolution, member, mark);
    case MEMBER_COMMUNE:
        index = vintage_commune(vintage, member->code);
        if (index == UNIT_NONE)
            return MEMBER_UNKNOWN_CODE;
        mark_all(resolution, &index, 1, mark);
        return MEMBER_RESOLVED;
    case MEMBER_DEPARTEMENT:
        index = vintage_departement(vintage, member->code);
        if (index == UNIT_NONE || vintage->departements[index].commune_count == 0)
            return MEMBER_UNKNOWN_CODE;
        mark_all(resolution, vintage->departements[index].communes,
                 vintage->departements[index].commune_count, mark);
        return MEMBER_RESOLVED;
    }
    return MEMBER_UNKNOWN_CODE;
}

static bool is_in(uint8_t mark)
{
    return (mark & (MARK_STATED | MARK_INFERRED)) != 0 && (mark & MARK_EXCLUDED) == 0;
}

/* A doubtful exclusion would be as doubtful as an inclusion: MARK_DOUBTFUL stands for both. */
static bool is_doubtful(uint8_t mark)
{
    return (mark & MARK_DOUBTFUL) != 0 && (mark & MARK_EXCLUDED) == 0;
}

/** Lists the communes that the marks put in, and those in doubt; clips to the region when asked. */
static enum status collect(const struct resolution *resolution, struct arena *arena,
                           struct perimeter *perimeter, struct error *err)
{
    const struct vintage *vintage = resolution->vintage;
    uint32_t *communes = arena_alloc(arena, (vintage->commune_count + 1) * sizeof *communes);
    uint32_t *doubtful = arena_alloc(arena, (vintage->commune_count + 1) * sizeof *doubtful);
    enum certainty *certainties =
        arena_alloc(arena, (vintage->commune_count + 1) * sizeof *certainties);

    if (communes == NULL || doubtful == NULL || certainties == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        uint8_t mark = resolution->marks[i];

        if (resolution->version->clip == CLIP_REGION && !vintage->communes[i].in_region)
            continue;
        if (is_doubtful(mark)) {
            doubtful[perimeter->doubtful_count++] = i;
        } else if (is_in(mark)) {
            certainties[perimeter->commune_count] =
                (mark & MARK_STATED) != 0 ? CERTAINTY_STATED : CERTAINTY_INFERRED;
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

static enum status apply_members(struct resolution *resolution, struct arena *arena,
                                 struct perimeter *perimeter, struct error *err)
{
    const struct version *version = resolution->version;
    enum member_result *results = arena_alloc(arena, (version->member_count + 1) * sizeof *results);

    if (results == NULL)
        return error_no_memory(err);
    perimeter->is_whole = true;
    for (uint32_t i = 0; i < version->member_count; i++) {
        results[i] = apply_member(resolution, &version->members[i]);
        perimeter->is_whole = perimeter->is_whole && results[i] == MEMBER_RESOLVED;
    }
    perimeter->results = results;
    return collect(resolution, arena, perimeter, err);
}

enum status perimeter_resolve(const struct version *version, const struct vintage *vintage,
                              struct vintage_list history, struct outlines *outlines,
                              struct arena *arena, struct perimeter *ret_perimeter,
                              struct error *err)
{
    struct perimeter perimeter = {.version = version, .vintage = vintage};
    struct resolution resolution = {.vintage = vintage,
                                    .history = history,
                                    .version = version,
                                    .marks = calloc(vintage->commune_count + 1, 1)};
    enum status status;

    if (resolution.marks == NULL)
        return error_no_memory(err);
    status = apply_members(&resolution, arena, &perimeter, err);
    free(resolution.marks);
    if (status == STATUS_OK)
        status = measure(&perimeter, outlines, err);
    if (status == STATUS_OK)
        *ret_perimeter = perimeter;
    return status;
}
