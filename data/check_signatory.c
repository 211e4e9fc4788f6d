/* BIZ, ADM: do those who sign and those whose land it is agree? */
#include <string.h>

#include "data/check.h"

static bool signs(const struct register_rows *rows, uint32_t contract, const char *name,
                  const char *code)
{
    for (uint32_t i = 0; i < rows->signatory_count; i++) {
        const struct signatory *signatory = &rows->signatories[i];

        if (signatory->contract == contract &&
            ((name != NULL && strcmp(signatory->name, name) == 0) ||
             (code != NULL && strcmp(signatory->code, code) == 0)))
            return true;
    }
    return false;
}

/** Of contracts that nobody told the signatories of, nothing can be said. */
static bool has_signatories(const struct register_rows *rows, uint32_t contract, const char *kind)
{
    for (uint32_t i = 0; i < rows->signatory_count; i++) {
        if (rows->signatories[i].contract == contract &&
            (kind == NULL || strcmp(rows->signatories[i].kind, kind) == 0))
            return true;
    }
    return false;
}

enum status check_carrier_signs(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->contract_count; i++) {
        const struct contract *contract = &rows->contracts[i];
        struct finding *finding;

        if (!check_concerns(scope, contract->id) || contract->carrier[0] == '\0' ||
            !has_signatories(rows, i, NULL) || signs(rows, i, contract->carrier, contract->carrier))
            continue;
        finding = findings_add(findings, "BIZ-03", LEVEL_WARNING, contract->id, 0);
        if (finding == NULL)
            return error_no_memory(err);
        finding->evidence = contract->evidence;
        finding_say(finding,
                    "%s carries the contract and is not among its signatories: add it, or write "
                    "its name as the table of signatories does",
                    "%s porte le contrat et n'est pas parmi ses signataires : ajoutez-le, ou "
                    "écrivez son nom comme la table des signataires",
                    contract->carrier);
        finding_seal(finding);
    }
    return STATUS_OK;
}

static enum status report_silent(const struct checked_version *checked, const struct epci *epci,
                                 struct findings *findings, struct error *err)
{
    struct finding *finding = findings_add(findings, "ADM-09", LEVEL_WARNING, checked->contract->id,
                                           checked->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = checked->version->evidence;
    finding_add_subject(finding, epci->siren.code);
    finding_say(finding,
                "%s (%s) is in the perimeter and does not sign: add its signature, or confirm",
                "%s (%s) est dans le périmètre sans être signataire : ajoutez sa signature, ou "
                "confirmez",
                epci->name, epci->siren.code);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_members_sign(const struct check_scope *scope, struct findings *findings,
                               struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        uint32_t index = checked.version->contract;

        if (!has_signatories(rows, index, "epci"))
            continue;
        for (uint32_t i = 0; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            uint32_t epci = member->kind == MEMBER_EPCI && member->operation == MEMBER_INCLUDE
                                ? vintage_epci(scope->period->vintage, member->code)
                                : UNIT_NONE;

            if (epci != UNIT_NONE && !signs(rows, index, NULL, member->code) &&
                report_silent(&checked, &scope->period->vintage->epcis[epci], findings, err) !=
                    STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}

/** Is the EPCI or commune of that code outside, every commune of it? False when there is none. */
static bool is_outside(const struct perimeter *perimeter, const char *code)
{
    const struct vintage *vintage = perimeter->vintage;
    uint32_t commune = vintage_commune(vintage, code);
    uint32_t epci = vintage_epci(vintage, code);

    if (commune != UNIT_NONE)
        return !perimeter_holds(perimeter, commune);
    if (epci == UNIT_NONE)
        return false;
    for (uint32_t i = 0; i < vintage->epcis[epci].commune_count; i++) {
        if (perimeter_holds(perimeter, vintage->epcis[epci].communes[i]))
            return false;
    }
    return true;
}

enum status check_outside_signatories(const struct check_scope *scope, struct findings *findings,
                                      struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 0; i < rows->signatory_count; i++) {
            const struct signatory *signatory = &rows->signatories[i];
            struct finding *finding;

            if (signatory->contract != checked.version->contract ||
                !is_outside(checked.perimeter, signatory->code))
                continue;
            finding = findings_add(findings, "ADM-10", LEVEL_INFO, checked.contract->id,
                                   checked.version->number);
            if (finding == NULL)
                return error_no_memory(err);
            finding->evidence = signatory->evidence;
            finding_add_subject(finding, signatory->code);
            finding_say(finding, "%s (%s) signs and is not in the perimeter",
                        "%s (%s) signe sans être dans le périmètre", signatory->name,
                        signatory->code);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}
