#include "data/source/register_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/source/layer.h"
#include "data/source/register_binding.h"
#include "data/source/register_document.h"
#include "data/source/register_workbook.h"
#include "geo/text.h"

enum { PATH_SIZE = 4096, NAME_SIZE = 64, TABLE_FIELD_MAX = 256 };

/** One table of a folder. */
struct table_file {
    char path[PATH_SIZE];
    char name[NAME_SIZE]; /* "members.csv", "" when it is not there */
};

/** Looks for a table under its English, then its French name; STATUS_LIMIT when the path is too
 * long. */
static enum status locate(const char *folder, const struct register_layout *layout,
                          struct table_file *ret_file, struct error *err)
{
    const char *const names[] = {layout->table, layout->table_fr};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        (void)snprintf(ret_file->name, NAME_SIZE, "%s.csv", names[i]);
        if (snprintf(ret_file->path, PATH_SIZE, "%s/%s", folder, ret_file->name) >= PATH_SIZE)
            return error_set(err, STATUS_LIMIT, "", "the path is too long",
                             "le chemin est trop long");
        if (access(ret_file->path, F_OK) == 0)
            return STATUS_OK;
    }
    ret_file->name[0] = '\0';
    return STATUS_OK;
}

/** A text that a spreadsheet would take for a formula is written with an apostrophe before it. */
static const char *without_apostrophe(const char *cell)
{
    size_t count = cell == NULL ? 0 : strspn(cell, "'");

    return count > 0 && cell[count] != '\0' && strchr("=+-@", cell[count]) != NULL ? cell + 1
                                                                                   : cell;
}

static enum status add_row(const struct register_binding *binding, size_t count,
                           const struct layer_row *row, const char *name,
                           struct register_builder *builder, struct error *err)
{
    const char *cells[TABLE_FIELD_MAX];

    for (size_t i = 0; i < count; i++)
        cells[i] = without_apostrophe(row->values[i]);
    return register_binding_add(binding, cells, (struct row_place){name, row->line}, builder, err);
}

static enum status read_rows(const struct register_binding *binding, const char *name,
                             struct layer *layer, struct register_builder *builder,
                             struct error *err)
{
    bool has_more = true;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && has_more) {
        struct layer_row row;

        status = layer_next(layer, SHAPES_NONE, &row, &has_more, err);
        if (status == STATUS_OK && has_more)
            status = add_row(binding, layer_field_count(layer), &row, name, builder, err);
    }
    return status;
}

static enum status read_layer(enum register_table table, const char *name, struct layer *layer,
                              struct register_builder *builder, struct text *unknown,
                              struct error *err)
{
    AUTO(register_binding) binding = NULL;
    const char *names[TABLE_FIELD_MAX];
    size_t count = layer_field_count(layer);
    enum status status;

    if (count > TABLE_FIELD_MAX)
        return error_set(err, STATUS_LIMIT, name, "more than %d columns", "plus de %d colonnes",
                         (int)TABLE_FIELD_MAX);
    for (size_t i = 0; i < count; i++)
        names[i] = layer_field_name(layer, i);
    status = register_binding_new(table, names, count, (struct row_place){name, 0}, &binding, err);
    if (status != STATUS_OK)
        return status;
    register_builder_give(builder, table);
    register_binding_tell_unknown(binding, name, unknown);
    return read_rows(binding, name, layer, builder, err);
}

static enum status read_table(enum register_table table, const struct table_file *file,
                              struct register_builder *builder, struct text *unknown,
                              struct error *err)
{
    AUTO(source_file) source = NULL;
    enum status status = source_file_open(file->path, &source, err);

    return status == STATUS_OK
               ? read_layer(table, file->name, source_file_layer(source, 0), builder, unknown, err)
               : status;
}

static enum status read_folder(const char *folder, struct register_builder *builder,
                               struct text *unknown, struct error *err)
{
    bool is_empty = true;

    for (int table = 0; table < REGISTER_TABLE_COUNT; table++) {
        struct table_file file;
        enum status status =
            locate(folder, register_layout((enum register_table)table), &file, err);

        if (status == STATUS_OK && file.name[0] != '\0') {
            is_empty = false;
            status = read_table((enum register_table)table, &file, builder, unknown, err);
        }
        if (status != STATUS_OK)
            return status;
    }
    if (!is_empty)
        return STATUS_OK;
    return error_set(
        err, STATUS_NOT_FOUND, folder,
        "no table of a register is in this folder: it would have contracts.csv, "
        "versions.csv, members.csv, … (lisiere contracts --describe tells all of them)",
        "ce dossier ne contient aucune table de registre : il aurait contracts.csv, "
        "versions.csv, members.csv, … (lisiere contracts --describe les donne toutes)");
}

enum form { FORM_NONE, FORM_FOLDER, FORM_DOCUMENT, FORM_WORKBOOK };

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);

    return length > tail && strcasecmp(path + length - tail, ending) == 0;
}

/** What a path holds, by its name; its reader judges the bytes. */
static enum status form_of(const char *path, enum form *ret_form, struct error *err)
{
    struct stat status;

    *ret_form = FORM_NONE;
    if (stat(path, &status) != 0)
        return error_set(
            err, STATUS_NOT_FOUND, path,
            "there is no such folder or file: a register is a folder of tables (contracts.csv, "
            "versions.csv, members.csv, …), a workbook (.xlsx, .ods) or a document (.json)",
            "il n'y a ni dossier ni fichier de ce nom : un registre est un dossier de tables "
            "(contracts.csv, versions.csv, members.csv, …), un classeur (.xlsx, .ods) ou un "
            "document (.json)");
    if (S_ISDIR(status.st_mode))
        *ret_form = FORM_FOLDER;
    else if (has_ending(path, ".json"))
        *ret_form = FORM_DOCUMENT;
    else if (has_ending(path, ".xlsx") || has_ending(path, ".ods"))
        *ret_form = FORM_WORKBOOK;
    if (*ret_form != FORM_NONE)
        return STATUS_OK;
    return error_set(
        err, STATUS_FORMAT, path,
        "a register is a folder of tables (contracts.csv, versions.csv, …), a workbook "
        "(.xlsx, .ods) or a document (.json): this file is none of them",
        "un registre est un dossier de tables (contracts.csv, versions.csv, …), un "
        "classeur (.xlsx, .ods) ou un document (.json) : ce fichier n'en est pas un");
}

enum status register_files_read(const char *path, struct register_builder *builder,
                                char **ret_unknown_columns, struct error *err)
{
    enum { UNKNOWN_MAX = 16 * 1024 };
    SCOPED(text) unknown = {0};
    enum form form;
    size_t length;
    enum status status = form_of(path, &form, err);

    text_init(&unknown, UNKNOWN_MAX);
    if (status == STATUS_OK && form == FORM_FOLDER)
        status = read_folder(path, builder, &unknown, err);
    else if (status == STATUS_OK && form == FORM_WORKBOOK)
        status = register_workbook_read(path, builder, &unknown, err);
    else if (status == STATUS_OK)
        status = register_document_read(path, builder, &unknown, err);
    if (status != STATUS_OK)
        return status;
    *ret_unknown_columns = NULL;
    if (unknown.length > 0 && text_take(&unknown, ret_unknown_columns, &length) != STATUS_OK)
        *ret_unknown_columns = NULL;
    return STATUS_OK;
}

enum status register_files_digest(const char *path, struct digest *ret_digest, struct error *err)
{
    struct digest digests[REGISTER_TABLE_COUNT];
    const char *lines[2 * REGISTER_TABLE_COUNT];
    size_t count = 0;
    enum form form;
    enum status status = form_of(path, &form, err);

    if (status != STATUS_OK || form != FORM_FOLDER)
        return status == STATUS_OK ? digest_of_file(path, ret_digest, err) : status;
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++) {
        const struct register_layout *layout = register_layout((enum register_table)table);
        struct table_file file;

        status = locate(path, layout, &file, err);
        if (status != STATUS_OK || file.name[0] == '\0')
            continue;
        status = digest_of_file(file.path, &digests[table], err);
        lines[count++] = layout->table;
        lines[count++] = digests[table].hex;
    }
    if (status == STATUS_OK)
        *ret_digest = digest_of_codes(lines, count);
    return status;
}
