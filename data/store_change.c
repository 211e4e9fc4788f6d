/* A change of the store: its revision, from its beginning to its seal; and the notes beside it. */
#include <stdio.h>
#include <time.h>

#include "data/store_seal.h"
#include "data/store_sqlite.h"

enum status store_begin(struct store *store, const struct change *change, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    char now[32];
    time_t seconds = time(NULL);
    struct tm utc;
    enum status status = store_execute(store, "BEGIN IMMEDIATE", err);

    if (status != STATUS_OK)
        return status;
    store->in_transaction = true;
    (void)strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &utc));
    status =
        store_prepare(store, "INSERT INTO revision (recorded_at, author, message) VALUES (?, ?, ?)",
                      &statement, err);
    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, change->recorded_at == NULL ? now : change->recorded_at);
    statement_bind_text(&statement, 2, change->author);
    statement_bind_text(&statement, 3, change->message);
    status = store_run(store, &statement, err);
    store->revision = sqlite3_last_insert_rowid(store->database);
    return status;
}

enum status store_commit(struct store *store, struct error *err)
{
    enum status status = store_seal_revision(store, err);

    return status == STATUS_OK ? store_end_transaction(store, err) : status;
}

enum status store_revision(struct store *store, int64_t *ret_revision, struct error *err)
{
    return store_read_number(store, "SELECT coalesce(max(n), 0) FROM revision", ret_revision, err);
}

enum status store_revision_on(struct store *store, const char *date, int64_t *ret_revision,
                              struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status = store_prepare(
        store,
        "SELECT coalesce((SELECT min(n) - 1 FROM revision WHERE substr(recorded_at, 1, 10) > ?1), "
        "(SELECT max(n) FROM revision), 0)",
        &statement, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, date);
    status = store_step(store, &statement, &has_row, err);
    if (status == STATUS_OK)
        *ret_revision = has_row ? sqlite3_column_int64(statement.handle, 0) : 0;
    return status;
}

enum status store_put_note(struct store *store, const char *name, const char *value,
                           struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(
        store, "INSERT INTO note VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        &statement, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, name);
    statement_bind_text(&statement, 2, value);
    return store_run(store, &statement, err);
}

enum status store_read_note(struct store *store, const char *name, char *ret_value, size_t size,
                            struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = false;
    enum status status =
        store_prepare(store, "SELECT value FROM note WHERE name = ?", &statement, err);

    if (status != STATUS_OK)
        return status;
    statement_bind_text(&statement, 1, name);
    status = store_step(store, &statement, &has_row, err);
    if (status == STATUS_OK)
        (void)snprintf(ret_value, size, "%s", has_row ? statement_text(&statement, 0) : "");
    return status;
}
