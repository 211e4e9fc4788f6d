/* Revisions, and what they changed, from the SQLite store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/revision.h"
#include "data/store_sqlite.h"

enum { SQL_MAX = 1024 };

void revisions_release(struct revisions *revisions)
{
    free(revisions->list);
    arena_release(&revisions->arena);
    *revisions = (struct revisions){0};
}

void contract_history_release(struct contract_history *history)
{
    free(history->changes);
    arena_release(&history->arena);
    *history = (struct contract_history){0};
}

const struct revision *revisions_find(const struct revisions *revisions, int64_t number)
{
    for (size_t i = 0; i < revisions->count; i++) {
        if (revisions->list[i].number == number)
            return &revisions->list[i];
    }
    return NULL;
}

/** Room for one more in an array that doubles; false when memory is short. */
static bool make_room(void **array, size_t count, size_t size)
{
    void *grown;

    if (count != 0 && (count & (count - 1)) != 0)
        return true; /* it doubles at each power of two */
    grown = realloc(*array, (count == 0 ? 1 : 2 * count) * size);
    if (grown != NULL)
        *array = grown;
    return grown != NULL;
}

static enum status add_revision(const struct statement *statement, struct revisions *revisions,
                                struct error *err)
{
    struct revision revision = {
        sqlite3_column_int64(statement->handle, 0),
        arena_string(&revisions->arena, statement_text(statement, 1)),
        arena_string(&revisions->arena, statement_text(statement, 2)),
        arena_string(&revisions->arena, statement_text(statement, 3)),
    };
    void *list = revisions->list;

    if (revision.recorded_at == NULL || revision.author == NULL || revision.message == NULL ||
        !make_room(&list, revisions->count, sizeof revision))
        return error_no_memory(err);
    revisions->list = list;
    revisions->list[revisions->count++] = revision;
    return STATUS_OK;
}

enum status store_read_revisions(struct store *store, struct revisions *ret_revisions,
                                 struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = store_prepare(
        store, "SELECT n, recorded_at, author, message FROM revision ORDER BY n", &statement, err);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = add_revision(&statement, ret_revisions, err);
    }
    return status;
}

static enum status mark_table(struct store *store, const char *table,
                              const struct revisions *revisions, bool changes[], struct error *err)
{
    SCOPED(statement) statement = {NULL};
    char sql[SQL_MAX];
    bool has_row = true;
    enum status status;

    (void)snprintf(sql, sizeof sql,
                   "SELECT rev_from FROM %s UNION SELECT rev_to FROM %s WHERE rev_to IS NOT NULL",
                   table, table);
    status = store_prepare(store, sql, &statement, err);
    while (status == STATUS_OK && has_row) {
        const struct revision *revision;

        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        revision = revisions_find(revisions, sqlite3_column_int64(statement.handle, 0));
        if (revision != NULL)
            changes[revision - revisions->list] = true;
    }
    return status;
}

enum status store_read_register_changes(struct store *store, const struct revisions *revisions,
                                        bool **ret_changes, struct error *err)
{
    bool *changes = calloc(revisions->count + 1, sizeof *changes);
    enum status status = changes == NULL ? error_no_memory(err) : STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = mark_table(store, register_layout((enum register_table)table)->table, revisions,
                            changes, err);
    if (status == STATUS_OK)
        *ret_changes = changes;
    else
        free(changes);
    return status;
}

/** Opened rows and closed rows of a contract: revision, 1 when it opened the row, the columns. */
static enum status prepare_rows(struct store *store, const struct register_layout *layout,
                                const char *contract, struct statement *statement,
                                struct error *err)
{
    char columns[SQL_MAX / 4] = "", sql[SQL_MAX];
    size_t length = 0;
    enum status status;

    for (size_t i = 0; i < layout->column_count; i++)
        length += (size_t)snprintf(columns + length, sizeof columns - length, ", %s",
                                   layout->columns[i].name);
    (void)snprintf(sql, sizeof sql,
                   "SELECT rev_to AS n, 0 AS opened%s, rowid AS place FROM %s"
                   " WHERE contract = ?1 AND rev_to IS NOT NULL"
                   " UNION ALL SELECT rev_from, 1%s, rowid FROM %s WHERE contract = ?1"
                   " ORDER BY n, opened, place",
                   columns, layout->table, columns, layout->table);
    status = store_prepare(store, sql, statement, err);
    if (status == STATUS_OK)
        statement_bind_text(statement, 1, contract);
    return status;
}

static const char *const *keep_row(const struct statement *statement,
                                   const struct register_layout *layout, struct arena *arena)
{
    const char **texts = arena_alloc(arena, layout->column_count * sizeof *texts);

    for (size_t i = 0; texts != NULL && i < layout->column_count; i++) {
        texts[i] = arena_string(arena, statement_text(statement, (int)i + 2));
        if (texts[i] == NULL)
            return NULL;
    }
    return (const char *const *)texts;
}

static bool has_key_of(const struct register_layout *layout, const char *const *a,
                       const char *const *b)
{
    for (size_t i = 0; i < layout->column_count; i++) {
        if (register_column_is_key(&layout->columns[i]) && strcmp(a[i], b[i]) != 0)
            return false;
    }
    return true;
}

/** The removal of the same revision whose key the row has: together they are a change. */
static struct row_change *find_removed(const struct contract_history *history, int64_t revision,
                                       enum register_table table, const char *const *row)
{
    for (size_t i = history->count; i > 0; i--) {
        struct row_change *change = &history->changes[i - 1];

        if (change->revision != revision || change->table != table)
            break;
        if (change->kind == ROW_REMOVED && has_key_of(register_layout(table), change->before, row))
            return change;
    }
    return NULL;
}

static enum status add_change(const struct statement *statement, enum register_table table,
                              struct contract_history *history, struct error *err)
{
    bool is_opened = sqlite3_column_int(statement->handle, 1) != 0;
    const char *const *row = keep_row(statement, register_layout(table), &history->arena);
    struct row_change change = {.revision = sqlite3_column_int64(statement->handle, 0),
                                .kind = is_opened ? ROW_ADDED : ROW_REMOVED,
                                .table = table,
                                .before = is_opened ? NULL : row,
                                .after = is_opened ? row : NULL};
    struct row_change *removed;
    void *changes = history->changes;

    if (row == NULL)
        return error_no_memory(err);
    removed = is_opened ? find_removed(history, change.revision, table, row) : NULL;
    if (removed != NULL) {
        removed->kind = ROW_CHANGED;
        removed->after = row;
        return STATUS_OK;
    }
    if (!make_room(&changes, history->count, sizeof change))
        return error_no_memory(err);
    history->changes = changes;
    history->changes[history->count++] = change;
    return STATUS_OK;
}

static enum status read_table(struct store *store, enum register_table table, const char *contract,
                              struct contract_history *history, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = prepare_rows(store, register_layout(table), contract, &statement, err);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = add_change(&statement, table, history, err);
    }
    return status;
}

/** Sorted by revision, what is of one revision stays in its order: by table, then as written. */
static void sort_changes(struct contract_history *history)
{
    for (size_t i = 1; i < history->count; i++) {
        struct row_change change = history->changes[i];
        size_t place = i;

        for (; place > 0 && history->changes[place - 1].revision > change.revision; place--)
            history->changes[place] = history->changes[place - 1];
        history->changes[place] = change;
    }
}

enum status store_read_history(struct store *store, const char *contract,
                               struct contract_history *ret_history, struct error *err)
{
    enum status status = STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);

        if (register_layout_column(layout, "contract") < layout->column_count)
            status = read_table(store, (enum register_table)table, contract, ret_history, err);
    }
    sort_changes(ret_history);
    return status;
}
