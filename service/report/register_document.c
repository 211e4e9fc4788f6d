#include "service/report/register_document.h"

#include <stdio.h>
#include <string.h>

#include "data/register_text.h"
#include "service/report/csv.h"
#include "service/report/register_json_schema.h"

static void add_codes(struct json *json, const char *codes)
{
    json_array_begin(json);
    while (*codes != '\0') {
        size_t length = strcspn(codes, " ");
        char code[64];

        (void)snprintf(code, sizeof code, "%.*s", (int)length, codes);
        json_string(json, code);
        codes += length + (codes[length] == ' ');
    }
    json_array_end(json);
}

static void add_value(struct json *json, const struct register_column *column, const char *value)
{
    bool is_object = strcmp(column->name, "extra") == 0;

    json_key(json, column->name);
    if (column->type == COLUMN_CODES) {
        add_codes(json, value);
    } else if (column->type == COLUMN_NUMBER || column->type == COLUMN_EUROS || is_object) {
        json_raw(json);
        text_add(json->text, value);
    } else {
        json_string(json, value);
    }
}

static void add_row(struct json *json, const struct register_rows *rows, enum register_table table,
                    size_t row)
{
    const struct register_layout *layout = register_layout(table);
    struct register_row_text text;

    register_row_text(rows, table, row, &text);
    json_object_begin(json);
    for (size_t i = 0; i < layout->column_count; i++) {
        if (text.values[i][0] != '\0')
            add_value(json, &layout->columns[i], text.values[i]);
    }
    json_object_end(json);
}

/** The next value stands on a line of its own, so that what two documents differ in can be seen. */
static void begin_line(struct json *json)
{
    text_add(json->text, json->needs_comma ? ",\n" : "\n");
    json->needs_comma = false;
}

void register_document_write(struct text *text, const struct register_rows *rows)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    begin_line(&json);
    json_member_string(&json, "$schema", REGISTER_JSON_SCHEMA_ID);
    for (int t = 0; t < REGISTER_TABLE_COUNT; t++) {
        enum register_table table = (enum register_table)t;
        size_t count = register_row_count(rows, table);

        if (count == 0)
            continue;
        begin_line(&json);
        json_key(&json, register_layout(table)->table);
        json_array_begin(&json);
        for (size_t row = 0; row < count; row++) {
            begin_line(&json);
            add_row(&json, rows, table, row);
        }
        json_array_end(&json);
    }
    json_object_end(&json);
    text_add(text, "\n");
}

void register_table_write_csv(struct text *text, const struct register_rows *rows,
                              enum register_table table)
{
    const struct register_layout *layout = register_layout(table);
    struct csv csv;

    csv_init(&csv, text);
    for (size_t i = 0; i < layout->column_count; i++)
        csv_field(&csv, layout->columns[i].name);
    csv_end_row(&csv);
    for (size_t row = 0; row < register_row_count(rows, table); row++) {
        struct register_row_text cells;

        register_row_text(rows, table, row, &cells);
        for (size_t i = 0; i < layout->column_count; i++)
            csv_field(&csv, cells.values[i]);
        csv_end_row(&csv);
    }
}
