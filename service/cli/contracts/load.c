/* A register read, compared with the stored one, checked, and stored or not. */

#include <stdio.h>
#include <string.h>

#include "data/commit.h"
#include "data/register_check.h"
#include "data/source/register_files.h"
#include "data/store.h"
#include "service/cli/contracts/prospect.h"
#include "service/cli/output.h"
#include "service/report/findings.h"
#include "service/report/row_change.h"

static void add_heading(struct text *text, const char *contract, enum language language)
{
    if (contract[0] == '\0')
        text_add(text, language == LANGUAGE_FR ? "Hors contrat\n" : "Of no contract\n");
    else
        text_addf(text, "%s\n", contract);
}

static void add_changes(struct text *text, const struct register_difference *difference,
                        bool only_removed, enum language language)
{
    const char *heading = NULL;

    for (size_t i = 0; i < difference->count; i++) {
        const struct row_change *change = &difference->changes[i];
        const char *contract = row_change_text(change, "contract");

        if (only_removed && change->kind != ROW_REMOVED)
            continue;
        if (heading == NULL || strcmp(heading, contract) != 0)
            add_heading(text, contract, language);
        heading = contract;
        row_change_write(text, change, language);
    }
}

static size_t count_kind(const struct register_difference *difference, enum row_change_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < difference->count; i++)
        count += difference->changes[i].kind == kind;
    return count;
}

static void add_count(struct text *text, const struct register_difference *difference,
                      enum language language)
{
    text_addf(text,
              language == LANGUAGE_FR ? "Lignes ajoutées : %zu, modifiées : %zu, retirées : %zu\n"
                                      : "Rows added: %zu, changed: %zu, removed: %zu\n",
              count_kind(difference, ROW_ADDED), count_kind(difference, ROW_CHANGED),
              count_kind(difference, ROW_REMOVED));
}

static void write_text(struct text *text, const struct prospect *prospect,
                       const struct findings *findings, enum language language)
{
    add_changes(text, &prospect->difference, false, language);
    add_count(text, &prospect->difference, language);
    findings_write_lines(text, findings, language);
    text_addf(text,
              language == LANGUAGE_FR ? "Constats : %zu. Rien n'a été chargé.\n"
                                      : "Findings: %zu. Nothing was loaded.\n",
              findings->count);
}

static void write_json(struct text *text, const struct prospect *prospect,
                       const struct findings *findings)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "changes");
    json_array_begin(&json);
    for (size_t i = 0; i < prospect->difference.count; i++)
        row_change_write_json(&json, &prospect->difference.changes[i]);
    json_array_end(&json);
    json_key(&json, "findings");
    findings_write_array(&json, findings);
    json_object_end(&json);
    text_add(text, "\n");
}

/** Shows all that there is to see; what would refuse the register is told, and is the exit code. */
static enum exit_code show(const struct common *common, const struct contracts_loading *loading,
                           const struct prospect *prospect)
{
    SCOPED(findings) findings = {0};
    SCOPED(text) text = {0};
    struct error err = {0}, refusal = {0};
    enum status status;
    enum exit_code exit_code;

    findings_init(&findings);
    text_init(&text, OUTPUT_MAX);
    status = register_check_find(prospect->snapshot, &findings, &err);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    if (common->format != NULL && strcmp(common->format, "json") == 0)
        write_json(&text, prospect, &findings);
    else
        write_text(&text, prospect, &findings, common->language);
    exit_code = output_finish(common, &text);
    if (exit_code == EXIT_OK && prospect_check(prospect, loading, &refusal) != STATUS_OK)
        return command_fail(common, &refusal);
    return exit_code;
}

/** What a whole register leaves out goes only when somebody agrees to that. */
static enum exit_code refuse_removal(const struct common *common, const struct prospect *prospect)
{
    SCOPED(text) text = {0};
    const char *bytes;
    size_t length;
    struct error err = {0};

    text_init(&text, OUTPUT_MAX);
    add_changes(&text, &prospect->difference, true, common->language);
    if (text_view(&text, &bytes, &length) == STATUS_OK)
        (void)fwrite(bytes, 1, length, stderr);
    error_set(&err, STATUS_INVALID, "",
              "these %zu rows would go, nothing was loaded: add --yes if that is what you want",
              "ces %zu lignes disparaîtraient, rien n'a été chargé : ajoutez --yes si c'est ce que "
              "vous voulez",
              count_kind(&prospect->difference, ROW_REMOVED));
    return command_fail(common, &err);
}

static enum status store(const struct common *common, const struct contracts_loading *loading,
                         const struct prospect *prospect, const struct digest *digest,
                         struct error *err)
{
    struct commit commit = {
        .has_register = true,
        .corrects_statuses = loading->is_correction,
        .register_sha256 = digest->hex,
        .based_on = &prospect->snapshot->revision,
        .change = {.author = loading->author != NULL ? loading->author : command_login(),
                   .message = loading->message != NULL ? loading->message : ""},
    };
    enum status status = prospect_check(prospect, loading, err);

    return status == STATUS_OK ? commit_write(common->store.bytes, prospect->snapshot, &commit, err)
                               : status;
}

static void tell(const struct common *common, const struct prospect *prospect)
{
    SCOPED(text) text = {0};
    const char *bytes;
    size_t length;

    text_init(&text, 1024);
    add_count(&text, &prospect->difference, common->language);
    if (text_view(&text, &bytes, &length) != STATUS_OK)
        return;
    fprintf(stderr,
            common->language == LANGUAGE_FR ? "Contrats chargés : %zu\n%s"
                                            : "Contracts loaded: %zu\n%s",
            prospect->contract_count, bytes);
}

enum exit_code contracts_load(const struct common *common, const struct contracts_loading *loading)
{
    SCOPED(prospect) prospect = {0};
    struct digest digest;
    struct error err = {0};
    enum status status = register_files_digest(loading->path, &digest, &err);

    if (status == STATUS_OK)
        status = prospect_find(common, loading, &prospect, &err);
    if (status != STATUS_OK)
        return command_fail(common, &err);
    if (loading->is_dry_run)
        return show(common, loading, &prospect);
    if (loading->replaces_all && !loading->is_agreed &&
        count_kind(&prospect.difference, ROW_REMOVED) > 0)
        return refuse_removal(common, &prospect);
    if (store(common, loading, &prospect, &digest, &err) != STATUS_OK)
        return command_fail(common, &err);
    tell(common, &prospect);
    return EXIT_OK;
}

enum exit_code contracts_answer_is_current(const struct common *common, const char *path)
{
    AUTO(store) store = NULL;
    char stored[DIGEST_TEXT_SIZE];
    struct digest digest;
    struct error err = {0};

    if (register_files_digest(path, &digest, &err) != STATUS_OK ||
        store_open(common->store.bytes, STORE_READ, &store, &err) != STATUS_OK ||
        store_read_note(store, "register_sha256", stored, sizeof stored, &err) != STATUS_OK)
        return command_fail(common, &err);
    return strcmp(stored, digest.hex) == 0 ? EXIT_OK : EXIT_FINDINGS;
}
