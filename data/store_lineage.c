/* Movements and delegated communes in the SQLite store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/store_seal.h"
#include "data/store_sqlite.h"

static enum status put_movements(struct store *store, const struct lineage *lineage,
                                 struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status = store_prepare(
        store, "INSERT INTO movement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", &statement, err);

    for (size_t i = 0; i < lineage->movement_count && status == STATUS_OK; i++) {
        const struct movement *movement = &lineage->movements[i];
        char date[DATE_TEXT_MAX], kind[8];

        date_format(movement->date, date);
        (void)snprintf(kind, sizeof kind, "%02d", (int)movement->kind);
        statement_bind_text(&statement, 1, date);
        statement_bind_text(&statement, 2, kind);
        statement_bind_text(&statement, 3, commune_type_name(movement->type_before));
        statement_bind_text(&statement, 4, movement->before.code);
        statement_bind_text(&statement, 5, movement->name_before);
        statement_bind_text(&statement, 6, commune_type_name(movement->type_after));
        statement_bind_text(&statement, 7, movement->after.code);
        statement_bind_text(&statement, 8, movement->name_after);
        status = store_run(store, &statement, err);
    }
    return status;
}

static enum status put_delegates(struct store *store, const struct lineage *lineage,
                                 struct error *err)
{
    SCOPED(statement) statement = {NULL};
    enum status status =
        store_prepare(store, "INSERT INTO delegate VALUES (?, ?, ?, ?)", &statement, err);

    for (size_t i = 0; i < lineage->delegate_count && status == STATUS_OK; i++) {
        const struct delegate *delegate = &lineage->delegates[i];

        statement_bind_text(&statement, 1, delegate->insee.code);
        statement_bind_text(&statement, 2, commune_type_name(delegate->type));
        statement_bind_text(&statement, 3, delegate->parent.code);
        statement_bind_text(&statement, 4, delegate->name);
        status = store_run(store, &statement, err);
    }
    return status;
}

enum status store_put_lineage(struct store *store, const struct lineage *lineage, struct error *err)
{
    enum status status = store_execute(store, "DELETE FROM movement; DELETE FROM delegate", err);

    if (status == STATUS_OK && lineage != NULL)
        status = put_movements(store, lineage, err);
    if (status == STATUS_OK && lineage != NULL)
        status = put_delegates(store, lineage, err);
    return status == STATUS_OK ? store_seal_lineage(store, err) : status;
}

/** Rows as they come out of a table; their strings in the arena. */
struct rows {
    struct movement *movements;
    size_t movement_count, movement_capacity;
    struct delegate *delegates;
    size_t delegate_count, delegate_capacity;
    struct arena arena;
};

static void rows_release(struct rows *rows)
{
    free(rows->movements);
    free(rows->delegates);
    arena_release(&rows->arena);
}
DEFINE_SCOPED(rows)

/** Room for one more; NULL when memory is short. */
static void *grow(void *list, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity == 0 ? 256 : 2 * *capacity;
    void *grown;

    if (count < *capacity)
        return list;
    grown = realloc(list, wanted * size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

static struct insee read_code(const struct statement *statement, int column)
{
    struct insee insee = {""};

    strncpy(insee.code, statement_text(statement, column), sizeof insee.code - 1);
    return insee;
}

static enum status refuse_row(const struct store *store, struct error *err)
{
    return error_set(err, STATUS_FORMAT, store->path,
                     "a movement in the store cannot be read: bring back a copy, or import again",
                     "un mouvement de la base est illisible : reprenez une copie, ou importez de "
                     "nouveau");
}

static enum status read_movement(const struct store *store, const struct statement *statement,
                                 struct rows *rows, struct error *err)
{
    struct movement *grown = grow(rows->movements, rows->movement_count, &rows->movement_capacity,
                                  sizeof *rows->movements);
    struct movement movement = {
        .before = read_code(statement, 3),
        .after = read_code(statement, 6),
        .name_before = arena_string(&rows->arena, statement_text(statement, 4)),
        .name_after = arena_string(&rows->arena, statement_text(statement, 7)),
    };

    if (grown == NULL || movement.name_before == NULL || movement.name_after == NULL)
        return error_no_memory(err);
    rows->movements = grown;
    if (date_parse(statement_text(statement, 0), &movement.date, NULL) != STATUS_OK ||
        !movement_kind_parse(statement_text(statement, 1), &movement.kind) ||
        !commune_type_parse(statement_text(statement, 2), &movement.type_before) ||
        !commune_type_parse(statement_text(statement, 5), &movement.type_after))
        return refuse_row(store, err);
    grown[rows->movement_count++] = movement;
    return STATUS_OK;
}

static enum status read_delegate(const struct store *store, const struct statement *statement,
                                 struct rows *rows, struct error *err)
{
    struct delegate *grown = grow(rows->delegates, rows->delegate_count, &rows->delegate_capacity,
                                  sizeof *rows->delegates);
    struct delegate delegate = {
        .insee = read_code(statement, 0),
        .parent = read_code(statement, 2),
        .name = arena_string(&rows->arena, statement_text(statement, 3)),
    };

    if (grown == NULL || delegate.name == NULL)
        return error_no_memory(err);
    rows->delegates = grown;
    if (!commune_type_parse(statement_text(statement, 1), &delegate.type))
        return refuse_row(store, err);
    grown[rows->delegate_count++] = delegate;
    return STATUS_OK;
}

static enum status read_table(struct store *store, const char *sql,
                              enum status (*read)(const struct store *, const struct statement *,
                                                  struct rows *, struct error *),
                              struct rows *rows, struct error *err)
{
    SCOPED(statement) statement = {NULL};
    bool has_row = true;
    enum status status = store_prepare(store, sql, &statement, err);

    while (status == STATUS_OK && has_row) {
        status = store_step(store, &statement, &has_row, err);
        if (status == STATUS_OK && has_row)
            status = read(store, &statement, rows, err);
    }
    return status;
}

enum status store_read_lineage(struct store *store, struct lineage **ret_lineage, struct error *err)
{
    SCOPED(rows) rows = {.movement_count = 0};
    enum status status;

    arena_init(&rows.arena);
    status = read_table(store,
                        "SELECT date, kind, type_before, code_before, name_before, type_after, "
                        "code_after, name_after FROM movement",
                        read_movement, &rows, err);
    if (status == STATUS_OK)
        status = read_table(store, "SELECT insee, type, parent, name FROM delegate", read_delegate,
                            &rows, err);
    if (status != STATUS_OK)
        return status;
    if (rows.movement_count == 0) {
        *ret_lineage = NULL;
        return STATUS_OK;
    }
    return lineage_new(rows.movements, rows.movement_count, rows.delegates, rows.delegate_count,
                       ret_lineage, err);
}
