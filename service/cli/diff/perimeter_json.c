/* From one perimeter to another, for programs. */
#include "service/cli/diff/sides.h"
#include "service/report/csv.h"
#include "service/report/json.h"

static void member_boolean(struct json *json, const char *name, bool value)
{
    json_key(json, name);
    json_boolean(json, value);
}

static const char *force_name(enum force force)
{
    return force == FORCE_YES ? "yes" : force == FORCE_IN_DOUBT ? "in_doubt" : "no";
}

static void write_side(struct json *json, const char *name, const struct perimeter_side *side)
{
    const struct perimeter *perimeter = side->perimeter;
    char date[DATE_TEXT_MAX];

    date_format(side->date, date);
    json_key(json, name);
    json_object_begin(json);
    json_member_string(json, "contract", side->contract->id);
    json_member_integer(json, "version", side->version->number);
    json_member_string(json, "at", date);
    json_member_string(json, "in_force", force_name(side->force));
    json_member_string(json, "act", side->version->act);
    json_member_integer(json, "vintage", perimeter->vintage->year);
    json_member_integer(json, "communes", perimeter->commune_count);
    json_member_integer(json, "epci", perimeter->epci_count);
    json_key(json, "population");
    if (perimeter->population == POPULATION_UNKNOWN)
        json_null(json);
    else
        json_integer(json, perimeter->population);
    json_key(json, "area_m2");
    json_number(json, perimeter->area_m2, 3);
    json_member_string(json, "members_sha256", perimeter->members_digest.hex);
    member_boolean(json, "whole", perimeter->is_whole);
    json_object_end(json);
}

static void write_members(struct json *json, const struct perimeter_difference *difference)
{
    json_key(json, "members");
    json_array_begin(json);
    for (uint32_t i = 0; i < difference->member_count; i++) {
        const struct member_change *change = &difference->members[i];
        const struct member *member = change->after != NULL ? change->after : change->before;

        json_object_begin(json);
        json_member_string(json, "change",
                           change->before == NULL  ? "added"
                           : change->after == NULL ? "removed"
                                                   : "changed");
        json_member_string(json, "op", member->operation == MEMBER_INCLUDE ? "include" : "exclude");
        json_member_string(json, "kind", member_kind_name(member->kind));
        json_member_string(json, "code", member->code);
        json_key(json, "mode_before");
        if (change->before == NULL)
            json_null(json);
        else
            json_string(json, member_mode_name(change->before->mode));
        json_key(json, "mode_after");
        if (change->after == NULL)
            json_null(json);
        else
            json_string(json, member_mode_name(change->after->mode));
        json_object_end(json);
    }
    json_array_end(json);
}

/** What a commune that comes or goes is called, and in which EPCI it is. */
struct step_text {
    const char *change, *reason, *code, *name, *epci;
    int vintage;
};

static struct step_text step_text_of(const struct commune_step *step)
{
    const struct commune *commune = &step->vintage->communes[step->commune];

    return (struct step_text){
        .change = step->comes ? "in" : "out",
        .reason = step->is_decided ? "decided" : "suffered",
        .code = commune->insee.code,
        .name = commune->name,
        .epci = commune->epci == UNIT_NONE ? "" : step->vintage->epcis[commune->epci].siren.code,
        .vintage = step->vintage->year,
    };
}

static void write_steps(struct json *json, const struct perimeter_difference *difference)
{
    json_key(json, "communes");
    json_array_begin(json);
    for (uint32_t i = 0; i < difference->step_count; i++) {
        struct step_text step = step_text_of(&difference->steps[i]);

        json_object_begin(json);
        json_member_string(json, "change", step.change);
        json_member_string(json, "reason", step.reason);
        json_member_string(json, "code", step.code);
        json_member_string(json, "name", step.name);
        json_key(json, "epci");
        if (step.epci[0] == '\0')
            json_null(json);
        else
            json_string(json, step.epci);
        json_member_integer(json, "vintage", step.vintage);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_codes(struct json *json, const char *name, const struct vintage *vintage,
                        const uint32_t communes[], uint32_t count)
{
    json_key(json, name);
    json_array_begin(json);
    for (uint32_t i = 0; i < count; i++)
        json_string(json, vintage->communes[communes[i]].insee.code);
    json_array_end(json);
}

static void write_relations(struct json *json, const struct perimeter_difference *difference)
{
    const struct crosswalk *crosswalk = difference->crosswalk;

    json_key(json, "codes");
    json_array_begin(json);
    for (uint32_t i = 0; i < difference->relation_count; i++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[difference->relations[i]];

        json_object_begin(json);
        json_member_string(json, "change", crosswalk_change_name(relation->change));
        write_codes(json, "before", crosswalk->before, relation->before, relation->before_count);
        write_codes(json, "after", crosswalk->after, relation->after, relation->after_count);
        json_object_end(json);
    }
    json_array_end(json);
}

void perimeter_difference_write_json(struct text *text,
                                     const struct perimeter_difference *difference)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    write_side(&json, "before", &difference->before);
    write_side(&json, "after", &difference->after);
    member_boolean(&json, "same_outline", difference->has_same_outline);
    member_boolean(&json, "same_shapes", difference->has_same_shapes);
    write_members(&json, difference);
    write_steps(&json, difference);
    write_relations(&json, difference);
    json_object_end(&json);
    text_add(text, "\n");
}

void perimeter_difference_write_csv(struct text *text,
                                    const struct perimeter_difference *difference)
{
    static const char *const names[] = {"change", "reason", "code", "name", "epci", "vintage"};
    struct csv csv;

    csv_init(&csv, text);
    csv_header(&csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < difference->step_count; i++) {
        struct step_text step = step_text_of(&difference->steps[i]);

        csv_field(&csv, step.change);
        csv_field(&csv, step.reason);
        csv_field(&csv, step.code);
        csv_field(&csv, step.name);
        csv_field(&csv, step.epci);
        csv_integer(&csv, step.vintage);
        csv_end_row(&csv);
    }
}
