/*
 * TOP: is a perimeter in one piece? Pieces that a whole member EPCI already has are inherited; only
 * the others are the contract's own doing.
 */
#include <string.h>

#include "data/check.h"
#include "data/enumeration.h"
#include "data/pieces.h"

/** The communes off the main piece: subjects, place and words of the finding. */
static void name_detached(const struct perimeter *perimeter, const struct pieces *pieces,
                          struct finding *finding, struct enumeration *names)
{
    const struct vintage *vintage = perimeter->vintage;
    size_t main_piece = pieces_largest(pieces, perimeter);

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

        if (pieces_find(checked.perimeter, scope->snapshot->rows, scope->date, &pieces, err) !=
            STATUS_OK)
            return STATUS_NO_MEMORY;
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

static enum status report_link(const struct checked_version *checked, const struct piece_link *link,
                               struct findings *findings, struct error *err)
{
    const struct vintage *vintage = checked->perimeter->vintage;
    struct finding *finding = findings_add(findings, "TOP-15", LEVEL_INFO, checked->contract->id,
                                           checked->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = link->exception->evidence;
    finding->place = box_join(coverage_unit_box(vintage->coverage, link->a),
                              coverage_unit_box(vintage->coverage, link->b));
    finding_add_subject(finding, link->exception->a);
    finding_add_subject(finding, link->exception->b);
    finding_say(finding, "in one piece only by exception, through %s (%s) and %s (%s): %s (%s)",
                "d'un seul tenant par exception seulement, par %s (%s) et %s (%s) : %s (%s)",
                vintage->communes[link->a].name, link->exception->a,
                vintage->communes[link->b].name, link->exception->b, link->exception->reason,
                link->exception->author);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_linked_pieces(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        SCOPED(pieces) pieces = {0};

        if (pieces_find(checked.perimeter, scope->snapshot->rows, scope->date, &pieces, err) !=
            STATUS_OK)
            return STATUS_NO_MEMORY;
        for (size_t i = 0; i < pieces.link_count; i++) {
            if (report_link(&checked, &pieces.links[i], findings, err) != STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}
