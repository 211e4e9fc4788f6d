#include "data/register_difference.h"

#include <stdlib.h>
#include <string.h>

#include "data/register_text.h"

void register_difference_release(struct register_difference *difference)
{
    free(difference->changes);
    arena_release(&difference->arena);
    *difference = (struct register_difference){0};
}

static const char *const *keep_row(const struct register_rows *rows, enum register_table table,
                                   size_t row, struct arena *arena)
{
    const struct register_layout *layout = register_layout(table);
    const char **texts = arena_alloc(arena, layout->column_count * sizeof *texts);
    struct register_row_text text;

    register_row_text(rows, table, row, &text);
    for (size_t i = 0; texts != NULL && i < layout->column_count; i++) {
        texts[i] = arena_string(arena, text.values[i]);
        if (texts[i] == NULL)
            return NULL;
    }
    return (const char *const *)texts;
}

/** A row that is only before, only after, or in both with another text. */
struct pair {
    const struct register_rows *before, *after; /* NULL on the side that has it not */
    size_t before_row, after_row;
};

static enum status add(struct register_difference *difference, enum register_table table,
                       const struct pair *pair, struct error *err)
{
    struct row_change change = {.table = table,
                                .kind = pair->before == NULL  ? ROW_ADDED
                                        : pair->after == NULL ? ROW_REMOVED
                                                              : ROW_CHANGED};
    size_t count = difference->count;

    if (pair->before != NULL) {
        change.before = keep_row(pair->before, table, pair->before_row, &difference->arena);
        if (change.before == NULL)
            return error_no_memory(err);
    }
    if (pair->after != NULL) {
        change.after = keep_row(pair->after, table, pair->after_row, &difference->arena);
        if (change.after == NULL)
            return error_no_memory(err);
    }
    if ((count & (count - 1)) == 0) { /* it doubles at each power of two */
        void *grown = realloc(difference->changes, (count == 0 ? 1 : 2 * count) * sizeof change);

        if (grown == NULL)
            return error_no_memory(err);
        difference->changes = grown;
    }
    difference->changes[difference->count++] = change;
    return STATUS_OK;
}

/** Both tables are sorted by key: one walk along the two. */
static enum status compare_table(struct register_difference *difference, enum register_table table,
                                 const struct register_rows *before,
                                 const struct register_rows *after, struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    size_t before_count = register_row_count(before, table);
    size_t after_count = register_row_count(after, table);
    size_t b = 0, a = 0;
    enum status status = STATUS_OK;

    while ((b < before_count || a < after_count) && status == STATUS_OK) {
        int order = b == before_count  ? 1
                    : a == after_count ? -1
                                       : row_compare_keys(layout, register_row(before, table, b),
                                                          register_row(after, table, a));
        struct pair pair = {order <= 0 ? before : NULL, order >= 0 ? after : NULL, b, a};

        if (order != 0 ||
            row_compare(layout, register_row(before, table, b), register_row(after, table, a)) != 0)
            status = add(difference, table, &pair, err);
        b += order <= 0;
        a += order >= 0;
    }
    return status;
}

/** What is of one contract together; rows of one table stay in the order of their keys. */
static void sort_by_contract(struct register_difference *difference)
{
    for (size_t i = 1; i < difference->count; i++) {
        struct row_change change = difference->changes[i];
        const char *contract = row_change_text(&change, "contract");
        size_t place = i;

        for (; place > 0 &&
               strcmp(row_change_text(&difference->changes[place - 1], "contract"), contract) > 0;
             place--)
            difference->changes[place] = difference->changes[place - 1];
        difference->changes[place] = change;
    }
}

enum status register_difference_find(const struct register_rows *before,
                                     const struct register_rows *after,
                                     struct register_difference *ret_difference, struct error *err)
{
    enum status status = STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = compare_table(ret_difference, (enum register_table)table, before, after, err);
    if (status == STATUS_OK)
        sort_by_contract(ret_difference);
    return status;
}
