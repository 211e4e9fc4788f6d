#include "data/check.h"

#include <string.h>

const struct check checks[] = {
    {"REF-01", LEVEL_ERROR, true, {"code inconnu", "unknown code"}, check_unknown_code},
    {"REF-02", LEVEL_ERROR, true, {"code mal formé", "malformed code"}, check_malformed_code},
    {"REF-10", LEVEL_ERROR, true, {"clé du SIREN", "SIREN check digit"}, check_siren_key},
    {"REF-16", LEVEL_ERROR, true, {"périmètre vide", "empty perimeter"}, check_empty_perimeter},
    {"REF-19", LEVEL_ERROR, true, {"membre répété", "repeated member"}, check_duplicate_member},
    {"TMP-02",
     LEVEL_ERROR,
     true,
     {"deux versions en vigueur le même jour", "two versions in force on the same day"},
     check_versions_apart},
    {"ADM-01", LEVEL_WARNING, false, {"EPCI partiel", "partial EPCI"}, check_partial_epci},
    {"ADM-03",
     LEVEL_ERROR,
     false,
     {"EPCI à cheval sur la région", "EPCI across the region's border"},
     check_straddling_epci},
    {"TOP-01",
     LEVEL_WARNING,
     false,
     {"morceaux créés par le contrat", "pieces created by the contract"},
     check_created_pieces},
    {"TOP-02",
     LEVEL_INFO,
     false,
     {"morceaux hérités d'un EPCI", "pieces inherited from an EPCI"},
     check_inherited_pieces},
    {"COV-01",
     LEVEL_ERROR,
     false,
     {"commune dans deux contrats", "commune in two contracts"},
     check_covered_twice},
};

const size_t check_count = sizeof checks / sizeof *checks;

bool check_next_version(const struct check_scope *scope, uint32_t *contract,
                        struct checked_version *ret_version)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (; *contract < rows->contract_count; (*contract)++) {
        enum force force;
        const struct version *version;

        if (scope->contract != NULL && strcmp(rows->contracts[*contract].id, scope->contract) != 0)
            continue;
        version = snapshot_version_on(scope->snapshot, *contract, scope->date, &force);
        if (version == NULL)
            continue;
        *ret_version = (struct checked_version){
            .contract = &rows->contracts[*contract],
            .version = version,
            .perimeter = snapshot_perimeter(scope->snapshot, scope->period->vintage, version),
        };
        (*contract)++;
        return true;
    }
    return false;
}

static enum status run_one(const struct check *check, const struct check_scope *scope,
                           struct findings *findings, struct check_result *ret_result,
                           struct error *err)
{
    struct check_result result = {.check = check};
    size_t before = findings->count;
    enum status status;

    if (scope->period->vintage == NULL)
        status =
            error_set(&result.reason, STATUS_NOT_FOUND, "", "no vintage is loaded for this date",
                      "aucun millésime n'est chargé pour cette date");
    else
        status = check->run(scope, findings, &result.reason);
    result.finding_count = findings->count - before;
    if (status == STATUS_NOT_FOUND)
        result.outcome = CHECK_NOT_EVALUATED;
    else if (status != STATUS_OK) {
        if (err != NULL)
            *err = result.reason;
        return status;
    } else {
        result.outcome = result.finding_count > 0 ? CHECK_FOUND : CHECK_PASSED;
    }
    *ret_result = result;
    return STATUS_OK;
}

enum status checks_run(const struct check_scope *scope, struct check_result ret_results[],
                       struct findings *findings, struct error *err)
{
    for (size_t i = 0; i < check_count; i++) {
        enum status status = run_one(&checks[i], scope, findings, &ret_results[i], err);

        if (status != STATUS_OK)
            return status;
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].is_cut)
            return error_no_memory(err);
    }
    findings_sort(findings);
    return STATUS_OK;
}
