/* lisiere perimeter ID */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/reexpression.h"
#include "geo/wkt.h"
#include "service/api/contract_feature.h"
#include "service/cli/http_answer.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/perimeter_shape.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"
#include "service/report/csv.h"
#include "service/report/wording.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "perimeter",
    .arguments = {"CONTRAT", "CONTRACT"},
    .summary = {"Communes et contour d'un contrat à une date.",
                "Communes and outline of a contract on a date."},
    .details =
        {"Les membres sont ceux de la version du contrat à cette date, qu'on la sache en "
         "vigueur ou non ; --vintage les exprime "
         "dans les codes, la composition des EPCI et les populations d'une autre année.\ncsv : une "
         "ligne par commune ; geojson et wkt : le contour ; json : "
         "les octets que sert /collections/contracts/items/CONTRAT, si le contrat est en "
         "vigueur.",
         "Members are those of the contract's version on that date, whether it is known to be "
         "in force or not; --vintage expresses them in the codes, EPCI and populations of "
         "another year.\ncsv: a line a commune; geojson and wkt: the outline; json: the "
         "bytes that /collections/contracts/items/CONTRACT serves, if the contract is in "
         "force."},
    .options = options,
    .formats = "text, csv, geojson, wkt, json",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
    .argument_max = 1,
};

/** The perimeter that was asked for. */
struct subject {
    const struct snapshot *snapshot;
    struct reexpression *reexpression; /* owned; what --vintage had to compute */
    const struct period *period;
    const struct contract *contract;
    const struct perimeter *perimeter;
    enum force force;
};

static enum status find_subject(const struct common *common, const char *id,
                                struct subject *subject, struct error *err)
{
    const struct register_rows *rows = subject->snapshot->rows;
    uint32_t contract = register_contract(rows, id);
    const struct version *version;
    enum status status;

    if (contract == UINT32_MAX)
        return error_set(err, STATUS_NOT_FOUND, id,
                         "no contract has this identifier; lisiere contracts lists them",
                         "aucun contrat n'a cet identifiant ; lisiere contracts les liste");
    status = period_on(subject->snapshot, common->at, common->vintage, &subject->reexpression,
                       &subject->period, err);
    if (status != STATUS_OK)
        return status;
    if (subject->period->vintage == NULL)
        return error_set(err, STATUS_NOT_FOUND, id,
                         "nothing is evaluated on that date: the first loaded vintage is %d",
                         "rien n'est évalué à cette date : le premier millésime chargé est %d",
                         subject->snapshot->vintages[0]->year);
    version = snapshot_version_on(subject->snapshot, contract, common->at, &subject->force);
    subject->contract = &rows->contracts[contract];
    subject->perimeter = snapshot_perimeter(subject->snapshot, subject->period->vintage, version);
    return STATUS_OK;
}

static void write_csv(const struct subject *subject, struct text *text)
{
    static const char *const names[] = {"contract",    "version",   "code",      "name",
                                        "departement", "epci",      "epci_name", "population",
                                        "in_region",   "certainty", "vintage"};
    const struct perimeter *perimeter = subject->perimeter;
    const struct vintage *vintage = perimeter->vintage;
    struct csv csv;

    csv_init(&csv, text);
    csv_header(&csv, names, sizeof names / sizeof *names);
    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        const struct commune *commune = &vintage->communes[perimeter->communes[i]];
        const struct epci *epci =
            commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];

        csv_field(&csv, subject->contract->id);
        csv_integer(&csv, perimeter->version->number);
        csv_field(&csv, commune->insee.code);
        csv_field(&csv, commune->name);
        csv_field(&csv, vintage->departements[commune->departement].code);
        csv_field(&csv, epci == NULL ? "" : epci->siren.code);
        csv_field(&csv, epci == NULL ? "" : epci->name);
        if (commune->population == POPULATION_UNKNOWN)
            csv_field(&csv, "");
        else
            csv_integer(&csv, commune->population);
        csv_field(&csv, commune->in_region ? "true" : "false");
        csv_field(&csv, certainty_name(perimeter->certainties[i]));
        csv_integer(&csv, vintage->year);
        csv_end_row(&csv);
    }
}

static enum status write_geojson(const struct common *common, const struct subject *subject,
                                 struct text *text, struct error *err)
{
    struct view view = {subject->snapshot, subject->period, common->at};
    struct feature *feature = calloc(1, sizeof *feature);
    struct json json;

    if (feature == NULL)
        return error_no_memory(err);
    contract_feature_read(&view, subject->perimeter, subject->force, feature);
    json_init(&json, text);
    json_object_begin(&json);
    feature_write_members(&json, &contracts_collection, feature);
    view_write(&json, &view);
    json_object_end(&json);
    text_add(text, "\n");
    free(feature);
    return STATUS_OK;
}

static struct words force_words(enum force force)
{
    switch (force) {
    case FORCE_YES:
        return (struct words){"en vigueur", "in force"};
    case FORCE_IN_DOUBT:
        return (struct words){"en vigueur ou non : une date est inconnue",
                              "in force or not: a date is unknown"};
    case FORCE_NO:
        break;
    }
    return (struct words){"pas en vigueur", "not in force"};
}

static void write_member(const struct subject *subject, uint32_t index, enum language language,
                         struct text *text)
{
    static const struct words results[] = {
        [MEMBER_RESOLVED] = {"", ""},
        [MEMBER_UNKNOWN_CODE] = {" – code inconnu de ce millésime",
                                 " – code unknown in this vintage"},
        [MEMBER_NOT_EVALUATED] = {" – non évalué : figé à une date inconnue",
                                  " – not evaluated: frozen on an unknown date"},
        [MEMBER_MIXED] = {" – en doute : réuni depuis à des communes hors du contrat",
                          " – in doubt: joined since with communes outside the contract"},
    };
    const struct member *member = &subject->perimeter->version->members[index];

    text_addf(text, "  %s %s  %s%s%s\n", member->operation == MEMBER_INCLUDE ? "+" : "-",
              member->code, member->label,
              member->certainty == CERTAINTY_STATED ? ""
              : language == LANGUAGE_FR             ? " (déduit)"
                                                    : " (inferred)",
              words_in(results[subject->perimeter->results[index]], language));
}

static enum status write_text(const struct common *common, const struct subject *subject,
                              struct text *text, struct error *err)
{
    const struct perimeter *perimeter = subject->perimeter;
    enum language language = common->language;
    bool french = language == LANGUAGE_FR;
    char day[NUMBER_MAX], communes[NUMBER_MAX], population[NUMBER_MAX] = "?", area[NUMBER_MAX];
    char from[32], to[32];
    enum status status = STATUS_OK;

    wording_date(common->at, language, day);
    wording_integer(perimeter->commune_count, language, communes);
    if (perimeter->population != POPULATION_UNKNOWN)
        wording_integer(perimeter->population, language, population);
    wording_area(perimeter->area_m2, language, area);
    loose_date_format_words(perimeter->version->valid_from, language, from);
    loose_date_format_words(perimeter->version->valid_to, language, to);
    text_addf(text, "%s (%s)\n", subject->contract->name, subject->contract->id);
    text_addf(text,
              french ? "Version %d ; début : %s ; fin : %s ; au %s : %s\n"
                     : "Version %d; start: %s; end: %s; on %s: %s\n",
              perimeter->version->number, from, to, day,
              words_in(force_words(subject->force), language));
    text_addf(text,
              french ? "%s %s, %u EPCI, %s %s, %s (millésime %d)\n"
                     : "%s %s, %u EPCI, %s %s, %s (vintage %d)\n",
              communes, wording_noun(NOUN_COMMUNE, perimeter->commune_count, language),
              perimeter->epci_count, population,
              wording_noun(NOUN_INHABITANT, perimeter->population, language), area,
              perimeter->vintage->year);
    if (perimeter->outline != NULL)
        status = perimeter_shape_write(text, perimeter, language, err);
    for (uint32_t i = 0; i < perimeter->version->member_count; i++)
        write_member(subject, i, language, text);
    sheet_notices(text, common, subject->snapshot, subject->period);
    known_at_write(text, common, subject->snapshot);
    return status;
}

static enum exit_code answer(const struct common *common, const char *id, struct subject *subject)
{
    const char *format = common->format == NULL ? "text" : common->format;
    char path[160];
    struct error err = {0};
    SCOPED(text) text = {0};

    text_init(&text, OUTPUT_MAX);
    if (find_subject(common, id, subject, &err) != STATUS_OK)
        return command_fail(common, &err);
    if (strcmp(format, "json") == 0) {
        (void)snprintf(path, sizeof path, "/collections/contracts/items/%s", id);
        return http_answer(common, subject->snapshot, path, NULL, 0);
    }
    if (strcmp(format, "csv") == 0) {
        write_csv(subject, &text);
    } else if (subject->perimeter->outline == NULL && strcmp(format, "text") != 0) {
        (void)error_set(&err, STATUS_NOT_FOUND, id,
                        "no member resolves in the vintage %d, so there is no outline",
                        "aucun membre n'existe dans le millésime %d, il n'y a donc pas de contour",
                        subject->perimeter->vintage->year);
        return command_fail(common, &err);
    } else if (strcmp(format, "geojson") == 0) {
        if (write_geojson(common, subject, &text, &err) != STATUS_OK)
            return command_fail(common, &err);
    } else if (strcmp(format, "wkt") == 0) {
        wkt_add(&text, subject->perimeter->outline->shape);
        text_add(&text, "\n");
    } else if (write_text(common, subject, &text, &err) != STATUS_OK) {
        return command_fail(common, &err);
    }
    if (strcmp(format, "csv") == 0 || strcmp(format, "wkt") == 0)
        sheet_tell_derivation(common, subject->period->vintage);
    return output_finish(common, &text);
}

enum exit_code run_perimeter(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    struct subject subject = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name the contract; lisiere contracts lists them",
                            "nommez le contrat ; lisiere contracts les liste");
    if (known_at_load(&common, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    subject.snapshot = snapshot;
    exit_code = answer(&common, arguments.list[0], &subject);
    reexpression_free(subject.reexpression);
    snapshot_release(snapshot);
    return exit_code;
}
