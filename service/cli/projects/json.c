/* The projects for programs: amounts in euros, null where nobody states them. */
#include "service/report/json.h"

#include <stdio.h>

#include "data/project_place.h"
#include "service/cli/projects/form.h"
#include "service/report/csv.h"

enum { EUROS_SIZE = 32 };

static const char *euros_text(int64_t cents, char ret_text[EUROS_SIZE])
{
    if (cents == EUROS_UNKNOWN)
        ret_text[0] = '\0';
    else if (cents % 100 == 0)
        (void)snprintf(ret_text, EUROS_SIZE, "%lld", (long long)(cents / 100));
    else
        (void)snprintf(ret_text, EUROS_SIZE, "%lld.%02d", (long long)(cents / 100),
                       (int)(cents % 100));
    return ret_text;
}

static void member_euros(struct json *json, const char *name, int64_t cents)
{
    char text[EUROS_SIZE];

    json_key(json, name);
    if (cents == EUROS_UNKNOWN) {
        json_null(json);
        return;
    }
    json_raw(json);
    text_add(json->text, euros_text(cents, text));
}

static void member_text(struct json *json, const char *name, const char *value)
{
    json_key(json, name);
    if (value[0] == '\0')
        json_null(json);
    else
        json_string(json, value);
}

static void write_project(struct json *json, const struct project_list *list,
                          const struct project *project)
{
    const char *at = project->communes;
    char day[DATE_TEXT_MAX];
    struct insee insee;

    loose_date_format(project->decided_on, day);
    json_object_begin(json);
    json_member_string(json, "project", project->id);
    json_member_string(json, "title", project->title);
    json_member_string(json, "category", project_category_name(project->category));
    member_text(json, "contract", project->contract);
    json_member_string(json, "place",
                       project_place_name(project_place_on(list->snapshot, project, list->date)));
    json_key(json, "communes");
    json_array_begin(json);
    while (project_next_commune(&at, &insee))
        json_string(json, insee.code);
    json_array_end(json);
    member_text(json, "decided_on", day);
    member_euros(json, "requested_eur", project->requested_cents);
    member_euros(json, "granted_eur", project->granted_cents);
    member_euros(json, "paid_eur", project->paid_cents);
    json_member_string(json, "visibility",
                       project->visibility == VISIBILITY_PUBLIC ? "public" : "internal");
    json_member_string(json, "source", project->source);
    json_object_end(json);
}

static void write_euros(struct json *json, const char *name, const struct euro_sum *sum)
{
    json_key(json, name);
    json_object_begin(json);
    member_euros(json, "eur", sum->known == 0 ? EUROS_UNKNOWN : sum->cents);
    json_member_integer(json, "known", sum->known);
    json_object_end(json);
}

static void write_sum(struct json *json, const struct project_sum *sum)
{
    json_object_begin(json);
    member_text(json, "key", sum->key);
    json_member_string(json, "name", sum->name);
    json_member_integer(json, "projects", sum->count);
    write_euros(json, "requested", &sum->requested);
    write_euros(json, "granted", &sum->granted);
    write_euros(json, "paid", &sum->paid);
    json_object_end(json);
}

static const char *grouping_name(enum project_grouping grouping)
{
    return grouping == PROJECTS_BY_CONTRACT   ? "contract"
           : grouping == PROJECTS_BY_CATEGORY ? "category"
                                              : "epci";
}

static void write_announced(struct json *json, const struct register_rows *rows)
{
    json_key(json, "announced");
    json_array_begin(json);
    for (uint32_t i = 0; i < rows->generation_count; i++) {
        if (rows->generations[i].announced_projects < 0)
            continue;
        json_object_begin(json);
        json_member_string(json, "generation", rows->generations[i].id);
        json_member_integer(json, "at_least", rows->generations[i].announced_projects);
        json_object_end(json);
    }
    json_array_end(json);
}

void projects_write_json(struct text *text, const struct project_list *list)
{
    const struct register_rows *rows = list->snapshot->rows;
    char at[DATE_TEXT_MAX];
    struct json json;

    date_format(list->date, at);
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "at", at);
    json_key(&json, "vintage");
    if (list->vintage == NULL)
        json_null(&json);
    else
        json_integer(&json, list->vintage->year);
    json_key(&json, "from_press");
    json_boolean(&json, register_is_from_press(rows));
    write_announced(&json, rows);
    json_key(&json, "projects");
    json_array_begin(&json);
    for (uint32_t i = 0; i < rows->project_count; i++) {
        if (list->is_wanted[i])
            write_project(&json, list, &rows->projects[i]);
    }
    json_array_end(&json);
    json_member_string(&json, "by", grouping_name(list->grouping));
    json_key(&json, "groups");
    json_array_begin(&json);
    for (size_t i = 0; i < list->sums->count; i++)
        write_sum(&json, &list->sums->list[i]);
    json_array_end(&json);
    json_key(&json, "total");
    write_sum(&json, &list->sums->total);
    json_object_end(&json);
    text_add(text, "\n");
}

static void add_project(struct csv *csv, const struct project_list *list,
                        const struct project *project)
{
    char day[DATE_TEXT_MAX], euros[EUROS_SIZE];

    loose_date_format(project->decided_on, day);
    csv_field(csv, project->id);
    csv_field(csv, project->title);
    csv_field(csv, project_category_name(project->category));
    csv_field(csv, project->contract);
    csv_field(csv, project_place_name(project_place_on(list->snapshot, project, list->date)));
    csv_field(csv, project->communes);
    csv_field(csv, day);
    csv_field(csv, euros_text(project->requested_cents, euros));
    csv_field(csv, euros_text(project->granted_cents, euros));
    csv_field(csv, euros_text(project->paid_cents, euros));
    csv_field(csv, project->visibility == VISIBILITY_PUBLIC ? "public" : "internal");
    csv_end_row(csv);
}

static void add_euros(struct csv *csv, const struct euro_sum *sum)
{
    char euros[EUROS_SIZE];

    csv_field(csv, euros_text(sum->known == 0 ? EUROS_UNKNOWN : sum->cents, euros));
    csv_integer(csv, sum->known);
}

static void add_sum(struct csv *csv, const struct project_sum *sum)
{
    csv_field(csv, sum->key);
    csv_field(csv, sum->name);
    csv_integer(csv, sum->count);
    add_euros(csv, &sum->requested);
    add_euros(csv, &sum->granted);
    add_euros(csv, &sum->paid);
    csv_end_row(csv);
}

void projects_write_csv(struct text *text, const struct project_list *list)
{
    static const char *const projects[] = {"project",     "title",    "category",   "contract",
                                           "place",       "communes", "decided_on", "requested_eur",
                                           "granted_eur", "paid_eur", "visibility"};
    static const char *const sums[] = {
        "key",         "name",          "projects", "requested_eur", "requested_known",
        "granted_eur", "granted_known", "paid_eur", "paid_known"};
    const struct register_rows *rows = list->snapshot->rows;
    struct csv csv;

    csv_init(&csv, text);
    if (list->is_grouped)
        csv_header(&csv, sums, sizeof sums / sizeof *sums);
    else
        csv_header(&csv, projects, sizeof projects / sizeof *projects);
    for (uint32_t i = 0; !list->is_grouped && i < rows->project_count; i++) {
        if (list->is_wanted[i])
            add_project(&csv, list, &rows->projects[i]);
    }
    for (size_t i = 0; list->is_grouped && i < list->sums->count; i++)
        add_sum(&csv, &list->sums->list[i]);
}
