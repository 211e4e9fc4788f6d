#include "data/source/register_binding.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/aliases.h"

enum { NOT_BOUND = -1 };

struct register_binding {
    enum register_table table;
    const struct register_layout *layout;
    size_t count;
    const char **names;
    int *columns;    /* of the layout, for each name; NOT_BOUND when it has none */
    size_t *unknown; /* names that are not bound, sorted by name */
    size_t unknown_count;
    struct arena arena;
};

void register_binding_free(struct register_binding *binding)
{
    if (binding == NULL)
        return;
    arena_release(&binding->arena);
    free(binding);
}

static bool is_called(const char *folded, const char *name)
{
    char other[ALIAS_SIZE];

    alias_fold(name, other);
    return strcmp(folded, other) == 0;
}

bool register_table_of_name(const char *name, enum register_table *ret_table)
{
    char folded[ALIAS_SIZE];

    alias_fold(name, folded);
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);

        if (!is_called(folded, layout->table) && !is_called(folded, layout->table_fr))
            continue;
        *ret_table = (enum register_table)table;
        return true;
    }
    return false;
}

static int find_column(const struct register_layout *layout, const char *name)
{
    char folded[ALIAS_SIZE];

    alias_fold(name, folded);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (is_called(folded, layout->columns[i].name) ||
            is_called(folded, layout->columns[i].name_fr))
            return (int)i;
    }
    return NOT_BOUND;
}

static bool is_bound_before(const struct register_binding *binding, size_t name)
{
    for (size_t i = 0; i < name; i++) {
        if (binding->columns[i] == binding->columns[name])
            return true;
    }
    return false;
}

/** The header, for people. */
static const char *header_of(const struct register_binding *binding, char *ret_header, size_t size)
{
    size_t length = 0;

    ret_header[0] = '\0';
    for (size_t i = 0; i < binding->count && length + 1 < size; i++)
        length += (size_t)snprintf(ret_header + length, size - length, "%s%s", i > 0 ? ", " : "",
                                   binding->names[i]);
    return ret_header;
}

static enum status refuse_lacking(const struct register_binding *binding, struct row_place place,
                                  const struct register_column *column, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE], header[200];

    row_place_format(place, subject, sizeof subject);
    header_of(binding, header, sizeof header);
    return error_set(err, STATUS_INVALID, subject, "the column %s%.0s is missing; header read: %s",
                     "la colonne %.0s%s manque ; en-tête lu : %s", column->name,
                     register_column_label_fr(column, label), header);
}

static enum status check_mandatory(const struct register_binding *binding, struct row_place place,
                                   struct error *err)
{
    for (size_t column = 0; column < binding->layout->column_count; column++) {
        bool is_there = !register_column_is_mandatory(&binding->layout->columns[column]);

        for (size_t i = 0; i < binding->count && !is_there; i++)
            is_there = binding->columns[i] == (int)column;
        if (!is_there)
            return refuse_lacking(binding, place, &binding->layout->columns[column], err);
    }
    return STATUS_OK;
}

/** In the order of their names, so that the order of columns does not matter. */
static void add_unknown(struct register_binding *binding, size_t name)
{
    size_t place = binding->unknown_count++;

    for (;
         place > 0 && strcmp(binding->names[binding->unknown[place - 1]], binding->names[name]) > 0;
         place--)
        binding->unknown[place] = binding->unknown[place - 1];
    binding->unknown[place] = name;
}

static enum status bind(struct register_binding *binding, size_t name, struct row_place place,
                        struct error *err)
{
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE];
    int column = find_column(binding->layout, binding->names[name]);

    binding->columns[name] = column;
    if (column == NOT_BOUND) {
        if (binding->names[name][0] != '\0')
            add_unknown(binding, name);
        return STATUS_OK;
    }
    if (!is_bound_before(binding, name))
        return STATUS_OK;
    row_place_format(place, subject, sizeof subject);
    return error_set(
        err, STATUS_INVALID, subject, "the column %s%.0s is there twice (%s): keep one of them",
        "la colonne %.0s%s est présente deux fois (%s) : gardez-en une",
        binding->layout->columns[column].name,
        register_column_label_fr(&binding->layout->columns[column], label), binding->names[name]);
}

enum status register_binding_new(enum register_table table, const char *const names[], size_t count,
                                 struct row_place place, struct register_binding **ret_binding,
                                 struct error *err)
{
    AUTO(register_binding) binding = calloc(1, sizeof *binding);
    enum status status = STATUS_OK;

    if (binding == NULL)
        return error_no_memory(err);
    arena_init(&binding->arena);
    binding->table = table;
    binding->layout = register_layout(table);
    binding->count = count;
    binding->names = arena_alloc(&binding->arena, (count + 1) * sizeof *binding->names);
    binding->columns = arena_alloc(&binding->arena, (count + 1) * sizeof *binding->columns);
    binding->unknown = arena_alloc(&binding->arena, (count + 1) * sizeof *binding->unknown);
    if (binding->names == NULL || binding->columns == NULL || binding->unknown == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        binding->names[i] = arena_string(&binding->arena, names[i]);
        status = binding->names[i] == NULL ? error_no_memory(err) : bind(binding, i, place, err);
    }
    if (status == STATUS_OK)
        status = check_mandatory(binding, place, err);
    if (status == STATUS_OK)
        *ret_binding = TAKE(binding);
    return status;
}

const struct register_column *register_binding_column(const struct register_binding *binding,
                                                      size_t name)
{
    return binding->columns[name] == NOT_BOUND ? NULL
                                               : &binding->layout->columns[binding->columns[name]];
}

void register_binding_tell_unknown(const struct register_binding *binding, const char *name,
                                   struct text *unknown)
{
    for (size_t i = 0; i < binding->unknown_count; i++)
        text_addf(unknown, "%s%s: %s", unknown->length > 0 ? ", " : "", name,
                  binding->names[binding->unknown[i]]);
}

static enum status refuse_extra(struct row_place place, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    row_place_format(place, subject, sizeof subject);
    return error_set(
        err, STATUS_INVALID, subject,
        "the column extra is not a JSON object: leave it as Lisière wrote it, or empty",
        "la colonne extra n'est pas un objet JSON : laissez-la comme Lisière l'a "
        "écrite, ou vide");
}

/** The members of an extra that is in the row, then what no column takes. */
static enum status collect_extra(const struct register_binding *binding, const char *const cells[],
                                 const char *extra, struct row_place place,
                                 struct json_object **ret_object, struct error *err)
{
    struct json_object *object = NULL;

    if (extra != NULL && extra[0] != '\0') {
        object = json_tokener_parse(extra);
        if (!json_object_is_type(object, json_type_object)) {
            json_object_put(object);
            return refuse_extra(place, err);
        }
    }
    for (size_t i = 0; i < binding->unknown_count; i++) {
        const char *cell = cells[binding->unknown[i]];

        if (cell == NULL || cell[0] == '\0')
            continue;
        if (object == NULL)
            object = json_object_new_object();
        json_object_object_add(object, binding->names[binding->unknown[i]],
                               json_object_new_string(cell));
    }
    *ret_object = object;
    return STATUS_OK;
}

enum status register_binding_add(const struct register_binding *binding, const char *const cells[],
                                 struct row_place place, struct register_builder *builder,
                                 struct error *err)
{
    size_t extra = register_layout_column(binding->layout, "extra");
    const char *values[REGISTER_COLUMN_MAX] = {NULL};
    struct json_object *object = NULL;
    enum status status;

    if (binding->count > 0 && cells[0] != NULL && cells[0][0] == '#')
        return STATUS_OK;
    for (size_t i = 0; i < binding->count; i++) {
        if (binding->columns[i] != NOT_BOUND)
            values[binding->columns[i]] = cells[i];
    }
    status = collect_extra(binding, cells, values[extra], place, &object, err);
    if (status != STATUS_OK)
        return status;
    if (object != NULL)
        values[extra] = json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN |
                                                                   JSON_C_TO_STRING_NOSLASHESCAPE);
    status = register_builder_add(builder, binding->table, values, place, err);
    json_object_put(object);
    return status;
}
