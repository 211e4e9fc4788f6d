/*
 * The register in the SQLite store. Its tables have the columns of register_layout(), so one
 * code serves them all: rows are compared as texts, closed when they vanished, added when they are
 * new.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/register_text.h"
#include "data/store_sqlite.h"

enum { SQL_MAX = 768 };

/** "<prefix>a<joint>b<joint>c<suffix>" over the columns of a table. */
static void join_columns(char *sql, size_t size, const struct register_layout *layout,
                         const char *joint)
{
    for (size_t i = 0; i < layout->column_count; i++) {
        size_t length = strlen(sql);

        (void)snprintf(sql + length, size - length, "%s%s", i > 0 ? joint : "",
                       layout->columns[i].name);
    }
}

static enum status prepare_select(struct store *store, const struct register_layout *layout,
                                  struct statement *statement, struct error *err)
{
    char sql[SQL_MAX] = "SELECT rowid, ";
    size_t length;

    join_columns(sql, sizeof sql, layout, ", ");
    length = strlen(sql);
    (void)snprintf(sql + length, sizeof sql - length,
                   " FROM %s WHERE rev_to IS NULL ORDER BY rowid", layout->table);
    return store_prepare(store, sql, statement, err);
}

/** As prepare_select(), of the rows that were known at a revision. */
static enum status prepare_select_at(struct store *store, const struct register_layout *layout,
                                     int64_t revision, struct statement *statement,
                                     struct error *err)
{
    char sql[SQL_MAX] = "SELECT rowid, ";
    size_t length;
    enum status status;

    join_columns(sql, sizeof sql, layout, ", ");
    length = strlen(sql);
    (void)snprintf(sql + length, sizeof sql - length,
                   " FROM %s WHERE rev_from <= ?1 AND (rev_to IS NULL OR rev_to > ?1)"
                   " ORDER BY rowid",
                   layout->table);
    status = store_prepare(store, sql, statement, err);
    if (status == STATUS_OK)
        sqlite3_bind_int64(statement->handle, 1, revision);
    return status;
}

static enum status prepare_insert(struct store *store, const struct register_layout *layout,
                                  struct statement *statement, struct error *err)
{
    char sql[SQL_MAX];
    size_t length;

    (void)snprintf(sql, sizeof sql, "INSERT INTO %s (rev_from, ", layout->table);
    join_columns(sql, sizeof sql, layout, ", ");
    length = strlen(sql);
    length += (size_t)snprintf(sql + length, sizeof sql - length, ") VALUES (?");
    for (size_t i = 0; i < layout->column_count; i++)
        length += (size_t)snprintf(sql + length, sizeof sql - length, ", ?");
    (void)snprintf(sql + length, sizeof sql - length, ")");
    return store_prepare(store, sql, statement, err);
}

static enum status prepare_close(struct store *store, const struct register_layout *layout,
                                 struct statement *statement, struct error *err)
{
    char sql[SQL_MAX];

    (void)snprintf(sql, sizeof sql, "UPDATE %s SET rev_to = ? WHERE rowid = ?", layout->table);
    return store_prepare(store, sql, statement, err);
}

/** The place of the first row that reads like the statement's current one and is not taken yet. */
static size_t find_equal(const struct statement *statement, const struct register_layout *layout,
                         const struct register_row_text texts[], const bool is_stored[],
                         size_t count)
{
    for (size_t row = 0; row < count; row++) {
        size_t column = 0;

        if (is_stored[row])
            continue;
        while (column < layout->column_count &&
               strcmp(texts[row].values[column], statement_text(statement, (int)column + 1)) == 0)
            column++;
        if (column == layout->column_count)
            return row;
    }
    return count;
}

/** Marks the rows that are stored already, closes the stored ones that are no more. */
static enum status close_vanished(struct store *store, const struct register_layout *layout,
                                  const struct register_row_text texts[], bool is_stored[],
                                  size_t count, struct error *err)
{
    SCOPED(statement) select = {NULL};
    SCOPED(statement) close = {NULL};
    bool has_row = true;
    enum status status = prepare_select(store, layout, &select, err);

    if (status == STATUS_OK)
        status = prepare_close(store, layout, &close, err);
    while (status == STATUS_OK && has_row) {
        size_t equal;

        status = store_step(store, &select, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        equal = find_equal(&select, layout, texts, is_stored, count);
        if (equal < count) {
            is_stored[equal] = true;
            continue;
        }
        sqlite3_bind_int64(close.handle, 1, store->revision);
        sqlite3_bind_int64(close.handle, 2, sqlite3_column_int64(select.handle, 0));
        status = store_run(store, &close, err);
    }
    return status;
}

static enum status insert_new(struct store *store, const struct register_layout *layout,
                              const struct register_row_text texts[], const bool is_stored[],
                              size_t count, struct error *err)
{
    SCOPED(statement) insert = {NULL};
    enum status status = prepare_insert(store, layout, &insert, err);

    for (size_t row = 0; row < count && status == STATUS_OK; row++) {
        if (is_stored[row])
            continue;
        sqlite3_bind_int64(insert.handle, 1, store->revision);
        for (size_t column = 0; column < layout->column_count; column++)
            statement_bind_text(&insert, (int)column + 2, texts[row].values[column]);
        status = store_run(store, &insert, err);
    }
    return status;
}

static enum status put_table(struct store *store, const struct register_rows *rows,
                             enum register_table table, struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    size_t count = register_row_count(rows, table);
    struct register_row_text *texts = calloc(count + 1, sizeof *texts);
    bool *is_stored = calloc(count + 1, sizeof *is_stored);
    enum status status = STATUS_OK;

    if (texts == NULL || is_stored == NULL)
        status = error_no_memory(err);
    for (size_t row = 0; row < count && status == STATUS_OK; row++)
        register_row_text(rows, table, row, &texts[row]);
    if (status == STATUS_OK)
        status = close_vanished(store, layout, texts, is_stored, count, err);
    if (status == STATUS_OK)
        status = insert_new(store, layout, texts, is_stored, count, err);
    free(texts);
    free(is_stored);
    return status;
}

enum status store_put_register(struct store *store, const struct register_rows *rows,
                               struct error *err)
{
    enum status status = STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = put_table(store, rows, (enum register_table)table, err);
    return status;
}

static enum status read_table(struct store *store, enum register_table table, int64_t revision,
                              struct register_builder *builder, struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    const char *values[REGISTER_COLUMN_MAX];
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = prepare_select_at(store, layout, revision, &statement, err);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status != STATUS_OK || !has_row)
            break;
        for (size_t column = 0; column < layout->column_count; column++)
            values[column] = statement_text(&statement, (int)column + 1);
        status = register_builder_add(builder, table, values, (struct row_place){"", 0}, err);
    }
    return status;
}

enum status store_read_register(struct store *store, struct register_rows **ret_rows,
                                struct error *err)
{
    return store_read_register_at(store, INT64_MAX - 1, ret_rows, err);
}

enum status store_read_register_at(struct store *store, int64_t revision,
                                   struct register_rows **ret_rows, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    enum status status = register_builder_new(&builder, err);

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = read_table(store, (enum register_table)table, revision, builder, err);
    return status == STATUS_OK ? register_builder_finish(builder, ret_rows, err) : status;
}
