/* Opening a file: which reader it needs, and what its layers are. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include "data/source/csv_table.h"
#include "data/source/json_list.h"
#include "data/source/layer_inside.h"
#include "data/source/sheet.h"
#include "data/system_reason.h"

enum { WORKBOOK_BYTES_MAX = 64 * 1024 * 1024 };

void CPL_STDCALL source_file_keep_complaint(CPLErr class, CPLErrorNum number, const char *message)
{
    struct source_file *file = CPLGetErrorHandlerUserData();

    (void)number;
    if (class >= CE_Failure && file->complaint[0] == '\0')
        (void)snprintf(file->complaint, sizeof file->complaint, "%s", message);
}

void source_file_free(struct source_file *file)
{
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->layer_count; i++)
        layer_release(&file->layers[i]);
    free(file->layers);
    if (file->dataset != NULL)
        GDALClose(file->dataset);
    if (file->in_memory != NULL)
        (void)VSIUnlink(file->in_memory);
    free(file->in_memory);
    file_bytes_release(&file->bytes);
    free(file->path);
    free(file);
}

/** A plain file of this machine, and nothing that GDAL would take for an address of its own. */
static enum status check_path(const char *path, struct error *err)
{
    struct stat status;
    const char *slash = strrchr(path, '/');

    if (strncmp(path, "/vsi", 4) == 0 || strchr(slash == NULL ? path : slash, ':') != NULL ||
        strstr(path, "://") != NULL)
        return error_set(err, STATUS_FORMAT, path,
                         "only plain files are read: give the path of a file without “:”",
                         "seuls de simples fichiers sont lus : donnez le chemin d'un fichier, sans "
                         "« : »");
    if (stat(path, &status) != 0)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, path,
                         "the file cannot be found (%s%.0s): check its path",
                         "le fichier est introuvable (%.0s%s) : vérifiez son chemin",
                         system_reason(errno).en, system_reason(errno).fr);
    if (!S_ISREG(status.st_mode) || access(path, R_OK) != 0)
        return error_set(err, STATUS_IO, path,
                         "this is not a file that can be read: check its rights",
                         "ce n'est pas un fichier lisible : vérifiez ses droits");
    if (status.st_size == 0)
        return error_set(err, STATUS_FORMAT, path, "the file is empty: download it again",
                         "le fichier est vide : téléchargez-le de nouveau");
    return STATUS_OK;
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text);

    return length >= strlen(ending) && strcasecmp(text + length - strlen(ending), ending) == 0;
}

enum reader { READER_GDAL, READER_CSV, READER_JSON, READER_WORKBOOK };

/** By the ending of the name, without ".gz". */
static enum reader choose_reader(const char *name)
{
    static const struct {
        const char *ending;
        enum reader reader;
    } endings[] = {{".csv", READER_CSV},     {".tsv", READER_CSV},      {".txt", READER_CSV},
                   {".json", READER_JSON},   {".geojson", READER_JSON}, {".xlsx", READER_WORKBOOK},
                   {".ods", READER_WORKBOOK}};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (ends_with(name, endings[i].ending))
            return endings[i].reader;
    }
    return READER_GDAL;
}

/** The name that a table without one of its own gets: that of the file up to its last dots. */
static void stem(const char *name, char ret_stem[ERROR_SUBJECT_MAX])
{
    char *dot;

    (void)snprintf(ret_stem, ERROR_SUBJECT_MAX, "%s", name);
    if (ends_with(ret_stem, ".gz"))
        ret_stem[strlen(ret_stem) - 3] = '\0';
    dot = strrchr(ret_stem, '.');
    if (dot != NULL && dot != ret_stem)
        *dot = '\0';
}

static enum status room_for_layers(struct source_file *file, size_t count, struct error *err)
{
    file->layers = calloc(count + 1, sizeof *file->layers);
    return file->layers == NULL ? error_no_memory(err) : STATUS_OK;
}

static enum status add_table(struct source_file *file, struct table *table, struct error *err)
{
    return layer_init_table(&file->layers[file->layer_count++], file, table, err);
}

static enum status open_csv(struct source_file *file, struct error *err)
{
    SCOPED(file_bytes) bytes = {NULL, 0};
    struct table *table = NULL;
    char name[ERROR_SUBJECT_MAX];
    enum status status = file_bytes_read(file->path, FILE_BYTES_MAX, &bytes, err);

    if (status == STATUS_OK)
        status = encoding_settle(&bytes, file->name, &file->encoding, err);
    if (status != STATUS_OK)
        return status;
    file->damage = encoding_damage_find(bytes.list, bytes.length);
    status = csv_table_read(&bytes, file->name, &table, err);
    if (status == STATUS_OK)
        status = room_for_layers(file, 1, err);
    if (status != STATUS_OK) {
        table_free(table);
        return status;
    }
    stem(file->name, name);
    table->name = arena_string(&table->arena, name);
    return add_table(file, table, table->name == NULL ? NULL : err);
}

static enum status open_json_list(struct source_file *file, const struct file_bytes *bytes,
                                  struct error *err)
{
    SCOPED(json_tables) tables = {{NULL}, 0};
    char name[ERROR_SUBJECT_MAX];
    enum status status = json_list_read(bytes->list, bytes->length, file->name, &tables, err);

    if (status == STATUS_OK)
        status = room_for_layers(file, tables.count, err);
    if (status != STATUS_OK)
        return status;
    file->damage = encoding_damage_find(bytes->list, bytes->length);
    stem(file->name, name);
    tables.list[0]->name = arena_string(&tables.list[0]->arena, name);
    if (tables.list[0]->name == NULL)
        return error_no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < tables.count; i++)
        status = add_table(file, TAKE(tables.list[i]), err);
    return status;
}

/** What GDAL makes of a path, which may be one of its own in memory. */
static enum status open_dataset(struct source_file *file, const char *path, struct error *err)
{
    static const char *const drivers[] = {"GeoJSON", "FlatGeobuf", "GPKG", "ESRI Shapefile",
                                          "XLSX",    "ODS",        NULL};
    /* FlatGeobuf's own check walks every offset of a file that may be cut. */
    static const char *const options[] = {"VERIFY_BUFFERS=YES", NULL};

    file->dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                               drivers, ends_with(path, ".fgb") ? options : NULL, NULL);
    if (file->dataset != NULL)
        return STATUS_OK;
    return error_set(
        err, STATUS_FORMAT, file->path,
        "this is no GeoJSON, FlatGeobuf, GeoPackage, Shapefile, CSV, XLSX or ODS that can be "
        "read: it is of another format, or cut off (%.120s)",
        "ce n'est ni un GeoJSON, ni un FlatGeobuf, ni un GeoPackage, ni un Shapefile, ni "
        "un CSV, un XLSX ou un ODS lisible : il est d'un autre format, ou tronqué (%.120s)",
        file->complaint);
}

/** Compressed text for GDAL: decompressed here, so that its size is bounded. */
static enum status show_in_memory(struct source_file *file, struct error *err)
{
    VSILFILE *handle;
    char name[ERROR_SUBJECT_MAX];
    const char *ending;

    stem(file->name, name);
    ending = strstr(file->name, ".fgb") != NULL ? "fgb" : "geojson";
    if (asprintf(&file->in_memory, "/vsimem/%p/%s.%s", (void *)file, name, ending) < 0) {
        file->in_memory = NULL;
        return error_no_memory(err);
    }
    handle =
        VSIFileFromMemBuffer(file->in_memory, (GByte *)file->bytes.list, file->bytes.length, FALSE);
    if (handle == NULL)
        return error_no_memory(err);
    (void)VSIFCloseL(handle);
    return STATUS_OK;
}

static enum status list_layers(struct source_file *file, struct error *err)
{
    int count = GDALDatasetGetLayerCount(file->dataset);
    enum status status = room_for_layers(file, count > 0 ? (size_t)count : 0, err);

    for (int i = 0; status == STATUS_OK && i < count; i++)
        status = layer_init_ogr(&file->layers[file->layer_count++], file,
                                GDALDatasetGetLayer(file->dataset, i), err);
    return status;
}

static enum status open_geography(struct source_file *file, struct error *err)
{
    enum status status = STATUS_OK;

    if (ends_with(file->path, ".gz")) {
        status = file_bytes_read(file->path, FILE_BYTES_MAX, &file->bytes, err);
        if (status == STATUS_OK)
            status = show_in_memory(file, err);
    }
    if (status == STATUS_OK)
        status = open_dataset(file, file->in_memory == NULL ? file->path : file->in_memory, err);
    return status == STATUS_OK ? list_layers(file, err) : status;
}

/** An array of objects, or GeoJSON. */
static enum status open_json(struct source_file *file, struct error *err)
{
    SCOPED(file_bytes) bytes = {NULL, 0};
    char beginning[1024];
    size_t length;
    enum status status = file_bytes_peek(file->path, beginning, sizeof beginning, &length, err);

    if (status != STATUS_OK)
        return status;
    if (!json_list_is_one(beginning, length))
        return open_geography(file, err);
    status = file_bytes_read(file->path, JSON_LIST_BYTES_MAX, &bytes, err);
    return status == STATUS_OK ? open_json_list(file, &bytes, err) : status;
}

static enum status open_workbook(struct source_file *file, struct error *err)
{
    struct stat size;
    enum status status;

    if (stat(file->path, &size) == 0 && size.st_size > WORKBOOK_BYTES_MAX)
        return error_set(err, STATUS_LIMIT, file->path,
                         "the workbook is larger than %d MB: save its sheet as “CSV UTF-8”",
                         "le classeur dépasse %d Mo : enregistrez sa feuille en « CSV UTF-8 »",
                         WORKBOOK_BYTES_MAX >> 20);
    status = open_dataset(file, file->path, err);
    if (status == STATUS_OK)
        status = room_for_layers(file, (size_t)GDALDatasetGetLayerCount(file->dataset), err);
    for (int i = 0; status == STATUS_OK && i < GDALDatasetGetLayerCount(file->dataset); i++) {
        struct table *table = NULL;

        status = sheet_read(GDALDatasetGetLayer(file->dataset, i), &table, err);
        if (status == STATUS_OK)
            status = add_table(file, table, err);
    }
    if (status == STATUS_OK && file->complaint[0] != '\0')
        return error_set(
            err, STATUS_FORMAT, file->path, "the workbook is damaged (%.120s): download it again",
            "le classeur est endommagé (%.120s) : téléchargez-le de nouveau", file->complaint);
    return status;
}

static enum status open_with(struct source_file *file, struct error *err)
{
    char name[ERROR_SUBJECT_MAX];

    (void)snprintf(name, sizeof name, "%s", file->name);
    if (ends_with(name, ".gz"))
        name[strlen(name) - 3] = '\0';
    switch (choose_reader(name)) {
    case READER_CSV:
        return open_csv(file, err);
    case READER_JSON:
        return open_json(file, err);
    case READER_WORKBOOK:
        return open_workbook(file, err);
    case READER_GDAL:
        break;
    }
    return open_geography(file, err);
}

enum status source_file_open(const char *path, struct source_file **ret_file, struct error *err)
{
    AUTO(source_file) file = NULL;
    enum status status = check_path(path, err);

    if (status != STATUS_OK)
        return status;
    file = calloc(1, sizeof *file);
    if (file == NULL || (file->path = strdup(path)) == NULL)
        return error_no_memory(err);
    file->name = strrchr(file->path, '/') == NULL ? file->path : strrchr(file->path, '/') + 1;
    GDALAllRegister();
    CPLPushErrorHandlerEx(source_file_keep_complaint, file);
    status = open_with(file, err);
    CPLPopErrorHandler();
    if (status == STATUS_OK)
        *ret_file = TAKE(file);
    return status;
}

size_t source_file_layer_count(const struct source_file *file)
{
    return file->layer_count;
}

struct layer *source_file_layer(struct source_file *file, size_t index)
{
    return &file->layers[index];
}

const char *source_file_path(const struct source_file *file)
{
    return file->path;
}

enum encoding source_file_encoding(const struct source_file *file)
{
    return file->encoding;
}

struct encoding_damage source_file_damage(const struct source_file *file)
{
    return file->damage;
}
