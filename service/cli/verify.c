/* lisiere verify [HASH] */
#include "data/verify.h"

#include <stdlib.h>
#include <string.h>

#include "service/cli/output.h"
#include "service/cli/publications.h"
#include "service/cli/usage.h"
#include "service/report/json.h"
#include "service/report/wording.h"

static const struct option_line options[] = {{NULL, 0, {NULL, NULL}, {NULL, NULL}}};

static const struct usage usage = {
    .command = "verify",
    .arguments = {"[EMPREINTE]", "[HASH]"},
    .summary = {"La base est-elle entière ? Avec une empreinte publiée : de quoi elle était.",
                "Is the store whole? With a published hash: what it was of."},
    .details =
        {"Sans empreinte : les pages et les index, les clés étrangères, les lois des révisions, "
         "le registre de chaque révision, l'identité et les mesures des contours, tous les "
         "périmètres recalculés.\nAvec une empreinte (members_sha256 d'un périmètre ou d'un "
         "territoire, document d'un acte, fichier d'un millésime), ou ses 8 premiers chiffres au "
         "moins : le contrat, la version, le millésime, les jours et les révisions. Rien trouvé : "
         "code 1.",
         "Without a hash: pages and indexes, foreign keys, the laws of revisions, the register of "
         "each revision, identity and measures of the shapes, all outlines computed anew.\nWith a "
         "hash (members_sha256 of a perimeter or a gap, document of an act, file of a vintage), or "
         "its first 8 digits at least: the contract, version, vintage, days and revisions. Nothing "
         "found: exit code 1."},
    .options = options,
    .formats = "text, json",
    .argument_max = 1,
};

static void write_json(const struct common *common, const struct verified *verified,
                       const struct store_defects *defects, struct text *text)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "store", common->store.bytes);
    json_key(&json, "is_whole");
    json_boolean(&json, defects->count == 0);
    json_member_integer(&json, "defect_count", (int64_t)defects->count);
    json_key(&json, "defects");
    json_array_begin(&json);
    for (size_t i = 0; i < defects->count && i < DEFECT_KEPT_MAX; i++) {
        json_object_begin(&json);
        json_member_string(&json, "fr", defects->list[i].fr);
        json_member_string(&json, "en", defects->list[i].en);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_member_integer(&json, "revision", verified->revision);
    json_member_integer(&json, "vintages", (int64_t)verified->vintages);
    json_member_integer(&json, "contracts", (int64_t)verified->contracts);
    json_member_integer(&json, "versions", (int64_t)verified->versions);
    json_member_integer(&json, "families", (int64_t)verified->families);
    json_member_integer(&json, "outlines", (int64_t)verified->outlines);
    json_object_end(&json);
    text_add(text, "\n");
}

static void write_text(const struct common *common, const struct verified *verified,
                       const struct store_defects *defects, struct text *text)
{
    enum language language = common->language;
    bool french = language == LANGUAGE_FR;

    for (size_t i = 0; i < defects->count && i < DEFECT_KEPT_MAX; i++)
        text_addf(text, "%s\n", french ? defects->list[i].fr : defects->list[i].en);
    if (defects->count > DEFECT_KEPT_MAX)
        text_addf(text, french ? "… et %zu autres\n" : "… and %zu more\n",
                  defects->count - DEFECT_KEPT_MAX);
    if (defects->count > 0) {
        text_addf(text,
                  french ? "%s : la base n'est pas entière ; remettez une sauvegarde avec lisiere "
                           "restore\n"
                         : "%s: the store is not whole; bring back a backup with lisiere restore\n",
                  common->store.bytes);
        return;
    }
    text_addf(text,
              french ? "%s : la base est entière\nrévision %lld, %zu %s, %zu %s, %zu versions, %zu "
                       "contours recalculés\n"
                     : "%s: the store is whole\nrevision %lld, %zu %s, %zu %s, %zu versions, %zu "
                       "outlines computed anew\n",
              common->store.bytes, (long long)verified->revision, verified->vintages,
              wording_noun(NOUN_VINTAGE, (int64_t)verified->vintages, language),
              verified->contracts,
              wording_noun(NOUN_CONTRACT, (int64_t)verified->contracts, language),
              verified->versions, verified->outlines);
}

static enum exit_code verify(const struct common *common)
{
    struct store_defects *defects = calloc(1, sizeof *defects);
    struct verified verified = {0};
    struct error err = {0};
    SCOPED(text) text = {0};
    enum status status = defects == NULL ? error_no_memory(&err) : STATUS_OK;
    enum exit_code exit_code;

    text_init(&text, OUTPUT_MAX);
    if (status == STATUS_OK)
        status = verify_store(common->store.bytes, defects, &verified, &err);
    if (status != STATUS_OK) {
        free(defects);
        return command_fail(common, &err);
    }
    if (common->format != NULL && strcmp(common->format, "json") == 0)
        write_json(common, &verified, defects, &text);
    else
        write_text(common, &verified, defects, &text);
    exit_code = output_finish(common, &text);
    if (exit_code == EXIT_OK && defects->count > 0)
        exit_code = EXIT_FINDINGS;
    free(defects);
    return exit_code;
}

static enum exit_code look_up(const struct common *common, const char *hash)
{
    SCOPED(publications) publications = {0};
    SCOPED(text) text = {0};
    struct error err = {0};
    enum exit_code exit_code;

    text_init(&text, OUTPUT_MAX);
    if (published_find(common->store.bytes, hash, &publications, &err) != STATUS_OK)
        return command_fail(common, &err);
    if (common->format != NULL && strcmp(common->format, "json") == 0)
        publications_write_json(&text, hash, &publications);
    else
        publications_write_text(&text, hash, &publications, common->language);
    exit_code = output_finish(common, &text);
    return exit_code == EXIT_OK && publications.count == 0 ? EXIT_FINDINGS : exit_code;
}

enum exit_code run_verify(int argc, char **argv)
{
    struct common common;
    struct arguments arguments;
    struct error err = {0};
    enum exit_code exit_code;

    if (!usage_parse(&usage, argc, argv, NULL, NULL, &common, &arguments, &exit_code))
        return exit_code;
    if (store_path_check(&common.store, &err) != STATUS_OK)
        return command_fail(&common, &err);
    return arguments.count == 0 ? verify(&common) : look_up(&common, arguments.list[0]);
}
