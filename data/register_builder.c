#include "data/register_builder.h"

#include <stdlib.h>
#include <string.h>

#include "data/register_draft.h"
#include "data/register_row.h"
#include "data/register_rules.h"
#include "data/register_text.h"

void register_builder_free(struct register_builder *builder)
{
    if (builder == NULL)
        return;
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        free(builder->lists[table].rows);
    register_rows_free(builder->rows);
    free(builder);
}

enum status register_builder_new(struct register_builder **ret_builder, struct error *err)
{
    AUTO(register_builder) builder = calloc(1, sizeof *builder);

    if (builder == NULL)
        return error_no_memory(err);
    builder->rows = calloc(1, sizeof *builder->rows);
    if (builder->rows == NULL)
        return error_no_memory(err);
    arena_init(&builder->rows->arena);
    *ret_builder = TAKE(builder);
    return STATUS_OK;
}

void register_builder_give(struct register_builder *builder, enum register_table table)
{
    builder->lists[table].is_given = true;
}

size_t register_builder_count(const struct register_builder *builder, enum register_table table)
{
    return builder->lists[table].count;
}

/** A zeroed row at the end of a list; NULL when memory is short. */
static char *append(struct draft_list *list, size_t size)
{
    char *row;

    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 32 : 2 * list->capacity;
        char *rows = realloc(list->rows, capacity * size);

        if (rows == NULL)
            return NULL;
        list->rows = rows;
        list->capacity = capacity;
    }
    row = list->rows + list->count++ * size;
    memset(row, 0, size);
    return row;
}

enum status register_builder_add(struct register_builder *builder, enum register_table table,
                                 const char *const values[], struct row_place place,
                                 struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    struct draft_list *list = &builder->lists[table];
    struct row_reading reading = {.layout = layout,
                                  .values = values,
                                  .place = place,
                                  .arena = &builder->rows->arena,
                                  .row = append(list, layout->row_size),
                                  .err = err};

    if (reading.row == NULL)
        return error_no_memory(err);
    list->is_given = true;
    row_read(&reading);
    if (reading.status == STATUS_OK)
        register_rules_check(&reading, table);
    if (reading.status != STATUS_OK)
        list->count--; /* a refused row leaves nothing behind */
    return reading.status;
}

/** Does one of the first rows of a table have this text in a column? */
static bool has_text(const struct register_builder *builder, enum register_table table,
                     size_t column, size_t count, const char *text)
{
    const struct register_layout *layout = register_layout(table);
    char scratch[REGISTER_FIELD_MAX];

    for (size_t i = 0; i < count; i++) {
        const char *row = builder->lists[table].rows + i * layout->row_size;

        if (strcmp(row_cell(&layout->columns[column], row, scratch), text) == 0)
            return true;
    }
    return false;
}

bool register_builder_has_contract(const struct register_builder *builder, const char *id)
{
    return has_text(builder, REGISTER_CONTRACTS, 0, builder->lists[REGISTER_CONTRACTS].count, id);
}

/** Does what was given speak of the contract that a known row is part of? */
static bool is_of_given_contract(const struct register_builder *builder, enum register_table table,
                                 const size_t given[], const void *row)
{
    const struct register_layout *layout = register_layout(table);
    size_t column = register_layout_column(layout, "contract");
    char scratch[REGISTER_FIELD_MAX];
    const char *contract = row_cell(&layout->columns[column], row, scratch);

    return contract[0] != '\0' &&
           (has_text(builder, REGISTER_CONTRACTS, 0, given[REGISTER_CONTRACTS], contract) ||
            has_text(builder, table, column, given[table], contract));
}

static bool is_replaced(const struct register_builder *builder, enum register_table table,
                        const size_t given[], const void *row)
{
    const struct register_layout *layout = register_layout(table);

    if (layout->is_part_of_contract && builder->lists[table].is_given &&
        is_of_given_contract(builder, table, given, row))
        return true;
    for (size_t i = 0; i < given[table]; i++) {
        if (row_compare_keys(layout, builder->lists[table].rows + i * layout->row_size, row) == 0)
            return true;
    }
    return false;
}

static enum status copy_kept(struct register_builder *builder, enum register_table table,
                             const size_t given[], const struct register_rows *known,
                             struct error *err)
{
    bool is_given = builder->lists[table].is_given;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < register_row_count(known, table) && status == STATUS_OK; i++) {
        struct register_row_text text;

        if (is_replaced(builder, table, given, register_row(known, table, i)))
            continue;
        register_row_text(known, table, i, &text);
        status = register_builder_add(builder, table, text.values,
                                      register_row_place(known, table, i), err);
    }
    builder->lists[table].is_given = is_given;
    return status;
}

enum status register_builder_lay_over(struct register_builder *builder,
                                      const struct register_rows *known, struct error *err)
{
    size_t given[REGISTER_TABLE_COUNT];
    enum status status = STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        given[table] = builder->lists[table].count;
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = copy_kept(builder, (enum register_table)table, given, known, err);
    return status;
}
