/* What changed between two vintages, as tables: every commune, every EPCI, or every contract. */
#include "service/report/csv.h"

#include <string.h>

#include "service/cli/diff/form.h"

static void add_population(struct csv *csv, int64_t population)
{
    if (population == POPULATION_UNKNOWN)
        csv_field(csv, "");
    else
        csv_integer(csv, population);
}

/** Code, name, EPCI, in the region or not, population; empty for none. */
static void add_commune(struct csv *csv, const struct vintage *vintage, uint32_t index)
{
    const struct commune *commune;

    if (index == UNIT_NONE) {
        for (int i = 0; i < 5; i++)
            csv_field(csv, "");
        return;
    }
    commune = &vintage->communes[index];
    csv_field(csv, commune->insee.code);
    csv_field(csv, commune->name);
    csv_field(csv, commune->epci == UNIT_NONE ? "" : vintage->epcis[commune->epci].siren.code);
    csv_field(csv, commune->in_region ? "true" : "false");
    add_population(csv, commune->population);
}

/** One commune and one of those it became; without a commune before, one that nothing came before.
 */
static void add_link(struct csv *csv, const struct crosswalk *crosswalk,
                     const struct crosswalk_relation *relation, uint32_t before,
                     const struct crosswalk_successor *successor, uint32_t after)
{
    const struct crosswalk_origin *origin =
        before == UNIT_NONE ? NULL : &crosswalk->origins[before];
    char date[DATE_TEXT_MAX] = "";

    if (relation->date_count > 0)
        date_format(relation->dates[relation->date_count - 1], date);
    csv_field(csv, crosswalk_change_name(relation->change));
    csv_field(csv, date);
    add_commune(csv, crosswalk->before, before);
    add_commune(csv, crosswalk->after, after);
    csv_field(csv, successor == NULL ? "" : successor->insee.code);
    csv_field(csv, origin == NULL ? "" : succession_status_name(origin->status));
    csv_field(csv, origin == NULL ? "" : succession_rule_name(origin->rule));
    csv_end_row(csv);
}

static void add_communes(struct csv *csv, const struct crosswalk *crosswalk)
{
    static const char *const names[] = {"change",
                                        "date",
                                        "code_before",
                                        "name_before",
                                        "epci_before",
                                        "in_region_before",
                                        "population_before",
                                        "code_after",
                                        "name_after",
                                        "epci_after",
                                        "in_region_after",
                                        "population_after",
                                        "successor",
                                        "status",
                                        "rule"};

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t r = 0; r < crosswalk->relation_count; r++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[r];

        for (uint32_t i = 0; i < relation->before_count; i++) {
            const struct crosswalk_origin *origin = &crosswalk->origins[relation->before[i]];

            for (uint32_t s = 0; s < origin->successor_count; s++)
                add_link(csv, crosswalk, relation, relation->before[i], &origin->successors[s],
                         origin->successors[s].commune);
        }
        for (uint32_t i = 0; relation->before_count == 0 && i < relation->after_count; i++)
            add_link(csv, crosswalk, relation, UNIT_NONE, NULL, relation->after[i]);
    }
}

static void add_epci(struct csv *csv, const struct vintage *vintage, uint32_t index)
{
    const struct epci *epci;

    if (index == UNIT_NONE) {
        for (int i = 0; i < 5; i++)
            csv_field(csv, "");
        return;
    }
    epci = &vintage->epcis[index];
    csv_field(csv, epci->siren.code);
    csv_field(csv, epci->name);
    csv_field(csv, epci->nature);
    csv_integer(csv, epci->commune_count);
    add_population(csv, epci->population);
}

static void add_epcis(struct csv *csv, const struct vintage_change *change)
{
    static const char *const names[] = {"fate",
                                        "siren_before",
                                        "name_before",
                                        "nature_before",
                                        "communes_before",
                                        "population_before",
                                        "siren_after",
                                        "name_after",
                                        "nature_after",
                                        "communes_after",
                                        "population_after",
                                        "communes_recoded",
                                        "communes_common",
                                        "joined",
                                        "left"};
    const struct crosswalk *crosswalk = change->crosswalk;

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < crosswalk->before->epci_count; i++) {
        const struct epci_succession *succession = &change->epcis->successions[i];

        csv_field(csv, epci_fate_name(succession->fate));
        add_epci(csv, crosswalk->before, i);
        add_epci(csv, crosswalk->after, succession->heir);
        csv_integer(csv, succession->recoded);
        csv_integer(csv, succession->common);
        csv_integer(csv, succession->land.joined.count + succession->land.appeared.count);
        csv_integer(csv, succession->land.left.count);
        csv_end_row(csv);
    }
    for (uint32_t i = 0; i < change->epcis->created_count; i++) {
        if (epci_lineage_predecessor(change->epcis, change->epcis->created[i]) != UNIT_NONE)
            continue;
        csv_field(csv, "created");
        add_epci(csv, crosswalk->before, UNIT_NONE);
        add_epci(csv, crosswalk->after, change->epcis->created[i]);
        for (int empty = 0; empty < 4; empty++)
            csv_field(csv, "");
        csv_end_row(csv);
    }
}

static void add_perimeter(struct csv *csv, const struct perimeter *perimeter)
{
    csv_integer(csv, perimeter->commune_count);
    csv_integer(csv, perimeter->epci_count);
    add_population(csv, perimeter->population);
    csv_number(csv, perimeter->area_m2, 3);
    csv_field(csv, perimeter->members_digest.hex);
}

static void add_contracts(struct csv *csv, const struct vintage_change *change)
{
    static const char *const names[] = {"contract",
                                        "name",
                                        "version",
                                        "in_force",
                                        "effect",
                                        "communes_before",
                                        "epci_before",
                                        "population_before",
                                        "area_m2_before",
                                        "members_sha256_before",
                                        "communes_after",
                                        "epci_after",
                                        "population_after",
                                        "area_m2_after",
                                        "members_sha256_after",
                                        "same_outline",
                                        "joined",
                                        "left"};

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < change->contract_count; i++) {
        const struct contract_change *contract = &change->contracts[i];

        csv_field(csv, contract->contract->id);
        csv_field(csv, contract->contract->name);
        csv_integer(csv, contract->after->version->number);
        csv_field(csv, contract->force == FORCE_YES ? "yes" : "in_doubt");
        csv_field(csv, contract_effect_name(contract->effect));
        add_perimeter(csv, contract->before);
        add_perimeter(csv, contract->after);
        csv_field(csv, contract->has_same_outline ? "true" : "false");
        csv_integer(csv, contract->land.joined.count + contract->land.appeared.count);
        csv_integer(csv, contract->land.left.count);
        csv_end_row(csv);
    }
}

void diff_write_csv(struct text *text, const struct vintage_change *change, enum diff_unit unit)
{
    struct csv csv;

    csv_init(&csv, text);
    if (unit == DIFF_BY_COMMUNE)
        add_communes(&csv, change->crosswalk);
    else if (unit == DIFF_BY_EPCI)
        add_epcis(&csv, change);
    else
        add_contracts(&csv, change);
}
