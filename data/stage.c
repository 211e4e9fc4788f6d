#include "data/stage.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/file_lock.h"
#include "data/staged_change.h"
#include "data/system_reason.h"

enum { PATH_SIZE = 4096, NAME_ROOM = 16 };

/** What lies beside a store while an import of it is staged or activated. */
struct stage_files {
    char staged[PATH_SIZE];
    char draft[PATH_SIZE]; /* becomes the staged file when it is whole */
    struct file_lock lock;
};

static void stage_files_release(struct stage_files *files)
{
    file_lock_release(&files->lock);
}
DEFINE_SCOPED(stage_files)

enum status stage_path(const char *store_path, char ret_path[], size_t size, struct error *err)
{
    if (snprintf(ret_path, size, "%s.staged", store_path) < (int)size)
        return STATUS_OK;
    return error_set(err, STATUS_LIMIT, store_path, "the path of the store is too long",
                     "le chemin de la base est trop long");
}

static enum status refuse_file(const char *path, struct error *err)
{
    int error_number = errno;

    return error_set(err, STATUS_IO, path, "the file cannot be written (%s%.0s)",
                     "le fichier ne peut être écrit (%.0s%s)", system_reason(error_number).en,
                     system_reason(error_number).fr);
}

static enum status refuse_nothing(const char *path, struct error *err)
{
    return error_set(err, STATUS_NOT_FOUND, path,
                     "nothing is staged: run lisiere import --stage first",
                     "rien n'attend : lancez d'abord lisiere import --stage");
}

/** Folder and name of a path. */
static const char *split_path(const char *path, char ret_folder[PATH_SIZE])
{
    const char *slash = strrchr(path, '/');

    if (slash == NULL)
        (void)snprintf(ret_folder, PATH_SIZE, ".");
    else
        (void)snprintf(ret_folder, PATH_SIZE, "%.*s", slash == path ? 1 : (int)(slash - path),
                       path);
    return slash == NULL ? path : slash + 1;
}

/** The name itself, or one made of it: "-wal", "-journal", ".draft-…" and the like. */
static bool is_of_name(const char *entry, const char *name)
{
    size_t length = strlen(name);

    return strncmp(entry, name, length) == 0 &&
           (entry[length] == '\0' || entry[length] == '-' || entry[length] == '.');
}

/** A draft that a killed program left, with what was kept beside it. */
static void remove_draft(const struct stage_files *files)
{
    char folder[PATH_SIZE];
    const char *name = split_path(files->draft, folder);
    DIR *list = opendir(folder);
    struct dirent *entry;

    while (list != NULL && (entry = readdir(list)) != NULL) {
        if (is_of_name(entry->d_name, name))
            (void)unlinkat(dirfd(list), entry->d_name, 0);
    }
    if (list != NULL)
        (void)closedir(list);
}

/** Alone with the staged file, and nothing left from before but that. */
static enum status take_files(const char *store_path, struct stage_files *files, struct error *err)
{
    char lock_path[PATH_SIZE];
    enum status status = stage_path(store_path, files->staged, PATH_SIZE - NAME_ROOM, err);

    if (status != STATUS_OK)
        return status;
    (void)snprintf(files->draft, PATH_SIZE, "%.4080s.new", files->staged);
    (void)snprintf(lock_path, PATH_SIZE, "%.4080s.lock", files->staged);
    status = file_lock_take(lock_path, &files->lock, err);
    if (status == STATUS_LIMIT)
        return error_set(err, STATUS_IO, store_path,
                         "another program is preparing or activating an import: try again when it "
                         "is done",
                         "un autre programme prépare ou active un import : réessayez quand il aura "
                         "fini");
    if (status == STATUS_OK)
        remove_draft(files);
    return status;
}

/** What must be there does not need the lock to be missing. */
static enum status take_staged(const char *store_path, struct stage_files *files, struct error *err)
{
    char path[PATH_SIZE];
    enum status status = stage_path(store_path, path, sizeof path, err);

    if (status == STATUS_OK && access(path, F_OK) != 0)
        return refuse_nothing(path, err);
    if (status == STATUS_OK)
        status = take_files(store_path, files, err);
    if (status == STATUS_OK && access(path, F_OK) != 0)
        return refuse_nothing(path, err);
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
    if (status == STATUS_OK)
        status = store_put_aliases(store, snapshot->aliases, err);
    return status == STATUS_OK ? store_put_outlines(store, snapshot->outlines, err) : status;
}

static enum status write_draft(const char *path, int64_t revision, const struct snapshot *snapshot,
                               const struct commit *commit, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(path, STORE_WRITE, &store, err);

    if (status == STATUS_OK)
        status = store_begin(store, &commit->change, err);
    if (status == STATUS_OK)
        status = put_all(store, snapshot, err);
    if (status == STATUS_OK)
        status = staged_change_put(store, revision, commit, err);
    if (status == STATUS_OK)
        status = store_commit(store, err);
    /* Its log would stay behind under the old name; and readers need none. */
    return status == STATUS_OK ? store_fold_log(store, err) : status;
}

/** A rename lasts when its folder is on the disk. */
static void keep_folder(const char *path)
{
    char folder[PATH_SIZE];
    int descriptor;

    (void)split_path(path, folder);
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    (void)close(descriptor);
}

enum status stage_write(const char *store_path, int64_t revision, const struct snapshot *snapshot,
                        const struct commit *commit, struct error *err)
{
    SCOPED(stage_files) files = {.lock = FILE_LOCK_NONE};
    enum status status = store_make_folder(store_path, err);

    if (status == STATUS_OK)
        status = take_files(store_path, &files, err);
    if (status != STATUS_OK)
        return status;
    status = write_draft(files.draft, revision, snapshot, commit, err);
    if (status == STATUS_OK && rename(files.draft, files.staged) != 0)
        status = refuse_file(files.staged, err);
    if (status == STATUS_OK)
        keep_folder(files.staged);
    else
        remove_draft(&files);
    return status;
}

/** Did this very file become true before a program could remove it? */
static enum status is_made_true(const char *store_path, const struct digest *staged, bool *ret_made,
                                struct error *err)
{
    AUTO(store) store = NULL;
    char activated[DIGEST_TEXT_SIZE] = "";
    enum status status = STATUS_OK;

    if (access(store_path, F_OK) == 0) {
        status = store_open(store_path, STORE_READ, &store, err);
        if (status == STATUS_OK)
            status =
                store_read_note(store, COMMIT_ACTIVATED_NOTE, activated, sizeof activated, err);
    }
    if (status == STATUS_OK)
        *ret_made = strcmp(activated, staged->hex) == 0;
    return status;
}

static enum status read_snapshot(const char *path, struct snapshot **ret_snapshot,
                                 struct error *err)
{
    SCOPED(contents) contents = {0};
    enum status status = contents_read(path, &contents, err);

    return status == STATUS_OK ? snapshot_new(&contents, ret_snapshot, err) : status;
}

static enum status make_true(const char *store_path, const char *staged_path,
                             const struct digest *staged, struct snapshot **ret_snapshot,
                             struct error *err)
{
    struct staged_change change = {.revision = 0};
    struct commit commit;
    struct snapshot *snapshot = NULL;
    enum status status = staged_change_read(staged_path, &change, err);

    if (status == STATUS_OK)
        status = commit_check_base(store_path, change.revision, err);
    if (status == STATUS_OK)
        status = read_snapshot(staged_path, &snapshot, err);
    if (status != STATUS_OK)
        return status;
    commit = staged_change_commit(&change);
    commit.activated_sha256 = staged->hex;
    status = commit_write(store_path, snapshot, &commit, err);
    if (status != STATUS_OK) {
        snapshot_release(snapshot);
        return status;
    }
    snapshot->revision = change.revision + 1;
    *ret_snapshot = snapshot;
    return STATUS_OK;
}

enum status stage_activate(const char *store_path, struct snapshot **ret_snapshot,
                           struct error *err)
{
    SCOPED(stage_files) files = {.lock = FILE_LOCK_NONE};
    struct digest staged;
    bool is_made = false;
    enum status status = take_staged(store_path, &files, err);

    if (status == STATUS_OK)
        status = digest_of_file(files.staged, &staged, err);
    if (status == STATUS_OK)
        status = is_made_true(store_path, &staged, &is_made, err);
    if (status != STATUS_OK)
        return status;
    status = is_made ? read_snapshot(store_path, ret_snapshot, err)
                     : make_true(store_path, files.staged, &staged, ret_snapshot, err);
    if (status == STATUS_OK)
        (void)unlink(files.staged); /* what is left behind is known by its digest */
    return status;
}

enum status stage_discard(const char *store_path, struct error *err)
{
    SCOPED(stage_files) files = {.lock = FILE_LOCK_NONE};
    enum status status = take_staged(store_path, &files, err);

    if (status == STATUS_OK && unlink(files.staged) != 0)
        return refuse_file(files.staged, err);
    return status;
}
