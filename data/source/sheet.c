#include "data/source/sheet.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { HEADER_ROWS_MAX = 20 };

static bool is_number_type(OGRFieldType type)
{
    return type == OFTInteger || type == OFTInteger64 || type == OFTReal;
}

/** GDAL names columns Field1, Field2, … when the first row is no header to it. */
static bool is_invented_name(const char *name)
{
    return strncmp(name, "Field", 5) == 0 && isdigit((unsigned char)name[5]) != 0;
}

/** A title over the first columns is no header. */
static bool has_header(OGRFeatureDefnH definition)
{
    int count = OGR_FD_GetFieldCount(definition);
    int invented = 0;

    for (int i = 0; i < count; i++)
        invented += is_invented_name(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    return 2 * invented <= count;
}

static enum status read_row(OGRFeatureH feature, struct table *table, struct error *err)
{
    int count = OGR_F_GetFieldCount(feature);
    enum status status = table_begin_row(table, (size_t)OGR_F_GetFID(feature), err);

    for (int i = 0; status == STATUS_OK && i < count; i++) {
        const char *value = NULL;

        if (OGR_F_IsFieldSetAndNotNull(feature, i) == 0)
            continue;
        value = arena_string(&table->arena, OGR_F_GetFieldAsString(feature, i));
        if (value == NULL)
            return error_no_memory(err);
        status = table_put(table, (size_t)i, value,
                           is_number_type(OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, i))), err);
    }
    return status;
}

static size_t filled_cells(const struct table *table, size_t row)
{
    size_t filled = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        const char *cell = table_cell(table, row, i);

        filled += cell != NULL && cell[0] != '\0';
    }
    return filled;
}

/** The rows up to the header go, and its cells become the names. */
static enum status find_header(struct table *table, struct error *err)
{
    size_t header = 0, most = 0;

    for (size_t row = 0; row < table->row_count && row < HEADER_ROWS_MAX; row++) {
        size_t filled = filled_cells(table, row);

        if (filled > most) {
            most = filled;
            header = row;
        }
    }
    for (size_t i = 0; i < table->column_count && most > 0; i++) {
        const char *name = table_cell(table, header, i);

        table->columns[i].name = arena_string(&table->arena, name);
        if (table->columns[i].name == NULL)
            return error_no_memory(err);
    }
    if (most > 0) {
        table->row_count -= header + 1;
        memmove(table->rows, table->rows + header + 1, table->row_count * sizeof *table->rows);
    }
    return STATUS_OK;
}

enum status sheet_read(OGRLayerH sheet, struct table **ret_table, struct error *err)
{
    AUTO(table) table = NULL;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(sheet);
    OGRFeatureH feature;
    enum status status = table_new(OGR_L_GetName(sheet), &table, err);

    for (int i = 0; status == STATUS_OK && i < OGR_FD_GetFieldCount(definition); i++)
        status =
            table_add_column(table, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)), err);
    while (status == STATUS_OK && (feature = OGR_L_GetNextFeature(sheet)) != NULL) {
        status = read_row(feature, table, err);
        OGR_F_Destroy(feature);
    }
    if (status != STATUS_OK)
        return status;
    table_end_rows(table);
    if (!has_header(definition))
        status = find_header(table, err);
    if (status == STATUS_OK)
        *ret_table = TAKE(table);
    return status;
}
