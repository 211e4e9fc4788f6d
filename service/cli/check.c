/* lisiere check [CONTRACT] */
#include "data/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/load.h"
#include "data/reexpression.h"
#include "data/source/register_files.h"
#include "service/cli/known_at.h"
#include "service/cli/output.h"
#include "service/cli/register_file.h"
#include "service/cli/sheet.h"
#include "service/cli/usage.h"
#include "service/report/findings.h"

enum { KEY_WITH = USAGE_OWN_KEY, KEY_FAIL_ON };

static const struct option_line options[] = {
    {"with",
     KEY_WITH,
     {"DOSSIER", "FOLDER"},
     {"contrôle aussi ce registre, sans l'enregistrer",
      "checks this register too, without storing it"}},
    {"fail-on",
     KEY_FAIL_ON,
     {"NIVEAU", "LEVEL"},
     {"sort avec 1 à partir de info, warning ou error (error)",
      "exits with 1 from info, warning or error on (error)"}},
    {NULL, 0, {NULL, NULL}, {NULL, NULL}},
};

static const struct usage usage = {
    .command = "check",
    .arguments = {"[CONTRAT]", "[CONTRACT]"},
    .summary = {"Contrôle les périmètres, ou celui d'un contrat, à une date.",
                "Checks the perimeters, or that of one contract, on a date."},
    .details = {"", ""},
    .options = options,
    .formats = "text, json, jsonl, csv",
    .has_date = true,
    .has_vintage = true,
    .has_known_at = true,
    .argument_max = 1,
};

struct wishes {
    const char *with;
    enum level fail_on;
};

static bool handle(int key, const char *value, void *context)
{
    struct wishes *wishes = context;

    if (key == KEY_WITH) {
        wishes->with = value;
        return true;
    }
    for (int level = LEVEL_INFO; level <= LEVEL_ERROR; level++) {
        if (strcmp(level_name((enum level)level), value) == 0) {
            wishes->fail_on = (enum level)level;
            return true;
        }
    }
    return false;
}

static void write_report(const struct common *common, const struct check_report *report,
                         struct text *text)
{
    const char *format = common->format == NULL ? "text" : common->format;

    if (strcmp(format, "json") == 0)
        findings_write_json(text, report);
    else if (strcmp(format, "jsonl") == 0)
        findings_write_jsonl(text, report->findings);
    else if (strcmp(format, "csv") == 0)
        findings_write_csv(text, report->findings);
    else
        findings_write_text(text, report, common->language);
}

static enum exit_code check(const struct common *common, const struct snapshot *snapshot,
                            const char *contract, enum level fail_on)
{
    AUTO(reexpression) reexpression = NULL;
    struct check_scope scope = {
        .snapshot = snapshot,
        .date = common->at,
        .contract = contract,
    };
    struct check_result *results = calloc(check_count, sizeof *results);
    struct check_report report = {.scope = &scope, .results = results};
    struct error err = {0};
    SCOPED(findings) findings = {0};
    SCOPED(text) text = {0};
    enum exit_code exit_code;

    findings_init(&findings);
    text_init(&text, OUTPUT_MAX);
    if (period_on(snapshot, common->at, common->vintage, &reexpression, &scope.period, &err) !=
            STATUS_OK ||
        results == NULL || checks_run(&scope, results, &findings, &err) != STATUS_OK) {
        free(results);
        return command_fail(common, &err);
    }
    report.findings = &findings;
    write_report(common, &report, &text);
    if (common->format == NULL || strcmp(common->format, "text") == 0)
        known_at_write(&text, common, snapshot);
    free(results);
    if (common->format != NULL &&
        (strcmp(common->format, "csv") == 0 || strcmp(common->format, "jsonl") == 0))
        sheet_tell_derivation(common, scope.period->vintage);
    exit_code = output_finish(common, &text);
    for (size_t i = 0; i < findings.count && exit_code == EXIT_OK; i++) {
        if (findings.list[i].level >= fail_on && findings.list[i].waiver == NULL)
            exit_code = EXIT_FINDINGS;
    }
    return exit_code;
}

/** The store's state, with the draft laid over it when there is one. */
static enum status load(const struct common *common, const char *with,
                        struct snapshot **ret_snapshot, struct error *err)
{
    AUTO(register_builder) draft = NULL;
    enum status status;

    if (with == NULL)
        return known_at_load(common, ret_snapshot, err);
    status = register_file_read(common, with, &draft, err);
    return status == STATUS_OK
               ? load_snapshot_with(common->store.bytes, draft, false, ret_snapshot, err)
               : status;
}

enum exit_code run_check(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    struct snapshot *snapshot = NULL;
    struct wishes wishes = {.fail_on = LEVEL_ERROR};
    const char *contract;
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, handle, &wishes, &common, &arguments, &exit_code))
        return exit_code;
    if (wishes.with != NULL && common.known_at != NULL)
        return usage_refuse(
            &usage, &common, "--with looks ahead, --known-at back: give one of them",
            "--with regarde en avant, --known-at en arrière : donnez l'un des deux");
    contract = arguments.count == 1 ? arguments.list[0] : NULL;
    if (load(&common, wishes.with, &snapshot, &err) != STATUS_OK)
        return command_fail(&common, &err);
    if (contract != NULL && register_contract(snapshot->rows, contract) == UINT32_MAX) {
        (void)error_set(&err, STATUS_NOT_FOUND, contract,
                        "no contract has this identifier; lisiere contracts lists them",
                        "aucun contrat n'a cet identifiant ; lisiere contracts les liste");
        exit_code = command_fail(&common, &err);
    } else {
        exit_code = check(&common, snapshot, contract, wishes.fail_on);
    }
    snapshot_release(snapshot);
    return exit_code;
}
