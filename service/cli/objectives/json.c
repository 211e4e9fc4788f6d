/* The matrix for programs. */
#include "service/report/json.h"

#include "service/cli/objectives/form.h"
#include "service/report/csv.h"

static void write_objective(struct json *json, const struct objective_matrices *matrices,
                            const struct objective *objective)
{
    char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

    loose_date_format(objective->valid_from, from);
    loose_date_format(objective->valid_to, to);
    json_object_begin(json);
    json_member_string(json, "text", objective->text);
    json_member_string(json, "state", aim_name(objective_on(objective, matrices->date)));
    json_member_string(json, "act", objective->act);
    json_member_string(json, "valid_from", from);
    json_member_string(json, "valid_to", to);
    json_member_string(
        json, "since_predecessor",
        objective_revision_name(objective_revision_of(matrices->snapshot->rows, objective)));
    json_member_string(json, "source", objective->source);
    json_object_end(json);
}

static void write_cell(struct json *json, const struct objective_matrices *matrices,
                       const struct objective_matrix *matrix, uint32_t row, uint32_t axis)
{
    const struct objective *objective;

    json_object_begin(json);
    json_member_string(json, "axis", matrix->axes[axis].id);
    json_member_string(json, "state", aim_name(objective_matrix_aim(matrix, row, axis)));
    json_key(json, "objectives");
    json_array_begin(json);
    for (uint32_t i = 0; (objective = objectives_next(matrices, matrix->contracts[row],
                                                      matrix->axes[axis].id, &i)) != NULL;)
        write_objective(json, matrices, objective);
    json_array_end(json);
    json_object_end(json);
}

static void write_axis(struct json *json, const struct objective_axis *axis)
{
    json_object_begin(json);
    json_member_string(json, "axis", axis->id);
    json_member_string(json, "name", axis->orientation == NULL ? "" : axis->orientation->name);
    json_key(json, "orientation");
    json_boolean(json, axis->orientation != NULL);
    json_object_end(json);
}

static void write_matrix(struct json *json, const struct objective_matrices *matrices,
                         const struct objective_matrix *matrix)
{
    const struct register_rows *rows = matrices->snapshot->rows;

    json_object_begin(json);
    json_member_string(json, "generation", rows->generations[matrix->generation].id);
    json_key(json, "axes");
    json_array_begin(json);
    for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
        write_axis(json, &matrix->axes[axis]);
    json_array_end(json);
    json_key(json, "contracts");
    json_array_begin(json);
    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        json_object_begin(json);
        json_member_string(json, "contract", rows->contracts[matrix->contracts[i]].id);
        json_key(json, "aims");
        json_array_begin(json);
        for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
            write_cell(json, matrices, matrix, i, axis);
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

void objectives_write_json(struct text *text, const struct objective_matrices *matrices)
{
    char at[DATE_TEXT_MAX];
    struct json json;

    date_format(matrices->date, at);
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "at", at);
    json_key(&json, "from_press");
    json_boolean(&json, register_is_from_press(matrices->snapshot->rows));
    json_key(&json, "generations");
    json_array_begin(&json);
    for (size_t i = 0; i < matrices->count; i++)
        write_matrix(&json, matrices, matrices->list[i]);
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}

static void add_line(struct csv *csv, const struct objective_matrices *matrices,
                     const struct objective_matrix *matrix, uint32_t row, uint32_t axis,
                     const struct objective *objective)
{
    const struct register_rows *rows = matrices->snapshot->rows;
    char from[DATE_TEXT_MAX] = "", to[DATE_TEXT_MAX] = "";

    if (objective != NULL) {
        loose_date_format(objective->valid_from, from);
        loose_date_format(objective->valid_to, to);
    }
    csv_field(csv, rows->contracts[matrix->contracts[row]].id);
    csv_field(csv, rows->generations[matrix->generation].id);
    csv_field(csv, matrix->axes[axis].id);
    csv_field(csv, matrix->axes[axis].orientation != NULL ? "true" : "false");
    csv_field(
        csv, aim_name(objective == NULL ? AIM_NOT_KNOWN : objective_on(objective, matrices->date)));
    csv_field(csv, objective == NULL ? "" : objective->text);
    csv_field(csv, objective == NULL ? "" : objective->act);
    csv_field(csv, from);
    csv_field(csv, to);
    csv_field(csv, objective == NULL
                       ? ""
                       : objective_revision_name(objective_revision_of(rows, objective)));
    csv_end_row(csv);
}

static void add_cell(struct csv *csv, const struct objective_matrices *matrices,
                     const struct objective_matrix *matrix, uint32_t row, uint32_t axis)
{
    const struct objective *objective;
    bool is_empty = true;

    for (uint32_t i = 0; (objective = objectives_next(matrices, matrix->contracts[row],
                                                      matrix->axes[axis].id, &i)) != NULL;) {
        add_line(csv, matrices, matrix, row, axis, objective);
        is_empty = false;
    }
    if (is_empty && matrix->axes[axis].orientation != NULL)
        add_line(csv, matrices, matrix, row, axis, NULL);
}

void objectives_write_csv(struct text *text, const struct objective_matrices *matrices)
{
    static const char *const names[] = {
        "contract", "generation", "axis",       "orientation", "state",
        "text",     "act",        "valid_from", "valid_to",    "since_predecessor"};
    struct csv csv;

    csv_init(&csv, text);
    csv_header(&csv, names, sizeof names / sizeof *names);
    for (size_t m = 0; m < matrices->count; m++) {
        const struct objective_matrix *matrix = matrices->list[m];

        for (uint32_t row = 0; row < matrix->contract_count; row++) {
            for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
                add_cell(&csv, matrices, matrix, row, axis);
        }
    }
}
