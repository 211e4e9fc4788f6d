#include "service/report/row_change.h"

#include <string.h>

static bool is_contract_column(const struct register_column *column)
{
    return strcmp(column->name, "contract") == 0;
}

static const char *name_in(const struct register_column *column, enum language language)
{
    return language == LANGUAGE_FR ? column->name_fr : column->name;
}

/** A word of the column's list in the language, any other text as it is. */
static const char *value_in(const struct register_column *column, const char *value,
                            enum language language)
{
    for (const struct register_word *word = column->words;
         language == LANGUAGE_FR && word != NULL && word->name != NULL; word++) {
        if (strcmp(word->name, value) == 0)
            return word->fr;
    }
    return value;
}

/** The columns of a row that say something, but for the contract that all is about. */
static void add_row(struct text *text, const struct register_layout *layout,
                    const char *const *values, enum language language)
{
    const char *separator = " ";

    for (size_t i = 0; i < layout->column_count; i++) {
        const struct register_column *column = &layout->columns[i];

        if (values[i][0] == '\0' || is_contract_column(column))
            continue;
        text_addf(text, "%s%s=%s", separator, name_in(column, language),
                  value_in(column, values[i], language));
        separator = ", ";
    }
}

/** « value », or that there is none. */
static void add_value(struct text *text, const struct register_column *column, const char *value,
                      enum language language)
{
    if (value[0] == '\0')
        text_add(text, language == LANGUAGE_FR ? "(vide)" : "(empty)");
    else
        text_addf(text, language == LANGUAGE_FR ? "« %s »" : "“%s”",
                  value_in(column, value, language));
}

/** What names the row, then each column that changed. */
static void add_difference(struct text *text, const struct row_change *change,
                           enum language language)
{
    const struct register_layout *layout = register_layout(change->table);
    const char *separator = " ";

    for (size_t i = 0; i < layout->column_count; i++) {
        const struct register_column *column = &layout->columns[i];

        if (!register_column_is_key(column) || is_contract_column(column) ||
            change->after[i][0] == '\0')
            continue;
        text_addf(text, "%s%s=%s", separator, name_in(column, language),
                  value_in(column, change->after[i], language));
        separator = ", ";
    }
    for (size_t i = 0; i < layout->column_count; i++) {
        const struct register_column *column = &layout->columns[i];

        if (strcmp(change->before[i], change->after[i]) == 0)
            continue;
        text_addf(text, language == LANGUAGE_FR ? "\n      %s : " : "\n      %s: ",
                  name_in(column, language));
        add_value(text, column, change->before[i], language);
        text_add(text, " → ");
        add_value(text, column, change->after[i], language);
    }
}

void row_change_write(struct text *text, const struct row_change *change, enum language language)
{
    static const char signs[] = {[ROW_ADDED] = '+', [ROW_CHANGED] = '~', [ROW_REMOVED] = '-'};
    const struct register_layout *layout = register_layout(change->table);

    text_addf(text, "  %c %s", signs[change->kind], words_in(layout->noun, language));
    if (change->kind == ROW_CHANGED)
        add_difference(text, change, language);
    else
        add_row(text, layout, change->kind == ROW_ADDED ? change->after : change->before, language);
    text_add(text, "\n");
}

static void add_json_row(struct json *json, const char *name, const struct register_layout *layout,
                         const char *const *values)
{
    json_key(json, name);
    if (values == NULL) {
        json_null(json);
        return;
    }
    json_object_begin(json);
    for (size_t i = 0; i < layout->column_count; i++)
        json_member_string(json, layout->columns[i].name, values[i]);
    json_object_end(json);
}

void row_change_write_json(struct json *json, const struct row_change *change)
{
    static const char *const kinds[] = {
        [ROW_ADDED] = "added", [ROW_CHANGED] = "changed", [ROW_REMOVED] = "removed"};
    const struct register_layout *layout = register_layout(change->table);

    json_object_begin(json);
    json_member_string(json, "kind", kinds[change->kind]);
    json_member_string(json, "table", layout->table);
    add_json_row(json, "before", layout, change->before);
    add_json_row(json, "after", layout, change->after);
    json_object_end(json);
}
