/* Names that people use, in the SQLite store. */
#include <stdlib.h>
#include <string.h>

#include "data/store_seal.h"
#include "data/store_sqlite.h"

enum status store_put_aliases(struct store *store, const struct unit_aliases *aliases,
                              struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_execute(store, "DELETE FROM alias", err);

    if (status == STATUS_OK)
        status = store_prepare(store, "INSERT INTO alias VALUES (?, ?, ?, ?)", &statement, err);
    for (size_t i = 0; aliases != NULL && i < aliases->count && status == STATUS_OK; i++) {
        const struct unit_alias *alias = &aliases->list[i];

        statement_bind_text(&statement, 1, alias->name);
        statement_bind_text(&statement, 2, code_kind_name(alias->kind));
        statement_bind_text(&statement, 3, alias->code);
        statement_bind_text(&statement, 4, alias->source);
        status = store_run(store, &statement, err);
    }
    return status == STATUS_OK ? store_seal_aliases(store, err) : status;
}

/** Rows as they come; their strings in the arena. */
struct alias_rows {
    struct unit_alias *list;
    size_t count, capacity;
    struct arena arena;
};

static void alias_rows_release(struct alias_rows *rows)
{
    free(rows->list);
    arena_release(&rows->arena);
}
DEFINE_SCOPED(alias_rows)

static enum status refuse_row(const struct store *store, struct error *err)
{
    return error_set(err, STATUS_FORMAT, store->path,
                     "an alias in the store cannot be read: bring back a copy, or import again",
                     "un nom d'usage de la base est illisible : reprenez une copie, ou importez "
                     "de nouveau");
}

static enum status read_row(const struct store *store, const struct statement *statement,
                            struct alias_rows *rows, struct error *err)
{
    struct unit_alias alias = {
        .name = arena_string(&rows->arena, statement_text(statement, 0)),
        .source = arena_string(&rows->arena, statement_text(statement, 3)),
    };

    if (rows->count == rows->capacity) {
        size_t capacity = 2 * rows->capacity + 64;
        struct unit_alias *grown = realloc(rows->list, capacity * sizeof *grown);

        if (grown == NULL)
            return error_no_memory(err);
        rows->list = grown;
        rows->capacity = capacity;
    }
    if (alias.name == NULL || alias.source == NULL)
        return error_no_memory(err);
    if (!code_kind_parse(statement_text(statement, 1), &alias.kind) ||
        !code_kind_fits(alias.kind, statement_text(statement, 2)))
        return refuse_row(store, err);
    strncpy(alias.code, statement_text(statement, 2), sizeof alias.code - 1);
    rows->list[rows->count++] = alias;
    return STATUS_OK;
}

enum status store_read_aliases(struct store *store, struct unit_aliases **ret_aliases,
                               struct error *err)
{
    SCOPED(statement) statement = {NULL};
    SCOPED(alias_rows) rows = {.count = 0};
    bool has_row = true;
    enum status status;

    arena_init(&rows.arena);
    status = store_prepare(store, "SELECT name, kind, code, source FROM alias", &statement, err);
    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = read_row(store, &statement, &rows, err);
    }
    return status == STATUS_OK ? unit_aliases_new(rows.list, rows.count, ret_aliases, err) : status;
}
