#include "data/source/lineage_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "data/source/layer.h"

/** A table on its way in: the columns wanted, by their place in the layer. */
struct reading {
    struct source_file *file;
    struct layer *layer;
    const char *name;
    const int *fields;
    struct layer_row row;
};

static enum status bind(struct layer *layer, const char *name, const char *const columns[],
                        size_t count, int ret_fields[], struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        ret_fields[i] = -1;
        for (size_t field = 0; field < layer_field_count(layer); field++) {
            if (strcasecmp(layer_field_name(layer, field), columns[i]) == 0)
                ret_fields[i] = (int)field;
        }
        if (ret_fields[i] < 0)
            return error_cite(
                err,
                error_set(err, STATUS_INVALID, name,
                          "the column %s is missing: give INSEE's file as it is published",
                          "la colonne %s manque : donnez le fichier de l'INSEE tel qu'il est "
                          "publié",
                          columns[i]),
                "SRC-02");
    }
    return STATUS_OK;
}

static enum status refuse(const struct reading *reading, const char *value, const char *what_en,
                          const char *what_fr, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%s:%zu", reading->name, reading->row.line);
    return error_set(err, STATUS_INVALID, subject, "“%.20s” is not %s%.0s: correct the row",
                     "« %.20s » n'est pas %.0s%s : corrigez la ligne", value, what_en, what_fr);
}

static const char *value(const struct reading *reading, int column)
{
    return reading->row.values[reading->fields[column]];
}

static enum status read_code(const struct reading *reading, int column, enum commune_type type,
                             struct insee *ret_insee, struct error *err)
{
    const char *text = value(reading, column);

    if (type == COMMUNE_NONE && text[0] == '\0')
        return STATUS_OK;
    if (!insee_is_well_formed(text))
        return refuse(reading, text, "an INSEE code of five characters",
                      "un code INSEE de cinq caractères", err);
    memcpy(ret_insee->code, text, sizeof ret_insee->code);
    return STATUS_OK;
}

static enum status read_type(const struct reading *reading, int column, enum commune_type *ret_type,
                             struct error *err)
{
    if (commune_type_parse(value(reading, column), ret_type))
        return STATUS_OK;
    return refuse(reading, value(reading, column), "a type of commune (COM, COMA, COMD, ARM)",
                  "un type de commune (COM, COMA, COMD, ARM)", err);
}

enum movement_column { MOD, DATE_EFF, TYPE_AV, COM_AV, NAME_AV, TYPE_AP, COM_AP, NAME_AP };
static const char *const movement_columns[] = {
    "MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP", "LIBELLE_AP"};
enum { MOVEMENT_COLUMNS = sizeof movement_columns / sizeof *movement_columns };

/** Rows as they come; their strings in the arena. */
struct rows {
    void *list;
    size_t count, capacity;
    struct arena arena;
};

static void rows_release(struct rows *rows)
{
    free(rows->list);
    arena_release(&rows->arena);
}
DEFINE_SCOPED(rows)

/** Room for one more row of a size, zeroed; NULL when memory is short. */
static void *add_row(struct rows *rows, size_t size)
{
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity == 0 ? 256 : 2 * rows->capacity;
        void *grown = realloc(rows->list, capacity * size);

        if (grown == NULL)
            return NULL;
        rows->list = grown;
        rows->capacity = capacity;
    }
    return memset((char *)rows->list + rows->count++ * size, 0, size);
}

static enum status read_movement(const struct reading *reading, struct rows *rows,
                                 struct error *err)
{
    struct movement *movement = add_row(rows, sizeof *movement);
    enum status status = STATUS_OK;

    if (movement == NULL)
        return error_no_memory(err);
    if (!movement_kind_parse(value(reading, MOD), &movement->kind))
        return refuse(reading, value(reading, MOD), "a kind of movement that INSEE's list has",
                      "un type d'événement de la liste de l'INSEE", err);
    if (date_parse(value(reading, DATE_EFF), &movement->date, NULL) != STATUS_OK)
        return refuse(reading, value(reading, DATE_EFF), "a date such as 2024-01-01",
                      "une date comme 2024-01-01", err);
    status = read_type(reading, TYPE_AV, &movement->type_before, err);
    if (status == STATUS_OK)
        status = read_type(reading, TYPE_AP, &movement->type_after, err);
    if (status == STATUS_OK)
        status = read_code(reading, COM_AV, movement->type_before, &movement->before, err);
    if (status == STATUS_OK)
        status = read_code(reading, COM_AP, movement->type_after, &movement->after, err);
    movement->name_before = arena_string(&rows->arena, value(reading, NAME_AV));
    movement->name_after = arena_string(&rows->arena, value(reading, NAME_AP));
    if (status == STATUS_OK && (movement->name_before == NULL || movement->name_after == NULL))
        return error_no_memory(err);
    return status;
}

enum delegate_column { TYPECOM, COM, LIBELLE, COMPARENT };
static const char *const delegate_columns[] = {"TYPECOM", "COM", "LIBELLE", "COMPARENT"};
enum { DELEGATE_COLUMNS = sizeof delegate_columns / sizeof *delegate_columns };

static enum status read_delegate(const struct reading *reading, struct rows *rows,
                                 struct error *err)
{
    struct delegate *delegate;
    enum commune_type type;
    enum status status = read_type(reading, TYPECOM, &type, err);

    if (status != STATUS_OK || (type != COMMUNE_DELEGATED && type != COMMUNE_ASSOCIATED))
        return status;
    delegate = add_row(rows, sizeof *delegate);
    if (delegate == NULL)
        return error_no_memory(err);
    delegate->type = type;
    status = read_code(reading, COM, type, &delegate->insee, err);
    if (status == STATUS_OK)
        status = read_code(reading, COMPARENT, type, &delegate->parent, err);
    delegate->name = arena_string(&rows->arena, value(reading, LIBELLE));
    return status == STATUS_OK && delegate->name == NULL ? error_no_memory(err) : status;
}

static enum status
read_file(struct lineage_file file, const char *const columns[], size_t column_count,
          enum status (*read)(const struct reading *, struct rows *, struct error *),
          struct rows *rows, struct error *err)
{
    AUTO(source_file) source = NULL;
    int fields[MOVEMENT_COLUMNS];
    struct reading reading = {.name = file.name, .fields = fields};
    bool has_more = true;
    enum status status = source_file_open(file.path, &source, err);

    if (status == STATUS_OK && source_file_layer_count(source) == 0)
        status = error_set(err, STATUS_INVALID, file.name, "the file has no table: give another",
                           "le fichier n'a aucune table : donnez-en un autre");
    if (status != STATUS_OK)
        return status;
    reading.layer = source_file_layer(source, 0);
    status = bind(reading.layer, file.name, columns, column_count, fields, err);
    while (status == STATUS_OK) {
        status = layer_next(reading.layer, SHAPES_NONE, &reading.row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        status = read(&reading, rows, err);
    }
    return status;
}

enum status lineage_files_read(struct lineage_file movements, struct lineage_file delegates,
                               struct lineage **ret_lineage, struct error *err)
{
    SCOPED(rows) moved = {.count = 0};
    SCOPED(rows) parts = {.count = 0};
    enum status status;

    arena_init(&moved.arena);
    arena_init(&parts.arena);
    status = read_file(movements, movement_columns, MOVEMENT_COLUMNS, read_movement, &moved, err);
    if (status == STATUS_OK && delegates.path != NULL)
        status =
            read_file(delegates, delegate_columns, DELEGATE_COLUMNS, read_delegate, &parts, err);
    return status == STATUS_OK
               ? lineage_new(moved.list, moved.count, parts.list, parts.count, ret_lineage, err)
               : status;
}
