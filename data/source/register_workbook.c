#include "data/source/register_workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/register_binding.h"
#include "data/source/workbook_value.h"

enum { NAME_MAX_SHOWN = 200 };

/** A sheet being read as a table. */
struct sheet_table {
    const struct workbook_sheet *sheet;
    char name[NAME_MAX_SHOWN]; /* "registre.xlsx:membres", for sentences */
    enum register_table table;
    size_t column_count;
    const char **cells; /* of one row */
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static enum status refuse_empty(const struct sheet_table *table, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, table->name,
        "this sheet is empty: write its header and its rows, or delete the sheet",
        "cette feuille est vide : écrivez-y son en-tête et ses lignes, ou supprimez-la");
}

static enum status refuse_unknown(const char *name, struct error *err)
{
    return error_set(err, STATUS_INVALID, name,
                     "this sheet is no table of a register: name it as the table that it is "
                     "(contracts, versions, members, …), or put # before its name to leave it out",
                     "cette feuille n'est aucune table d'un registre : donnez-lui le nom de sa "
                     "table (contrats, versions, membres, …), ou mettez # devant son nom pour "
                     "l'écarter");
}

/** The cells of the row that begins at a place; the place after them. */
static size_t end_of_row(const struct workbook_sheet *sheet, size_t first)
{
    size_t end = first;

    while (end < sheet->cell_count && sheet->cells[end].row == sheet->cells[first].row)
        end++;
    return end;
}

static enum status bind(struct sheet_table *table, const char **names,
                        struct register_binding **ret_binding, struct error *err)
{
    const struct workbook_sheet *sheet = table->sheet;
    size_t end = end_of_row(sheet, 0);
    struct row_place place = {table->name, sheet->cells[0].row};

    for (size_t i = 0; i < end; i++) {
        enum status status = workbook_value_check(&sheet->cells[i], NULL, place, err);

        if (status != STATUS_OK)
            return status;
        if (sheet->cells[i].column < table->column_count)
            names[sheet->cells[i].column] = sheet->cells[i].text;
    }
    return register_binding_new(table->table, names, table->column_count, place, ret_binding, err);
}

static bool is_help(const struct workbook_sheet *sheet, size_t first)
{
    return sheet->cells[first].column == 0 && sheet->cells[first].text[0] == '#';
}

static enum status add_row(struct sheet_table *table, const struct register_binding *binding,
                           size_t first, size_t end, struct register_builder *builder,
                           struct error *err)
{
    const struct workbook_sheet *sheet = table->sheet;
    struct row_place place = {table->name, sheet->cells[first].row};

    memset(table->cells, 0, table->column_count * sizeof *table->cells);
    for (size_t i = first; i < end; i++) {
        const struct workbook_cell *cell = &sheet->cells[i];
        enum status status =
            workbook_value_check(cell, register_binding_column(binding, cell->column), place, err);

        if (status != STATUS_OK)
            return status;
        table->cells[cell->column] = cell->text;
    }
    return register_binding_add(binding, table->cells, place, builder, err);
}

static enum status add_rows(struct sheet_table *table, const struct register_binding *binding,
                            struct register_builder *builder, struct error *err)
{
    const struct workbook_sheet *sheet = table->sheet;

    for (size_t first = end_of_row(sheet, 0), end; first < sheet->cell_count; first = end) {
        enum status status = STATUS_OK;

        end = end_of_row(sheet, first);
        if (is_help(sheet, first))
            continue;
        register_builder_give(builder, table->table);
        status = add_row(table, binding, first, end, builder, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status read_table(struct sheet_table *table, struct register_builder *builder,
                              struct text *unknown, struct error *err)
{
    AUTO(register_binding) binding = NULL;
    const struct workbook_sheet *sheet = table->sheet;
    const char **names;
    enum status status;

    if (sheet->cell_count == 0)
        return refuse_empty(table, err);
    for (size_t i = 0; i < sheet->cell_count; i++) {
        if (sheet->cells[i].column >= table->column_count)
            table->column_count = (size_t)sheet->cells[i].column + 1;
    }
    names = malloc(table->column_count * sizeof *names);
    table->cells = calloc(table->column_count, sizeof *table->cells);
    for (size_t i = 0; names != NULL && i < table->column_count; i++)
        names[i] = "";
    status = names == NULL || table->cells == NULL ? error_no_memory(err)
                                                   : bind(table, names, &binding, err);
    if (status == STATUS_OK) {
        register_binding_tell_unknown(binding, table->name, unknown);
        status = add_rows(table, binding, builder, err);
    }
    free(names);
    free(table->cells);
    return status;
}

static enum status read_sheet(const char *path, const struct workbook_sheet *sheet, bool seen[],
                              struct register_builder *builder, struct text *unknown,
                              struct error *err)
{
    struct sheet_table table = {.sheet = sheet};

    (void)snprintf(table.name, sizeof table.name, "%.80s:%.100s", base_name(path), sheet->name);
    if (sheet->name[0] == '#')
        return STATUS_OK;
    if (!register_table_of_name(sheet->name, &table.table))
        return sheet->cell_count == 0 ? STATUS_OK : refuse_unknown(table.name, err);
    if (seen[table.table])
        return error_set(err, STATUS_INVALID, table.name,
                         "another sheet is the same table: keep one of them",
                         "une autre feuille est la même table : gardez-en une");
    seen[table.table] = true;
    return read_table(&table, builder, unknown, err);
}

enum status register_workbook_read(const char *path, struct register_builder *builder,
                                   struct text *unknown, struct error *err)
{
    AUTO(workbook) workbook = NULL;
    bool seen[REGISTER_TABLE_COUNT] = {false}, has_any = false;
    enum status status = workbook_read(path, &workbook, err);

    for (size_t i = 0; status == STATUS_OK && i < workbook->sheet_count; i++)
        status = read_sheet(path, &workbook->sheets[i], seen, builder, unknown, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT; table++)
        has_any = has_any || register_builder_count(builder, (enum register_table)table) > 0;
    if (status != STATUS_OK || has_any)
        return status;
    return error_set(err, STATUS_NOT_FOUND, base_name(path),
                     "no sheet of this workbook has a row of a register: fill in contracts, "
                     "versions, members, …",
                     "aucune feuille de ce classeur n'a de ligne d'un registre : remplissez "
                     "contrats, versions, membres, …");
}
