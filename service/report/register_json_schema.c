#include "service/report/register_json_schema.h"

#include <string.h>

void register_json_schema_add_words(struct json *json, const struct register_word *words)
{
    json_array_begin(json);
    for (; words->name != NULL; words++)
        json_string(json, words->name);
    json_array_end(json);
}

static void add_texts(struct json *json)
{
    json_member_string(json, "type", "array");
    json_key(json, "items");
    json_object_begin(json);
    json_member_string(json, "type", "string");
    json_object_end(json);
}

static void add_type(struct json *json, const struct register_column *column)
{
    switch (column->type) {
    case COLUMN_CODES:
        add_texts(json);
        return;
    case COLUMN_NUMBER:
        json_member_string(json, "type", "integer");
        json_member_integer(json, "minimum", 0);
        return;
    case COLUMN_EUROS:
        json_member_string(json, "type", "number");
        json_member_integer(json, "minimum", 0);
        return;
    case COLUMN_DATE:
        json_member_string(json, "type", "string");
        json_member_string(json, "pattern", REGISTER_DATE_PATTERN);
        return;
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_WORD:
        break;
    }
    json_member_string(json, "type", strcmp(column->name, "extra") == 0 ? "object" : "string");
    if (column->words != NULL) {
        json_key(json, "enum");
        register_json_schema_add_words(json, column->words);
    } else if (register_column_is_mandatory(column)) {
        json_member_integer(json, "minLength", 1);
    }
}

static void add_column(struct json *json, const struct register_column *column)
{
    json_key(json, column->name);
    json_object_begin(json);
    json_member_string(json, "title", column->name_fr);
    json_member_string(json, "description", column->help.en);
    add_type(json, column);
    json_object_end(json);
    text_add(json->text, "\n");
}

static void add_row(struct json *json, const struct register_layout *layout)
{
    json_key(json, "items");
    json_object_begin(json);
    json_member_string(json, "type", "object");
    json_key(json, "required");
    json_array_begin(json);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (register_column_is_mandatory(&layout->columns[i]))
            json_string(json, layout->columns[i].name);
    }
    json_array_end(json);
    json_key(json, "properties");
    json_object_begin(json);
    text_add(json->text, "\n");
    for (size_t i = 0; i < layout->column_count; i++)
        add_column(json, &layout->columns[i]);
    json_object_end(json);
    json_object_end(json);
}

void register_json_schema_write(struct text *text)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_member_string(&json, "$id", REGISTER_JSON_SCHEMA_ID);
    json_member_string(&json, "title", "Lisière: a register of tourism contracts");
    json_member_string(&json, "type", "object");
    json_key(&json, "additionalProperties");
    json_boolean(&json, false);
    json_key(&json, "properties");
    json_object_begin(&json);
    text_add(text, "\n");
    json_key(&json, "$schema");
    json_object_begin(&json);
    json_member_string(&json, "type", "string");
    json_object_end(&json);
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);

        json_key(&json, layout->table);
        json_object_begin(&json);
        json_member_string(&json, "title", layout->table_fr);
        json_member_string(&json, "description", layout->help.en);
        json_member_string(&json, "type", "array");
        add_row(&json, layout);
        json_object_end(&json);
        text_add(text, "\n");
    }
    json_object_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}
