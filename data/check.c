#include "data/check.h"

#include <string.h>

#include "data/waiver.h"

const struct check checks[] = {
    {"REF-01", LEVEL_ERROR, true, {"code inconnu", "unknown code"}, check_unknown_code},
    {"REF-02", LEVEL_ERROR, true, {"code mal formé", "malformed code"}, check_malformed_code},
    {"REF-05",
     LEVEL_ERROR,
     true,
     {"commune qui n'existe plus", "commune that is no more"},
     check_ended_commune},
    {"REF-06",
     LEVEL_ERROR,
     true,
     {"commune divisée entre plusieurs", "commune divided among several"},
     check_divided_commune},
    {"REF-10", LEVEL_ERROR, true, {"clé du SIREN", "SIREN check digit"}, check_siren_key},
    {"REF-12", LEVEL_ERROR, true, {"EPCI dissous", "dissolved EPCI"}, check_dissolved_epci},
    {"REF-16", LEVEL_ERROR, true, {"périmètre vide", "empty perimeter"}, check_empty_perimeter},
    {"REF-17",
     LEVEL_WARNING,
     false,
     {"deux contrats de même périmètre", "two contracts with one perimeter"},
     check_same_perimeters},
    {"REF-19", LEVEL_ERROR, true, {"membre répété", "repeated member"}, check_duplicate_member},
    {"TMP-02",
     LEVEL_ERROR,
     true,
     {"deux versions en vigueur le même jour", "two versions in force on the same day"},
     check_versions_apart},
    {"TMP-03",
     LEVEL_WARNING,
     false,
     {"jours sans périmètre", "days without a perimeter"},
     check_holes},
    {"TMP-05",
     LEVEL_WARNING,
     false,
     {"un contrat et celui auquel il succède", "a contract and the one it succeeds"},
     check_succession_apart},
    {"TMP-10",
     LEVEL_ERROR,
     true,
     {"membre qui n'existait pas encore", "member that did not exist yet"},
     check_member_to_come},
    {"ADM-01", LEVEL_WARNING, false, {"EPCI partiel", "partial EPCI"}, check_partial_epci},
    {"ADM-03",
     LEVEL_ERROR,
     true,
     {"EPCI à cheval sur la région", "EPCI across the region's border"},
     check_straddling_epci},
    {"ADM-09",
     LEVEL_WARNING,
     false,
     {"EPCI qui ne signe pas", "EPCI that does not sign"},
     check_members_sign},
    {"ADM-10",
     LEVEL_INFO,
     false,
     {"signataire hors du périmètre", "signatory outside the perimeter"},
     check_outside_signatories},
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
    {"TOP-15",
     LEVEL_INFO,
     false,
     {"d'un seul tenant par exception", "in one piece by exception"},
     check_linked_pieces},
    {"COV-01",
     LEVEL_ERROR,
     false,
     {"commune dans deux contrats", "commune in two contracts"},
     check_covered_twice},
    {"COV-07",
     LEVEL_WARNING,
     false,
     {"nombre de contrats", "number of contracts"},
     check_contract_count},
    {"BIZ-03",
     LEVEL_WARNING,
     false,
     {"porteur non signataire", "carrier that does not sign"},
     check_carrier_signs},
    {"BIZ-04", LEVEL_WARNING, false, {"acte incomplet", "incomplete act"}, check_whole_acts},
    {"BIZ-05",
     LEVEL_ERROR,
     false,
     {"périmètre changé sans acte", "perimeter changed without an act"},
     check_decided_versions},
    {"BIZ-06",
     LEVEL_ERROR,
     true,
     {"statut contraire aux dates", "status at odds with the dates"},
     check_contract_status},
    {"BIZ-07", LEVEL_WARNING, false, {"taille du périmètre", "size of the perimeter"}, check_size},
    {"BIZ-08", LEVEL_WARNING, false, {"donnée personnelle", "personal data"}, check_personal_data},
    {"BIZ-09",
     LEVEL_WARNING,
     false,
     {"projet hors de son contrat", "project outside its contract"},
     check_project_place},
    {"BIZ-10",
     LEVEL_INFO,
     false,
     {"projet sans contrat", "project without a contract"},
     check_project_contract},
};

const size_t check_count = sizeof checks / sizeof *checks;

bool check_concerns(const struct check_scope *scope, const char *contract)
{
    return scope->contract == NULL || strcmp(scope->contract, contract) == 0;
}

bool check_next_version(const struct check_scope *scope, uint32_t *contract,
                        struct checked_version *ret_version)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (; *contract < rows->contract_count; (*contract)++) {
        enum force force;
        const struct version *version;

        if (!check_concerns(scope, rows->contracts[*contract].id))
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
        findings->list[i].waiver =
            waiver_of(scope->snapshot->rows, &findings->list[i], scope->date);
        findings->list[i].decision = decision_of(scope->snapshot->rows, &findings->list[i]);
    }
    findings_sort(findings);
    return STATUS_OK;
}
