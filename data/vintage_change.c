#include "data/vintage_change.h"

#include <stdlib.h>
#include <string.h>

void vintage_change_free(struct vintage_change *change)
{
    if (change == NULL)
        return;
    epci_lineage_free(change->epcis);
    crosswalk_free(change->crosswalk);
    arena_release(&change->arena);
    free(change);
}

const char *contract_effect_name(enum contract_effect effect)
{
    static const char *const names[] = {
        [EFFECT_NONE] = "none",
        [EFFECT_RECODED] = "recoded",
        [EFFECT_TERRITORY] = "territory",
        [EFFECT_UNKNOWN_MEMBER] = "unknown_member",
    };

    return names[effect];
}

static struct commune_set communes_of(const struct perimeter *perimeter)
{
    return (struct commune_set){perimeter->communes, perimeter->commune_count};
}

static bool has_same_outline(const struct perimeter *before, const struct perimeter *after)
{
    if (before->outline == NULL || after->outline == NULL)
        return before->outline == after->outline;
    return multipolygon_equal(before->outline->shape, after->outline->shape);
}

static enum contract_effect effect_of(const struct contract_change *contract)
{
    if (!contract->after->is_whole)
        return EFFECT_UNKNOWN_MEMBER;
    if (!land_change_is_none(&contract->land))
        return EFFECT_TERRITORY;
    return strcmp(contract->before->members_digest.hex, contract->after->members_digest.hex) == 0
               ? EFFECT_NONE
               : EFFECT_RECODED;
}

static enum status compare_contract(struct vintage_change *change, const struct snapshot *snapshot,
                                    const struct version *version, struct contract_change *contract,
                                    struct error *err)
{
    const struct crosswalk *crosswalk = change->crosswalk;
    enum status status;

    contract->before = snapshot_perimeter(snapshot, crosswalk->before, version);
    contract->after = snapshot_perimeter(snapshot, crosswalk->after, version);
    status = land_change_find(crosswalk, communes_of(contract->before),
                              communes_of(contract->after), &change->arena, &contract->land, err);
    if (status != STATUS_OK)
        return status;
    contract->has_same_outline = has_same_outline(contract->before, contract->after);
    contract->effect = effect_of(contract);
    change->effect_counts[contract->effect]++;
    return STATUS_OK;
}

static enum status compare_contracts(struct vintage_change *change, const struct snapshot *snapshot,
                                     struct error *err)
{
    const struct register_rows *rows = snapshot->rows;
    struct contract_change *contracts =
        arena_alloc(&change->arena, ((size_t)rows->contract_count + 1) * sizeof *contracts);
    enum status status = STATUS_OK;

    if (contracts == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->contract_count && status == STATUS_OK; i++) {
        struct contract_change *contract = &contracts[change->contract_count];
        const struct version *version =
            snapshot_version_on(snapshot, i, change->date, &contract->force);

        if (version == NULL || contract->force == FORCE_NO)
            continue;
        contract->contract = &rows->contracts[i];
        status = compare_contract(change, snapshot, version, contract, err);
        change->contract_count++;
    }
    change->contracts = contracts;
    return status;
}

enum status vintage_change_new(const struct snapshot *snapshot, const struct vintage *before,
                               const struct vintage *after, struct date date,
                               struct vintage_change **ret_change, struct error *err)
{
    AUTO(vintage_change) change = calloc(1, sizeof *change);
    enum status status;

    if (change == NULL)
        return error_no_memory(err);
    arena_init(&change->arena);
    change->date = date;
    change->is_from_press = register_is_from_press(snapshot->rows);
    change->has_same_shapes = strcmp(before->family->name.hex, after->family->name.hex) == 0;
    status = crosswalk_new(snapshot->lineage, before, after, &change->crosswalk, err);
    if (status == STATUS_OK)
        status = epci_lineage_new(change->crosswalk, &change->epcis, err);
    if (status == STATUS_OK)
        status = compare_contracts(change, snapshot, err);
    if (status == STATUS_OK)
        *ret_change = TAKE(change);
    return status;
}
