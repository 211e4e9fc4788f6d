/*
 * TOP: is a perimeter in one piece? Pieces that a whole member EPCI already has are inherited; only
 * the others are the contract's own doing.
 */
#include <stdlib.h>
#include <string.h>

#include "data/check.h"
#include "data/enumeration.h"

/** The pieces of a perimeter, and the groups they form once each whole EPCI counts as one. */
struct pieces {
    uint32_t *piece_of; /* of each commune of the vintage, ADJACENCY_NONE outside */
    size_t piece_count;
    size_t *group_of; /* of each piece: the lowest piece of its group */
    size_t group_count;
};

static void pieces_release(struct pieces *pieces)
{
    free(pieces->piece_of);
    free(pieces->group_of);
    *pieces = (struct pieces){0};
}

DEFINE_SCOPED(pieces)

static enum status split(const struct perimeter *perimeter, struct pieces *pieces)
{
    const struct vintage *vintage = perimeter->vintage;
    bool *chosen = calloc(vintage->commune_count + 1, sizeof *chosen);
    enum status status;

    pieces->piece_of = malloc((vintage->commune_count + 1) * sizeof *pieces->piece_of);
    if (chosen == NULL || pieces->piece_of == NULL) {
        free(chosen);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t i = 0; i < perimeter->commune_count; i++)
        chosen[perimeter->communes[i]] = true;
    status = adjacency_connected_sets(coverage_adjacency(vintage->coverage), chosen,
                                      pieces->piece_of, &pieces->piece_count);
    free(chosen);
    return status;
}

static void join_groups(struct pieces *pieces, size_t a, size_t b)
{
    size_t keep =
        pieces->group_of[a] < pieces->group_of[b] ? pieces->group_of[a] : pieces->group_of[b];
    size_t drop = pieces->group_of[a] + pieces->group_of[b] - keep;

    if (keep == drop)
        return;
    for (size_t i = 0; i < pieces->piece_count; i++) {
        if (pieces->group_of[i] == drop)
            pieces->group_of[i] = keep;
    }
    pieces->group_count--;
}

static bool is_whole_in(const struct pieces *pieces, const struct epci *epci)
{
    for (uint32_t i = 0; i < epci->commune_count; i++) {
        if (pieces->piece_of[epci->communes[i]] == ADJACENCY_NONE)
            return false;
    }
    return epci->commune_count > 0;
}

static enum status group(const struct vintage *vintage, struct pieces *pieces)
{
    pieces->group_of = malloc((pieces->piece_count + 1) * sizeof *pieces->group_of);
    if (pieces->group_of == NULL)
        return STATUS_NO_MEMORY;
    pieces->group_count = pieces->piece_count;
    for (size_t i = 0; i < pieces->piece_count; i++)
        pieces->group_of[i] = i;
    for (uint32_t e = 0; e < vintage->epci_count && pieces->group_count > 1; e++) {
        const struct epci *epci = &vintage->epcis[e];

        if (!is_whole_in(pieces, epci))
            continue;
        for (uint32_t i = 1; i < epci->commune_count; i++)
            join_groups(pieces, pieces->piece_of[epci->communes[0]],
                        pieces->piece_of[epci->communes[i]]);
    }
    return STATUS_OK;
}

static enum status pieces_init(struct pieces *pieces, const struct perimeter *perimeter)
{
    enum status status = split(perimeter, pieces);

    return status == STATUS_OK ? group(perimeter->vintage, pieces) : status;
}

static size_t largest_piece(const struct perimeter *perimeter, const struct pieces *pieces)
{
    size_t best = 0;
    uint32_t best_count = 0;

    for (size_t piece = 0; piece < pieces->piece_count; piece++) {
        uint32_t count = 0;

        for (uint32_t i = 0; i < perimeter->commune_count; i++)
            count += pieces->piece_of[perimeter->communes[i]] == piece;
        if (count > best_count) {
            best = piece;
            best_count = count;
        }
    }
    return best;
}

/** The communes off the main piece: subjects, place and words of the finding. */
static void name_detached(const struct perimeter *perimeter, const struct pieces *pieces,
                          struct finding *finding, struct enumeration *names)
{
    const struct vintage *vintage = perimeter->vintage;
    size_t main_piece = largest_piece(perimeter, pieces);

    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        uint32_t index = perimeter->communes[i];
        const struct commune *commune = &vintage->communes[index];

        if (pieces->piece_of[index] == main_piece)
            continue;
        finding->place = box_join(finding->place, coverage_unit_box(vintage->coverage, index));
        finding_add_subject(finding, commune->insee.code);
        enumeration_add(names, commune->name, commune->insee.code);
    }
}

static enum status report(const struct checked_version *checked, const struct pieces *pieces,
                          bool inherited, struct findings *findings, struct error *err)
{
    unsigned created_count = (unsigned)(pieces->group_count - 1);
    unsigned inherited_count = (unsigned)(pieces->piece_count - pieces->group_count);
    struct enumeration names = {0};
    struct finding *finding = findings_add(findings, inherited ? "TOP-02" : "TOP-01",
                                           inherited ? LEVEL_INFO : LEVEL_WARNING,
                                           checked->contract->id, checked->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = checked->version->evidence;
    name_detached(checked->perimeter, pieces, finding, &names);
    if (inherited)
        finding_say(
            finding,
            "the contract is in %u pieces; pieces from an EPCI that is not in one piece itself: "
            "%u; detached: %s",
            "le contrat est en %u morceaux ; morceaux venus d'un EPCI qui n'est pas lui-même "
            "d'un seul tenant : %u ; à part : %s",
            (unsigned)pieces->piece_count, inherited_count, names.text);
    else
        finding_say(
            finding,
            "the contract is in %u pieces, %u of its own making; detached: %s. Confirm, or add "
            "the territory between them",
            "le contrat est en %u morceaux, dont %u de son fait ; à part : %s. Confirmez, ou "
            "ajoutez le territoire qui les relie",
            (unsigned)pieces->piece_count, created_count, names.text);
    finding_seal(finding);
    return STATUS_OK;
}

static enum status check_pieces(const struct check_scope *scope, bool inherited,
                                struct findings *findings, struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        SCOPED(pieces) pieces = {0};
        bool found;

        if (pieces_init(&pieces, checked.perimeter) != STATUS_OK)
            return error_no_memory(err);
        found = inherited ? pieces.piece_count > pieces.group_count : pieces.group_count > 1;
        if (found && report(&checked, &pieces, inherited, findings, err) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

enum status check_created_pieces(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    return check_pieces(scope, false, findings, err);
}

enum status check_inherited_pieces(const struct check_scope *scope, struct findings *findings,
                                   struct error *err)
{
    return check_pieces(scope, true, findings, err);
}
