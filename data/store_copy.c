#include "data/store_copy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/draft_file.h"
#include "data/store_sqlite.h"

static const char *const side_files[] = {"-wal", "-shm", "-journal"};
enum { SIDE_FILE_COUNT = 3, SIDE_PATH_SIZE = PATH_MAX + 16 };

/** A connection that is not a store's: of the copy, or of a store that is to go. */
struct bare {
    sqlite3 *database;
};

static void bare_release(struct bare *bare)
{
    sqlite3_close(bare->database);
    bare->database = NULL;
}
DEFINE_SCOPED(bare)

/** What SQLite answered about a file that is not open as a store. */
static enum status fail_sqlite(const char *path, int code, struct error *err)
{
    char copy[PATH_MAX];
    struct store named = {.path = copy};

    (void)snprintf(copy, sizeof copy, "%s", path);
    return store_fail(&named, code, err);
}

static enum status copy_pages(const struct store *store, const char *copy_path, struct error *err)
{
    SCOPED(bare) copy = {NULL};
    sqlite3_backup *backup;
    int code = sqlite3_open_v2(copy_path, &copy.database, SQLITE_OPEN_READWRITE, NULL);

    if (code != SQLITE_OK)
        return fail_sqlite(copy_path, code, err);
    backup = sqlite3_backup_init(copy.database, "main", store->database, "main");
    if (backup == NULL)
        return fail_sqlite(copy_path, sqlite3_errcode(copy.database), err);
    /* All pages in one step: one reading transaction, so that no writer makes it begin again. */
    code = sqlite3_backup_step(backup, -1);
    (void)sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? STATUS_OK : fail_sqlite(copy_path, code, err);
}

enum status store_copy(const char *store_path, const char *copy_path, struct error *err)
{
    AUTO(store) store = NULL;
    enum status status = store_open(store_path, STORE_READ, &store, err);

    if (status == STATUS_OK)
        status = copy_pages(store, copy_path, err);
    return status == STATUS_OK ? file_sync(copy_path, err) : status;
}

static enum status refuse_place(const char *store_path, struct error *err)
{
    return error_set(err, STATUS_FORMAT, store_path,
                     "the file in this place is no store of Lisière, and is left alone: move it "
                     "away, or choose another place with --db",
                     "le fichier à cet endroit n'est pas une base de Lisière, et reste tel quel : "
                     "déplacez-le, ou choisissez un autre endroit avec --db");
}

/** Nothing else is exchanged than a store, even a damaged one, or an empty file. */
static enum status check_place(const char *store_path, struct error *err)
{
    unsigned char bytes[72] = {0};
    FILE *file = fopen(store_path, "rb");
    size_t count;
    uint32_t application;

    if (file == NULL)
        return errno == ENOENT ? STATUS_OK : file_fail_to_write(store_path, err);
    count = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    /* The file format of SQLite, 1.3: a magic of 16 bytes; from byte 68 on the application id. */
    application = (uint32_t)bytes[68] << 24 | (uint32_t)bytes[69] << 16 | (uint32_t)bytes[70] << 8 |
                  bytes[71];
    if (count == 0 || (memcmp(bytes, "SQLite format 3", 16) == 0 && application == APPLICATION_ID))
        return STATUS_OK;
    return refuse_place(store_path, err);
}

/** Tries for 5 s to bring the log into the file and to be alone with it; then nobody gets in before
 * the connection is closed. */
static int lock_alone(sqlite3 *database)
{
    int code = SQLITE_BUSY;

    for (int tries = 0; tries < 50; tries++) {
        code = sqlite3_exec(database, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
        if ((code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_LOCKED)
            break;
        sqlite3_sleep(100);
    }
    return code == SQLITE_OK ? sqlite3_exec(database, "BEGIN EXCLUSIVE", NULL, NULL, NULL) : code;
}

/** Opens the store that is to go and shuts others out; a damaged one is left closed. */
static enum status shut(const char *store_path, struct bare *old, struct error *err)
{
    int code = sqlite3_open_v2(store_path, &old->database, SQLITE_OPEN_READWRITE, NULL);

    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(old->database, 5000);
        code = lock_alone(old->database);
    }
    switch (code & 0xFF) {
    case SQLITE_OK:
        return STATUS_OK;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        bare_release(old);
        return STATUS_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, STATUS_IO, store_path,
                         "another program has the store open: try again when it is done",
                         "un autre programme a ouvert la base : réessayez quand il aura fini");
    default:
        return fail_sqlite(store_path, code, err);
    }
}

/** The first name of STORE.replaced-1, -2, … that is free becomes a second name of the store. */
static enum status keep(const char *store_path, char ret_kept[], size_t size, struct error *err)
{
    for (int number = 1; number < 100000; number++) {
        if (snprintf(ret_kept, size, "%s.replaced-%d", store_path, number) >= (int)size) {
            errno = ENAMETOOLONG;
            break;
        }
        if (link(store_path, ret_kept) == 0)
            return STATUS_OK;
        if (errno != EEXIST)
            break;
    }
    return file_fail_to_write(store_path, err);
}

/** What a damaged store has beside it goes with it; it would be taken for the new one's. */
static enum status keep_side_files(const char *store_path, const char *kept, struct error *err)
{
    for (size_t i = 0; i < SIDE_FILE_COUNT; i++) {
        char from[SIDE_PATH_SIZE], to[SIDE_PATH_SIZE];

        (void)snprintf(from, sizeof from, "%s%s", store_path, side_files[i]);
        (void)snprintf(to, sizeof to, "%s%s", kept, side_files[i]);
        if (rename(from, to) != 0 && errno != ENOENT)
            return file_fail_to_write(from, err);
    }
    return STATUS_OK;
}

enum status store_exchange(const char *draft_path, const char *store_path, char ret_kept[],
                           size_t size, struct error *err)
{
    SCOPED(bare) old = {NULL};
    char stray[SIDE_PATH_SIZE];
    enum status status = check_place(store_path, err);

    ret_kept[0] = '\0';
    (void)snprintf(stray, sizeof stray, "%s.replaced-0", store_path);
    if (status == STATUS_OK && access(store_path, F_OK) != 0) {
        status = keep_side_files(store_path, stray, err); /* of a store that somebody removed */
    } else if (status == STATUS_OK) {
        status = shut(store_path, &old, err);
        if (status == STATUS_OK)
            status = keep(store_path, ret_kept, size, err);
        if (status == STATUS_OK)
            status = keep_side_files(store_path, ret_kept, err);
    }
    if (status != STATUS_OK)
        return status;
    if (rename(draft_path, store_path) != 0) {
        status = file_fail_to_write(store_path, err);
        if (ret_kept[0] != '\0')
            (void)unlink(ret_kept);
        return status;
    }
    return folder_sync(store_path, err);
}
