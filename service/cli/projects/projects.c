/* lisiere projects */
#include <stdlib.h>
#include <string.h>

#include "data/reexpression.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/projects/form.h"
#include "service/cli/usage.h"

enum { KEY_BY = USAGE_OWN_KEY, KEY_CONTRACT };

static const struct option_line options[] = {
    {"by",
     KEY_BY,
     {"contract|category|epci", "contract|category|epci"},
     {"en nombre et en euros, par contrat, catégorie ou EPCI",
      "in number and euros, by contract, category or EPCI"}},
    {"contract",
     KEY_CONTRACT,
     {"ID", "ID"},
     {"les projets de ce contrat seulement", "projects of this contract alone"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "projects",
    .arguments = {"", ""},
    .summary = {"Les projets aidés : où ils sont, pour quel contrat, et combien.",
                "The projects that are funded: where, under which contract, and how much."},
    .details =
        {"Un montant que personne ne dit n'est pas compté pour rien : chaque somme dit de "
         "combien de projets le montant est connu.\nPar EPCI, un projet compte dans chacun "
         "de ceux où il a une commune ; le total le compte une fois. Un projet est dans son\n"
         "contrat ou dehors le jour de sa décision, sinon à la date demandée.",
         "An amount that nobody states does not count as nothing: each sum says of how many "
         "projects the amount is known.\nBy EPCI a project counts in each one that it has a "
         "commune in; the total counts it once. A project is in its contract or\noutside on "
         "the day of its decision, else on the date asked."},
    .options = options,
    .formats = "text, csv, json",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
    .argument_max = 0,
};

struct wishes {
    const char *contract; /* NULL: all */
    bool is_grouped;
    enum project_grouping grouping;
};

static bool handle(int key, const char *value, void *context)
{
    static const char *const groupings[] = {"contract", "category", "epci"};
    struct wishes *wishes = context;

    if (key == KEY_CONTRACT)
        wishes->contract = value;
    if (key != KEY_BY)
        return true;
    for (int grouping = PROJECTS_BY_CONTRACT; grouping <= PROJECTS_BY_EPCI; grouping++) {
        if (strcmp(value, groupings[grouping]) == 0) {
            wishes->is_grouped = true;
            wishes->grouping = (enum project_grouping)grouping;
            return true;
        }
    }
    return false;
}

static void write(const struct common *common, const struct project_list *list, struct text *text)
{
    if (common->format != NULL && strcmp(common->format, "csv") == 0) {
        projects_write_csv(text, list);
    } else if (common->format != NULL && strcmp(common->format, "json") == 0) {
        projects_write_json(text, list);
    } else {
        known_at_write(text, common, list->snapshot);
        projects_write_text(text, list, common->language);
    }
}

static enum status answer(const struct common *common, const struct wishes *wishes,
                          const struct snapshot *snapshot, struct text *text, struct error *err)
{
    AUTO(reexpression) reexpression = NULL;
    SCOPED(project_sums) sums = {0};
    const struct register_rows *rows = snapshot->rows;
    const struct period *period;
    bool *is_wanted = calloc((size_t)rows->project_count + 1, sizeof *is_wanted);
    struct project_list list = {
        .snapshot = snapshot,
        .date = common->at,
        .is_wanted = is_wanted,
        .is_grouped = wishes->is_grouped,
        .grouping = wishes->is_grouped ? wishes->grouping : PROJECTS_BY_CATEGORY,
        .sums = &sums,
    };
    enum status status = is_wanted == NULL ? error_no_memory(err)
                                           : period_on(snapshot, common->at, common->vintage,
                                                       &reexpression, &period, err);

    for (uint32_t i = 0; is_wanted != NULL && i < rows->project_count; i++)
        is_wanted[i] =
            wishes->contract == NULL || strcmp(rows->projects[i].contract, wishes->contract) == 0;
    if (status == STATUS_OK) {
        list.vintage = period->vintage;
        status = project_sums_find(snapshot, list.vintage, list.grouping, is_wanted, &sums, err);
    }
    if (status == STATUS_OK)
        write(common, &list, text);
    free(is_wanted);
    return status;
}

enum exit_code run_projects(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct wishes wishes = {.contract = NULL};
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    SCOPED(text) text = {0};
    enum exit_code exit_code;
    enum status status;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    text_init(&text, OUTPUT_MAX);
    status = known_at_load(&common, &snapshot, &err);
    if (status == STATUS_OK && wishes.contract != NULL &&
        register_contract(snapshot->rows, wishes.contract) == UINT32_MAX)
        status = error_set(&err, STATUS_NOT_FOUND, wishes.contract,
                           "no contract has this identifier; lisiere contracts lists them",
                           "aucun contrat n'a cet identifiant ; lisiere contracts les liste");
    if (status == STATUS_OK)
        status = answer(&common, &wishes, snapshot, &text, &err);
    snapshot_release(snapshot);
    return status == STATUS_OK ? output_finish(&common, &text) : command_fail(&common, &err);
}
