#include "data/source/layer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "data/source/csv_lines.h"
#include "data/system_reason.h"
#include "geo/wkb.h"

struct layer {
    struct source_file *file;
    OGRLayerH handle;
    OGRCoordinateTransformationH to_crs84; /* NULL when it is there already */
    struct csv_lines *lines; /* of a text table, to compare with what GDAL made of it */
    char **values;
    bool *nulls;
    size_t field_count;
    size_t rows_read;
    int64_t rows_declared; /* -1 when the driver counts by reading */
};

struct source_file {
    char *path;
    const char *name; /* last part of the path */
    GDALDatasetH dataset;
    struct layer *layers;
    size_t layer_count;
    bool is_csv;
    char complaint[256]; /* GDAL's last words */
};

static void CPL_STDCALL keep_complaint(CPLErr class, CPLErrorNum number, const char *message)
{
    struct source_file *file = CPLGetErrorHandlerUserData();

    (void)number;
    if (class >= CE_Failure && file->complaint[0] == '\0')
        (void)snprintf(file->complaint, sizeof file->complaint, "%s", message);
}

static void layer_release(struct layer *layer)
{
    if (layer->values != NULL) {
        for (size_t i = 0; i < layer->field_count; i++)
            free(layer->values[i]);
    }
    free(layer->values);
    free(layer->nulls);
    csv_lines_free(layer->lines);
    if (layer->to_crs84 != NULL)
        OCTDestroyCoordinateTransformation(layer->to_crs84);
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

static enum status open_dataset(struct source_file *file, struct error *err)
{
    static const char *const drivers[] = {"GeoJSON",        "FlatGeobuf", "GPKG",
                                          "ESRI Shapefile", "CSV",        NULL};
    /* FlatGeobuf's own check walks every offset of a file that may be cut. */
    static const char *const options[] = {"VERIFY_BUFFERS=YES", NULL};
    bool is_fgb = ends_with(file->path, ".fgb");

    file->dataset =
        GDALOpenEx(file->path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, drivers,
                   is_fgb ? options : NULL, NULL);
    if (file->dataset != NULL)
        return STATUS_OK;
    return error_set(
        err, STATUS_FORMAT, file->path,
        "this is no GeoJSON, FlatGeobuf, GeoPackage, Shapefile or CSV that can be read: "
        "it is of another format, or cut off (%.120s)",
        "ce n'est ni un GeoJSON, ni un FlatGeobuf, ni un GeoPackage, ni un Shapefile, ni "
        "un CSV lisible : il est d'un autre format, ou tronqué (%.120s)",
        file->complaint);
}

/** Reprojection to CRS84, when the layer says that it is elsewhere. */
static enum status find_crs(struct layer *layer, struct error *err)
{
    OGRSpatialReferenceH source = OGR_L_GetSpatialRef(layer->handle);
    OGRSpatialReferenceH crs84;
    bool is_same;

    if (!layer_has_polygons(layer) || layer->file->is_csv)
        return STATUS_OK;
    if (source == NULL)
        return error_set(
            err, STATUS_INVALID, layer->file->path,
            "the layer %s does not say its projection: write it into the file (ogr2ogr "
            "-a_srs)",
            "la couche %s ne dit pas sa projection : inscrivez-la dans le fichier "
            "(ogr2ogr -a_srs)",
            layer_name(layer));
    crs84 = OSRNewSpatialReference(NULL);
    (void)OSRSetFromUserInput(crs84, "OGC:CRS84");
    OSRSetAxisMappingStrategy(crs84, OAMS_TRADITIONAL_GIS_ORDER);
    source = OSRClone(source);
    OSRSetAxisMappingStrategy(source, OAMS_TRADITIONAL_GIS_ORDER);
    /* RGF93, ETRS89 and WGS 84 are one within the metres that they promise. */
    is_same = OSRIsGeographic(source) != 0;
    if (!is_same)
        layer->to_crs84 = OCTNewCoordinateTransformation(source, crs84);
    OSRDestroySpatialReference(source);
    OSRDestroySpatialReference(crs84);
    if (is_same || layer->to_crs84 != NULL)
        return STATUS_OK;
    return error_set(err, STATUS_INVALID, layer->file->path,
                     "the projection of the layer %s cannot be brought to longitude and latitude",
                     "la projection de la couche %s ne peut être ramenée en longitude et latitude",
                     layer_name(layer));
}

static enum status layer_init(struct layer *layer, struct source_file *file, size_t index,
                              struct error *err)
{
    layer->file = file;
    layer->handle = GDALDatasetGetLayer(file->dataset, (int)index);
    layer->field_count = (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer->handle));
    layer->values = calloc(layer->field_count + 1, sizeof *layer->values);
    layer->nulls = calloc(layer->field_count + 1, sizeof *layer->nulls);
    if (layer->values == NULL || layer->nulls == NULL)
        return error_no_memory(err);
    layer->rows_declared = -1;
    if (OGR_L_TestCapability(layer->handle, OLCFastFeatureCount))
        layer->rows_declared = OGR_L_GetFeatureCount(layer->handle, 0);
    if (file->is_csv)
        return csv_lines_new(file->path, &layer->lines, err);
    return find_crs(layer, err);
}

static enum status list_layers(struct source_file *file, struct error *err)
{
    int count = GDALDatasetGetLayerCount(file->dataset);

    file->layers = calloc((size_t)(count > 0 ? count : 0) + 1, sizeof *file->layers);
    if (file->layers == NULL)
        return error_no_memory(err);
    for (int i = 0; i < count; i++) {
        enum status status = layer_init(&file->layers[file->layer_count++], file, (size_t)i, err);

        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
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
    file->is_csv = ends_with(path, ".csv");
    GDALAllRegister();
    CPLPushErrorHandlerEx(keep_complaint, file);
    status = open_dataset(file, err);
    if (status == STATUS_OK)
        status = list_layers(file, err);
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

const char *layer_name(const struct layer *layer)
{
    return OGR_L_GetName(layer->handle);
}

size_t layer_field_count(const struct layer *layer)
{
    return layer->field_count;
}

const char *layer_field_name(const struct layer *layer, size_t field)
{
    OGRFieldDefnH definition = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->handle), (int)field);

    return OGR_Fld_GetNameRef(definition);
}

enum field_kind layer_field_kind(const struct layer *layer, size_t field)
{
    OGRFieldDefnH definition = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->handle), (int)field);
    OGRFieldType type = OGR_Fld_GetType(definition);

    if (OGR_Fld_GetSubType(definition) == OFSTBoolean)
        return FIELD_BOOLEAN;
    return type == OFTInteger || type == OFTInteger64 || type == OFTReal ? FIELD_NUMBER
                                                                         : FIELD_TEXT;
}

bool layer_has_polygons(const struct layer *layer)
{
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_L_GetGeomType(layer->handle));

    return type == wkbPolygon || type == wkbMultiPolygon || type == wkbUnknown;
}

int64_t layer_row_count(const struct layer *layer)
{
    return layer->rows_declared;
}

/** OGR writes reals with 15 digits; a number that needs more keeps them. */
static char *copy_value(OGRFeatureH feature, int field)
{
    const char *value = OGR_F_GetFieldAsString(feature, field);
    char digits[32];

    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTReal &&
        strtod(value, NULL) != OGR_F_GetFieldAsDouble(feature, field)) {
        (void)snprintf(digits, sizeof digits, "%.17g", OGR_F_GetFieldAsDouble(feature, field));
        value = digits;
    }
    return strdup(value);
}

static enum status read_values(struct layer *layer, OGRFeatureH feature, struct error *err)
{
    for (size_t i = 0; i < layer->field_count; i++) {
        free(layer->values[i]);
        layer->values[i] = copy_value(feature, (int)i);
        layer->nulls[i] = OGR_F_IsFieldSetAndNotNull(feature, (int)i) == 0;
        if (layer->values[i] == NULL)
            return error_no_memory(err);
    }
    return STATUS_OK;
}

static enum status place_error(const struct layer *layer, size_t line, struct error *err)
{
    if (err == NULL)
        return STATUS_INVALID;
    (void)snprintf(err->subject, sizeof err->subject, "%.70s:%zu", layer->file->name, line);
    return err->status;
}

static enum status read_shape(struct layer *layer, OGRFeatureH feature, size_t line,
                              enum layer_shapes shapes, struct multipolygon **ret_shape,
                              struct error *err)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    unsigned char *bytes;
    int size;
    enum status status;

    if (geometry == NULL)
        return STATUS_OK;
    if (layer->to_crs84 != NULL && OGR_G_Transform(geometry, layer->to_crs84) != OGRERR_NONE) {
        (void)error_set(err, STATUS_INVALID, "",
                        "the shape lies outside the projection that the file states",
                        "le contour est hors de la projection que le fichier annonce");
        return place_error(layer, line, err);
    }
    size = OGR_G_WkbSize(geometry);
    bytes = malloc((size_t)size + 1);
    if (bytes == NULL)
        return error_no_memory(err);
    (void)OGR_G_ExportToIsoWkb(geometry, wkbNDR, bytes);
    status = shapes == SHAPES_SOUND ? wkb_read(bytes, (size_t)size, ret_shape, err)
                                    : wkb_read_unchecked(bytes, (size_t)size, ret_shape, err);
    free(bytes);
    return status == STATUS_OK || status == STATUS_NO_MEMORY ? status
                                                             : place_error(layer, line, err);
}

static enum status refuse_cut(const struct layer *layer, struct error *err)
{
    if (layer->file->complaint[0] != '\0')
        return error_set(
            err, STATUS_FORMAT, layer->file->path,
            "the file is damaged or cut off after %zu rows (%.120s): download it again",
            "le fichier est endommagé ou tronqué après %zu lignes (%.120s) : "
            "téléchargez-le de nouveau",
            layer->rows_read, layer->file->complaint);
    return error_set(
        err, STATUS_FORMAT, layer->file->path,
        "the file is cut off: %zu rows read of %lld; download it again",
        "le fichier est tronqué : %zu lignes lues sur %lld ; téléchargez-le de nouveau",
        layer->rows_read, (long long)layer->rows_declared);
}

static enum status read_row(struct layer *layer, OGRFeatureH feature, enum layer_shapes shapes,
                            struct layer_row *ret_row, struct error *err)
{
    struct layer_row row = {.line = ++layer->rows_read};
    enum status status = read_values(layer, feature, err);

    if (status == STATUS_OK && layer->lines != NULL)
        status = csv_lines_next(layer->lines, layer->field_count, &row.line, err);
    if (status == STATUS_OK && shapes != SHAPES_NONE)
        status = read_shape(layer, feature, row.line, shapes, &row.shape, err);
    row.values = (const char *const *)layer->values;
    row.nulls = layer->nulls;
    if (status == STATUS_OK)
        *ret_row = row;
    return status;
}

enum status layer_next(struct layer *layer, enum layer_shapes shapes, struct layer_row *ret_row,
                       bool *ret_more, struct error *err)
{
    OGRFeatureH feature;
    enum status status = STATUS_OK;

    CPLPushErrorHandlerEx(keep_complaint, layer->file);
    feature = OGR_L_GetNextFeature(layer->handle);
    if (feature != NULL)
        status = read_row(layer, feature, shapes, ret_row, err);
    OGR_F_Destroy(feature);
    CPLPopErrorHandler();
    if (status != STATUS_OK)
        return status;
    if (feature == NULL &&
        (layer->file->complaint[0] != '\0' ||
         (layer->rows_declared >= 0 && (int64_t)layer->rows_read != layer->rows_declared)))
        return refuse_cut(layer, err);
    *ret_more = feature != NULL;
    return STATUS_OK;
}
