/* The contracts on a date, a line each. */
#include <string.h>

#include "data/contract_status.h"
#include "data/reexpression.h"
#include "service/cli/contracts/contracts.h"
#include "service/cli/http_answer.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/sheet.h"
#include "service/report/csv.h"
#include "service/report/wording.h"

/** One contract as it stands on the date. */
struct line {
    const struct contract *contract;
    const struct generation *generation;
    const struct version *version;
    const struct perimeter *perimeter; /* NULL when nothing is evaluated on that date */
    enum force force;
    enum contract_status status; /* on the date */
    bool has_status;             /* false: nothing tells it */
};

static struct line line_of(const struct snapshot *snapshot, const struct period *period,
                           struct date date, uint32_t contract)
{
    const struct register_rows *rows = snapshot->rows;
    struct line line = {.contract = &rows->contracts[contract]};

    line.generation = &rows->generations[line.contract->generation];
    line.has_status = contract_status_on(rows, contract, date, &line.status);
    line.version = snapshot_version_on(snapshot, contract, date, &line.force);
    if (period->vintage != NULL)
        line.perimeter = snapshot_perimeter(snapshot, period->vintage, line.version);
    return line;
}

static struct words status_words(const struct line *line)
{
    if (line->has_status)
        return contract_status_words(line->status);
    return line->force == FORCE_IN_DOUBT ? (struct words){"en vigueur ?", "in force?"}
                                         : (struct words){"–", "–"};
}

static void add_text(struct text *text, const struct line *line, enum language language)
{
    char from[32], to[32];

    loose_date_format_words(line->version->valid_from, language, from);
    loose_date_format_words(line->version->valid_to, language, to);
    text_addf(text, "%-28s %-9s %s – %s  %s", line->contract->id, line->generation->id, from, to,
              words_in(status_words(line), language));
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
    csv_field(csv, line->has_status ? contract_status_name(line->status) : "");
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
    static const char *const names[] = {"contract",       "name",       "generation", "status",
                                        "version",        "valid_from", "valid_to",   "in_force",
                                        "status_on_date", "epci",       "communes",   "vintage"};

    csv_header(csv, names, sizeof names / sizeof *names);
}

static enum exit_code list_of(const struct common *common, const struct snapshot *snapshot)
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
        known_at_write(&text, common, snapshot);
    for (uint32_t i = 0; i < snapshot->rows->contract_count; i++) {
        struct line line = line_of(snapshot, period, common->at, i);

        if (is_csv)
            add_csv(&csv, &line);
        else
            add_text(&text, &line, common->language);
    }
    if (is_csv)
        sheet_tell_derivation(common, period->vintage);
    else
        contracts_write_candidacies(&text, snapshot->rows, period->vintage, common->language);
    return output_finish(common, &text);
}

enum exit_code contracts_list(const struct common *common)
{
    struct snapshot *snapshot = NULL;
    struct error err = {0};
    enum exit_code exit_code;

    if (known_at_load(common, &snapshot, &err) != STATUS_OK)
        return command_fail(common, &err);
    exit_code = list_of(common, snapshot);
    snapshot_release(snapshot);
    return exit_code;
}
