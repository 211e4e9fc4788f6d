#include "service/cli/explain/json.h"

#include <string.h>

#include "service/cli/explain/json_contracts.h"

static void member_date(struct json *json, const char *name, struct date date)
{
    char text[DATE_TEXT_MAX];

    date_format(date, text);
    json_member_string(json, name, text);
}

/** null for NULL. */
static void member_text(struct json *json, const char *name, const char *text)
{
    json_key(json, name);
    if (text == NULL)
        json_null(json);
    else
        json_string(json, text);
}

static void member_boolean(struct json *json, const char *name, bool value)
{
    json_key(json, name);
    json_boolean(json, value);
}

static void member_population(struct json *json, int64_t population)
{
    json_key(json, "population");
    if (population == POPULATION_UNKNOWN)
        json_null(json);
    else
        json_integer(json, population);
}

static void member_codes(struct json *json, const char *name, const struct code_set *codes)
{
    json_key(json, name);
    json_array_begin(json);
    for (size_t i = 0; i < codes->count; i++)
        json_string(json, codes->codes[i].code);
    json_array_end(json);
}

static void member_parties(struct json *json, const char *name, const struct party parties[],
                           size_t count)
{
    json_key(json, name);
    json_array_begin(json);
    for (size_t i = 0; i < count; i++) {
        json_object_begin(json);
        json_member_string(json, "code", parties[i].insee.code);
        json_member_string(json, "name", parties[i].name);
        json_object_end(json);
    }
    json_array_end(json);
}

static void member_events(struct json *json, const char *name, const struct chronicle *chronicle)
{
    json_key(json, name);
    json_array_begin(json);
    for (size_t i = 0; i < chronicle->count; i++) {
        const struct movement_event *event = &chronicle->events[i];

        json_object_begin(json);
        member_date(json, "date", event->date);
        json_member_integer(json, "kind", event->kind);
        member_parties(json, "before", event->before, event->before_count);
        member_parties(json, "after", event->after, event->after_count);
        json_object_end(json);
    }
    json_array_end(json);
}

/** The code's own way through the events. */
static void member_steps(struct json *json, const struct succession *succession)
{
    json_key(json, "steps");
    json_array_begin(json);
    for (size_t i = 0; i < succession->event_count; i++) {
        json_object_begin(json);
        member_date(json, "date", succession->events[i].date);
        json_member_integer(json, "kind", succession->events[i].kind);
        json_member_string(json, "from", succession->events[i].from.code);
        member_codes(json, "to", &succession->events[i].to);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_lineage(struct json *json, const struct explanation *explanation)
{
    const struct succession *became = &explanation->became;

    json_key(json, "lineage");
    if (!explanation->has_lineage) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    member_date(json, "from", explanation->held_on);
    member_date(json, "until", explanation->at);
    member_codes(json, "successors", &became->successors);
    json_member_string(json, "status", succession_status_name(became->status));
    json_member_string(json, "rule", succession_rule_name(became->rule));
    member_codes(json, "by_movements", &became->by_movements);
    member_steps(json, became);
    member_events(json, "events", &explanation->chronicle);
    member_events(json, "events_after", &explanation->later_chronicle);
    json_object_end(json);
}

static void write_ancestry(struct json *json, const struct explanation *explanation)
{
    json_key(json, "origins");
    if (!explanation->has_lineage) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    member_date(json, "on", explanation->ancestry.since);
    member_codes(json, "codes", &explanation->ancestry.origins);
    member_events(json, "events", &explanation->ancestry.chronicle);
    json_object_end(json);
}

static void write_delegate_fields(struct json *json, const struct delegate *delegate)
{
    json_member_string(json, "code", delegate->insee.code);
    json_member_string(json, "type", commune_type_name(delegate->type));
    json_member_string(json, "name", delegate->name);
    json_member_string(json, "parent", delegate->parent.code);
}

static void write_delegate(struct json *json, const struct delegate *delegate)
{
    json_key(json, "delegate");
    if (delegate == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    write_delegate_fields(json, delegate);
    json_object_end(json);
}

static void write_delegates(struct json *json, const struct lineage *lineage, const char *insee)
{
    json_key(json, "delegates");
    json_array_begin(json);
    for (size_t i = 0; lineage != NULL && i < lineage->delegate_count; i++) {
        if (strcmp(lineage->delegates[i].parent.code, insee) != 0)
            continue;
        json_object_begin(json);
        write_delegate_fields(json, &lineage->delegates[i]);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_epci_facts(struct json *json, const struct epci *epci)
{
    json_member_string(json, "siren", epci->siren.code);
    json_member_string(json, "name", epci->name);
    json_member_string(json, "nature", epci->nature);
    json_member_integer(json, "communes", epci->commune_count);
    json_member_integer(json, "communes_outside_region", epci->outside_count);
}

static void member_epci(struct json *json, const struct epci *epci)
{
    json_key(json, "epci");
    if (epci == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    write_epci_facts(json, epci);
    json_object_end(json);
}

static const struct epci *epci_of(const struct vintage *vintage, const struct commune *commune)
{
    return commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];
}

static void write_cut(struct json *json, const struct shape_cut *cut)
{
    json_key(json, "cut");
    if (cut == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    member_date(json, "date", cut->date);
    json_member_string(json, "tile", cut->insee.code);
    json_member_string(json, "left", cut->left.code);
    json_member_string(json, "right", cut->right.code);
    member_boolean(json, "approximate", cut->is_approximate);
    json_key(json, "prolonged_m");
    json_array_begin(json);
    json_number(json, cut->prolonged_m[0], 1);
    json_number(json, cut->prolonged_m[1], 1);
    json_array_end(json);
    json_member_string(json, "reason_fr", cut->reason.fr);
    json_member_string(json, "reason_en", cut->reason.en);
    json_member_string(json, "source", cut->source);
    json_object_end(json);
}

static void write_shape(struct json *json, const struct vintage *vintage,
                        const struct shape_basis *shape)
{
    json_key(json, "shape");
    json_object_begin(json);
    json_member_integer(json, "year", shape->year);
    member_boolean(json, "derived", shape->is_derived);
    json_key(json, "tiles");
    json_array_begin(json);
    for (uint32_t i = 0; i < shape->tile_count; i++) {
        const struct tile *tile = &vintage->family->tiles[shape->tiles[i]];

        json_object_begin(json);
        json_member_string(json, "code", tile->insee.code);
        json_member_string(json, "name", tile->name);
        member_text(json, "side", tile->side.code[0] == '\0' ? NULL : tile->side.code);
        json_object_end(json);
    }
    json_array_end(json);
    write_cut(json, shape->cut);
    json_key(json, "mended_m2");
    if (shape->repair == NULL)
        json_null(json);
    else
        json_number(json, shape->repair->after_m2 - shape->repair->before_m2, 1);
    member_text(json, "source", shape->source == NULL ? NULL : shape->source->source);
    member_text(json, "licence", shape->source == NULL ? NULL : shape->source->licence);
    json_object_end(json);
}

static void write_commune(struct json *json, const struct snapshot *snapshot,
                          const struct explanation *explanation, const struct explained_commune *it)
{
    const struct vintage *vintage = explanation->period->vintage;
    const struct commune *commune = &vintage->communes[it->commune];
    const struct departement *departement = &vintage->departements[commune->departement];

    json_object_begin(json);
    json_member_string(json, "code", commune->insee.code);
    json_member_string(json, "name", commune->name);
    json_member_string(json, "departement", departement->code);
    json_member_string(json, "departement_name", departement->name);
    member_boolean(json, "in_region", commune->in_region);
    member_epci(json, epci_of(vintage, commune));
    member_population(json, commune->population);
    json_key(json, "area_m2");
    json_number(json, commune->area_m2, 3);
    write_delegates(json, snapshot->lineage, commune->insee.code);
    member_text(json, "standing",
                commune->in_region ? standing_name(explanation->period->standings[it->commune])
                                   : NULL);
    explain_json_contracts(json, snapshot, it->coverings, it->covering_count);
    write_shape(json, vintage, &it->shape);
    json_object_end(json);
}

static void write_communes(struct json *json, const struct snapshot *snapshot,
                           const struct explanation *explanation)
{
    json_key(json, "communes");
    json_array_begin(json);
    for (uint32_t i = 0; i < explanation->commune_count; i++)
        write_commune(json, snapshot, explanation, &explanation->communes[i]);
    json_array_end(json);
}

static void write_years(struct json *json, const struct explanation *explanation)
{
    json_key(json, "years");
    json_array_begin(json);
    for (uint32_t i = 0; i < explanation->year_count; i++) {
        const struct code_years *years = &explanation->years[i];
        const struct vintage *vintage = years->vintage;

        json_object_begin(json);
        json_member_integer(json, "first", years->first);
        json_member_integer(json, "last", years->last);
        if (explanation->asked.kind == CODE_EPCI) {
            write_epci_facts(json, &vintage->epcis[years->unit]);
        } else {
            json_member_string(json, "name", vintage->communes[years->unit].name);
            member_epci(json, epci_of(vintage, &vintage->communes[years->unit]));
        }
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_moves(struct json *json, const char *name, const struct epci_move moves[],
                        uint32_t count)
{
    json_key(json, name);
    json_array_begin(json);
    for (uint32_t i = 0; i < count; i++) {
        json_object_begin(json);
        json_member_string(json, "code", moves[i].insee.code);
        json_member_string(json, "name", moves[i].name);
        member_boolean(json, "in_both", moves[i].is_in_both);
        member_epci(json, moves[i].other);
        member_codes(json, "successors", &moves[i].successors);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_epci(struct json *json, const struct snapshot *snapshot,
                       const struct explanation *explanation)
{
    const struct vintage *vintage = explanation->period->vintage;
    const struct explained_epci *it = explanation->epci;

    json_key(json, "epci");
    if (it == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    write_epci_facts(json, &vintage->epcis[it->epci]);
    member_population(json, vintage->epcis[it->epci].population);
    json_key(json, "area_m2");
    json_number(json, vintage->epcis[it->epci].area_m2, 3);
    json_key(json, "standings");
    json_object_begin(json);
    for (int i = 0; i < STANDING_COUNT; i++)
        json_member_integer(json, standing_name((enum standing)i), it->standings[i]);
    json_object_end(json);
    explain_json_contracts(json, snapshot, it->coverings, it->covering_count);
    json_object_end(json);
}

static void write_changes(struct json *json, const struct explanation *explanation)
{
    json_key(json, "changes");
    json_array_begin(json);
    for (uint32_t i = 0; i < explanation->change_count; i++) {
        const struct epci_change *change = &explanation->changes[i];

        json_object_begin(json);
        json_member_integer(json, "year", change->year);
        write_moves(json, "joined", change->joined, change->joined_count);
        write_moves(json, "left", change->left, change->left_count);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_epci_of(struct json *json, const char *key, const struct epci *epci)
{
    json_key(json, key);
    if (epci == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    json_member_string(json, "siren", epci->siren.code);
    json_member_string(json, "name", epci->name);
    json_object_end(json);
}

static void write_passages(struct json *json, const struct explanation *explanation)
{
    json_key(json, "passages");
    json_array_begin(json);
    for (uint32_t i = 0; i < explanation->passage_count; i++) {
        const struct epci_passage *passage = &explanation->passages[i];

        json_object_begin(json);
        json_member_integer(json, "year", passage->year);
        write_epci_of(json, "before", passage->before);
        write_epci_of(json, "after", passage->after);
        json_member_string(json, "fate",
                           passage->before == NULL ? "created" : epci_fate_name(passage->fate));
        json_member_integer(json, "common", passage->common);
        json_member_integer(json, "of", passage->of);
        json_object_end(json);
    }
    json_array_end(json);
}

void explain_json_write(struct json *json, const struct snapshot *snapshot, const char *asked,
                        const struct explanation *explanation)
{
    bool is_epci = explanation->asked.kind == CODE_EPCI;

    json_object_begin(json);
    json_member_string(json, "asked", asked);
    json_member_string(json, "kind", is_epci ? "epci" : "commune");
    json_member_string(json, "code", explanation->asked.code);
    json_member_string(json, "tenure", tenure_name(explanation->tenure));
    json_key(json, "held_on");
    if (explanation->tenure == TENURE_NEVER) {
        json_null(json);
    } else {
        char day[DATE_TEXT_MAX];

        date_format(explanation->held_on, day);
        json_string(json, day);
    }
    member_text(json, "name", explanation->name);
    if (is_epci) {
        write_epci(json, snapshot, explanation);
    } else {
        write_lineage(json, explanation);
        write_ancestry(json, explanation);
        write_delegate(json, explanation->delegate);
        write_communes(json, snapshot, explanation);
    }
    write_years(json, explanation);
    if (is_epci)
        write_changes(json, explanation);
    write_passages(json, explanation);
    explain_json_namings(json, snapshot, explanation->namings, explanation->naming_count);
    json_object_end(json);
}
