/* The matrix to be read, then what it does not show at a glance. */
#include <stdio.h>

#include "service/cli/objectives/form.h"
#include "service/report/wording.h"

enum { ID_WIDTH = 30 };

static const struct contract *contract_at(const struct objective_matrices *matrices,
                                          const struct objective_matrix *matrix, uint32_t contract)
{
    return &matrices->snapshot->rows->contracts[matrix->contracts[contract]];
}

static const char *axis_name(const struct objective_axis *axis)
{
    return axis->orientation != NULL ? axis->orientation->name : axis->id;
}

static void add_axes(struct text *text, const struct objective_matrix *matrix,
                     enum language language)
{
    for (uint32_t i = 0; i < matrix->axis_count; i++) {
        const struct objective_axis *axis = &matrix->axes[i];

        text_addf(text, "  %2u  %s%s\n", i + 1, axis_name(axis),
                  axis->orientation != NULL ? ""
                  : language == LANGUAGE_FR ? " (propre aux contrats)"
                                            : " (of the contracts' own)");
    }
}

static const char *mark_of(enum aim aim)
{
    return aim == AIM_SET ? "●" : aim == AIM_IN_DOUBT ? "?" : "–";
}

static void add_rows(struct text *text, const struct objective_matrices *matrices,
                     const struct objective_matrix *matrix, enum language language)
{
    text_addf(text, "  %-*s", ID_WIDTH, "");
    for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
        text_addf(text, " %2u", axis + 1);
    text_add(text, "\n");
    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        const struct contract *contract = contract_at(matrices, matrix, i);

        text_addf(text, "  %-*s", ID_WIDTH, contract->id);
        for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
            text_addf(text, "  %s", mark_of(objective_matrix_aim(matrix, i, axis)));
        text_addf(text, "%s\n",
                  contract->visibility == VISIBILITY_PUBLIC ? ""
                  : language == LANGUAGE_FR                 ? "  (interne)"
                                                            : "  (internal)");
    }
}

static struct words revision_words(enum objective_revision revision)
{
    switch (revision) {
    case REVISION_NEW:
        return (struct words){" ; nouveau", "; new"};
    case REVISION_CHANGED:
        return (struct words){" ; révisé", "; revised"};
    case REVISION_UNCHANGED:
        return (struct words){" ; repris tel quel du contrat précédent",
                              "; taken over unchanged from the predecessor"};
    case REVISION_NONE:
        break;
    }
    return (struct words){"", ""};
}

static void add_objectives(struct text *text, const struct objective_matrices *matrices,
                           const struct objective_matrix *matrix, uint32_t row,
                           enum language language)
{
    const struct register_rows *rows = matrices->snapshot->rows;

    for (uint32_t axis = 0; axis < matrix->axis_count; axis++) {
        const struct objective *objective;

        for (uint32_t i = 0; (objective = objectives_next(matrices, matrix->contracts[row],
                                                          matrix->axes[axis].id, &i)) != NULL;)
            text_addf(text, "    %2u  %s%s%s\n", axis + 1, objective->text,
                      objective_on(objective, matrices->date) == AIM_SET ? ""
                      : language == LANGUAGE_FR ? " (en doute à cette date)"
                                                : " (in doubt on this date)",
                      words_in(revision_words(objective_revision_of(rows, objective)), language));
    }
}

static bool has_objective(const struct objective_matrix *matrix, uint32_t contract)
{
    for (uint32_t axis = 0; axis < matrix->axis_count; axis++) {
        if (objective_matrix_aim(matrix, contract, axis) != AIM_NOT_KNOWN)
            return true;
    }
    return false;
}

/** Of contracts that have some objective, those that have none on the axis; with NULL, those that
 * have none at all. */
static void add_lacking(struct text *text, const struct objective_matrices *matrices,
                        const struct objective_matrix *matrix, const char *heading,
                        const uint32_t *axis)
{
    bool is_first = true;

    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        bool lacks = axis == NULL ? !has_objective(matrix, i)
                                  : has_objective(matrix, i) &&
                                        objective_matrix_aim(matrix, i, *axis) == AIM_NOT_KNOWN;

        if (!lacks)
            continue;
        text_addf(text, "%s%s", is_first ? heading : ", ", contract_at(matrices, matrix, i)->id);
        is_first = false;
    }
    if (!is_first)
        text_add(text, "\n");
}

static void add_lacks(struct text *text, const struct objective_matrices *matrices,
                      const struct objective_matrix *matrix, enum language language)
{
    char heading[256];

    for (uint32_t axis = 0; axis < matrix->axis_count; axis++) {
        if (matrix->axes[axis].orientation == NULL)
            continue;
        (void)snprintf(heading, sizeof heading,
                       language == LANGUAGE_FR ? "  rien de connu sur « %.200s » : "
                                               : "  nothing known on “%.200s”: ",
                       axis_name(&matrix->axes[axis]));
        add_lacking(text, matrices, matrix, heading, &axis);
    }
    add_lacking(text, matrices, matrix,
                language == LANGUAGE_FR ? "  rien de connu sur aucun axe : "
                                        : "  nothing known on any axis: ",
                NULL);
}

static void add_contracts(struct text *text, const struct objective_matrices *matrices,
                          const struct objective_matrix *matrix, enum language language)
{
    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        const struct contract *contract = contract_at(matrices, matrix, i);

        text_addf(text, "  %s  %s\n", contract->id, contract->name);
        if (has_objective(matrix, i))
            add_objectives(text, matrices, matrix, i, language);
        else
            text_add(text, language == LANGUAGE_FR ? "    aucun objectif connu à cette date\n"
                                                   : "    no objective known on this date\n");
    }
}

static void add_matrix(struct text *text, const struct objective_matrices *matrices,
                       const struct objective_matrix *matrix, enum language language)
{
    const struct generation *generation =
        &matrices->snapshot->rows->generations[matrix->generation];

    text_addf(text, "\n%s  %s\n", generation->id, generation->name);
    add_axes(text, matrix, language);
    if (matrix->axis_count > 0)
        add_rows(text, matrices, matrix, language);
    add_lacks(text, matrices, matrix, language);
    add_contracts(text, matrices, matrix, language);
}

void objectives_write_text(struct text *text, const struct objective_matrices *matrices,
                           enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    char date[NUMBER_MAX];

    wording_date(matrices->date, language, date);
    text_addf(text,
              is_french ? "Objectifs des contrats au %s : ● fixé, ? en doute, – rien de connu\n"
                        : "Objectives of the contracts on %s: ● set, ? in doubt, – nothing known\n",
              date);
    if (matrices->count == 0)
        text_add(text, is_french ? "Aucun contrat connu n'est en vigueur à cette date.\n"
                                 : "No contract that is known is in force on this date.\n");
    for (size_t i = 0; i < matrices->count; i++)
        add_matrix(text, matrices, matrices->list[i], language);
    text_add(text, is_french
                       ? "! Rien de connu n'est pas rien de fixé : le registre n'a que ce qu'une "
                         "source dit.\n"
                       : "! Nothing known is not nothing set: the register has only what a source "
                         "says.\n");
    if (register_is_from_press(matrices->snapshot->rows))
        text_add(text, is_french ? "! D'après la presse : la Région ne l'a pas confirmé.\n"
                                 : "! According to the press: the Région has not confirmed it.\n");
}
