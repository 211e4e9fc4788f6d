#include "data/source/json_list.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 128, PARENT_VALUES_MAX = 64 };

struct reading {
    const char *next;
    const char *end;
    const char *name;
    size_t line;
    struct json_tokener *tokener;
    struct json_tables tables;
};

void json_tables_release(struct json_tables *tables)
{
    for (size_t i = 0; i < tables->count; i++)
        table_free(tables->list[i]);
    tables->count = 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool json_list_is_one(const char *bytes, size_t length)
{
    size_t i = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (i < length && is_blank(bytes[i]))
        i++;
    return i < length && bytes[i] == '[';
}

static enum status refuse(const struct reading *reading, const char *why_en, const char *why_fr,
                          struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s:%zu", reading->name, reading->line);
    return error_set(err, STATUS_FORMAT, subject, "%s%.0s: download the list again",
                     "%.0s%s : téléchargez la liste de nouveau", why_en, why_fr);
}

static enum status refuse_end(const struct reading *reading, struct error *err)
{
    return error_cite(err,
                      refuse(reading, "the list is cut off here", "la liste est tronquée ici", err),
                      "SRC-07");
}

/** Steps over blanks; the byte there, '\0' at the end. */
static char peek(struct reading *reading)
{
    while (reading->next < reading->end && is_blank(*reading->next)) {
        reading->line += *reading->next == '\n';
        reading->next++;
    }
    return reading->next < reading->end ? *reading->next : '\0';
}

static enum status find_table(struct reading *reading, const char *name, struct table **ret_table,
                              struct error *err)
{
    struct json_tables *tables = &reading->tables;
    enum status status;

    for (size_t i = 0; i < tables->count; i++) {
        if (strcmp(tables->list[i]->name, name) == 0) {
            *ret_table = tables->list[i];
            return STATUS_OK;
        }
    }
    if (tables->count == JSON_LIST_TABLE_MAX) {
        *ret_table = NULL; /* more nested lists than any publisher has: left out */
        return STATUS_OK;
    }
    status = table_new(name, &tables->list[tables->count], err);
    if (status == STATUS_OK)
        *ret_table = tables->list[tables->count++];
    return status;
}

static bool is_scalar(struct json_object *value)
{
    return !json_object_is_type(value, json_type_object) &&
           !json_object_is_type(value, json_type_array);
}

static enum status put_scalar(struct table *table, const char *name, struct json_object *value,
                              struct error *err)
{
    bool is_number =
        json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double);
    const char *text = NULL;
    size_t column;
    enum status status = table_column_of(table, name, &column, err);

    if (status != STATUS_OK)
        return status;
    if (value != NULL) {
        text = json_object_get_string(value);
        text = text == NULL ? NULL : arena_string(&table->arena, text);
        if (text == NULL)
            return error_no_memory(err);
    }
    return table_put(table, column, text, is_number, err);
}

/** The scalars of an object into the last row, behind a prefix; those of nested objects too. */
static enum status put_object(struct table *table, struct json_object *object, const char *prefix,
                              bool with_nested, struct error *err)
{
    enum status status = STATUS_OK;
    struct json_object_iterator at = json_object_iter_begin(object);
    struct json_object_iterator end = json_object_iter_end(object);

    for (; status == STATUS_OK && !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        struct json_object *value = json_object_iter_peek_value(&at);
        char name[NAME_SIZE];

        (void)snprintf(name, sizeof name, "%s%s", prefix, json_object_iter_peek_name(&at));
        if (is_scalar(value)) {
            status = put_scalar(table, name, value, err);
        } else if (with_nested && json_object_is_type(value, json_type_object)) {
            (void)snprintf(name, sizeof name, "%s%s.", prefix, json_object_iter_peek_name(&at));
            status = put_object(table, value, name, false, err);
        }
    }
    return status;
}

static enum status add_nested(struct reading *reading, const char *name, struct json_object *list,
                              struct json_object *parent, size_t line, struct error *err)
{
    struct table *table = NULL;
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < json_object_array_length(list); i++) {
        struct json_object *child = json_object_array_get_idx(list, i);

        if (!json_object_is_type(child, json_type_object))
            return STATUS_OK;
        status = find_table(reading, name, &table, err);
        if (status != STATUS_OK || table == NULL)
            return status;
        status = table_begin_row(table, line, err);
        if (status == STATUS_OK)
            status = put_object(table, parent, "parent.", false, err);
        if (status == STATUS_OK)
            status = put_object(table, child, "", true, err);
    }
    return status;
}

static enum status add_element(struct reading *reading, struct json_object *object, size_t line,
                               struct error *err)
{
    struct table *table = reading->tables.list[0];
    struct json_object_iterator at, end;
    enum status status;

    if (!json_object_is_type(object, json_type_object))
        return refuse(reading, "an element of the list is no object",
                      "un élément de la liste n'est pas un objet", err);
    status = table_begin_row(table, line, err);
    if (status == STATUS_OK)
        status = put_object(table, object, "", true, err);
    at = json_object_iter_begin(object);
    end = json_object_iter_end(object);
    for (; status == STATUS_OK && !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
        if (json_object_is_type(json_object_iter_peek_value(&at), json_type_array))
            status = add_nested(reading, json_object_iter_peek_name(&at),
                                json_object_iter_peek_value(&at), object, line, err);
    }
    return status;
}

/** One element from the place; the tokener stops where it ends. */
static enum status read_element(struct reading *reading, struct error *err)
{
    size_t line = reading->line;
    size_t left = (size_t)(reading->end - reading->next);
    struct json_object *object;
    enum json_tokener_error problem;
    size_t parsed;
    enum status status;

    json_tokener_reset(reading->tokener);
    object = json_tokener_parse_ex(reading->tokener, reading->next, (int)left);
    problem = json_tokener_get_error(reading->tokener);
    parsed = json_tokener_get_parse_end(reading->tokener);
    for (size_t i = 0; i < parsed; i++)
        reading->line += reading->next[i] == '\n';
    if (problem != json_tokener_success) {
        json_object_put(object);
        if (problem == json_tokener_continue)
            return refuse_end(reading, err);
        if (problem == json_tokener_error_depth)
            return refuse(reading, "the list is nested too deep",
                          "la liste est imbriquée trop profondément", err);
        return refuse(reading, "the list is no JSON here", "la liste n'est pas du JSON ici", err);
    }
    reading->next += parsed;
    status = add_element(reading, object, line, err);
    json_object_put(object);
    return status;
}

static enum status read_elements(struct reading *reading, struct error *err)
{
    enum status status = STATUS_OK;

    if (peek(reading) != '[')
        return refuse(reading, "there is no list", "il n'y a pas de liste", err);
    reading->next++;
    if (peek(reading) == ']')
        return STATUS_OK;
    while (status == STATUS_OK) {
        char c = peek(reading);

        if (c != '{')
            return c == '\0' ? refuse_end(reading, err)
                             : refuse(reading, "an element of the list is no object",
                                      "un élément de la liste n'est pas un objet", err);
        status = read_element(reading, err);
        if (status != STATUS_OK)
            break;
        c = peek(reading);
        if (c == '\0')
            return refuse_end(reading, err);
        reading->next++;
        if (c == ']')
            break;
        if (c != ',')
            return refuse(reading, "the list is no JSON here", "la liste n'est pas du JSON ici",
                          err);
    }
    if (status == STATUS_OK && peek(reading) != '\0')
        return refuse(reading, "something follows the end of the list",
                      "quelque chose suit la fin de la liste", err);
    return status;
}

enum status json_list_read(const char *bytes, size_t length, const char *name,
                           struct json_tables *ret_tables, struct error *err)
{
    struct reading reading = {bytes, bytes + length, name, 1, NULL, {{NULL}, 0}};
    enum status status;

    if (length > JSON_LIST_BYTES_MAX)
        return error_set(err, STATUS_LIMIT, name, "the list is larger than %d MB",
                         "la liste dépasse %d Mo", JSON_LIST_BYTES_MAX >> 20);
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        reading.next += 3;
    reading.tokener = json_tokener_new_ex(JSON_LIST_DEPTH_MAX);
    if (reading.tokener == NULL)
        return error_no_memory(err);
    json_tokener_set_flags(reading.tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8 |
                                                JSON_TOKENER_ALLOW_TRAILING_CHARS);
    status = table_new(name, &reading.tables.list[0], err);
    if (status == STATUS_OK) {
        reading.tables.count = 1;
        status = read_elements(&reading, err);
    }
    json_tokener_free(reading.tokener);
    if (status != STATUS_OK) {
        json_tables_release(&reading.tables);
        return status;
    }
    for (size_t i = 0; i < reading.tables.count; i++)
        table_end_rows(reading.tables.list[i]);
    *ret_tables = reading.tables;
    return STATUS_OK;
}
