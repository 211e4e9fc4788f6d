#include "data/source/polygon_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/enumeration.h"

void polygon_file_free(struct polygon_file *file)
{
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->unit_count; i++) {
        for (size_t f = 0; f <= file->field_count && file->units[i].values != NULL; f++)
            free(file->units[i].values[f]);
        free(file->units[i].values);
        multipolygon_free(file->units[i].shape);
    }
    for (size_t f = 0; f < file->field_count && file->field_names != NULL; f++)
        free(file->field_names[f]);
    free(file->units);
    free(file->in_file_order);
    free(file->shapes);
    free(file->field_names);
    free(file->field_kinds);
    free(file->path);
    free(file);
}

static enum status find_layer(struct source_file *source, const char *name,
                              struct layer **ret_layer, struct error *err)
{
    struct enumeration names = {0};

    for (size_t i = 0; i < source_file_layer_count(source); i++) {
        struct layer *layer = source_file_layer(source, i);

        if (!layer_has_polygons(layer) || (name != NULL && strcmp(name, layer_name(layer)) != 0)) {
            enumeration_add(&names, NULL, layer_name(layer));
            continue;
        }
        *ret_layer = layer;
        return STATUS_OK;
    }
    return error_set(err, STATUS_NOT_FOUND, source_file_path(source),
                     name == NULL ? "no layer of polygons is in it; it has: %s%.0s"
                                  : "it has %s, and no layer of polygons named %s",
                     name == NULL ? "aucune couche de polygones n'y est ; il a : %s%.0s"
                                  : "il a %s, et aucune couche de polygones du nom de %s",
                     names.text, name == NULL ? "" : name);
}

static enum status copy_fields(struct polygon_file *file, const struct layer *layer)
{
    file->field_count = layer_field_count(layer);
    file->field_names = calloc(file->field_count + 1, sizeof *file->field_names);
    file->field_kinds = calloc(file->field_count + 1, sizeof *file->field_kinds);
    if (file->field_names == NULL || file->field_kinds == NULL)
        return STATUS_NO_MEMORY;
    for (size_t f = 0; f < file->field_count; f++) {
        file->field_names[f] = strdup(layer_field_name(layer, f));
        file->field_kinds[f] = layer_field_kind(layer, f);
        if (file->field_names[f] == NULL)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/** A new unit at the end of the list, zeroed. */
static struct polygon_unit *append(struct polygon_file *file, size_t *capacity)
{
    if (file->unit_count == *capacity) {
        size_t wanted = 2 * *capacity + 64;
        struct polygon_unit *units = realloc(file->units, wanted * sizeof *units);

        if (units == NULL)
            return NULL;
        file->units = units;
        *capacity = wanted;
    }
    file->units[file->unit_count] = (struct polygon_unit){.id = ""};
    return &file->units[file->unit_count++];
}

static enum status copy_row(struct polygon_file *file, struct polygon_unit *unit,
                            const struct layer_row *row)
{
    unit->line = row->line;
    unit->values = calloc(file->field_count + 1, sizeof *unit->values);
    if (unit->values == NULL)
        return STATUS_NO_MEMORY;
    for (size_t f = 0; f < file->field_count; f++) {
        unit->values[f] = row->nulls[f] ? NULL : strdup(row->values[f]);
        if (unit->values[f] == NULL && !row->nulls[f])
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static enum status read_rows(struct polygon_file *file, struct layer *layer, struct error *err)
{
    size_t capacity = 0;
    bool has_more = true;
    enum status status = STATUS_OK;

    while (status == STATUS_OK) {
        struct layer_row row = {0};
        struct polygon_unit *unit;

        status = layer_next(layer, SHAPES_UNCHECKED, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        unit = append(file, &capacity);
        if (unit == NULL) {
            multipolygon_free(row.shape);
            return error_no_memory(err);
        }
        unit->shape = row.shape;
        if (copy_row(file, unit, &row) != STATUS_OK)
            return error_no_memory(err);
    }
    return status;
}

static int compare_ids(const void *a, const void *b)
{
    const struct polygon_unit *left = a;
    const struct polygon_unit *right = b;
    int order = strcmp(left->id, right->id);

    return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

/** Ids as text: of the field, or the place in the file, written into a field of its own. */
static enum status give_ids(struct polygon_file *file, int id_field)
{
    for (size_t i = 0; i < file->unit_count; i++) {
        struct polygon_unit *unit = &file->units[i];
        char number[24];

        if (id_field >= 0) {
            unit->id = unit->values[id_field] == NULL ? "" : unit->values[id_field];
            continue;
        }
        (void)snprintf(number, sizeof number, "%zu", i + 1);
        /* After the last field: calloc left room for it, and it is freed with the others. */
        unit->values[file->field_count] = strdup(number);
        if (unit->values[file->field_count] == NULL)
            return STATUS_NO_MEMORY;
        unit->id = unit->values[file->field_count];
    }
    return STATUS_OK;
}

static enum status sort_units(struct polygon_file *file, bool has_ids)
{
    size_t room = file->unit_count + 1;

    for (size_t i = 0; i < file->unit_count; i++)
        file->units[i].line = i; /* for a moment: its place in the file */
    file->in_file_order = malloc(room * sizeof *file->in_file_order);
    file->shapes = malloc(room * sizeof *file->shapes);
    if (file->in_file_order == NULL || file->shapes == NULL)
        return STATUS_NO_MEMORY;
    if (has_ids && file->unit_count > 0)
        qsort(file->units, file->unit_count, sizeof *file->units, compare_ids);
    for (uint32_t i = 0; i < file->unit_count; i++) {
        file->in_file_order[file->units[i].line] = i;
        file->units[i].line++;
        file->shapes[i] = file->units[i].shape;
    }
    return STATUS_OK;
}

enum status polygon_file_field(const struct polygon_file *file, const char *name, int *ret_field,
                               struct error *err)
{
    struct enumeration names = {0};

    for (size_t f = 0; f < file->field_count; f++) {
        if (strcmp(file->field_names[f], name) == 0) {
            *ret_field = (int)f;
            return STATUS_OK;
        }
        enumeration_add(&names, NULL, file->field_names[f]);
    }
    return error_set(err, STATUS_NOT_FOUND, file->path, "it has no field %s; its fields are: %s",
                     "il n'a pas de champ %s ; ses champs sont : %s", name, names.text);
}

enum status polygon_file_read(const char *path, const char *wanted_layer, const char *id_field,
                              struct polygon_file **ret_file, struct error *err)
{
    AUTO(source_file) source = NULL;
    AUTO(polygon_file) file = NULL;
    struct layer *layer = NULL;
    int field = -1;
    enum status status = source_file_open(path, &source, err);

    if (status == STATUS_OK)
        status = find_layer(source, wanted_layer, &layer, err);
    if (status != STATUS_OK)
        return status;
    file = calloc(1, sizeof *file);
    if (file == NULL || (file->path = strdup(path)) == NULL ||
        copy_fields(file, layer) != STATUS_OK)
        return error_no_memory(err);
    if (id_field != NULL)
        status = polygon_file_field(file, id_field, &field, err);
    if (status == STATUS_OK)
        status = read_rows(file, layer, err);
    if (status == STATUS_OK && file->unit_count == 0)
        status = error_set(err, STATUS_INVALID, path,
                           "the layer %s holds no feature: check what filled it",
                           "la couche %s ne contient aucune entité : vérifiez ce qui l'a remplie",
                           layer_name(layer));
    if (status != STATUS_OK)
        return status;
    if (give_ids(file, field) != STATUS_OK || sort_units(file, field >= 0) != STATUS_OK)
        return error_no_memory(err);
    *ret_file = TAKE(file);
    return STATUS_OK;
}

enum status polygon_file_check_ids(const struct polygon_file *file, struct error *err)
{
    for (size_t i = 0; i < file->unit_count; i++) {
        if (file->units[i].id[0] == '\0')
            return error_set(err, STATUS_INVALID, file->path,
                             "feature %zu has no id: complete the field, or choose another",
                             "l'entité %zu n'a pas d'identifiant : complétez le champ, ou "
                             "choisissez-en un autre",
                             file->units[i].line);
        if (i > 0 && strcmp(file->units[i].id, file->units[i - 1].id) == 0)
            return error_set(err, STATUS_INVALID, file->path,
                             "two features have the id %s: unite them first (lisiere coverage "
                             "dissolve --by), or choose another field",
                             "deux entités ont l'identifiant %s : réunissez-les d'abord (lisiere "
                             "coverage dissolve --by), ou choisissez un autre champ",
                             file->units[i].id);
    }
    return STATUS_OK;
}
