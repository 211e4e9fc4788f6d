#include "support/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/expect.h"

const char *const rows_small[] = {
    "generations|CDT|Contrats de destination||2024|2027|19||||",
    "contracts|cdt-a|A|CDT|signed|||public|press|source",
    "versions|cdt-a|1|2024|2027||||||||",
    "members|cdt-a|1|include|epci|200069029|CA A|unstated|||stated",
    "members|cdt-a|1|include|epci|200069235|CC B||||inferred",
    NULL,
};

static enum register_table table_named(const char *name)
{
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        if (strcmp(register_layout((enum register_table)table)->table, name) == 0)
            return (enum register_table)table;
    }
    fail_msg("no table “%s”", name);
    return REGISTER_GENERATIONS;
}

static enum status add(struct register_builder *builder, const char *row, size_t line,
                       struct error *err)
{
    const char *values[REGISTER_COLUMN_MAX] = {NULL};
    char *copy = strdup(row);
    char *rest = copy;
    char file[40];
    enum register_table table = table_named(strsep(&rest, "|"));
    enum status status;

    for (size_t i = 0; rest != NULL && i < REGISTER_COLUMN_MAX; i++)
        values[i] = strsep(&rest, "|");
    (void)snprintf(file, sizeof file, "%s.csv", register_layout(table)->table);
    status = register_builder_add(builder, table, values, (struct row_place){file, line}, err);
    free(copy);
    return status;
}

static enum status add_all(struct register_builder *builder, const char *const rows[],
                           struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; rows[i] != NULL && status == STATUS_OK; i++)
        status = add(builder, rows[i], i + 2, err);
    return status;
}

enum status rows_try(const char *const rows[], struct register_rows **ret_rows, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    enum status status = register_builder_new(&builder, err);

    if (status == STATUS_OK)
        status = add_all(builder, rows, err);
    return status == STATUS_OK ? register_builder_finish(builder, ret_rows, err) : status;
}

struct register_rows *rows_of(const char *const rows[])
{
    struct register_rows *made = NULL;
    struct error err = {0};

    expect_ok(rows_try(rows, &made, &err), &err);
    return made;
}

struct register_rows *rows_over(const struct register_rows *known, const char *const rows[])
{
    AUTO(register_builder) builder = NULL;
    struct register_rows *made = NULL;
    struct error err = {0};

    expect_ok(register_builder_new(&builder, &err), &err);
    expect_ok(add_all(builder, rows, &err), &err);
    expect_ok(register_builder_lay_over(builder, known, &err), &err);
    expect_ok(register_builder_finish(builder, &made, &err), &err);
    return made;
}
