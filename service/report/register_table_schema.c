#include "service/report/register_table_schema.h"

#include <string.h>

#include "service/report/json.h"
#include "service/report/register_json_schema.h"

/** Columns that no table has are kept in this one; no file writes it. */
static bool is_for_files(const struct register_column *column)
{
    return strcmp(column->name, "extra") != 0;
}

static const char *type_of(const struct register_column *column)
{
    if (column->type == COLUMN_NUMBER)
        return "integer";
    return column->type == COLUMN_EUROS ? "number" : "string";
}

static void add_constraints(struct json *json, const struct register_column *column)
{
    json_key(json, "constraints");
    json_object_begin(json);
    json_key(json, "required");
    json_boolean(json, register_column_is_mandatory(column));
    if (column->type == COLUMN_NUMBER || column->type == COLUMN_EUROS)
        json_member_integer(json, "minimum", 0);
    if (column->type == COLUMN_DATE)
        json_member_string(json, "pattern", REGISTER_DATE_PATTERN);
    if (column->words != NULL) {
        json_key(json, "enum");
        register_json_schema_add_words(json, column->words);
    }
    json_object_end(json);
}

static void add_field(struct json *json, const struct register_column *column)
{
    text_add(json->text, json->needs_comma ? ",\n" : "\n");
    json->needs_comma = false;
    json_object_begin(json);
    json_member_string(json, "name", column->name);
    json_member_string(json, "title", column->name_fr);
    json_member_string(json, "description", column->help.en);
    json_member_string(json, "type", type_of(column));
    add_constraints(json, column);
    json_object_end(json);
}

/** Only a key that is always whole: the specification has no empty ones. */
static bool has_primary_key(const struct register_layout *layout)
{
    for (size_t i = 0; i < layout->column_count; i++) {
        if (layout->columns[i].need == COLUMN_IS_KEY)
            return false;
    }
    return true;
}

static void add_primary_key(struct json *json, const struct register_layout *layout)
{
    json_key(json, "primaryKey");
    json_array_begin(json);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (register_column_is_key(&layout->columns[i]))
            json_string(json, layout->columns[i].name);
    }
    json_array_end(json);
}

static void add_foreign_key(struct json *json, const struct register_column *column)
{
    const struct register_layout *other = register_layout(column->refers_to);

    json_object_begin(json);
    json_member_string(json, "fields", column->name);
    json_key(json, "reference");
    json_object_begin(json);
    json_member_string(json, "resource", other->table);
    json_member_string(json, "fields", other->columns[0].name);
    json_object_end(json);
    json_object_end(json);
}

void register_table_schema_write(struct text *text, enum register_table table)
{
    const struct register_layout *layout = register_layout(table);
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "$schema",
                       "https://specs.frictionlessdata.io/schemas/table-schema.json");
    json_member_string(&json, "name", layout->table);
    json_member_string(&json, "title", layout->table_fr);
    json_member_string(&json, "description", layout->help.en);
    json_key(&json, "fields");
    json_array_begin(&json);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (is_for_files(&layout->columns[i]))
            add_field(&json, &layout->columns[i]);
    }
    json_array_end(&json);
    if (has_primary_key(layout))
        add_primary_key(&json, layout);
    json_key(&json, "foreignKeys");
    json_array_begin(&json);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (layout->columns[i].refers_to != REGISTER_TABLE_COUNT)
            add_foreign_key(&json, &layout->columns[i]);
    }
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}
