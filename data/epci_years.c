#include "data/epci_years.h"

#include <string.h>

/** Two vintages in a row. */
struct step {
    const struct vintage *before, *after;
    const struct lineage *lineage;
};

static const struct epci *epci_of(const struct vintage *vintage, const char *insee,
                                  bool *ret_is_there)
{
    uint32_t commune = vintage_commune(vintage, insee);

    *ret_is_there = commune != UNIT_NONE;
    if (commune == UNIT_NONE || vintage->communes[commune].epci == UNIT_NONE)
        return NULL;
    return &vintage->epcis[vintage->communes[commune].epci];
}

static bool is_epci(const struct epci *epci, const char *siren)
{
    return epci != NULL && strcmp(epci->siren.code, siren) == 0;
}

/** Where the land of a commune that is no more went. */
static enum status follow_gone(const struct step *step, struct epci_move *move, struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    enum status status;

    if (step->lineage == NULL)
        return STATUS_OK;
    status = lineage_follow(step->lineage, move->insee.code, date_of(step->before->year, 1, 1),
                            date_of(step->after->year, 1, 1), &succession, err);
    if (status == STATUS_OK && succession.event_count > 0)
        move->successors = succession.successors;
    return status;
}

/** The members of the EPCI in one vintage that are not its members in the other. */
static enum status list_moves(const struct step *step, const struct vintage *here,
                              const struct vintage *other, const struct epci *epci,
                              struct arena *arena, const struct epci_move **ret_moves,
                              uint32_t *ret_count, struct error *err)
{
    struct epci_move *moves = arena_alloc(arena, (epci->commune_count + 1) * sizeof *moves);
    uint32_t count = 0;

    if (moves == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < epci->commune_count; i++) {
        const struct commune *commune = &here->communes[epci->communes[i]];
        struct epci_move move = {.insee = commune->insee, .name = commune->name};
        enum status status = STATUS_OK;

        move.other = epci_of(other, commune->insee.code, &move.is_in_both);
        if (is_epci(move.other, epci->siren.code))
            continue;
        if (here == step->before && !move.is_in_both)
            status = follow_gone(step, &move, err);
        if (status != STATUS_OK)
            return status;
        moves[count++] = move;
    }
    *ret_moves = moves;
    *ret_count = count;
    return STATUS_OK;
}

static enum status find_change(const struct step *step, const char *siren, struct arena *arena,
                               struct epci_change *change, struct error *err)
{
    uint32_t before = vintage_epci(step->before, siren);
    uint32_t after = vintage_epci(step->after, siren);
    enum status status;

    *change = (struct epci_change){.year = step->after->year};
    if (before == UNIT_NONE || after == UNIT_NONE)
        return STATUS_OK;
    status = list_moves(step, step->after, step->before, &step->after->epcis[after], arena,
                        &change->joined, &change->joined_count, err);
    if (status == STATUS_OK)
        status = list_moves(step, step->before, step->after, &step->before->epcis[before], arena,
                            &change->left, &change->left_count, err);
    return status;
}

enum status epci_changes_find(const struct snapshot *snapshot, const char *siren,
                              struct arena *arena, const struct epci_change **ret_changes,
                              uint32_t *ret_count, struct error *err)
{
    struct epci_change *changes =
        arena_alloc(arena, (snapshot->vintage_count + 1) * sizeof *changes);
    uint32_t count = 0;

    if (changes == NULL)
        return error_no_memory(err);
    for (size_t i = 1; i < snapshot->vintage_count; i++) {
        struct step step = {snapshot->vintages[i - 1], snapshot->vintages[i], snapshot->lineage};
        enum status status = find_change(&step, siren, arena, &changes[count], err);

        if (status != STATUS_OK)
            return status;
        if (changes[count].joined_count + changes[count].left_count > 0)
            count++;
    }
    *ret_changes = changes;
    *ret_count = count;
    return STATUS_OK;
}
