/* BIZ: does a funded project lie where its contract is? */
#include <string.h>

#include "data/check.h"
#include "data/project_place.h"

static struct finding *add(const char *check, enum level level, const struct project *project,
                           struct findings *findings)
{
    struct finding *finding = findings_add(findings, check, level, project->contract, 0);

    if (finding == NULL)
        return NULL;
    finding->evidence = project->evidence;
    finding_add_subject(finding, project->id);
    return finding;
}

enum status check_project_place(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->project_count; i++) {
        const struct project *project = &rows->projects[i];
        enum project_place place = project_place_on(scope->snapshot, project, scope->date);
        struct finding *finding;

        if (!check_concerns(scope, project->contract) ||
            (place != PROJECT_PARTLY && place != PROJECT_OUTSIDE))
            continue;
        finding = add("BIZ-09", LEVEL_WARNING, project, findings);
        if (finding == NULL)
            return error_no_memory(err);
        finding_say(finding,
                    "the project %s lies %s%.0s the perimeter of its contract: check its communes "
                    "(%s), or the contract",
                    "le projet %s est %.0s%s périmètre de son contrat : vérifiez ses communes "
                    "(%s), ou le contrat",
                    project->id, place == PROJECT_PARTLY ? "in part outside" : "outside",
                    place == PROJECT_PARTLY ? "en partie hors du" : "hors du", project->communes);
        finding_seal(finding);
    }
    return STATUS_OK;
}

enum status check_project_contract(const struct check_scope *scope, struct findings *findings,
                                   struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->project_count; i++) {
        const struct project *project = &rows->projects[i];
        struct finding *finding;

        if (scope->contract != NULL || project->contract[0] != '\0')
            continue;
        finding = add("BIZ-10", LEVEL_INFO, project, findings);
        if (finding == NULL)
            return error_no_memory(err);
        finding_say(finding, "the project %s is of no contract: name the one that funds it",
                    "le projet %s n'est d'aucun contrat : nommez celui qui l'aide", project->id);
        finding_seal(finding);
    }
    return STATUS_OK;
}
