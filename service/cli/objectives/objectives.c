/* lisiere objectives [CONTRACT…] */
#include <stdlib.h>
#include <string.h>

#include "service/cli/known_at.h"
#include "service/cli/objectives/form.h"
#include "service/cli/output.h"
#include "service/cli/usage.h"

enum { KEY_GENERATION = USAGE_OWN_KEY };

static const struct option_line options[] = {
    {"generation",
     KEY_GENERATION,
     {"CRT|CDT…", "CRT|CDT…"},
     {"les contrats de cette génération seulement", "contracts of this generation alone"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "objectives",
    .arguments = {"[CONTRAT…]", "[CONTRACT…]"},
    .summary = {"Ce que visent les contrats à une date : contrats en lignes, axes en colonnes.",
                "What the contracts aim at on a date: contracts in rows, axes in columns."},
    .details =
        {"Les axes sont les orientations de la génération, puis ceux que les contrats ont en "
         "propre. Suivent les contrats dont rien n'est\nconnu sur une orientation, et les "
         "objectifs repris tels quels du contrat précédent. Ne rien connaître n'est pas "
         "qu'il n'y ait rien.",
         "Axes are the generation's orientations, then those that contracts have of their "
         "own. Then come the contracts of which nothing is\nknown on an orientation, and "
         "the objectives taken over unchanged from the predecessor. That nothing is known "
         "is not that there is nothing."},
    .options = options,
    .formats = "text, csv, json",
    .has_date = true,
    .has_known_at = true,
    .argument_max = 16,
};

struct wishes {
    const char *generation; /* NULL: all */
};

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    (void)key;
    wishes->generation = value;
    return true;
}

const struct objective *objectives_next(const struct objective_matrices *matrices,
                                        uint32_t contract, const char *axis, uint32_t *index)
{
    const struct register_rows *rows = matrices->snapshot->rows;

    while (*index < rows->objective_count) {
        const struct objective *objective = &rows->objectives[(*index)++];

        if (objective->contract == contract && strcmp(objective->axis, axis) == 0 &&
            objective_on(objective, matrices->date) != AIM_NOT_KNOWN)
            return objective;
    }
    return NULL;
}

static enum status check_names(const struct register_rows *rows, const struct wishes *wishes,
                               const struct arguments *arguments, struct error *err)
{
    if (wishes->generation != NULL && register_generation(rows, wishes->generation) == UINT32_MAX)
        return error_set(err, STATUS_NOT_FOUND, wishes->generation,
                         "no generation has this identifier: CRT and CDT are two",
                         "aucune génération n'a cet identifiant : CRT et CDT en sont");
    for (size_t i = 0; i < arguments->count; i++) {
        if (register_contract(rows, arguments->list[i]) == UINT32_MAX)
            return error_set(err, STATUS_NOT_FOUND, arguments->list[i],
                             "no contract has this identifier; lisiere contracts lists them",
                             "aucun contrat n'a cet identifiant ; lisiere contracts les liste");
    }
    return STATUS_OK;
}

static enum status gather(struct objective_matrices *matrices, const struct wishes *wishes,
                          const struct arguments *arguments, struct error *err)
{
    const struct register_rows *rows = matrices->snapshot->rows;

    matrices->list = calloc((size_t)rows->generation_count + 1, sizeof(struct objective_matrix *));
    if (matrices->list == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->generation_count; i++) {
        AUTO(objective_matrix) matrix = NULL;
        enum status status;

        if (wishes->generation != NULL && strcmp(rows->generations[i].id, wishes->generation) != 0)
            continue;
        status = objective_matrix_new(matrices->snapshot, i, matrices->date, arguments->list,
                                      arguments->count, &matrix, err);
        if (status != STATUS_OK)
            return status;
        if (matrix->contract_count > 0)
            matrices->list[matrices->count++] = TAKE(matrix);
    }
    return STATUS_OK;
}

static enum status answer(const struct common *common, const struct wishes *wishes,
                          const struct arguments *arguments, const struct snapshot *snapshot,
                          struct text *text, struct error *err)
{
    struct objective_matrices matrices = {.snapshot = snapshot, .date = common->at};
    enum status status = check_names(snapshot->rows, wishes, arguments, err);

    if (status == STATUS_OK)
        status = gather(&matrices, wishes, arguments, err);
    if (status == STATUS_OK && common->format != NULL && strcmp(common->format, "csv") == 0) {
        objectives_write_csv(text, &matrices);
    } else if (status == STATUS_OK && common->format != NULL &&
               strcmp(common->format, "json") == 0) {
        objectives_write_json(text, &matrices);
    } else if (status == STATUS_OK) {
        known_at_write(text, common, snapshot);
        objectives_write_text(text, &matrices, common->language);
    }
    for (size_t i = 0; i < matrices.count; i++)
        objective_matrix_free(matrices.list[i]);
    free(matrices.list);
    return status;
}

enum exit_code run_objectives(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct wishes wishes = {NULL};
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    SCOPED(text) text = {0};
    enum exit_code exit_code;
    enum status status;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    text_init(&text, OUTPUT_MAX);
    status = known_at_load(&common, &snapshot, &err);
    if (status == STATUS_OK)
        status = answer(&common, &wishes, &arguments, snapshot, &text, &err);
    snapshot_release(snapshot);
    return status == STATUS_OK ? output_finish(&common, &text) : command_fail(&common, &err);
}
