#include "data/register_schema.h"

#include <stdbool.h>
#include <string.h>

#include "data/register_layout.h"

/** Every column, or those of the key, with a word after each. */
static void add_columns(struct text *sql, const struct register_layout *layout, bool only_keys,
                        const char *after)
{
    bool is_first = true;

    for (size_t i = 0; i < layout->column_count; i++) {
        if (only_keys && !register_column_is_key(&layout->columns[i]))
            continue;
        text_addf(sql, "%s%s%s", is_first ? "" : ", ", layout->columns[i].name, after);
        is_first = false;
    }
}

static void add_trigger(struct text *sql, const char *table, const char *name, const char *event)
{
    text_addf(sql,
              "CREATE TRIGGER %s_%s BEFORE %s\n"
              "BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;\n",
              table, name, event);
}

static void add_table(struct text *sql, const struct register_layout *layout)
{
    SCOPED(text) event = {0};
    const char *bytes = "";
    size_t length;

    text_addf(sql,
              "CREATE TABLE %s (rev_from INTEGER NOT NULL REFERENCES revision, "
              "rev_to INTEGER REFERENCES revision, ",
              layout->table);
    add_columns(sql, layout, false, " TEXT NOT NULL");
    text_addf(sql, ") STRICT;\nCREATE UNIQUE INDEX %s_now ON %s (", layout->table, layout->table);
    add_columns(sql, layout, true, "");
    text_add(sql, ") WHERE rev_to IS NULL;\n");

    text_init(&event, sql->max);
    text_add(&event, "UPDATE OF rev_from, ");
    add_columns(&event, layout, false, "");
    text_addf(&event, " ON %s", layout->table);
    if (text_view(&event, &bytes, &length) == STATUS_OK)
        add_trigger(sql, layout->table, "fixed", bytes);
    event.length = 0;
    text_addf(&event, "UPDATE OF rev_to ON %s WHEN OLD.rev_to IS NOT NULL", layout->table);
    if (text_view(&event, &bytes, &length) == STATUS_OK)
        add_trigger(sql, layout->table, "closed", bytes);
    event.length = 0;
    text_addf(&event, "DELETE ON %s", layout->table);
    if (text_view(&event, &bytes, &length) == STATUS_OK)
        add_trigger(sql, layout->table, "keep", bytes);
}

/** A column as whoever asks the file wants it: numbers as numbers, NULL where none is stated. */
static void add_value(struct text *sql, const struct register_column *column)
{
    if (column->type == COLUMN_NUMBER || column->type == COLUMN_EUROS)
        text_addf(sql, "CAST(nullif(%s, '') AS %s) AS %s, ", column->name,
                  column->type == COLUMN_NUMBER ? "INTEGER" : "REAL", column->name);
    else
        text_addf(sql, "%s, ", column->name);
}

static void add_current(struct text *sql, const struct register_layout *layout)
{
    text_addf(sql, "CREATE VIEW current_%s AS SELECT ", layout->table);
    for (size_t i = 0; i < layout->column_count; i++)
        add_value(sql, &layout->columns[i]);
    text_addf(sql, "rev_from AS known_since FROM %s WHERE rev_to IS NULL;\n", layout->table);
}

/** What names a row within its contract: its key without the contract, or the contract itself. */
static void add_id(struct text *sql, const struct register_layout *layout)
{
    bool is_first = true;

    for (size_t i = 0; i < layout->column_count; i++) {
        const struct register_column *column = &layout->columns[i];

        if (!register_column_is_key(column) || strcmp(column->name, "contract") == 0)
            continue;
        text_addf(sql, "%s%s", is_first ? "" : " || ' ' || ", column->name);
        is_first = false;
    }
    if (is_first)
        text_add(sql, "contract");
}

static void add_changes(struct text *sql, const struct register_layout *layout, bool is_first,
                        const char *revision, int opened)
{
    bool has_contract = register_layout_column(layout, "contract") < layout->column_count;

    text_addf(sql, "%sSELECT %s AS n, '%s' AS record, %s AS contract, ",
              is_first ? "" : "\nUNION ALL ", revision, layout->noun.en,
              has_contract ? "contract" : "''");
    add_id(sql, layout);
    text_addf(sql, " AS id, %d AS opened FROM %s", opened, layout->table);
}

void register_schema_write(struct text *sql)
{
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        add_table(sql, register_layout((enum register_table)table));
        if (table != REGISTER_VERSIONS)
            add_current(sql, register_layout((enum register_table)table));
    }
    text_add(sql, "CREATE VIEW register_changes AS\n"
                  "SELECT r.n AS revision, r.recorded_at, r.author, r.message, c.record, "
                  "c.contract, c.id, c.opened\nFROM revision r JOIN (\n");
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);

        add_changes(sql, layout, table == 0, "rev_from", 1);
        add_changes(sql, layout, false, "rev_to", 0);
    }
    text_add(sql, "\n) c ON c.n = r.n;\n");
}
