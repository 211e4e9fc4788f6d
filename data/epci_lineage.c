#include "data/epci_lineage.h"

#include <stdlib.h>
#include <string.h>

void epci_lineage_free(struct epci_lineage *epci_lineage)
{
    if (epci_lineage == NULL)
        return;
    arena_release(&epci_lineage->arena);
    free(epci_lineage);
}

const char *epci_fate_name(enum epci_fate fate)
{
    static const char *const names[] = {
        [EPCI_KEPT] = "kept",       [EPCI_SUCCEEDED] = "succeeded", [EPCI_ABSORBED] = "absorbed",
        [EPCI_DIVIDED] = "divided", [EPCI_GONE] = "gone",
    };

    return names[fate];
}

uint32_t epci_lineage_predecessor(const struct epci_lineage *epci_lineage, uint32_t created)
{
    for (uint32_t i = 0; i < epci_lineage->crosswalk->before->epci_count; i++) {
        if (epci_lineage->successions[i].fate == EPCI_SUCCEEDED &&
            epci_lineage->successions[i].heir == created)
            return i;
    }
    return UNIT_NONE;
}

/** One EPCI of the earlier vintage, its communes counted by the EPCI they are in later. */
struct count {
    const struct crosswalk *crosswalk;
    uint32_t *seen_by; /* one a later commune: the EPCI, plus one, that counted it last */
    uint32_t *common;  /* one a later EPCI */
};

static void count_release(struct count *count)
{
    free(count->seen_by);
    free(count->common);
}
DEFINE_SCOPED(count)

/** Fills common; the number of its communes in later codes, those that the vintage lacks too. */
static uint32_t count_communes(struct count *count, uint32_t epci)
{
    const struct crosswalk *crosswalk = count->crosswalk;
    const struct epci *before = &crosswalk->before->epcis[epci];
    uint32_t recoded = 0;

    memset(count->common, 0, (size_t)crosswalk->after->epci_count * sizeof *count->common);
    for (uint32_t i = 0; i < before->commune_count; i++) {
        const struct crosswalk_origin *origin = &crosswalk->origins[before->communes[i]];

        for (uint32_t s = 0; s < origin->successor_count; s++) {
            uint32_t commune = origin->successors[s].commune;

            if (commune != UNIT_NONE && count->seen_by[commune] == epci + 1)
                continue;
            recoded++;
            if (commune == UNIT_NONE)
                continue;
            count->seen_by[commune] = epci + 1;
            if (crosswalk->after->communes[commune].epci != UNIT_NONE)
                count->common[crosswalk->after->communes[commune].epci]++;
        }
    }
    return recoded;
}

static bool is_share(uint32_t part, uint32_t all)
{
    return (uint64_t)part * 100 >= (uint64_t)all * EPCI_COMMON_PERCENT;
}

/** The later EPCI with most of what was counted, the first of equals; UNIT_NONE when nothing was.
 */
static uint32_t find_most(const struct count *count)
{
    uint32_t most = UNIT_NONE;

    for (uint32_t i = 0; i < count->crosswalk->after->epci_count; i++) {
        if (count->common[i] > (most == UNIT_NONE ? 0 : count->common[most]))
            most = i;
    }
    return most;
}

static void find_heir(const struct count *count, const char *siren,
                      struct epci_succession *succession)
{
    const struct vintage *before = count->crosswalk->before, *after = count->crosswalk->after;
    uint32_t most = find_most(count);

    succession->heir = vintage_epci(after, siren);
    if (succession->heir != UNIT_NONE) {
        succession->fate = EPCI_KEPT;
    } else if (most == UNIT_NONE) {
        succession->fate = EPCI_GONE;
    } else if (!is_share(count->common[most], succession->recoded)) {
        succession->fate = EPCI_DIVIDED;
    } else {
        bool is_new = vintage_epci(before, after->epcis[most].siren.code) == UNIT_NONE;

        succession->heir = most;
        succession->fate = is_new && is_share(count->common[most], after->epcis[most].commune_count)
                               ? EPCI_SUCCEEDED
                               : EPCI_ABSORBED;
    }
    if (succession->heir != UNIT_NONE)
        succession->common = count->common[succession->heir];
}

/** What of it is in which later EPCI; shares has room for all. */
static void list_shares(const struct count *count, uint32_t epci, struct epci_share shares[],
                        uint32_t *share_count)
{
    for (uint32_t i = 0; i < count->crosswalk->after->epci_count; i++) {
        if (count->common[i] > 0)
            shares[(*share_count)++] = (struct epci_share){epci, i, count->common[i]};
    }
}

static enum status compare_with_heir(const struct crosswalk *crosswalk, uint32_t epci,
                                     struct arena *arena, struct epci_succession *succession,
                                     struct error *err)
{
    const struct epci *before = &crosswalk->before->epcis[epci];
    const struct epci *heir;

    if (succession->heir == UNIT_NONE)
        return STATUS_OK;
    heir = &crosswalk->after->epcis[succession->heir];
    succession->has_new_name = strcmp(before->name, heir->name) != 0;
    succession->has_new_nature = strcmp(before->nature, heir->nature) != 0;
    return land_change_find(
        crosswalk, (struct commune_set){before->communes, before->commune_count},
        (struct commune_set){heir->communes, heir->commune_count}, arena, &succession->land, err);
}

/** A commune of many parts is in few EPCI: as many shares as there are successors, at most. */
static size_t count_links(const struct crosswalk *crosswalk)
{
    size_t count = 0;

    for (uint32_t i = 0; i < crosswalk->before->commune_count; i++)
        count += crosswalk->origins[i].successor_count;
    return count;
}

static enum status find_successions(struct epci_lineage *epci_lineage, struct error *err)
{
    const struct crosswalk *crosswalk = epci_lineage->crosswalk;
    uint32_t epci_count = crosswalk->before->epci_count;
    struct epci_succession *successions =
        arena_alloc(&epci_lineage->arena, ((size_t)epci_count + 1) * sizeof *successions);
    struct epci_share *shares =
        arena_alloc(&epci_lineage->arena, (count_links(crosswalk) + 1) * sizeof *shares);
    SCOPED(count)
    count = {
        .crosswalk = crosswalk,
        .seen_by = calloc((size_t)crosswalk->after->commune_count + 1, sizeof(uint32_t)),
        .common = calloc((size_t)crosswalk->after->epci_count + 1, sizeof(uint32_t)),
    };
    enum status status = STATUS_OK;

    if (successions == NULL || shares == NULL || count.seen_by == NULL || count.common == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < epci_count && status == STATUS_OK; i++) {
        successions[i].recoded = count_communes(&count, i);
        find_heir(&count, crosswalk->before->epcis[i].siren.code, &successions[i]);
        list_shares(&count, i, shares, &epci_lineage->share_count);
        status = compare_with_heir(crosswalk, i, &epci_lineage->arena, &successions[i], err);
    }
    epci_lineage->successions = successions;
    epci_lineage->shares = shares;
    return status;
}

static enum status find_created(struct epci_lineage *epci_lineage, struct error *err)
{
    const struct vintage *before = epci_lineage->crosswalk->before;
    const struct vintage *after = epci_lineage->crosswalk->after;
    uint32_t *created =
        arena_alloc(&epci_lineage->arena, ((size_t)after->epci_count + 1) * sizeof *created);

    if (created == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < after->epci_count; i++) {
        if (vintage_epci(before, after->epcis[i].siren.code) == UNIT_NONE)
            created[epci_lineage->created_count++] = i;
    }
    epci_lineage->created = created;
    return STATUS_OK;
}

/** Where its former EPCI went; UNIT_NONE when it was in none, or that one went nowhere. */
static uint32_t expected_epci(const struct epci_lineage *epci_lineage, uint32_t epci_before)
{
    return epci_before == UNIT_NONE ? UNIT_NONE : epci_lineage->successions[epci_before].heir;
}

static enum status find_transfers(struct epci_lineage *epci_lineage, struct error *err)
{
    const struct crosswalk *crosswalk = epci_lineage->crosswalk;
    struct epci_transfer *transfers =
        arena_alloc(&epci_lineage->arena, (count_links(crosswalk) + 1) * sizeof *transfers);

    if (transfers == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < crosswalk->before->commune_count; i++) {
        const struct crosswalk_origin *origin = &crosswalk->origins[i];
        uint32_t epci_before = crosswalk->before->communes[i].epci;

        for (uint32_t s = 0; s < origin->successor_count; s++) {
            uint32_t commune = origin->successors[s].commune;
            uint32_t epci_after =
                commune == UNIT_NONE ? UNIT_NONE : crosswalk->after->communes[commune].epci;

            if (commune != UNIT_NONE && epci_after != expected_epci(epci_lineage, epci_before))
                transfers[epci_lineage->transfer_count++] =
                    (struct epci_transfer){i, commune, epci_before, epci_after};
        }
    }
    epci_lineage->transfers = transfers;
    return STATUS_OK;
}

enum status epci_lineage_new(const struct crosswalk *crosswalk,
                             struct epci_lineage **ret_epci_lineage, struct error *err)
{
    AUTO(epci_lineage) epci_lineage = calloc(1, sizeof *epci_lineage);
    enum status status;

    if (epci_lineage == NULL)
        return error_no_memory(err);
    arena_init(&epci_lineage->arena);
    epci_lineage->crosswalk = crosswalk;
    status = find_successions(epci_lineage, err);
    if (status == STATUS_OK)
        status = find_created(epci_lineage, err);
    if (status == STATUS_OK)
        status = find_transfers(epci_lineage, err);
    if (status == STATUS_OK)
        *ret_epci_lineage = TAKE(epci_lineage);
    return status;
}
