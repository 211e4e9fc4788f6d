/* lisiere contracts [REGISTER] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/commit.h"
#include "data/load.h"
#include "data/reexpression.h"
#include "data/source/register_files.h"
#include "data/store.h"
#include "service/cli/http_answer.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/register_file.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"
#include "service/report/csv.h"
#include "service/report/wording.h"

enum { KEY_AUTHOR = USAGE_OWN_KEY, KEY_MESSAGE, KEY_IS_CURRENT, KEY_KNOWN_AT };

static const struct option_line options[] = {
    {"author",
     KEY_AUTHOR,
     {"NOM", "NAME"},
     {"qui charge (votre compte)", "who loads (your login)"}},
    {"message", KEY_MESSAGE, {"TEXTE", "TEXT"}, {"pourquoi", "why"}},
    {"is-current",
     KEY_IS_CURRENT,
     {NULL, NULL},
     {"ne charge rien : sort avec 0 si ce registre est le dernier chargé, sinon avec 1",
      "loads nothing: exits with 0 when this register is the last one loaded, else with 1"}},
    KNOWN_AT_OPTION(KEY_KNOWN_AT),
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "contracts",
    .arguments = {"[REGISTRE]", "[REGISTER]"},
    .summary =
        {"Liste les contrats à une date ; avec un registre (un dossier de tables CSV), le "
         "charge.",
         "Lists the contracts on a date; with a register (a folder of CSV tables), loads it."},
    .details =
        {"Un registre remplace les contrats qu'il nomme, en entier, et eux seuls ; il est "
         "chargé tout entier ou refusé tout entier. lisiere check --with le contrôle sans le "
         "charger.\nTables : generations, contracts, acts, versions, members.",
         "A register replaces the contracts it names, whole, and no others; it is loaded whole "
         "or refused whole. lisiere check --with checks it without loading it.\nTables: "
         "generations, contracts, acts, versions, members."},
    .options = options,
    .formats = "text, csv, json",
    .has_date = true,
    .has_vintage = true,
    .argument_max = 1,
};

struct wishes {
    const char *author;
    const char *message;
    const char *known_at; /* NULL: now */
    bool is_current;
};

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    if (key == KEY_AUTHOR)
        wishes->author = value;
    else if (key == KEY_MESSAGE)
        wishes->message = value;
    else if (key == KEY_KNOWN_AT)
        wishes->known_at = value;
    else
        wishes->is_current = true;
    return true;
}

static struct words force_words(enum force force)
{
    switch (force) {
    case FORCE_YES:
        return (struct words){"en vigueur", "in force"};
    case FORCE_IN_DOUBT:
        return (struct words){"en vigueur ?", "in force?"};
    case FORCE_NO:
        break;
    }
    return (struct words){"–", "–"};
}

/** One contract as it stands on the date. */
struct line {
    const struct contract *contract;
    const struct generation *generation;
    const struct version *version;
    const struct perimeter *perimeter; /* NULL when nothing is evaluated on that date */
    enum force force;
};

static struct line line_of(const struct snapshot *snapshot, const struct period *period,
                           struct date date, uint32_t contract)
{
    const struct register_rows *rows = snapshot->rows;
    struct line line = {.contract = &rows->contracts[contract]};

    line.generation = &rows->generations[line.contract->generation];
    line.version = snapshot_version_on(snapshot, contract, date, &line.force);
    if (period->vintage != NULL)
        line.perimeter = snapshot_perimeter(snapshot, period->vintage, line.version);
    return line;
}

static void add_text(struct text *text, const struct line *line, enum language language)
{
    char from[32], to[32];

    loose_date_format_words(line->version->valid_from, language, from);
    loose_date_format_words(line->version->valid_to, language, to);
    text_addf(text, "%-28s %-9s %s – %s  %s", line->contract->id, line->generation->id, from, to,
              words_in(force_words(line->force), language));
    if (line->perimeter != NULL)
        text_addf(text, "  %u %s, %u EPCI", line->perimeter->commune_count,
                  wording_noun(NOUN_COMMUNE, line->perimeter->commune_count, language),
                  line->perimeter->epci_count);
    text_addf(text, "\n    %s%s\n", line->contract->name,
              line->contract->visibility == VISIBILITY_PUBLIC ? ""
              : language == LANGUAGE_FR                       ? " (interne)"
                                                              : " (internal)");
}

static void add_csv(struct csv *csv, const struct line *line)
{
    static const char *const forces[] = {
        [FORCE_NO] = "no", [FORCE_IN_DOUBT] = "in_doubt", [FORCE_YES] = "yes"};
    char from[DATE_TEXT_MAX], to[DATE_TEXT_MAX];

    loose_date_format(line->version->valid_from, from);
    loose_date_format(line->version->valid_to, to);
    csv_field(csv, line->contract->id);
    csv_field(csv, line->contract->name);
    csv_field(csv, line->generation->id);
    csv_field(csv, contract_status_name(line->contract->status));
    csv_integer(csv, line->version->number);
    csv_field(csv, from);
    csv_field(csv, to);
    csv_field(csv, forces[line->force]);
    if (line->perimeter != NULL) {
        csv_integer(csv, line->perimeter->epci_count);
        csv_integer(csv, line->perimeter->commune_count);
        csv_integer(csv, line->perimeter->vintage->year);
    } else {
        csv_field(csv, "");
        csv_field(csv, "");
        csv_field(csv, "");
    }
    csv_end_row(csv);
}

static void add_header(struct csv *csv)
{
    static const char *const names[] = {"contract", "name",       "generation", "status",
                                        "version",  "valid_from", "valid_to",   "in_force",
                                        "epci",     "communes",   "vintage"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        csv_field(csv, names[i]);
    csv_end_row(csv);
}

static enum exit_code list(const struct common *common, const char *known_at,
                           const struct snapshot *snapshot)
{
    AUTO(reexpression) reexpression = NULL;
    const struct period *period;
    bool is_csv = common->format != NULL && strcmp(common->format, "csv") == 0;
    struct error err = {0};
    SCOPED(text) text = {0};
    struct csv csv;

    if (common->format != NULL && strcmp(common->format, "json") == 0)
        return http_answer(common, snapshot, "/collections/contracts/items", NULL, 0);
    if (period_on(snapshot, common->at, common->vintage, &reexpression, &period, &err) != STATUS_OK)
        return command_fail(common, &err);
    text_init(&text, OUTPUT_MAX);
    csv_init(&csv, &text);
    if (is_csv)
        add_header(&csv);
    else
        sheet_head(&text, common, snapshot, period);
    if (!is_csv)
        known_at_write(&text, common, known_at, snapshot);
    for (uint32_t i = 0; i < snapshot->rows->contract_count; i++) {
        struct line line = line_of(snapshot, period, common->at, i);

        if (is_csv)
            add_csv(&csv, &line);
        else
            add_text(&text, &line, common->language);
    }
    if (is_csv)
        sheet_tell_derivation(common, period->vintage);
    return output_finish(common, &text);
}

static enum status store_register(const struct common *common, const struct wishes *wishes,
                                  const struct register_rows *rows, const struct digest *digest,
                                  struct error *err)
{
    struct commit commit = {
        .has_register = true,
        .register_sha256 = digest->hex,
        .change = {.author = wishes->author != NULL ? wishes->author : command_login(),
                   .message = wishes->message != NULL ? wishes->message : ""},
    };
    struct snapshot *snapshot = NULL;
    enum status status = load_snapshot_with(common->store.bytes, rows, &snapshot, err);

    if (status == STATUS_OK)
        status = commit_check_register(snapshot, rows, err);
    if (status == STATUS_OK)
        status = commit_write(common->store.bytes, snapshot, &commit, err);
    snapshot_release(snapshot);
    return status;
}

static enum exit_code load(const struct common *common, const struct wishes *wishes,
                           const char *folder)
{
    AUTO(register_rows) rows = NULL;
    struct digest digest;
    struct error err = {0};
    enum status status = register_files_digest(folder, &digest, &err);

    if (status == STATUS_OK)
        status = register_file_read(common, folder, &rows, &err);
    if (status == STATUS_OK)
        status = store_register(common, wishes, rows, &digest, &err);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    fprintf(stderr,
            common->language == LANGUAGE_FR ? "Contrats chargés : %u\n" : "Contracts loaded: %u\n",
            rows->contract_count);
    return EXIT_OK;
}

static enum exit_code answer_is_current(const struct common *common, const char *folder)
{
    AUTO(store) store = NULL;
    char stored[DIGEST_TEXT_SIZE];
    struct digest digest;
    struct error err = {0};

    if (register_files_digest(folder, &digest, &err) != STATUS_OK ||
        store_open(common->store.bytes, STORE_READ, &store, &err) != STATUS_OK ||
        store_read_note(store, "register_sha256", stored, sizeof stored, &err) != STATUS_OK)
        return command_fail(common, &err);
    return strcmp(stored, digest.hex) == 0 ? EXIT_OK : EXIT_FINDINGS;
}

enum exit_code run_contracts(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    struct wishes wishes = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count == 0 && wishes.is_current)
        return usage_refuse(&usage, &common, "name the register", "nommez le registre");
    if (wishes.is_current)
        return answer_is_current(&common, arguments.list[0]);
    if (arguments.count == 1 && wishes.known_at != NULL)
        return usage_refuse(&usage, &common, "--known-at looks back, and loads nothing",
                            "--known-at regarde en arrière, et ne charge rien");
    if (arguments.count == 1)
        return load(&common, &wishes, arguments.list[0]);
    if (known_at_load(&common, wishes.known_at, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    exit_code = list(&common, wishes.known_at, snapshot);
    snapshot_release(snapshot);
    return exit_code;
}
