#include "data/source/unit_alias_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/layer.h"

enum { ALIAS, KIND, CODE, SOURCE, COLUMN_COUNT_OF_ALIASES };
static const char *const columns[] = {"alias", "kind", "code", "source"};

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

static enum status bind(const struct layer *layer, const char *name, int ret_fields[],
                        struct error *err)
{
    for (int column = 0; column < COLUMN_COUNT_OF_ALIASES; column++) {
        ret_fields[column] = -1;
        for (size_t field = 0; field < layer_field_count(layer); field++) {
            if (strcmp(layer_field_name(layer, field), columns[column]) == 0)
                ret_fields[column] = (int)field;
        }
        if (ret_fields[column] < 0)
            return error_set(err, STATUS_INVALID, name,
                             "the column %s is missing: the columns are alias, kind, code, source",
                             "la colonne %s manque : les colonnes sont alias, kind, code, source",
                             columns[column]);
    }
    return STATUS_OK;
}

static enum status refuse(const char *name, size_t line, const char *value, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s:%zu", name, line);
    return error_set(err, STATUS_INVALID, subject,
                     "“%.40s” cannot stand here: a row has an alias, the kind commune or epci, and "
                     "a code of that kind",
                     "« %.40s » n'a pas sa place ici : une ligne a un alias, le genre commune ou "
                     "epci, et un code de ce genre",
                     value);
}

static enum status add_row(struct alias_rows *rows, const char *name, const struct layer_row *row,
                           const int fields[], struct error *err)
{
    const char *code = row->values[fields[CODE]];
    struct unit_alias alias = {
        .name = arena_string(&rows->arena, row->values[fields[ALIAS]]),
        .source = arena_string(&rows->arena, row->values[fields[SOURCE]]),
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
    if (alias.name[0] == '\0')
        return refuse(name, row->line, alias.name, err);
    if (!code_kind_parse(row->values[fields[KIND]], &alias.kind))
        return refuse(name, row->line, row->values[fields[KIND]], err);
    if (!code_kind_fits(alias.kind, code))
        return refuse(name, row->line, code, err);
    strncpy(alias.code, code, sizeof alias.code - 1);
    rows->list[rows->count++] = alias;
    return STATUS_OK;
}

enum status unit_alias_file_read(const char *path, const char *name,
                                 struct unit_aliases **ret_aliases, struct error *err)
{
    AUTO(source_file) source = NULL;
    SCOPED(alias_rows) rows = {.count = 0};
    struct layer *layer;
    int fields[COLUMN_COUNT_OF_ALIASES];
    bool has_more = true;
    enum status status = source_file_open(path, &source, err);

    arena_init(&rows.arena);
    if (status == STATUS_OK && source_file_layer_count(source) == 0)
        status = error_set(err, STATUS_INVALID, name, "the file has no table: give another",
                           "le fichier n'a aucune table : donnez-en un autre");
    if (status != STATUS_OK)
        return status;
    layer = source_file_layer(source, 0);
    status = bind(layer, name, fields, err);
    while (status == STATUS_OK) {
        struct layer_row row = {0};

        status = layer_next(layer, SHAPES_NONE, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        status = add_row(&rows, name, &row, fields, err);
    }
    return status == STATUS_OK ? unit_aliases_new(rows.list, rows.count, ret_aliases, err) : status;
}
