/* What changed between two vintages, for programs: what is unchanged is counted, not listed. */
#include "service/report/json.h"

#include "service/cli/diff/form.h"

static void member_population(struct json *json, int64_t population)
{
    json_key(json, "population");
    if (population == POPULATION_UNKNOWN)
        json_null(json);
    else
        json_integer(json, population);
}

static void member_area(struct json *json, double area_m2)
{
    json_key(json, "area_m2");
    json_number(json, area_m2, 3);
}

static void member_boolean(struct json *json, const char *name, bool value)
{
    json_key(json, name);
    json_boolean(json, value);
}

static void write_vintage(struct json *json, const struct vintage *vintage)
{
    json_object_begin(json);
    json_member_integer(json, "vintage", vintage->year);
    json_member_integer(json, "epci_year", vintage->epci_year);
    json_member_integer(json, "population_year", vintage->population_year);
    json_member_integer(json, "shapes_year", vintage->family->year);
    json_member_integer(json, "communes", vintage->region_commune_count);
    member_population(json, vintage->population);
    member_area(json, vintage->area_m2);
    json_object_end(json);
}

static void write_epci_code(struct json *json, const struct vintage *vintage, uint32_t epci)
{
    if (epci == UNIT_NONE)
        json_null(json);
    else
        json_string(json, vintage->epcis[epci].siren.code);
}

static void write_commune(struct json *json, const struct vintage *vintage, uint32_t index)
{
    const struct commune *commune = &vintage->communes[index];

    json_object_begin(json);
    json_member_string(json, "code", commune->insee.code);
    json_member_string(json, "name", commune->name);
    json_key(json, "epci");
    write_epci_code(json, vintage, commune->epci);
    member_population(json, commune->population);
    json_object_end(json);
}

static void write_communes(struct json *json, const char *name, const struct vintage *vintage,
                           struct commune_set set)
{
    json_key(json, name);
    json_array_begin(json);
    for (uint32_t i = 0; i < set.count; i++)
        write_commune(json, vintage, set.communes[i]);
    json_array_end(json);
}

/** How each commune was followed: the successors' codes, and what settled them. */
static void write_lineage(struct json *json, const struct crosswalk *crosswalk,
                          const struct crosswalk_relation *relation)
{
    json_key(json, "lineage");
    json_array_begin(json);
    for (uint32_t i = 0; i < relation->before_count; i++) {
        const struct crosswalk_origin *origin = &crosswalk->origins[relation->before[i]];

        json_object_begin(json);
        json_member_string(json, "code",
                           crosswalk->before->communes[relation->before[i]].insee.code);
        json_key(json, "successors");
        json_array_begin(json);
        for (uint32_t s = 0; s < origin->successor_count; s++)
            json_string(json, origin->successors[s].insee.code);
        json_array_end(json);
        json_member_string(json, "status", succession_status_name(origin->status));
        json_member_string(json, "rule", succession_rule_name(origin->rule));
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_relation(struct json *json, const struct crosswalk *crosswalk,
                           const struct crosswalk_relation *relation)
{
    json_object_begin(json);
    json_member_string(json, "change", crosswalk_change_name(relation->change));
    member_boolean(json, "in_region", relation->in_region);
    json_key(json, "dates");
    json_array_begin(json);
    for (uint32_t i = 0; i < relation->date_count; i++) {
        char date[DATE_TEXT_MAX];

        date_format(relation->dates[i], date);
        json_string(json, date);
    }
    json_array_end(json);
    write_communes(json, "before", crosswalk->before,
                   (struct commune_set){relation->before, relation->before_count});
    write_communes(json, "after", crosswalk->after,
                   (struct commune_set){relation->after, relation->after_count});
    write_lineage(json, crosswalk, relation);
    json_object_end(json);
}

static void write_relations(struct json *json, const struct crosswalk *crosswalk)
{
    json_key(json, "communes");
    json_object_begin(json);
    json_key(json, "counts");
    json_object_begin(json);
    for (int change = CROSSWALK_SAME; change < CROSSWALK_CHANGE_COUNT; change++)
        json_member_integer(json, crosswalk_change_name((enum crosswalk_change)change),
                            crosswalk->counts[change]);
    json_object_end(json);
    json_key(json, "changes");
    json_array_begin(json);
    for (uint32_t i = 0; i < crosswalk->relation_count; i++) {
        if (crosswalk->relations[i].change != CROSSWALK_SAME)
            write_relation(json, crosswalk, &crosswalk->relations[i]);
    }
    json_array_end(json);
    json_object_end(json);
}

static void write_epci(struct json *json, const char *name, const struct vintage *vintage,
                       uint32_t index)
{
    const struct epci *epci;

    json_key(json, name);
    if (index == UNIT_NONE) {
        json_null(json);
        return;
    }
    epci = &vintage->epcis[index];
    json_object_begin(json);
    json_member_string(json, "siren", epci->siren.code);
    json_member_string(json, "name", epci->name);
    json_member_string(json, "nature", epci->nature);
    json_member_integer(json, "communes", epci->commune_count);
    json_member_integer(json, "communes_outside", epci->outside_count);
    member_population(json, epci->population);
    member_area(json, epci->area_m2);
    json_object_end(json);
}

static void write_land(struct json *json, const struct crosswalk *crosswalk,
                       const struct land_change *land)
{
    member_boolean(json, "same_territory", land_change_is_none(land));
    write_communes(json, "joined", crosswalk->before, land->joined);
    write_communes(json, "appeared", crosswalk->after, land->appeared);
    write_communes(json, "left", crosswalk->before, land->left);
}

static void write_succession(struct json *json, const struct vintage_change *change, uint32_t epci)
{
    const struct crosswalk *crosswalk = change->crosswalk;
    const struct epci_succession *succession = &change->epcis->successions[epci];

    json_object_begin(json);
    json_member_string(json, "fate", epci_fate_name(succession->fate));
    write_epci(json, "before", crosswalk->before, epci);
    write_epci(json, "after", crosswalk->after, succession->heir);
    json_member_integer(json, "communes_recoded", succession->recoded);
    json_member_integer(json, "communes_common", succession->common);
    member_boolean(json, "new_name", succession->has_new_name);
    member_boolean(json, "new_nature", succession->has_new_nature);
    if (succession->fate == EPCI_KEPT || succession->fate == EPCI_SUCCEEDED)
        write_land(json, crosswalk, &succession->land);
    json_key(json, "communes_now_in");
    json_array_begin(json);
    for (uint32_t i = 0; i < change->epcis->share_count; i++) {
        const struct epci_share *share = &change->epcis->shares[i];

        if (share->before != epci)
            continue;
        json_object_begin(json);
        json_member_string(json, "siren", crosswalk->after->epcis[share->after].siren.code);
        json_member_integer(json, "communes", share->common);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void write_created(struct json *json, const struct vintage_change *change)
{
    const struct crosswalk *crosswalk = change->crosswalk;

    json_key(json, "created");
    json_array_begin(json);
    for (uint32_t i = 0; i < change->epcis->created_count; i++) {
        uint32_t created = change->epcis->created[i];
        uint32_t predecessor = epci_lineage_predecessor(change->epcis, created);

        json_object_begin(json);
        write_epci(json, "after", crosswalk->after, created);
        json_key(json, "predecessor");
        write_epci_code(json, crosswalk->before, predecessor);
        json_key(json, "communes_from");
        json_array_begin(json);
        for (uint32_t s = 0; s < change->epcis->share_count; s++) {
            const struct epci_share *share = &change->epcis->shares[s];

            if (share->after != created)
                continue;
            json_object_begin(json);
            json_member_string(json, "siren", crosswalk->before->epcis[share->before].siren.code);
            json_member_integer(json, "communes", share->common);
            json_object_end(json);
        }
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_transfers(struct json *json, const struct vintage_change *change)
{
    const struct crosswalk *crosswalk = change->crosswalk;

    json_key(json, "transfers");
    json_array_begin(json);
    for (uint32_t i = 0; i < change->epcis->transfer_count; i++) {
        const struct epci_transfer *transfer = &change->epcis->transfers[i];

        json_object_begin(json);
        json_key(json, "before");
        write_commune(json, crosswalk->before, transfer->commune_before);
        json_key(json, "after");
        write_commune(json, crosswalk->after, transfer->commune_after);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_epcis(struct json *json, const struct vintage_change *change)
{
    json_key(json, "epci");
    json_object_begin(json);
    json_key(json, "changes");
    json_array_begin(json);
    for (uint32_t i = 0; i < change->crosswalk->before->epci_count; i++) {
        if (diff_is_epci_changed(change, i))
            write_succession(json, change, i);
    }
    json_array_end(json);
    write_created(json, change);
    write_transfers(json, change);
    json_object_end(json);
}

static void write_perimeter(struct json *json, const char *name, const struct perimeter *perimeter)
{
    json_key(json, name);
    json_object_begin(json);
    json_member_integer(json, "communes", perimeter->commune_count);
    json_member_integer(json, "epci", perimeter->epci_count);
    member_population(json, perimeter->population);
    member_area(json, perimeter->area_m2);
    json_member_string(json, "members_sha256", perimeter->members_digest.hex);
    member_boolean(json, "whole", perimeter->is_whole);
    json_object_end(json);
}

static void write_contract(struct json *json, const struct crosswalk *crosswalk,
                           const struct contract_change *contract)
{
    json_object_begin(json);
    json_member_string(json, "contract", contract->contract->id);
    json_member_string(json, "name", contract->contract->name);
    json_member_integer(json, "version", contract->after->version->number);
    json_member_string(json, "in_force", contract->force == FORCE_YES ? "yes" : "in_doubt");
    json_member_string(json, "effect", contract_effect_name(contract->effect));
    write_perimeter(json, "before", contract->before);
    write_perimeter(json, "after", contract->after);
    member_boolean(json, "same_outline", contract->has_same_outline);
    write_land(json, crosswalk, &contract->land);
    json_key(json, "changes");
    json_array_begin(json);
    for (uint32_t i = 0; i < contract->land.relation_count; i++)
        write_relation(json, crosswalk, &crosswalk->relations[contract->land.relations[i]]);
    json_array_end(json);
    json_object_end(json);
}

void diff_write_json(struct text *text, const struct vintage_change *change)
{
    const struct crosswalk *crosswalk = change->crosswalk;
    char date[DATE_TEXT_MAX];
    struct json json;

    date_format(change->date, date);
    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "before");
    write_vintage(&json, crosswalk->before);
    json_key(&json, "after");
    write_vintage(&json, crosswalk->after);
    member_boolean(&json, "same_shapes", change->has_same_shapes);
    write_relations(&json, crosswalk);
    write_epcis(&json, change);
    json_member_string(&json, "contracts_at", date);
    member_boolean(&json, "contracts_from_press", change->is_from_press);
    json_key(&json, "contracts");
    json_array_begin(&json);
    for (uint32_t i = 0; i < change->contract_count; i++)
        write_contract(&json, crosswalk, &change->contracts[i]);
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}
