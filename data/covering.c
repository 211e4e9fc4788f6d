#include "data/covering.h"

#include <stdlib.h>
#include <string.h>

static bool epci_names(const struct perimeter *perimeter, struct vintage_list history,
                       uint32_t index, uint32_t commune)
{
    const struct member *member = &perimeter->version->members[index];
    const struct vintage *vintage = perimeter->vintage;
    bool is_frozen = member->mode == MEMBER_FROZEN && perimeter->results[index] == MEMBER_RESOLVED;
    const struct vintage *then =
        is_frozen ? version_frozen_vintage(perimeter->version, history) : vintage;
    uint32_t its = vintage_commune(then, vintage->communes[commune].insee.code);

    return its != UNIT_NONE && then->communes[its].epci != UNIT_NONE &&
           strcmp(then->epcis[then->communes[its].epci].siren.code, member->code) == 0;
}

bool member_names_commune(const struct perimeter *perimeter, struct vintage_list history,
                          uint32_t member, uint32_t commune)
{
    const struct member *it = &perimeter->version->members[member];
    const struct vintage *vintage = perimeter->vintage;
    const struct commune *named = &vintage->communes[commune];

    switch (it->kind) {
    case MEMBER_EPCI:
        return epci_names(perimeter, history, member, commune);
    case MEMBER_COMMUNE:
        return strcmp(named->insee.code, it->code) == 0;
    case MEMBER_DEPARTEMENT:
        return named->in_region &&
               strcmp(vintage->departements[named->departement].code, it->code) == 0;
    }
    return false;
}

static int compare_indices(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

static const uint32_t *find_index(const uint32_t list[], uint32_t count, uint32_t wanted)
{
    return bsearch(&wanted, list, count, sizeof wanted, compare_indices);
}

/** What the members that name a commune the perimeter does not hold make of it. */
static void count_left_out(const struct covering *covering, struct vintage_list history,
                           uint32_t commune, uint32_t *clipped, uint32_t *excluded)
{
    const struct perimeter *perimeter = covering->perimeter;
    bool is_included = false, is_excluded = false;

    for (uint32_t i = 0; i < perimeter->version->member_count; i++) {
        if (!member_names_commune(perimeter, history, i, commune))
            continue;
        if (perimeter->version->members[i].operation == MEMBER_INCLUDE)
            is_included = true;
        else
            is_excluded = true;
    }
    if (is_excluded)
        ++*excluded;
    else if (is_included)
        ++*clipped; /* nothing else keeps an included commune out */
}

static void count_commune(struct covering *covering, struct vintage_list history, uint32_t commune)
{
    const struct perimeter *perimeter = covering->perimeter;
    const uint32_t *held = find_index(perimeter->communes, perimeter->commune_count, commune);

    if (held != NULL) {
        covering->held++;
        if (perimeter->certainties[held - perimeter->communes] == CERTAINTY_INFERRED)
            covering->inferred++;
    } else if (find_index(perimeter->doubtful, perimeter->doubtful_count, commune) != NULL) {
        covering->doubtful++;
    } else {
        count_left_out(covering, history, commune, &covering->clipped, &covering->excluded);
    }
}

static enum status list_members(struct covering *covering, struct vintage_list history,
                                const uint32_t communes[], uint32_t count, struct arena *arena)
{
    const struct perimeter *perimeter = covering->perimeter;
    uint32_t *members =
        arena_alloc(arena, (perimeter->version->member_count + 1) * sizeof *members);

    if (members == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < perimeter->version->member_count; i++) {
        bool names = false;

        for (uint32_t k = 0; k < count && !names; k++)
            names = member_names_commune(perimeter, history, i, communes[k]);
        if (names)
            members[covering->member_count++] = i;
    }
    covering->members = members;
    return STATUS_OK;
}

enum status coverings_find(const struct snapshot *snapshot, const struct vintage *vintage,
                           struct date date, const uint32_t communes[], uint32_t count,
                           struct arena *arena, const struct covering **ret_coverings,
                           uint32_t *ret_count, struct error *err)
{
    const struct register_rows *rows = snapshot->rows;
    struct vintage_list history = snapshot_vintages(snapshot);
    struct covering *coverings = arena_alloc(arena, (rows->version_count + 1) * sizeof *coverings);
    uint32_t found = 0;

    if (coverings == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->version_count; i++) {
        struct covering covering = {
            .perimeter = snapshot_perimeter(snapshot, vintage, &rows->versions[i]),
            .force = version_force(rows, &rows->versions[i], date),
        };

        if (list_members(&covering, history, communes, count, arena) != STATUS_OK)
            return error_no_memory(err);
        if (covering.member_count == 0)
            continue;
        for (uint32_t k = 0; k < count; k++)
            count_commune(&covering, history, communes[k]);
        coverings[found++] = covering;
    }
    *ret_coverings = coverings;
    *ret_count = found;
    return STATUS_OK;
}
