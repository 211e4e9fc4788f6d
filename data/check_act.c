/* BIZ: does each decision have the act that gives it force? */
#include <stdio.h>
#include <string.h>

#include "data/check.h"

enum { LACKS_MAX = 80 };

/** What an act lacks, as files call it; only councils number what they decide. */
static bool name_lacks(const struct act *act, char ret_fr[LACKS_MAX], char ret_en[LACKS_MAX])
{
    const struct {
        bool is_lacking;
        struct words name;
    } parts[] = {
        {strcmp(act->kind, "signature") != 0 && act->number[0] == '\0', {"numero", "number"}},
        {act->date.precision != DATE_DAY, {"date", "date"}},
        {act->document_sha256[0] == '\0', {"document_sha256", "document_sha256"}},
    };
    size_t fr = 0, en = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].is_lacking)
            continue;
        fr += (size_t)snprintf(ret_fr + fr, LACKS_MAX - fr, "%s%s", fr > 0 ? ", " : "",
                               parts[i].name.fr);
        en += (size_t)snprintf(ret_en + en, LACKS_MAX - en, "%s%s", en > 0 ? ", " : "",
                               parts[i].name.en);
    }
    return fr > 0;
}

enum status check_whole_acts(const struct check_scope *scope, struct findings *findings,
                             struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->act_count; i++) {
        const struct act *act = &rows->acts[i];
        uint32_t contract = register_contract(rows, act->contract);
        char fr[LACKS_MAX], en[LACKS_MAX];
        struct finding *finding;

        if (contract == UINT32_MAX || !check_concerns(scope, act->contract) ||
            !name_lacks(act, fr, en))
            continue;
        /* Of what the press says nobody has the document. */
        finding = findings_add(findings, "BIZ-04",
                               rows->contracts[contract].basis == BASIS_PRESS ? LEVEL_INFO
                                                                              : LEVEL_WARNING,
                               act->contract, 0);
        if (finding == NULL)
            return error_no_memory(err);
        finding->evidence = act->evidence;
        finding_add_subject(finding, act->id);
        finding_say(finding, "act %s lacks: %s%.0s. Complete it from the signed document",
                    "il manque à l'acte %s : %.0s%s. Complétez-le d'après le document signé",
                    act->id, en, fr);
        finding_seal(finding);
    }
    return STATUS_OK;
}

/** Was it decided anew, by an act of its own? Or does it say that it corrects a mistake? */
static bool is_decided(const struct version *version, const struct version *before)
{
    return strcmp(version->cause, "correction") == 0 ||
           (version->act[0] != '\0' && strcmp(version->act, before->act) != 0);
}

enum status check_decided_versions(const struct check_scope *scope, struct findings *findings,
                                   struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 1; i < rows->version_count; i++) {
        const struct version *before = &rows->versions[i - 1]; /* sorted by contract and number */
        const struct version *version = &rows->versions[i];
        struct finding *finding;

        if (version->contract != before->contract || version->visibility != VISIBILITY_PUBLIC ||
            !check_concerns(scope, version->contract_id) || is_decided(version, before))
            continue;
        finding =
            findings_add(findings, "BIZ-05", LEVEL_ERROR, version->contract_id, version->number);
        if (finding == NULL)
            return error_no_memory(err);
        finding->evidence = version->evidence;
        finding_say(finding,
                    "version %d of %s has no act of its own: name the amendment that decides it, "
                    "or give it the cause correction",
                    "la version %d de %s n'a pas d'acte à elle : nommez l'avenant qui la décide, "
                    "ou donnez-lui la cause « correction »",
                    version->number, version->contract_id);
        finding_seal(finding);
    }
    return STATUS_OK;
}
