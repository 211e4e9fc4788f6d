#include "data/store_check.h"

#include <stdio.h>
#include <string.h>

#include "data/store_seal.h"
#include "data/store_sqlite.h"

enum { SQL_MAX = 1024, KEY_MAX = 256 };

/** Reads the rows of a query whose finding is a row. */
typedef void tell_row(const struct statement *statement, const char *table,
                      struct store_defects *defects);

static enum status tell_rows(struct store *store, const char *sql, const char *table,
                             tell_row *tell, struct store_defects *defects, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    struct error failure = {0};
    bool has_row = true;
    enum status status = store_prepare(store, sql, &statement, &failure);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, &failure);
        if (status == STATUS_OK && has_row)
            tell(&statement, table, defects);
    }
    if (status != STATUS_FORMAT) {
        if (status != STATUS_OK && err != NULL)
            *err = failure;
        return status;
    }
    store_defects_add(defects, "the file is damaged: its pages cannot all be read",
                      "le fichier est endommagé : ses pages ne se lisent pas toutes");
    return STATUS_OK;
}

static void tell_integrity(const struct statement *statement, const char *table,
                           struct store_defects *defects)
{
    const char *line = statement_text(statement, 0);

    (void)table;
    if (strcmp(line, "ok") == 0)
        return;
    for (size_t length; *line != '\0'; line += length + (line[length] == '\n')) {
        length = strcspn(line, "\n");
        if (strncmp(line, "***", 3) != 0) /* the name of the database */
            store_defects_add(defects, "SQLite finds: %.*s", "SQLite constate : %.*s",
                              length < 300 ? (int)length : 300, line);
    }
}

static void tell_foreign_key(const struct statement *statement, const char *table,
                             struct store_defects *defects)
{
    (void)table;
    store_defects_add(defects, "a row of %.64s points at a row of %.64s that is not there",
                      "une ligne de %.64s renvoie à une ligne de %.64s qui n'existe pas",
                      statement_text(statement, 0), statement_text(statement, 2));
}

static void tell_revision(const struct statement *statement, const char *table,
                          struct store_defects *defects)
{
    (void)table;
    store_defects_add(defects, "revision %s is missing", "la révision %s manque",
                      statement_text(statement, 0));
}

static void tell_closed(const struct statement *statement, const char *table,
                        struct store_defects *defects)
{
    store_defects_add(
        defects, "%s: row %s was closed in revision %s, not after revision %s that opened it",
        "%s : la ligne %s a été close en révision %s, et non après la révision %s qui l'a ouverte",
        table, statement_text(statement, 0), statement_text(statement, 1),
        statement_text(statement, 2));
}

static void tell_twice(const struct statement *statement, const char *table,
                       struct store_defects *defects)
{
    store_defects_add(defects, "%s: rows %s and %s have one key and were known at the same time",
                      "%s : les lignes %s et %s ont la même clé et ont été connues en même temps",
                      table, statement_text(statement, 0), statement_text(statement, 1));
}

/** The key of a table, as a list of columns. */
static void list_key(const struct register_layout *layout, char *key, size_t size)
{
    size_t length = 0;

    key[0] = '\0';
    for (size_t i = 0; i < layout->column_count && length < size; i++) {
        if (register_column_is_key(&layout->columns[i]))
            length += (size_t)snprintf(key + length, size - length, "%s%s", length > 0 ? ", " : "",
                                       layout->columns[i].name);
    }
}

static enum status check_table(struct store *store, const struct register_layout *layout,
                               struct store_defects *defects, struct error *err)
{
    const char *table = layout->table;
    char sql[SQL_MAX], key[KEY_MAX];
    enum status status;

    (void)snprintf(sql, sizeof sql,
                   "SELECT rowid, rev_to, rev_from FROM %s WHERE rev_to <= rev_from", table);
    status = tell_rows(store, sql, table, tell_closed, defects, err);
    list_key(layout, key, sizeof key);
    /* In the order of their beginnings, any two that overlap make two neighbours overlap. */
    (void)snprintf(sql, sizeof sql,
                   "SELECT place, next_place FROM (SELECT rowid AS place, rev_to, lead(rowid) OVER "
                   "w AS next_place, lead(rev_from) OVER w AS next_from FROM %s WINDOW w AS "
                   "(PARTITION BY %s ORDER BY rev_from, rowid)) WHERE next_from < "
                   "coalesce(rev_to, 9e18)",
                   table, key);
    return status == STATUS_OK ? tell_rows(store, sql, table, tell_twice, defects, err) : status;
}

/** At each revision the rows that were known make a register. */
static enum status check_registers(struct store *store, struct store_defects *defects,
                                   struct error *err)
{
    int64_t last = 0;
    enum status status = store_revision(store, &last, err);

    for (int64_t revision = 1; revision <= last && status == STATUS_OK; revision++) {
        AUTO(register_rows) rows = NULL;
        struct error failure = {0};

        status = store_read_register_at(store, revision, &rows, &failure);
        if (status == STATUS_NO_MEMORY || status == STATUS_IO) {
            if (err != NULL)
                *err = failure;
            return status;
        }
        if (status != STATUS_OK)
            store_defects_add(defects,
                              "the register of revision %lld does not hold together: %s%.0s",
                              "le registre de la révision %lld ne tient pas ensemble : %.0s%s",
                              (long long)revision, failure.en, failure.fr);
        status = STATUS_OK;
    }
    return status;
}

struct wanted_schema {
    sqlite3 *database;
};

static void wanted_schema_release(struct wanted_schema *wanted)
{
    sqlite3_close(wanted->database);
}
DEFINE_SCOPED(wanted_schema)

/** What the schema of this version says, said of one object that the store has otherwise or not. */
static enum status check_object(struct store *store, const struct statement *wanted,
                                struct store_defects *defects, struct error *err)
{
    SCOPED(statement) found = {NULL};
    bool has_row = false;
    enum status status = store_prepare(
        store, "SELECT sql FROM sqlite_schema WHERE type = ? AND name = ?", &found, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&found, 1, statement_text(wanted, 0));
    statement_bind_text(&found, 2, statement_text(wanted, 1));
    status = store_step(store, &found, &has_row, err);
    if (status != STATUS_OK)
        return status;
    if (!has_row)
        store_defects_add(defects, "the %s %s is missing", "il manque : %s %s",
                          statement_text(wanted, 0), statement_text(wanted, 1));
    else if (strcmp(statement_text(&found, 0), statement_text(wanted, 2)) != 0)
        store_defects_add(defects, "the %s %s is not the one of this version of Lisière",
                          "%s %s : ce n'est pas celui de cette version de Lisière",
                          statement_text(wanted, 0), statement_text(wanted, 1));
    return STATUS_OK;
}

/** Tables, indexes, triggers and views against those of a fresh store; what others added is theirs.
 */
static enum status check_schema_objects(struct store *store, struct store_defects *defects,
                                        struct error *err)
{
    SCOPED(wanted_schema) wanted = {NULL};
    SCOPED(statement) objects = {NULL};
    SCOPED(text) text = {0};
    const char *sql = NULL;
    bool has_row = true;
    enum status status;

    text_init(&text, STORE_SCHEMA_MAX);
    status = store_schema_text(&text, &sql, err);
    if (status != STATUS_OK)
        return status;
    if (sqlite3_open(":memory:", &wanted.database) != SQLITE_OK ||
        sqlite3_exec(wanted.database, sql, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(wanted.database,
                           "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                           "ORDER BY type, name",
                           -1, &objects.handle, NULL) != SQLITE_OK)
        return error_no_memory(err);
    while (status == STATUS_OK && has_row) {
        status = store_step(store, &objects, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = check_object(store, &objects, defects, err);
    }
    return status;
}

enum status store_check(struct store *store, struct store_defects *defects, struct error *err)
{
    enum status status =
        tell_rows(store, "PRAGMA integrity_check(20)", "", tell_integrity, defects, err);

    /* What stands on damaged pages is not worth a question. */
    if (status != STATUS_OK || defects->count > 0)
        return status;
    status = tell_rows(store, "PRAGMA foreign_key_check", "", tell_foreign_key, defects, err);
    if (status == STATUS_OK)
        status = check_schema_objects(store, defects, err);
    if (status != STATUS_OK || defects->count > 0)
        return status;
    status = tell_rows(store,
                       "SELECT r.n + 1 FROM revision r WHERE r.n < (SELECT max(n) FROM revision) "
                       "AND NOT EXISTS (SELECT 1 FROM revision s WHERE s.n = r.n + 1) UNION ALL "
                       "SELECT 1 FROM (SELECT min(n) AS first FROM revision) WHERE first <> 1",
                       "", tell_revision, defects, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = check_table(store, register_layout((enum register_table)table), defects, err);
    if (status == STATUS_OK)
        status = check_registers(store, defects, err);
    return status == STATUS_OK ? store_check_seals(store, defects, err) : status;
}
