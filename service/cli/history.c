/* lisiere history ID */
#include <string.h>

#include "data/revision.h"
#include "service/cli/output.h"
#include "service/cli/usage.h"
#include "service/report/json.h"
#include "service/report/row_change.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "history",
    .arguments = {"CONTRAT", "CONTRACT"},
    .summary = {"Qui a changé quoi d'un contrat, quand et pourquoi, révision par révision.",
                "Who changed what of a contract, when and why, revision by revision."},
    .details =
        {"+ ajouté, ~ changé, - retiré ; les noms des colonnes sont ceux des tables du "
         "registre.\nUn contrat retiré du registre garde son histoire. contracts et perimeter "
         "--known-at N répondent comme à la révision N.",
         "+ added, ~ changed, - removed; columns are named as in the register's tables.\nA "
         "contract that was removed from the register keeps its history. contracts and "
         "perimeter --known-at N answer as at revision N."},
    .options = options,
    .formats = "text, json",
    .argument_max = 1,
};

static void add_revision(struct text *text, const struct revision *revision, enum language language)
{
    bool french = language == LANGUAGE_FR;
    bool has_author = revision->author[0] != '\0';

    text_addf(text, french ? "Révision %lld, %s, %s%s%s\n" : "Revision %lld, %s, %s%s%s\n",
              (long long)revision->number, revision->recorded_at,
              has_author ? revision->author : (french ? "auteur inconnu" : "unknown author"),
              revision->message[0] == '\0' ? "" : (french ? " : " : ": "), revision->message);
}

static void write_text(struct text *text, const struct contract_history *history,
                       const struct revisions *revisions, enum language language)
{
    int64_t number = 0;

    for (size_t i = 0; i < history->count; i++) {
        const struct row_change *change = &history->changes[i];
        const struct revision *revision = revisions_find(revisions, change->revision);

        if (change->revision != number && revision != NULL)
            add_revision(text, revision, language);
        number = change->revision;
        row_change_write(text, change, language);
    }
}

static void write_json(struct text *text, const char *contract,
                       const struct contract_history *history, const struct revisions *revisions)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "contract", contract);
    json_key(&json, "revisions");
    json_array_begin(&json);
    for (size_t i = 0; i < history->count;) {
        const struct revision *revision = revisions_find(revisions, history->changes[i].revision);
        int64_t number = history->changes[i].revision;

        json_object_begin(&json);
        json_member_integer(&json, "revision", number);
        if (revision != NULL) {
            json_member_string(&json, "recorded_at", revision->recorded_at);
            json_member_string(&json, "author", revision->author);
            json_member_string(&json, "message", revision->message);
        }
        json_key(&json, "changes");
        json_array_begin(&json);
        for (; i < history->count && history->changes[i].revision == number; i++)
            row_change_write_json(&json, &history->changes[i]);
        json_array_end(&json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}

static enum status read(const char *store_path, const char *contract,
                        struct contract_history *history, struct revisions *revisions,
                        struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(store_path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_read_history(store, contract, history, err);
    if (status == STATUS_OK)
        status = store_read_revisions(store, revisions, err);
    if (status == STATUS_OK && history->count == 0)
        return error_set(err, STATUS_NOT_FOUND, contract,
                         "no contract has or had this identifier; lisiere contracts lists them",
                         "aucun contrat n'a ni n'a eu cet identifiant ; lisiere contracts les "
                         "liste");
    return status;
}

enum exit_code run_history(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    SCOPED(contract_history) history = {0};
    SCOPED(revisions) revisions = {0};
    SCOPED(text) text = {0};
    struct error err = {0};
    enum exit_code exit_code;

    text_init(&text, OUTPUT_MAX);
    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (arguments.count != 1)
        return usage_refuse(&usage, &common, "name the contract; lisiere contracts lists them",
                            "nommez le contrat ; lisiere contracts les liste");
    if (read(common.store.bytes, arguments.list[0], &history, &revisions, &err) != STATUS_OK)
        return command_fail(&common, &err);
    if (common.format != NULL && strcmp(common.format, "json") == 0)
        write_json(&text, arguments.list[0], &history, &revisions);
    else
        write_text(&text, &history, &revisions, common.language);
    return output_finish(&common, &text);
}
