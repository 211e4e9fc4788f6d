/* lisiere diff --vintage BEFORE AFTER, lisiere diff A B */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "data/reexpression.h"
#include "service/cli/diff/form.h"
#include "service/cli/diff/sides.h"
#include "service/cli/output.h"
#include "service/cli/usage.h"
#include "service/report/wording.h"

enum { KEY_VINTAGE = USAGE_OWN_KEY, KEY_IN_FORCE, KEY_BY };

static const struct option_line options[] = {
    {"vintage",
     KEY_VINTAGE,
     {"AVANT", "BEFORE"},
     {"l'année du premier millésime, celle du second suit ; avec A B, celle dont les deux ont les "
      "codes",
      "the year of the first vintage, that of the second follows; with A B, whose codes both "
      "have"}},
    {"at",
     KEY_IN_FORCE,
     {"DATE", "DATE"},
     {"les contrats de ce jour (le 1er janvier du second millésime ; avec A B, aujourd'hui)",
      "the contracts of that day (1 January of the second vintage; with A B, today)"}},
    {"by",
     KEY_BY,
     {"commune|epci|contract", "commune|epci|contract"},
     {"avec --format csv : la table des communes, des EPCI ou des contrats",
      "with --format csv: the table of communes, EPCI or contracts"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "diff",
    .arguments = {"A B | --vintage AVANT APRÈS", "A B | --vintage BEFORE AFTER"},
    .summary = {"Ce qui change d'un contrat ou d'une génération à l'autre, ou d'un millésime à un "
                "autre.",
                "What changes from one contract or generation to another, or from one vintage to "
                "another."},
    .details =
        {"A et B sont deux contrats (cdt-x, cdt-x@2024-12-31 à cette date, cdt-x@v2 dans sa "
         "version "
         "2) ou deux générations\n(CRT, CDT). Entre deux contrats, ce qui fut décidé (d'autres "
         "membres) et ce qui fut subi (d'autres communes sous les mêmes\nmembres) sont dits à "
         "part.\n\nLes communes sont suivies le long des mouvements de l'INSEE, dans le sens du "
         "temps ; les "
         "EPCI par leurs communes,\ndites dans les codes du second millésime : un SIREN en "
         "continue "
         "un autre à partir de 90 % en commun, de part et d'autre.\nLa table des communes (csv) a "
         "toutes les communes, changées ou non : elle se joint par le code.",
         "A and B are two contracts (cdt-x, cdt-x@2024-12-31 on that day, cdt-x@v2 in its version "
         "2) "
         "or two generations\n(CRT, CDT). Between two contracts, what was decided (other members) "
         "and what was suffered (other communes under the same\nmembers) are told apart.\n\n"
         "Communes are followed along INSEE's movements, forward in time; EPCI by their communes, "
         "in the codes of the second vintage:\none SIREN continues another from 90 % in common on, "
         "both ways. The table of communes (csv) has every commune, changed or not:\njoin it by "
         "code."},
    .options = options,
    .formats = "text, csv, json",
    .has_known_at = true,
    .argument_max = 2, /* one more than it takes, to say what is missing beside two years */
};

struct wishes {
    const char *before;
    struct date at;
    bool has_date;
    enum diff_unit by;
};

static bool handle(int key, const char *value, void *context)
{
    static const char *const units[] = {"commune", "epci", "contract"};
    struct wishes *wishes = context;

    if (key == KEY_VINTAGE) {
        wishes->before = value;
        return true;
    }
    if (key == KEY_IN_FORCE) {
        wishes->has_date = true;
        return date_parse(value, &wishes->at, NULL) == STATUS_OK;
    }
    for (int unit = DIFF_BY_COMMUNE; unit <= DIFF_BY_CONTRACT; unit++) {
        if (strcmp(value, units[unit]) == 0) {
            wishes->by = (enum diff_unit)unit;
            return true;
        }
    }
    return false;
}

/** A year is four digits; 0 for anything else. */
static int year_of(const char *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789") == 4 ? (int)strtol(text, NULL, 10) : 0;
}

/** « 2021, 2022, 2023 ». */
static void list_vintages(const struct snapshot *snapshot, char *list, size_t size)
{
    size_t length = 0;

    list[0] = '\0';
    for (size_t i = 0; i < snapshot->vintage_count && length < size; i++) {
        int count = snprintf(list + length, size - length, "%s%d", i == 0 ? "" : ", ",
                             snapshot->vintages[i]->year);

        length += count < 0 ? 0 : (size_t)count;
    }
}

static enum status find_vintage(const struct snapshot *snapshot, const char *year,
                                const struct vintage **ret_vintage, struct error *err)
{
    char list[256];

    for (size_t i = 0; i < snapshot->vintage_count; i++) {
        if (snapshot->vintages[i]->year == year_of(year)) {
            *ret_vintage = snapshot->vintages[i];
            return STATUS_OK;
        }
    }
    list_vintages(snapshot, list, sizeof list);
    return error_set(err, STATUS_NOT_FOUND, year,
                     "the store has no vintage of that year; it has: %s",
                     "la base n'a pas de millésime de cette année ; elle a : %s", list);
}

static void write(const struct common *common, const struct wishes *wishes,
                  const struct vintage_change *change, const struct snapshot *snapshot,
                  struct text *text)
{
    struct notice notices[NOTICE_MAX];
    size_t count;

    if (common->format != NULL && strcmp(common->format, "csv") == 0) {
        diff_write_csv(text, change, wishes->by);
        return;
    }
    if (common->format != NULL && strcmp(common->format, "json") == 0) {
        diff_write_json(text, change);
        return;
    }
    diff_write_text(text, change, common->language);
    count = wording_notices(snapshot, timeline_at(&snapshot->timeline, change->date), change->date,
                            notices);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(notices[i].code, "press") == 0)
            text_addf(text, "! %s\n", sentence_in(&notices[i].sentence, common->language));
    }
}

static enum exit_code compare(const struct common *common, const struct wishes *wishes,
                              const char *after_year, const struct snapshot *snapshot)
{
    const struct vintage *before = NULL, *after = NULL;
    AUTO(vintage_change) change = NULL;
    SCOPED(text) text = {0};
    struct error err = {0};
    enum status status = find_vintage(snapshot, wishes->before, &before, &err);

    if (status == STATUS_OK)
        status = find_vintage(snapshot, after_year, &after, &err);
    if (status == STATUS_OK)
        status = vintage_change_new(snapshot, before, after,
                                    wishes->has_date ? wishes->at : date_of(after->year, 1, 1),
                                    &change, &err);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    text_init(&text, OUTPUT_MAX);
    write(common, wishes, change, snapshot, &text);
    return output_finish(common, &text);
}

static enum exit_code compare_sides(const struct common *common, const struct wishes *wishes,
                                    const struct arguments *arguments)
{
    struct diff_question question = {
        .before = arguments->list[0],
        .after = arguments->list[1],
        .date = wishes->has_date ? wishes->at : common->today,
    };
    struct error err = {0};

    if (wishes->before != NULL &&
        vintage_year_parse(wishes->before, &question.vintage, &err) != STATUS_OK)
        return command_fail(common, &err);
    return diff_sides(common, &question);
}

enum exit_code run_diff(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    struct wishes wishes = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count == 2)
        return compare_sides(&common, &wishes, &arguments);
    if (wishes.before == NULL || arguments.count != 1)
        return usage_refuse(&usage, &common,
                            "give two contracts, two generations, or two years: --vintage 2024 "
                            "2025",
                            "donnez deux contrats, deux générations, ou deux années : --vintage "
                            "2024 2025");
    if (common.known_at != NULL)
        return usage_refuse(&usage, &common, "--known-at is about contracts: name two of them",
                            "--known-at concerne les contrats : nommez-en deux");
    if (load_snapshot(common.store.bytes, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    exit_code = compare(&common, &wishes, arguments.list[0], snapshot);
    snapshot_release(snapshot);
    return exit_code;
}
