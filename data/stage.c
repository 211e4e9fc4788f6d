#include "data/stage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/system_reason.h"

enum { PATH_SIZE = 4096, YEARS_SIZE = 512, NOTE_SIZE = 1024 };

/** The change that is staged, as notes hold it. */
struct staged_change {
    int64_t revision; /* of the store it was made from */
    int years[64];
    size_t year_count;
    bool has_register;
    bool has_lineage;
    char dataset[NOTE_SIZE], manifest_sha256[NOTE_SIZE], register_sha256[NOTE_SIZE];
    char author[NOTE_SIZE], message[NOTE_SIZE], recorded_at[NOTE_SIZE];
};

enum status stage_path(const char *store_path, char ret_path[], size_t size, struct error *err)
{
    if (snprintf(ret_path, size, "%s.staged", store_path) < (int)size)
        return STATUS_OK;
    return error_set(err, STATUS_LIMIT, store_path, "the path of the store is too long",
                     "le chemin de la base est trop long");
}

static void write_years(const struct commit *commit, char ret_text[YEARS_SIZE])
{
    size_t length = 0;

    ret_text[0] = '\0';
    for (size_t i = 0; i < commit->year_count && length < YEARS_SIZE - 8; i++)
        length += (size_t)snprintf(ret_text + length, YEARS_SIZE - length, "%s%d",
                                   i == 0 ? "" : " ", commit->years[i]);
}

static enum status put_change(struct store *store, int64_t revision, const struct commit *commit,
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
        {"staged_dataset", commit->dataset},
        {"staged_manifest_sha256", commit->manifest_sha256},
        {"staged_register_sha256", commit->register_sha256},
        {"staged_author", change->author},
        {"staged_message", change->message},
        {"staged_recorded_at", change->recorded_at},
    };
    enum status status = STATUS_OK;

    (void)snprintf(number, sizeof number, "%lld", (long long)revision);
    write_years(commit, years);
    for (size_t i = 0; i < sizeof notes / sizeof *notes && status == STATUS_OK; i++)
        status =
            store_put_note(store, notes[i].name, notes[i].value == NULL ? "" : notes[i].value, err);
    return status;
}

/** Everything there is, so that the file can be looked at like any store. */
static enum status put_all(struct store *store, const struct snapshot *snapshot, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < snapshot->vintage_count && status == STATUS_OK; i++)
        status = store_put_vintage(store, snapshot->vintages[i], err);
    if (status == STATUS_OK)
        status = store_put_register(store, snapshot->rows, err);
    if (status == STATUS_OK)
        status = store_put_lineage(store, snapshot->lineage, err);
    return status == STATUS_OK ? store_put_outlines(store, snapshot->outlines, err) : status;
}

static enum status write_file(const char *path, int64_t revision, const struct snapshot *snapshot,
                              const struct commit *commit, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(path, STORE_WRITE, &store, err);

    if (status == STATUS_OK)
        status = store_begin(store, &commit->change, err);
    if (status == STATUS_OK)
        status = put_all(store, snapshot, err);
    if (status == STATUS_OK)
        status = put_change(store, revision, commit, err);
    return status == STATUS_OK ? store_commit(store, err) : status;
}

enum status stage_write(const char *store_path, int64_t revision, const struct snapshot *snapshot,
                        const struct commit *commit, struct error *err)
{
    char path[PATH_SIZE], draft[PATH_SIZE];
    enum status status = stage_path(store_path, path, sizeof path - 8, err);

    if (status != STATUS_OK)
        return status;
    (void)snprintf(draft, sizeof draft, "%.4080s.new", path);
    (void)unlink(draft); /* left by a power cut */
    status = write_file(draft, revision, snapshot, commit, err);
    if (status == STATUS_OK && rename(draft, path) != 0)
        status = error_set(err, STATUS_IO, path, "the file cannot be written (%s%.0s)",
                           "le fichier ne peut être écrit (%.0s%s)", system_reason(errno).en,
                           system_reason(errno).fr);
    if (status != STATUS_OK)
        (void)unlink(draft);
    return status;
}

static enum status read_texts(struct store *store, struct staged_change *change, struct error *err)
{
    struct {
        const char *name;
        char *to;
    } const notes[] = {
        {"staged_dataset", change->dataset},
        {"staged_manifest_sha256", change->manifest_sha256},
        {"staged_register_sha256", change->register_sha256},
        {"staged_author", change->author},
        {"staged_message", change->message},
        {"staged_recorded_at", change->recorded_at},
    };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof notes / sizeof *notes && status == STATUS_OK; i++)
        status = store_read_note(store, notes[i].name, notes[i].to, NOTE_SIZE, err);
    return status;
}

static void read_years(const char *text, struct staged_change *change)
{
    char *end;

    for (long year = strtol(text, &end, 10);
         end != text && change->year_count < sizeof change->years / sizeof *change->years;
         year = strtol(text, &end, 10)) {
        change->years[change->year_count++] = (int)year;
        text = end;
    }
}

static enum status read_change(const char *path, struct staged_change *change, struct error *err)
{
    AUTO(store) store = NULL;
    char number[32], years[YEARS_SIZE], has_register[8], has_lineage[8];
    enum status status = store_open(path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = store_read_note(store, "staged_revision", number, sizeof number, err);
    if (status == STATUS_OK)
        status = store_read_note(store, "staged_years", years, sizeof years, err);
    if (status == STATUS_OK)
        status = store_read_note(store, "staged_register", has_register, sizeof has_register, err);
    if (status == STATUS_OK)
        status = store_read_note(store, "staged_lineage", has_lineage, sizeof has_lineage, err);
    if (status == STATUS_OK)
        status = read_texts(store, change, err);
    if (status != STATUS_OK)
        return status;
    change->revision = strtoll(number, NULL, 10);
    change->has_register = has_register[0] != '\0';
    change->has_lineage = has_lineage[0] != '\0';
    read_years(years, change);
    return STATUS_OK;
}

/** The store must be the one that the change was made from. */
static enum status check_revision(const char *store_path, int64_t wanted, struct error *err)
{
    AUTO(store) store = NULL;
    int64_t revision = 0;
    enum status status = STATUS_OK;

    if (access(store_path, F_OK) == 0) {
        status = store_open(store_path, STORE_READ, &store, err);
        if (status == STATUS_OK)
            status = store_revision(store, &revision, err);
    }
    if (status != STATUS_OK || revision == wanted)
        return status;
    return error_set(err, STATUS_INVALID, store_path,
                     "the store has changed since (revision %lld, then %lld): import again with "
                     "--stage",
                     "la base a changé depuis (révision %lld, puis %lld) : importez à nouveau avec "
                     "--stage",
                     (long long)wanted, (long long)revision);
}

static const char *text_or_null(const char *text)
{
    return text[0] == '\0' ? NULL : text;
}

static enum status write_change(const char *store_path, const struct staged_change *change,
                                const struct snapshot *snapshot, struct error *err)
{
    struct commit commit = {
        .years = change->years,
        .year_count = change->year_count,
        .has_register = change->has_register,
        .has_lineage = change->has_lineage,
        .dataset = text_or_null(change->dataset),
        .manifest_sha256 = text_or_null(change->manifest_sha256),
        .register_sha256 = text_or_null(change->register_sha256),
        .change = {text_or_null(change->recorded_at), change->author, change->message},
    };

    return commit_write(store_path, snapshot, &commit, err);
}

enum status stage_activate(const char *store_path, struct snapshot **ret_snapshot,
                           struct error *err)
{
    struct staged_change change = {.revision = 0};
    SCOPED(contents) contents = {0};
    struct snapshot *snapshot = NULL;
    char path[PATH_SIZE];
    enum status status = stage_path(store_path, path, sizeof path, err);

    if (status == STATUS_OK && access(path, F_OK) != 0)
        status = error_set(err, STATUS_NOT_FOUND, path,
                           "nothing is staged: run lisiere import --stage first",
                           "rien n'attend : lancez d'abord lisiere import --stage");
    if (status == STATUS_OK)
        status = read_change(path, &change, err);
    if (status == STATUS_OK)
        status = check_revision(store_path, change.revision, err);
    if (status == STATUS_OK)
        status = contents_read(path, &contents, err);
    if (status == STATUS_OK)
        status = snapshot_new(&contents, &snapshot, err);
    if (status == STATUS_OK)
        status = write_change(store_path, &change, snapshot, err);
    if (status != STATUS_OK) {
        snapshot_release(snapshot);
        return status;
    }
    (void)unlink(path); /* what is left behind is refused by its revision */
    *ret_snapshot = snapshot;
    return STATUS_OK;
}
