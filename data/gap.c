#include "data/gap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** One sweep over the communes of one standing. */
struct sweep {
    const struct vintage *vintage;
    const enum standing *standings;
    enum standing standing;
    struct outlines *outlines;
    struct arena *arena;
};

static enum status list_epcis(const struct sweep *sweep, struct gap *gap, struct error *err)
{
    const struct vintage *vintage = sweep->vintage;
    uint32_t *counts = calloc(vintage->epci_count + 1, sizeof *counts);
    struct gap_epci *epcis;

    if (counts == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < gap->commune_count; i++) {
        uint32_t epci = vintage->communes[gap->communes[i]].epci;

        if (epci != UNIT_NONE && counts[epci]++ == 0)
            gap->epci_count++;
    }
    epcis = arena_alloc(sweep->arena, (gap->epci_count + 1) * sizeof *epcis);
    if (epcis == NULL) {
        free(counts);
        return error_no_memory(err);
    }
    gap->epcis = epcis;
    for (uint32_t i = 0; i < vintage->epci_count; i++) {
        const struct epci *epci = &vintage->epcis[i];
        bool is_whole = counts[i] == epci->commune_count - epci->outside_count;

        if (counts[i] == 0)
            continue;
        *epcis++ = (struct gap_epci){.epci = i, .commune_count = counts[i], .is_whole = is_whole};
        gap->whole_epci_count += is_whole;
    }
    free(counts);
    return STATUS_OK;
}

static enum status describe(const struct sweep *sweep, struct gap *gap, struct error *err)
{
    const struct vintage *vintage = sweep->vintage;
    enum status status =
        vintage_members_digest(vintage, gap->communes, gap->commune_count, &gap->members_digest);

    if (status != STATUS_OK)
        return error_no_memory(err);
    (void)snprintf(gap->id, sizeof gap->id, "%s-%.8s",
                   vintage->communes[gap->communes[0]].insee.code, gap->members_digest.hex);
    gap->standing = sweep->standing;
    gap->population = vintage_population(vintage, gap->communes, gap->commune_count);
    gap->area_m2 = vintage_area_m2(vintage, gap->communes, gap->commune_count);
    status = list_epcis(sweep, gap, err);
    if (status != STATUS_OK)
        return status;
    return outlines_get(sweep->outlines, vintage, gap->communes, gap->commune_count, &gap->outline,
                        err);
}

/** Deals the communes out to their sets, each in one run of a common list. */
static enum status deal(const struct sweep *sweep, const uint32_t sets[], struct gap gaps[],
                        size_t count)
{
    uint32_t commune_count = sweep->vintage->commune_count;
    uint32_t *list = arena_alloc(sweep->arena, (commune_count + 1) * sizeof *list);
    uint32_t **next = calloc(count + 1, sizeof *next);

    if (list == NULL || next == NULL) {
        free(next);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < commune_count; i++) {
        if (sets[i] != ADJACENCY_NONE)
            gaps[sets[i]].commune_count++;
    }
    for (size_t set = 0; set < count; set++) {
        gaps[set].communes = next[set] = list;
        list += gaps[set].commune_count;
    }
    for (uint32_t i = 0; i < commune_count; i++) {
        if (sets[i] != ADJACENCY_NONE)
            *next[sets[i]]++ = i;
    }
    free(next);
    return STATUS_OK;
}

static enum status find_sets(const struct sweep *sweep, uint32_t ret_sets[], size_t *ret_count)
{
    const struct vintage *vintage = sweep->vintage;
    bool *chosen = calloc(vintage->commune_count + 1, sizeof *chosen);
    enum status status;

    if (chosen == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        chosen[i] = vintage->communes[i].in_region && sweep->standings[i] == sweep->standing;
    status = adjacency_connected_sets(coverage_adjacency(vintage->coverage), chosen, ret_sets,
                                      ret_count);
    free(chosen);
    return status;
}

/** The gaps of one standing, in the arena. */
static enum status sweep_gaps(const struct sweep *sweep, struct gap **ret_gaps, size_t *ret_count,
                              struct error *err)
{
    uint32_t *sets = malloc((sweep->vintage->commune_count + 1) * sizeof *sets);
    struct gap *gaps = NULL;
    size_t count = 0;
    enum status status;

    if (sets == NULL)
        return error_no_memory(err);
    status = find_sets(sweep, sets, &count);
    if (status == STATUS_OK) {
        gaps = arena_alloc(sweep->arena, (count + 1) * sizeof *gaps);
        status = gaps == NULL ? STATUS_NO_MEMORY : deal(sweep, sets, gaps, count);
    }
    free(sets);
    if (status != STATUS_OK)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        status = describe(sweep, &gaps[i], err);
        if (status != STATUS_OK)
            return status;
    }
    *ret_gaps = gaps;
    *ret_count = count;
    return STATUS_OK;
}

enum status gaps_find(const struct vintage *vintage, const enum standing standings[],
                      struct outlines *outlines, struct arena *arena, struct gap **ret_gaps,
                      size_t *ret_count, struct error *err)
{
    static const enum standing order[] = {STANDING_NOT_COVERED, STANDING_UNKNOWN};
    struct gap *parts[2];
    size_t counts[2];
    struct gap *gaps;

    for (size_t i = 0; i < 2; i++) {
        struct sweep sweep = {vintage, standings, order[i], outlines, arena};
        enum status status = sweep_gaps(&sweep, &parts[i], &counts[i], err);

        if (status != STATUS_OK)
            return status;
    }
    gaps = arena_alloc(arena, (counts[0] + counts[1] + 1) * sizeof *gaps);
    if (gaps == NULL)
        return error_no_memory(err);
    memcpy(gaps, parts[0], counts[0] * sizeof *gaps);
    memcpy(gaps + counts[0], parts[1], counts[1] * sizeof *gaps);
    *ret_gaps = gaps;
    *ret_count = counts[0] + counts[1];
    return STATUS_OK;
}
