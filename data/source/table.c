#include "data/source/table.h"

#include <stdlib.h>
#include <string.h>

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    free(table->columns);
    free(table->rows);
    free(table->cells);
    file_bytes_release(&table->bytes);
    arena_release(&table->arena);
    free(table);
}

enum status table_new(const char *name, struct table **ret_table, struct error *err)
{
    AUTO(table) table = calloc(1, sizeof *table);

    if (table == NULL)
        return error_no_memory(err);
    arena_init(&table->arena);
    table->name = arena_string(&table->arena, name);
    if (table->name == NULL)
        return error_no_memory(err);
    *ret_table = TAKE(table);
    return STATUS_OK;
}

/** Room for more items at the end of a growing array; NULL when memory is short. */
static void *grow(void *items, size_t wanted, size_t *capacity, size_t size)
{
    size_t next = *capacity == 0 ? 64 : *capacity;
    void *grown;

    if (wanted <= *capacity)
        return items;
    while (next < wanted)
        next *= 2;
    grown = realloc(items, next * size);
    if (grown != NULL)
        *capacity = next;
    return grown;
}

enum status table_add_column(struct table *table, const char *name, struct error *err)
{
    void *grown;

    if (table->column_count == TABLE_COLUMN_MAX)
        return error_set(err, STATUS_LIMIT, table->name, "the table has more than %d columns",
                         "la table a plus de %d colonnes", TABLE_COLUMN_MAX);
    grown = grow(table->columns, table->column_count + 1, &table->column_capacity,
                 sizeof *table->columns);
    if (grown == NULL)
        return error_no_memory(err);
    table->columns = grown;
    table->columns[table->column_count] =
        (struct table_column){arena_string(&table->arena, name), false, false};
    return table->columns[table->column_count++].name == NULL ? error_no_memory(err) : STATUS_OK;
}

enum status table_column_of(struct table *table, const char *name, size_t *ret_column,
                            struct error *err)
{
    enum status status;

    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].name, name) == 0) {
            *ret_column = i;
            return STATUS_OK;
        }
    }
    status = table_add_column(table, name, err);
    if (status == STATUS_OK)
        *ret_column = table->column_count - 1;
    return status;
}

void table_end_rows(struct table *table)
{
    const struct table_row *last;

    if (table->row_count == 0)
        return;
    last = &table->rows[table->row_count - 1];
    for (size_t i = 0; i < last->cell_count; i++) {
        const char *cell = table->cells[last->first_cell + i];

        if (cell != NULL && cell[0] != '\0')
            return;
    }
    table->cell_count = last->first_cell;
    table->row_count--;
}

/** The last row gets cells for every column that has come meanwhile. */
static enum status widen_row(struct table *table, struct error *err)
{
    struct table_row *row = &table->rows[table->row_count - 1];
    void *grown = grow(table->cells, row->first_cell + table->column_count, &table->cell_capacity,
                       sizeof *table->cells);

    if (grown == NULL && table->column_count > 0)
        return error_no_memory(err);
    table->cells = grown;
    while (row->cell_count < table->column_count)
        table->cells[row->first_cell + row->cell_count++] = NULL;
    table->cell_count = row->first_cell + row->cell_count;
    return STATUS_OK;
}

enum status table_begin_row(struct table *table, size_t line, struct error *err)
{
    void *grown;

    table_end_rows(table);
    grown = grow(table->rows, table->row_count + 1, &table->row_capacity, sizeof *table->rows);
    if (grown == NULL)
        return error_no_memory(err);
    table->rows = grown;
    table->rows[table->row_count++] =
        (struct table_row){.line = line, .first_cell = table->cell_count};
    return widen_row(table, err);
}

enum status table_put(struct table *table, size_t column, const char *value, bool is_number,
                      struct error *err)
{
    struct table_row *row = &table->rows[table->row_count - 1];

    if (column >= row->cell_count) {
        enum status status = widen_row(table, err);

        if (status != STATUS_OK)
            return status;
    }
    table->cells[row->first_cell + column] = value;
    if (is_number)
        table->columns[column].has_number = true;
    else if (value != NULL && value[0] != '\0')
        table->columns[column].has_text = true;
    return STATUS_OK;
}

const char *table_cell(const struct table *table, size_t row, size_t column)
{
    const struct table_row *place = &table->rows[row];

    return column < place->cell_count ? table->cells[place->first_cell + column] : NULL;
}
