/* Opening, migrating and changing the SQLite file; what it holds is in store_vintage and _register.
 */
#include "data/store_sqlite.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/draft_file.h"
#include "data/register_schema.h"
#include "data/system_reason.h"

enum { SCHEMA_VERSION = 1 };

extern const char schema_sql[];

enum status store_schema_text(struct text *sql, const char **ret_sql, struct error *err)
{
    size_t length;

    text_add(sql, schema_sql);
    register_schema_write(sql);
    return text_view(sql, ret_sql, &length) == STATUS_OK ? STATUS_OK : error_no_memory(err);
}

void store_free(struct store *store)
{
    if (store == NULL)
        return;
    if (store->in_transaction)
        (void)sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    /* The last connection to close brings the log into the file and removes it. */
    sqlite3_close(store->database);
    free(store->path);
    free(store);
}

enum status store_fail(const struct store *store, int code, struct error *err)
{
    switch (code & 0xFF) {
    case SQLITE_NOMEM:
        return error_no_memory(err);
    case SQLITE_FULL:
        return error_set(err, STATUS_IO, store->path,
                         "the disk is full: free some space and try again",
                         "le disque est plein : libérez de la place et réessayez");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, STATUS_IO, store->path,
                         "another program is writing to the store: try again when it is done",
                         "un autre programme écrit dans la base : réessayez quand il aura fini");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return error_set(
            err, STATUS_FORMAT, store->path,
            "the store is damaged: bring back a copy, or import again into another file",
            "la base est endommagée : reprenez une copie, ou importez de nouveau dans un "
            "autre fichier");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_IOERR:
        return error_set(
            err, STATUS_IO, store->path,
            "the store cannot be opened or written (%s): check its folder and rights",
            "la base ne peut être ouverte ou écrite (%s) : vérifiez son dossier et ses "
            "droits",
            sqlite3_errstr(code));
    default:
        return error_set(err, STATUS_INTERNAL, store->path, "SQLite: %s", "SQLite : %s",
                         store->database == NULL ? sqlite3_errstr(code)
                                                 : sqlite3_errmsg(store->database));
    }
}

enum status store_prepare(const struct store *store, const char *sql, struct statement *statement,
                          struct error *err)
{
    int code = sqlite3_prepare_v2(store->database, sql, -1, &statement->handle, NULL);

    return code == SQLITE_OK ? STATUS_OK : store_fail(store, code, err);
}

enum status store_step(const struct store *store, struct statement *statement, bool *ret_has_row,
                       struct error *err)
{
    int code = sqlite3_step(statement->handle);

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return store_fail(store, code, err);
    *ret_has_row = code == SQLITE_ROW;
    return STATUS_OK;
}

enum status store_run(const struct store *store, struct statement *statement, struct error *err)
{
    bool has_row;
    enum status status = store_step(store, statement, &has_row, err);

    sqlite3_reset(statement->handle);
    return status;
}

enum status store_execute(const struct store *store, const char *sql, struct error *err)
{
    int code = sqlite3_exec(store->database, sql, NULL, NULL, NULL);

    return code == SQLITE_OK ? STATUS_OK : store_fail(store, code, err);
}

const char *statement_text(const struct statement *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement->handle, column);

    return text == NULL ? "" : (const char *)text;
}

void statement_bind_text(const struct statement *statement, int parameter, const char *text)
{
    sqlite3_bind_text(statement->handle, parameter, text, -1, SQLITE_STATIC);
}

/** Looks at the first bytes before SQLite does: it would treat an empty file as a new database. */
static enum status check_header(const char *path, struct error *err)
{
    static const char magic[16] = "SQLite format 3";
    char bytes[sizeof magic];
    FILE *file = fopen(path, "rb");
    size_t count;

    if (file == NULL)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, path,
                         "there is no store to read here (%s%.0s): run lisiere import, or "
                         "service/run",
                         "il n'y a pas de base à lire ici (%.0s%s) : lancez lisiere import, ou "
                         "service/run",
                         system_reason(errno).en, system_reason(errno).fr);
    count = fread(bytes, 1, sizeof bytes, file);
    (void)fclose(file);
    if (count != sizeof bytes || memcmp(bytes, magic, sizeof magic) != 0)
        return error_set(err, STATUS_FORMAT, path,
                         "this file is not an SQLite store: choose another with --db",
                         "ce fichier n'est pas une base SQLite : choisissez-en un autre avec --db");
    return STATUS_OK;
}

enum status store_read_number(const struct store *store, const char *sql, int64_t *ret_value,
                              struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status = store_prepare(store, sql, &statement, err);

    if (status == STATUS_OK)
        status = store_step(store, &statement, &has_row, err);
    if (status == STATUS_OK)
        *ret_value = has_row ? sqlite3_column_int64(statement.handle, 0) : 0;
    return status;
}

static enum status check_schema(const struct store *store, int64_t *ret_version, struct error *err)
{
    int64_t application = 0;
    int64_t version = 0;
    int64_t tables = 0;
    enum status status = store_read_number(store, "PRAGMA application_id", &application, err);

    if (status == STATUS_OK)
        status = store_read_number(store, "PRAGMA user_version", &version, err);
    if (status == STATUS_OK)
        status = store_read_number(store, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status != STATUS_OK)
        return status;
    if (application != APPLICATION_ID && (tables > 0 || application != 0))
        return error_set(err, STATUS_FORMAT, store->path,
                         "this SQLite file is not a store of Lisière: choose another with --db",
                         "ce fichier SQLite n'est pas une base de Lisière : choisissez-en un autre "
                         "avec --db");
    if (version > SCHEMA_VERSION)
        return error_set(
            err, STATUS_INVALID, store->path,
            "this store was written by a newer Lisière (schema %d, this program knows "
            "%d): update the program, or choose another store with --db",
            "cette base a été écrite par une version plus récente de Lisière (schéma %d, "
            "ce programme connaît le %d) : mettez le programme à jour, ou choisissez une "
            "autre base avec --db",
            (int)version, SCHEMA_VERSION);
    *ret_version = version;
    return STATUS_OK;
}

/** Version 1, the only one yet; when it is released its text is to be kept as it then is. */
static enum status create(struct store *store, struct error *err)
{
    SCOPED(text) text = {0};
    const char *sql = NULL;
    enum status status;

    text_init(&text, STORE_SCHEMA_MAX);
    status = store_schema_text(&text, &sql, err);
    return status == STATUS_OK ? store_execute(store, sql, err) : status;
}

enum status store_end_transaction(struct store *store, struct error *err)
{
    enum status status = store_execute(store, "COMMIT", err);

    if (status == STATUS_OK)
        store->in_transaction = false;
    return status;
}

static enum status migrate(struct store *store, struct error *err)
{
    int64_t version = 0;
    char pragma[80];
    enum status status = check_schema(store, &version, err);

    /* Also of a store that has it already: what a restore replaced has lost it. */
    if (status == STATUS_OK)
        status = store_execute(store, "PRAGMA journal_mode=WAL", err);
    if (status != STATUS_OK || version == SCHEMA_VERSION)
        return status;
    status = store_execute(store, "BEGIN IMMEDIATE", err);
    if (status != STATUS_OK)
        return status;
    store->in_transaction = true;
    status = create(store, err);
    (void)snprintf(pragma, sizeof pragma, "PRAGMA application_id=%d; PRAGMA user_version=%d",
                   APPLICATION_ID, SCHEMA_VERSION);
    if (status == STATUS_OK)
        status = store_execute(store, pragma, err);
    return status == STATUS_OK ? store_end_transaction(store, err) : status;
}

enum status store_make_folder(const char *path, struct error *err)
{
    char folder[4096];

    if (snprintf(folder, sizeof folder, "%s", path) >= (int)sizeof folder)
        return error_set(err, STATUS_LIMIT, "", "the path of the store is too long",
                         "le chemin de la base est trop long");
    for (char *slash = strchr(folder + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(folder, 0755) != 0 && errno != EEXIST)
            return error_set(err, STATUS_IO, folder, "the folder cannot be made (%s%.0s)",
                             "le dossier ne peut être créé (%.0s%s)", system_reason(errno).en,
                             system_reason(errno).fr);
        *slash = '/';
    }
    return STATUS_OK;
}

static enum status set_up(struct store *store, enum store_mode mode, struct error *err)
{
    enum status status;
    int64_t version = 0;

    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_busy_timeout(store->database, 5000);
    /* temp_store: a container's root is read-only, there is no folder for temporary files. */
    status =
        store_execute(store,
                      "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                      "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY",
                      err);
    if (status == STATUS_OK && mode == STORE_WRITE)
        return migrate(store, err);
    if (status == STATUS_OK)
        status = store_execute(store, "PRAGMA query_only=ON", err);
    return status == STATUS_OK ? check_schema(store, &version, err) : status;
}

/**
 * How to open for reading: a read-only connection to a store in WAL mode leaves its log behind, a
 * read-write one removes it; where the folder cannot be written nobody else writes either, so the
 * file may be taken for immutable.
 */
static int open_to_read(const char *path, sqlite3 **ret_database)
{
    char folder[4096];
    char uri[4200];
    char *slash;

    (void)snprintf(folder, sizeof folder, "%s", path);
    slash = strrchr(folder, '/');
    if (slash == NULL)
        (void)snprintf(folder, sizeof folder, ".");
    else
        slash[slash == folder] = '\0';
    if (access(folder, W_OK) == 0 && access(path, W_OK) == 0)
        return sqlite3_open_v2(path, ret_database, SQLITE_OPEN_READWRITE, NULL);
    (void)snprintf(uri, sizeof uri, "file:%s?immutable=1", path);
    return sqlite3_open_v2(uri, ret_database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

/** Opens the file at `place`; path is what messages call it. */
static enum status open_at(const char *place, const char *path, enum store_mode mode,
                           struct store **ret_store, struct error *err)
{
    AUTO(store) store = calloc(1, sizeof *store);
    enum status status;
    int code;

    if (store == NULL || (store->path = strdup(path)) == NULL)
        return error_no_memory(err);
    if (mode == STORE_WRITE)
        code = sqlite3_open_v2(place, &store->database, SQLITE_OPEN_READWRITE, NULL);
    else
        code = open_to_read(place, &store->database);
    if (code != SQLITE_OK)
        return store_fail(store, code, err);
    status = set_up(store, mode, err);
    if (status == STATUS_OK)
        *ret_store = TAKE(store);
    return status;
}

/** An empty store, whole from the moment it has its name: who makes one may be killed. */
static enum status make_new(const char *path, struct error *err)
{
    struct store *store = NULL;
    char draft[PATH_MAX];
    enum status status = store_make_folder(path, err);

    if (status == STATUS_OK)
        status = draft_file_make(path, draft, err);
    if (status != STATUS_OK)
        return status;
    status = open_at(draft, path, STORE_WRITE, &store, err);
    store_free(store);
    if (status == STATUS_OK)
        status = file_sync(draft, err);
    if (status == STATUS_OK) {
        status = draft_file_name(draft, path, err);
        /* Somebody else was faster. */
        if (status == STATUS_INVALID)
            status = STATUS_OK;
    }
    draft_file_drop(draft);
    return status;
}

enum status store_open(const char *path, enum store_mode mode, struct store **ret_store,
                       struct error *err)
{
    enum status status = STATUS_OK;

    if (mode == STORE_WRITE && access(path, F_OK) != 0)
        status = make_new(path, err);
    if (status == STATUS_OK)
        status = check_header(path, err);
    return status == STATUS_OK ? open_at(path, path, mode, ret_store, err) : status;
}

enum status store_fold_log(struct store *store, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status = store_prepare(store, "PRAGMA journal_mode=DELETE", &statement, err);

    if (status == STATUS_OK)
        status = store_step(store, &statement, &has_row, err);
    if (status == STATUS_OK && (!has_row || strcmp(statement_text(&statement, 0), "delete") != 0))
        return store_fail(store, SQLITE_BUSY, err);
    return status;
}
