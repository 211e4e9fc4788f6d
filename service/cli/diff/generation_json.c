/* What became of the contracts of a generation, for programs. */
#include "service/cli/diff/sides.h"
#include "service/report/csv.h"
#include "service/report/json.h"

static const char *id_of(const struct register_rows *rows, const struct perimeter *perimeter)
{
    return perimeter == NULL ? "" : rows->contracts[perimeter->version->contract].id;
}

static void member_id(struct json *json, const char *name, const char *id)
{
    json_key(json, name);
    if (id[0] == '\0')
        json_null(json);
    else
        json_string(json, id);
}

static void write_step(struct json *json, const struct register_rows *rows,
                       const struct generation_step *step)
{
    json_object_begin(json);
    json_member_string(json, "relation", generation_relation_name(step->relation));
    member_id(json, "before", id_of(rows, step->before));
    member_id(json, "after", id_of(rows, step->after));
    json_key(json, "project");
    json_boolean(json, generation_step_is_project(rows, step));
    json_member_integer(json, "communes_common", step->common);
    json_member_integer(json, "communes_left", step->left);
    json_member_integer(json, "communes_joined", step->joined);
    json_object_end(json);
}

void generation_difference_write_json(struct text *text,
                                      const struct generation_difference *difference,
                                      const struct register_rows *rows)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "before", difference->before->id);
    json_member_string(&json, "after", difference->after->id);
    json_key(&json, "before_complete");
    json_boolean(&json, difference->before->is_complete);
    json_key(&json, "after_complete");
    json_boolean(&json, difference->after->is_complete);
    json_key(&json, "from_press");
    json_boolean(&json, register_is_from_press(rows));
    json_member_integer(&json, "vintage", difference->vintage->year);
    json_member_integer(&json, "communes_of_region", difference->vintage->region_commune_count);
    json_member_integer(&json, "communes_common", difference->common);
    json_member_integer(&json, "communes_left", difference->left);
    json_member_integer(&json, "communes_joined", difference->joined);
    json_key(&json, "contracts");
    json_array_begin(&json);
    for (uint32_t i = 0; i < difference->step_count; i++)
        write_step(&json, rows, &difference->steps[i]);
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}

void generation_difference_write_csv(struct text *text,
                                     const struct generation_difference *difference,
                                     const struct register_rows *rows)
{
    static const char *const names[] = {"relation",        "before",          "after",
                                        "project",         "communes_common", "communes_left",
                                        "communes_joined", "vintage"};
    struct csv csv;

    csv_init(&csv, text);
    csv_header(&csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < difference->step_count; i++) {
        const struct generation_step *step = &difference->steps[i];

        csv_field(&csv, generation_relation_name(step->relation));
        csv_field(&csv, id_of(rows, step->before));
        csv_field(&csv, id_of(rows, step->after));
        csv_field(&csv, generation_step_is_project(rows, step) ? "true" : "false");
        csv_integer(&csv, step->common);
        csv_integer(&csv, step->left);
        csv_integer(&csv, step->joined);
        csv_integer(&csv, difference->vintage->year);
        csv_end_row(&csv);
    }
}
