#include "data/source/register_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/register_text.h"
#include "data/source/layer.h"
#include "geo/text.h"

enum { PATH_SIZE = 4096 };

/** One table on its way into the builder. */
struct table {
    enum register_table kind;
    const struct register_layout *layout;
    char path[PATH_SIZE];
    char name[48];
    int field[REGISTER_COLUMN_MAX]; /* of each column, -1 when absent */
};

static enum status bind(struct table *table, const struct layer *layer, struct error *err)
{
    char header[200] = "";
    size_t length = 0;

    for (size_t i = 0; i < layer_field_count(layer) && length < sizeof header; i++)
        length += (size_t)snprintf(header + length, sizeof header - length, "%s%s",
                                   i > 0 ? ", " : "", layer_field_name(layer, i));
    for (size_t column = 0; column < table->layout->column_count; column++) {
        table->field[column] = -1;
        for (size_t i = 0; i < layer_field_count(layer); i++) {
            if (strcmp(layer_field_name(layer, i), table->layout->columns[column]) == 0)
                table->field[column] = (int)i;
        }
        if (table->field[column] < 0 && column < table->layout->mandatory_count)
            return error_set(
                err, STATUS_INVALID, table->name, "the column %s is missing; header read: %s",
                "la colonne %s manque ; en-tête lu : %s", table->layout->columns[column], header);
    }
    return STATUS_OK;
}

static void note_unknown(const struct table *table, const struct layer *layer, struct text *unknown)
{
    for (size_t i = 0; i < layer_field_count(layer); i++) {
        bool is_known = false;

        for (size_t column = 0; column < table->layout->column_count; column++)
            is_known = is_known || table->field[column] == (int)i;
        if (!is_known)
            text_addf(unknown, "%s%s: %s", unknown->length > 0 ? ", " : "", table->name,
                      layer_field_name(layer, i));
    }
}

static enum status read_rows(const struct table *table, struct layer *layer,
                             struct register_builder *builder, struct error *err)
{
    bool has_more = true;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && has_more) {
        const char *values[REGISTER_COLUMN_MAX] = {NULL};
        struct layer_row row;

        status = layer_next(layer, SHAPES_NONE, &row, &has_more, err);
        if (status != STATUS_OK || !has_more)
            break;
        for (size_t column = 0; column < table->layout->column_count; column++) {
            if (table->field[column] >= 0)
                values[column] = row.values[table->field[column]];
        }
        status = register_builder_add(builder, table->kind, values,
                                      (struct row_place){table->name, row.line}, err);
    }
    return status;
}

static enum status read_table(struct table *table, struct register_builder *builder,
                              struct text *unknown, struct error *err)
{
    AUTO(source_file) file = NULL;
    enum status status = source_file_open(table->path, &file, err);

    if (status != STATUS_OK)
        return status;
    status = bind(table, source_file_layer(file, 0), err);
    if (status != STATUS_OK)
        return status;
    note_unknown(table, source_file_layer(file, 0), unknown);
    return read_rows(table, source_file_layer(file, 0), builder, err);
}

/** Generations that the folder leaves out are those the store knows. */
static enum status copy_generations(struct register_builder *builder,
                                    const struct register_rows *base, struct error *err)
{
    for (uint32_t i = 0; i < base->generation_count; i++) {
        struct register_row_text text;
        enum status status;

        register_row_text(base, REGISTER_GENERATIONS, i, &text);
        status = register_builder_add(builder, REGISTER_GENERATIONS, text.values,
                                      (struct row_place){"", 0}, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/** Names the table and its file; STATUS_LIMIT when the path is too long. */
static enum status locate(const char *folder, struct table *table, struct error *err)
{
    (void)snprintf(table->name, sizeof table->name, "%s.csv", table->layout->table);
    if (snprintf(table->path, sizeof table->path, "%s/%s", folder, table->name) >= PATH_SIZE)
        return error_set(err, STATUS_LIMIT, "", "the path is too long", "le chemin est trop long");
    return STATUS_OK;
}

static enum status read_tables(const char *folder, const struct register_rows *base,
                               struct register_builder *builder, struct text *unknown,
                               struct error *err)
{
    for (int kind = 0; kind < REGISTER_TABLE_COUNT; kind++) {
        struct table table = {.kind = (enum register_table)kind,
                              .layout = register_layout((enum register_table)kind)};
        bool may_lack = kind == REGISTER_ACTS || (kind == REGISTER_GENERATIONS && base != NULL);
        enum status status = locate(folder, &table, err);

        if (status != STATUS_OK)
            return status;
        if (!may_lack || access(table.path, F_OK) == 0)
            status = read_table(&table, builder, unknown, err);
        else if (kind == REGISTER_GENERATIONS)
            status = copy_generations(builder, base, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status check_folder(const char *folder, struct error *err)
{
    struct stat status;

    if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode))
        return STATUS_OK;
    return error_set(
        err, STATUS_NOT_FOUND, folder,
        "there is no such folder: a register is a folder of tables (contracts.csv, "
        "versions.csv, members.csv, …)",
        "ce dossier n'existe pas : un registre est un dossier de tables (contracts.csv, "
        "versions.csv, members.csv, …)");
}

enum status register_files_read(const char *folder, const struct register_rows *base,
                                struct register_rows **ret_rows, char **ret_unknown_columns,
                                struct error *err)
{
    enum { UNKNOWN_MAX = 16 * 1024 };
    AUTO(register_builder) builder = NULL;
    SCOPED(text) unknown = {0};
    size_t length;
    enum status status;

    text_init(&unknown, UNKNOWN_MAX);
    status = check_folder(folder, err);
    if (status == STATUS_OK)
        status = register_builder_new(&builder, err);
    if (status == STATUS_OK)
        status = read_tables(folder, base, builder, &unknown, err);
    if (status == STATUS_OK)
        status = register_builder_finish(builder, ret_rows, err);
    if (status != STATUS_OK)
        return status;
    *ret_unknown_columns = NULL;
    if (unknown.length > 0 && text_take(&unknown, ret_unknown_columns, &length) != STATUS_OK)
        *ret_unknown_columns = NULL;
    return STATUS_OK;
}

enum status register_files_digest(const char *folder, struct digest *ret_digest, struct error *err)
{
    struct digest digests[REGISTER_TABLE_COUNT];
    const char *lines[2 * REGISTER_TABLE_COUNT];
    size_t count = 0;
    enum status status = check_folder(folder, err);

    for (int kind = 0; kind < REGISTER_TABLE_COUNT && status == STATUS_OK; kind++) {
        struct table table = {.layout = register_layout((enum register_table)kind)};

        status = locate(folder, &table, err);
        if (status != STATUS_OK || access(table.path, F_OK) != 0)
            continue;
        status = digest_of_file(table.path, &digests[kind], err);
        lines[count++] = table.layout->table;
        lines[count++] = digests[kind].hex;
    }
    if (status == STATUS_OK)
        *ret_digest = digest_of_codes(lines, count);
    return status;
}
