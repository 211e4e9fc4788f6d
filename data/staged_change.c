#include "data/staged_change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEARS_SIZE = 512 };

/** "2024 2025" */
static void write_years(const struct commit *commit, char ret_text[YEARS_SIZE])
{
    size_t length = 0;

    ret_text[0] = '\0';
    for (size_t i = 0; i < commit->year_count && length < YEARS_SIZE - 8; i++)
        length += (size_t)snprintf(ret_text + length, YEARS_SIZE - length, "%s%d",
                                   i == 0 ? "" : " ", commit->years[i]);
}

static enum status put_text(struct store *store, const char *name, const char *value,
                            struct error *err)
{
    if (value != NULL && strlen(value) >= STAGED_NOTE_SIZE)
        return error_set(err, STATUS_LIMIT, "", "the author or the message is too long",
                         "l'auteur ou le message est trop long");
    return store_put_note(store, name, value == NULL ? "" : value, err);
}

enum status staged_change_put(struct store *store, int64_t revision, const struct commit *commit,
                              struct error *err)
{
    char number[32], years[YEARS_SIZE];
    const struct change *change = &commit->change;
    struct {
        const char *name;
        const char *value;
    } const notes[] = {
        {"staged_revision", number},
        {"staged_years", years},
        {"staged_register", commit->has_register ? "1" : ""},
        {"staged_lineage", commit->has_lineage ? "1" : ""},
        {"staged_aliases", commit->has_aliases ? "1" : ""},
        {"staged_dataset", commit->dataset},
        {"staged_manifest_sha256", commit->manifest_sha256},
        {"staged_register_sha256", commit->register_sha256},
        {"staged_author", change->author},
        {"staged_message", change->message},
        {"staged_recorded_at", change->recorded_at},
    };
    enum status status = STATUS_OK;

    if (commit->year_count > STAGED_YEARS_MAX)
        return error_set(err, STATUS_LIMIT, "", "more than %d vintages", "plus de %d millésimes",
                         STAGED_YEARS_MAX);
    (void)snprintf(number, sizeof number, "%lld", (long long)revision);
    write_years(commit, years);
    for (size_t i = 0; i < sizeof notes / sizeof *notes && status == STATUS_OK; i++)
        status = put_text(store, notes[i].name, notes[i].value, err);
    return status;
}

static void read_years(const char *text, struct staged_change *change)
{
    char *end;

    for (long year = strtol(text, &end, 10); end != text && change->year_count < STAGED_YEARS_MAX;
         year = strtol(text, &end, 10)) {
        change->years[change->year_count++] = (int)year;
        text = end;
    }
}

static enum status read_notes(struct store *store, struct staged_change *change, struct error *err)
{
    char number[32] = "", years[YEARS_SIZE] = "", has_register[8] = "", has_lineage[8] = "",
         has_aliases[8] = "";
    struct {
        const char *name;
        char *to;
        size_t size;
    } const notes[] = {
        {"staged_revision", number, sizeof number},
        {"staged_years", years, sizeof years},
        {"staged_register", has_register, sizeof has_register},
        {"staged_lineage", has_lineage, sizeof has_lineage},
        {"staged_aliases", has_aliases, sizeof has_aliases},
        {"staged_dataset", change->dataset, STAGED_NOTE_SIZE},
        {"staged_manifest_sha256", change->manifest_sha256, STAGED_NOTE_SIZE},
        {"staged_register_sha256", change->register_sha256, STAGED_NOTE_SIZE},
        {"staged_author", change->author, STAGED_NOTE_SIZE},
        {"staged_message", change->message, STAGED_NOTE_SIZE},
        {"staged_recorded_at", change->recorded_at, STAGED_NOTE_SIZE},
    };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof notes / sizeof *notes && status == STATUS_OK; i++)
        status = store_read_note(store, notes[i].name, notes[i].to, notes[i].size, err);
    change->revision = number[0] == '\0' ? -1 : strtoll(number, NULL, 10);
    change->has_register = has_register[0] != '\0';
    change->has_lineage = has_lineage[0] != '\0';
    change->has_aliases = has_aliases[0] != '\0';
    read_years(years, change);
    return status;
}

enum status staged_change_read(const char *path, struct staged_change *ret_change,
                               struct error *err)
{
    AUTO(store) store = NULL;
    int64_t own_revision = 0;
    enum status status = store_open(path, STORE_READ, &store, err);

    *ret_change = (struct staged_change){.revision = -1};
    if (status == STATUS_OK)
        status = read_notes(store, ret_change, err);
    if (status == STATUS_OK)
        status = store_revision(store, &own_revision, err);
    if (status == STATUS_OK && ret_change->revision < 0)
        return error_set(err, STATUS_FORMAT, path,
                         "this was not prepared by lisiere import --stage: move it elsewhere",
                         "cela n'a pas été préparé par lisiere import --stage : déplacez-le "
                         "ailleurs");
    if (status == STATUS_OK && own_revision != 1)
        return error_set(err, STATUS_INVALID, path,
                         "what was prepared has been changed since: import again with --stage, "
                         "then change the store itself",
                         "ce qui était préparé a été modifié depuis : importez à nouveau avec "
                         "--stage, puis modifiez la base elle-même");
    return status;
}

static const char *text_or_null(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

struct commit staged_change_commit(const struct staged_change *change)
{
    return (struct commit){
        .years = change->years,
        .year_count = change->year_count,
        .has_register = change->has_register,
        .has_lineage = change->has_lineage,
        .has_aliases = change->has_aliases,
        .dataset = text_or_null(change->dataset),
        .manifest_sha256 = text_or_null(change->manifest_sha256),
        .register_sha256 = text_or_null(change->register_sha256),
        .change = {text_or_null(change->recorded_at), change->author, change->message},
        .based_on = &change->revision,
    };
}
