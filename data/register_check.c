#include "data/register_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/check.h"

static bool is_guarding(const struct finding *finding)
{
    if (finding->level < LEVEL_ERROR)
        return false;
    for (size_t i = 0; i < check_count; i++) {
        if (strcmp(checks[i].id, finding->check) == 0)
            return checks[i].guards_register;
    }
    return false;
}

static void place_of(const struct finding *finding, char subject[ERROR_SUBJECT_MAX])
{
    if (finding->evidence.file[0] == '\0')
        (void)snprintf(subject, ERROR_SUBJECT_MAX, "%s", finding->contract);
    else
        (void)snprintf(subject, ERROR_SUBJECT_MAX, "%s:%u", finding->evidence.file,
                       finding->evidence.line);
}

static enum status refuse_first(const struct findings *findings, struct error *err)
{
    const struct finding *first = NULL;
    unsigned others = 0;
    char subject[ERROR_SUBJECT_MAX];

    for (size_t i = 0; i < findings->count; i++) {
        if (!is_guarding(&findings->list[i]))
            continue;
        if (first == NULL)
            first = &findings->list[i];
        else
            others++;
    }
    if (first == NULL)
        return STATUS_OK;
    place_of(first, subject);
    if (others == 0)
        return error_set(err, STATUS_INVALID, subject, "%s%.0s [%s]", "%.0s%s [%s]", first->en,
                         first->fr, first->check);
    return error_set(
        err, STATUS_INVALID, subject,
        "%s%.0s [%s]; other findings that refuse this register: %u, lisiere check --with "
        "lists them",
        "%.0s%s [%s] ; autres constats qui refusent ce registre : %u, lisiere check --with "
        "les liste",
        first->en, first->fr, first->check, others);
}

/** What every check says of one version, on its first day, so that the past ones are seen too. */
static enum status find_of_version(const struct snapshot *snapshot, const struct version *version,
                                   struct check_result *results, struct findings *findings,
                                   struct error *err)
{
    struct check_scope scope = {
        .snapshot = snapshot,
        .date = version->valid_from.latest,
        .contract = version->contract_id,
    };

    scope.period = timeline_at(&snapshot->timeline, scope.date);
    if (scope.period->vintage == NULL)
        scope.period = &snapshot->timeline.periods[snapshot->timeline.count - 1];
    return checks_run(&scope, results, findings, err);
}

static bool is_known(const struct findings *findings, size_t count, const struct finding *finding)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(findings->list[i].fingerprint, finding->fingerprint) == 0 &&
            strcmp(findings->list[i].contract, finding->contract) == 0)
            return true;
    }
    return false;
}

/** Leaves each finding once, and none of contracts that only the store knows. */
static void keep_new(struct findings *findings, const struct register_rows *rows)
{
    size_t kept = 0;

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        uint32_t contract = register_contract(rows, finding->contract);

        if (contract == UINT32_MAX || !register_contract_is_from_file(rows, contract) ||
            is_known(findings, kept, finding))
            free(finding->subjects);
        else
            findings->list[kept++] = *finding;
    }
    findings->count = kept;
}

enum status register_check_find(const struct snapshot *snapshot, struct findings *findings,
                                struct error *err)
{
    const struct register_rows *rows = snapshot->rows;
    struct check_result *results = calloc(check_count, sizeof *results);
    enum status status = results == NULL ? error_no_memory(err) : STATUS_OK;

    for (uint32_t i = 0; i < rows->version_count && status == STATUS_OK; i++) {
        if (register_contract_is_from_file(rows, rows->versions[i].contract))
            status = find_of_version(snapshot, &rows->versions[i], results, findings, err);
    }
    free(results);
    keep_new(findings, rows);
    return status;
}

enum status register_check(const struct snapshot *snapshot, struct error *err)
{
    SCOPED(findings) findings = {0};
    enum status status;

    findings_init(&findings);
    status = register_check_find(snapshot, &findings, err);
    return status == STATUS_OK ? refuse_first(&findings, err) : status;
}
