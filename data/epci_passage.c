#include "data/epci_passage.h"

static struct epci_passage passage_of(const struct epci_lineage *lineage, uint32_t before,
                                      uint32_t after)
{
    const struct vintage *then = lineage->crosswalk->before, *now = lineage->crosswalk->after;
    struct epci_passage passage = {.year = now->year, .fate = EPCI_GONE};

    if (before == UNIT_NONE)
        before = epci_lineage_predecessor(lineage, after);
    if (before == UNIT_NONE) {
        passage.after = &now->epcis[after];
        return passage;
    }
    passage.before = &then->epcis[before];
    passage.fate = lineage->successions[before].fate;
    passage.common = lineage->successions[before].common;
    passage.of = lineage->successions[before].recoded;
    if (lineage->successions[before].heir != UNIT_NONE)
        passage.after = &now->epcis[lineage->successions[before].heir];
    return passage;
}

static enum status find_passage(const struct lineage *movements, const struct vintage *then,
                                const struct vintage *now, const char *siren,
                                struct epci_passage *passages, uint32_t *count, struct error *err)
{
    AUTO(crosswalk) crosswalk = NULL;
    AUTO(epci_lineage) lineage = NULL;
    uint32_t before = vintage_epci(then, siren), after = vintage_epci(now, siren);
    enum status status;

    if ((before == UNIT_NONE) == (after == UNIT_NONE))
        return STATUS_OK;
    status = crosswalk_new(movements, then, now, &crosswalk, err);
    if (status == STATUS_OK)
        status = epci_lineage_new(crosswalk, &lineage, err);
    if (status == STATUS_OK)
        passages[(*count)++] = passage_of(lineage, before, after);
    return status;
}

enum status epci_passages_find(const struct snapshot *snapshot, const char *siren,
                               struct arena *arena, const struct epci_passage **ret_passages,
                               uint32_t *ret_count, struct error *err)
{
    struct epci_passage *passages =
        arena_alloc(arena, (snapshot->vintage_count + 1) * sizeof *passages);
    uint32_t count = 0;

    if (passages == NULL)
        return error_no_memory(err);
    for (size_t i = 1; i < snapshot->vintage_count; i++) {
        enum status status = find_passage(snapshot->lineage, snapshot->vintages[i - 1],
                                          snapshot->vintages[i], siren, passages, &count, err);

        if (status != STATUS_OK)
            return status;
    }
    *ret_passages = passages;
    *ret_count = count;
    return STATUS_OK;
}
