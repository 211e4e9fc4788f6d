/* lisiere gaps */
#include <stdio.h>
#include <string.h>

#include "data/reexpression.h"
#include "service/cli/http_answer.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"
#include "service/report/csv.h"
#include "service/report/wording.h"

enum { KEY_BY = USAGE_OWN_KEY };
enum unit { BY_CLUSTER, BY_EPCI, BY_COMMUNE };

static const struct option_line options[] = {
    {"by",
     KEY_BY,
     {"cluster|epci|commune", "cluster|epci|commune"},
     {"une ligne par territoire, EPCI ou commune", "a line a territory, EPCI or commune"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "gaps",
    .arguments = {"", ""},
    .summary = {"Ce qu'aucun contrat ne couvre, ou dont on ne sait rien, à une date.",
                "What no contract covers, or nothing is known of, on a date."},
    .details = {"--format json donne les octets que sert /collections/gaps/items.",
                "--format json gives the bytes that /collections/gaps/items serves."},
    .options = options,
    .formats = "text, csv, json",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
};

static bool handle(int key, const char *value, void *context)
{
    static const char *const names[] = {"cluster", "epci", "commune"};

    (void)key;
    for (int i = 0; i < 3; i++) {
        if (strcmp(value, names[i]) == 0) {
            *(enum unit *)context = (enum unit)i;
            return true;
        }
    }
    return false;
}

static void population(struct csv *csv, int64_t value)
{
    if (value == POPULATION_UNKNOWN)
        csv_field(csv, "");
    else
        csv_integer(csv, value);
}

static void csv_clusters(const struct period *period, struct csv *csv)
{
    static const char *const names[] = {"gap",        "standing", "smallest_code",  "communes",
                                        "population", "area_m2",  "whole_epci",     "partial_epci",
                                        "parts",      "holes",    "members_sha256", "vintage"};

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < period->gap_count; i++) {
        const struct gap *gap = &period->gaps[i];

        csv_field(csv, gap->id);
        csv_field(csv, standing_name(gap->standing));
        csv_field(csv, period->vintage->communes[gap->communes[0]].insee.code);
        csv_integer(csv, gap->commune_count);
        population(csv, gap->population);
        csv_number(csv, gap->area_m2, 3);
        csv_integer(csv, gap->whole_epci_count);
        csv_integer(csv, gap->epci_count - gap->whole_epci_count);
        csv_integer(csv, gap->outline->parts);
        csv_integer(csv, gap->outline->holes);
        csv_field(csv, gap->members_digest.hex);
        csv_integer(csv, period->vintage->year);
        csv_end_row(csv);
    }
}

static void csv_epcis(const struct period *period, struct csv *csv)
{
    static const char *const names[] = {"gap",       "standing", "epci",
                                        "epci_name", "communes", "communes_of_epci_in_region",
                                        "whole",     "vintage"};
    const struct vintage *vintage = period->vintage;

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < period->gap_count; i++) {
        for (uint32_t e = 0; e < period->gaps[i].epci_count; e++) {
            const struct gap_epci *part = &period->gaps[i].epcis[e];
            const struct epci *epci = &vintage->epcis[part->epci];

            csv_field(csv, period->gaps[i].id);
            csv_field(csv, standing_name(period->gaps[i].standing));
            csv_field(csv, epci->siren.code);
            csv_field(csv, epci->name);
            csv_integer(csv, part->commune_count);
            csv_integer(csv, epci->commune_count - epci->outside_count);
            csv_field(csv, part->is_whole ? "true" : "false");
            csv_integer(csv, vintage->year);
            csv_end_row(csv);
        }
    }
}

static void csv_communes(const struct period *period, struct csv *csv)
{
    static const char *const names[] = {"gap",  "standing",  "code",       "name",
                                        "epci", "epci_name", "population", "vintage"};
    const struct vintage *vintage = period->vintage;

    csv_header(csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < period->gap_count; i++) {
        for (uint32_t c = 0; c < period->gaps[i].commune_count; c++) {
            const struct commune *commune = &vintage->communes[period->gaps[i].communes[c]];
            const struct epci *epci =
                commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];

            csv_field(csv, period->gaps[i].id);
            csv_field(csv, standing_name(period->gaps[i].standing));
            csv_field(csv, commune->insee.code);
            csv_field(csv, commune->name);
            csv_field(csv, epci == NULL ? "" : epci->siren.code);
            csv_field(csv, epci == NULL ? "" : epci->name);
            population(csv, commune->population);
            csv_integer(csv, vintage->year);
            csv_end_row(csv);
        }
    }
}

static void write_csv(const struct period *period, enum unit by, struct text *text)
{
    static void (*const writers[])(const struct period *, struct csv *) = {
        [BY_CLUSTER] = csv_clusters, [BY_EPCI] = csv_epcis, [BY_COMMUNE] = csv_communes};
    struct csv csv;

    csv_init(&csv, text);
    if (period->vintage != NULL)
        writers[by](period, &csv);
}

/** « (1 commune sur 3) »: what of an EPCI is in the gap. */
static void write_part(const struct gap_epci *part, uint32_t all, enum language language,
                       struct text *text)
{
    if (language == LANGUAGE_FR)
        text_addf(text, " (%u %s sur %u)", part->commune_count,
                  wording_noun(NOUN_COMMUNE, part->commune_count, language), all);
    else
        text_addf(text, " (%u of %u %s)", part->commune_count, all,
                  wording_noun(NOUN_COMMUNE, all, language));
}

static void text_gap(const struct period *period, const struct gap *gap, enum language language,
                     struct text *text)
{
    char communes[NUMBER_MAX], inhabitants[NUMBER_MAX] = "?", area[NUMBER_MAX];
    const struct vintage *vintage = period->vintage;
    uint32_t partial_count = gap->epci_count - gap->whole_epci_count;

    wording_integer(gap->commune_count, language, communes);
    if (gap->population != POPULATION_UNKNOWN)
        wording_integer(gap->population, language, inhabitants);
    wording_area(gap->area_m2, language, area);
    text_addf(text, "\n%s  %s\n  %s %s, %s %s, %s", gap->id,
              words_in(standing_words(gap->standing), language), communes,
              wording_noun(NOUN_COMMUNE, gap->commune_count, language), inhabitants,
              wording_noun(NOUN_INHABITANT, gap->population, language), area);
    text_addf(text, language == LANGUAGE_FR ? " ; %u %s, %u %s\n" : "; %u %s, %u %s\n",
              gap->whole_epci_count, wording_noun(NOUN_WHOLE_EPCI, gap->whole_epci_count, language),
              partial_count, wording_noun(NOUN_PARTIAL, partial_count, language));
    for (uint32_t i = 0; i < gap->epci_count; i++) {
        const struct epci *epci = &vintage->epcis[gap->epcis[i].epci];

        text_addf(text, "  %s  %s", epci->siren.code, epci->name);
        if (!gap->epcis[i].is_whole)
            write_part(&gap->epcis[i], epci->commune_count - epci->outside_count, language, text);
        text_add(text, "\n");
    }
}

static enum exit_code answer(const struct common *common, const struct snapshot *snapshot,
                             enum unit by)
{
    AUTO(reexpression) reexpression = NULL;
    const struct period *period;
    struct error err = {0};
    SCOPED(text) text = {0};

    if (common->format != NULL && strcmp(common->format, "json") == 0)
        return http_answer(common, snapshot, "/collections/gaps/items", NULL, 0);
    if (period_on(snapshot, common->at, common->vintage, &reexpression, &period, &err) != STATUS_OK)
        return command_fail(common, &err);
    text_init(&text, OUTPUT_MAX);
    if (common->format != NULL && strcmp(common->format, "csv") == 0) {
        write_csv(period, by, &text);
        sheet_tell_derivation(common, period->vintage);
        return output_finish(common, &text);
    }
    sheet_head(&text, common, snapshot, period);
    known_at_write(&text, common, snapshot);
    for (uint32_t i = 0; i < period->gap_count; i++)
        text_gap(period, &period->gaps[i], common->language, &text);
    return output_finish(common, &text);
}

enum exit_code run_gaps(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    enum unit by = BY_CLUSTER;
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &by, &common, &arguments, &exit_code))
        return exit_code;
    if (known_at_load(&common, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    exit_code = answer(&common, snapshot, by);
    snapshot_release(snapshot);
    return exit_code;
}
