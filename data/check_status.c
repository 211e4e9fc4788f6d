/* BIZ-06: does what is recorded of a contract agree with its dates and acts? */
#include <string.h>

#include "data/check.h"
#include "data/contract_status.h"

static struct finding *add(const struct contract *contract, enum level level,
                           struct findings *findings)
{
    struct finding *finding = findings_add(findings, "BIZ-06", level, contract->id, 0);

    if (finding != NULL)
        finding->evidence = contract->evidence;
    return finding;
}

/** A contract that somebody ended, and still a version that goes on past that day. */
static enum status check_termination(const struct register_rows *rows, uint32_t index,
                                     struct findings *findings, struct error *err)
{
    const struct contract *contract = &rows->contracts[index];
    char day_fr[DATE_TEXT_MAX], day_en[DATE_TEXT_MAX];
    struct date day;

    if (contract->status != CONTRACT_TERMINATED ||
        !contract_act_day(rows, index, "termination", &day))
        return STATUS_OK;
    date_format_words(day, LANGUAGE_FR, day_fr);
    date_format_words(day, LANGUAGE_EN, day_en);
    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];
        struct finding *finding;

        if (version->contract != index || version->visibility != VISIBILITY_PUBLIC ||
            version->valid_to.latest.day <= day.day)
            continue;
        finding = add(contract, LEVEL_ERROR, findings);
        if (finding == NULL)
            return error_no_memory(err);
        finding->version = version->number;
        finding->evidence = version->evidence;
        finding_say(finding,
                    "%s was terminated on %s%.0s, and its version %d goes on: give it its last day",
                    "%s a été résilié le %.0s%s, et sa version %d continue : donnez-lui son "
                    "dernier jour",
                    contract->id, day_en, day_fr, version->number);
        finding_seal(finding);
    }
    return STATUS_OK;
}

static enum status check_replacement(const struct register_rows *rows, uint32_t index,
                                     struct findings *findings, struct error *err)
{
    const struct contract *contract = &rows->contracts[index];
    struct finding *finding;

    if (contract->status != CONTRACT_REPLACED || contract_successor(rows, index) != UINT32_MAX)
        return STATUS_OK;
    finding = add(contract, LEVEL_WARNING, findings);
    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding,
                "%s is replaced, and no contract succeeds it: name it in the column succeeds of "
                "the one that takes its place",
                "%s est remplacé, et aucun contrat ne lui succède : nommez-le dans la colonne "
                "succede_a de celui qui prend sa place",
                contract->id);
    finding_seal(finding);
    return STATUS_OK;
}

/** Signed on a day, and said to be no further than before: its land would count for nothing. */
static enum status check_signature(const struct register_rows *rows, uint32_t index,
                                   struct findings *findings, struct error *err)
{
    const struct contract *contract = &rows->contracts[index];
    struct words status = contract_status_words(contract->status);
    char day_fr[DATE_TEXT_MAX], day_en[DATE_TEXT_MAX];
    struct finding *finding;
    struct date day;

    if (contract->status >= CONTRACT_SIGNED || !contract_act_day(rows, index, "signature", &day))
        return STATUS_OK;
    date_format_words(day, LANGUAGE_FR, day_fr);
    date_format_words(day, LANGUAGE_EN, day_en);
    finding =
        add(contract, contract->status < CONTRACT_ADOPTED ? LEVEL_ERROR : LEVEL_WARNING, findings);
    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding,
                "%s is %s%.0s, and an act says that it was signed on %s%.0s: correct the status, "
                "or the act",
                "%s est au statut « %.0s%s », et un acte le dit signé le %.0s%s : corrigez le "
                "statut, ou l'acte",
                contract->id, status.en, status.fr, day_en, day_fr);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_contract_status(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < rows->contract_count && status == STATUS_OK; i++) {
        if (!check_concerns(scope, rows->contracts[i].id))
            continue;
        status = check_termination(rows, i, findings, err);
        if (status == STATUS_OK)
            status = check_replacement(rows, i, findings, err);
        if (status == STATUS_OK)
            status = check_signature(rows, i, findings, err);
    }
    return status;
}
