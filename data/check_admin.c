/* ADM: how a perimeter sits on the intercommunalities. */
#include <stdlib.h>
#include <string.h>

#include "data/check.h"
#include "data/enumeration.h"

/** Communes of the perimeter per EPCI of its vintage; freed with free(). */
static uint32_t *count_by_epci(const struct perimeter *perimeter)
{
    const struct vintage *vintage = perimeter->vintage;
    uint32_t *counts = calloc(vintage->epci_count + 1, sizeof *counts);

    if (counts == NULL)
        return NULL;
    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        uint32_t epci = vintage->communes[perimeter->communes[i]].epci;

        if (epci != UNIT_NONE)
            counts[epci]++;
    }
    return counts;
}

/** The communes of the EPCI that the perimeter lacks: subjects of the finding, and words. */
static void name_missing(const struct perimeter *perimeter, const struct epci *epci,
                         bool region_only, struct finding *finding, struct enumeration *names)
{
    const struct vintage *vintage = perimeter->vintage;

    for (uint32_t i = 0; i < epci->commune_count; i++) {
        const struct commune *commune = &vintage->communes[epci->communes[i]];

        if (perimeter_holds(perimeter, epci->communes[i]) || (region_only && !commune->in_region))
            continue;
        finding_add_subject(finding, commune->insee.code);
        enumeration_add(names, commune->name, commune->insee.code);
    }
}

static enum status report_partial(const struct checked_version *checked, const struct epci *epci,
                                  uint32_t inside, uint32_t whole, struct findings *findings,
                                  struct error *err)
{
    bool region_only = checked->version->clip == CLIP_REGION;
    struct enumeration names = {0};
    struct finding *finding = findings_add(findings, "ADM-01", LEVEL_WARNING, checked->contract->id,
                                           checked->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = checked->version->evidence;
    finding_add_subject(finding, epci->siren.code);
    name_missing(checked->perimeter, epci, region_only, finding, &names);
    finding_say(finding,
                "the contract takes %u of the %u communes of %s (%s); missing: %s. Include the "
                "EPCI, or give the reason of the exclusion",
                "le contrat prend %u des %u communes de %s (%s) ; manquent : %s. Incluez l'EPCI, "
                "ou donnez la raison de l'exclusion",
                inside, whole, epci->name, epci->siren.code, names.text);
    finding_seal(finding);
    return STATUS_OK;
}

/** An exclusion with a reason is a decision, not an oversight: by commune, or of the whole EPCI. */
static bool is_explained(const struct checked_version *checked, uint32_t epci)
{
    const struct vintage *vintage = checked->perimeter->vintage;

    for (uint32_t i = 0; i < checked->version->member_count; i++) {
        const struct member *member = &checked->version->members[i];
        uint32_t commune;

        if (member->operation != MEMBER_EXCLUDE || member->reason[0] == '\0' ||
            member->kind != MEMBER_COMMUNE)
            continue;
        commune = vintage_commune(vintage, member->code);
        if (commune != UNIT_NONE && vintage->communes[commune].epci == epci)
            return true;
    }
    return false;
}

enum status check_partial_epci(const struct check_scope *scope, struct findings *findings,
                               struct error *err)
{
    const struct vintage *vintage = scope->period->vintage;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        uint32_t *counts = count_by_epci(checked.perimeter);
        enum status status = STATUS_OK;

        if (counts == NULL)
            return error_no_memory(err);
        for (uint32_t i = 0; i < vintage->epci_count && status == STATUS_OK; i++) {
            const struct epci *epci = &vintage->epcis[i];
            uint32_t whole = epci->commune_count;

            if (checked.version->clip == CLIP_REGION)
                whole -= epci->outside_count;
            if (counts[i] > 0 && counts[i] < whole && !is_explained(&checked, i))
                status = report_partial(&checked, epci, counts[i], whole, findings, err);
        }
        free(counts);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status check_straddling_epci(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    const struct vintage *vintage = scope->period->vintage;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 0; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            uint32_t index = member->kind == MEMBER_EPCI && member->operation == MEMBER_INCLUDE
                                 ? vintage_epci(vintage, member->code)
                                 : UNIT_NONE;
            struct finding *finding;

            if (index == UNIT_NONE || vintage->epcis[index].outside_count == 0 ||
                checked.version->clip != CLIP_UNSTATED)
                continue;
            finding = findings_add(findings, "ADM-03", LEVEL_ERROR, checked.contract->id,
                                   checked.version->number);
            if (finding == NULL)
                return error_no_memory(err);
            finding->evidence = member->evidence;
            finding_add_subject(finding, member->code);
            finding_say(finding,
                        "%s (%s) has %u communes outside the region: state clip=region or "
                        "clip=whole in the version",
                        "%s (%s) compte %u communes hors de la région : indiquez clip=region ou "
                        "clip=whole dans la version",
                        vintage->epcis[index].name, member->code,
                        vintage->epcis[index].outside_count);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}
