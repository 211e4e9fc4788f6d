#include "data/source/layer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/layer_inside.h"
#include "geo/wkb.h"

void layer_release(struct layer *layer)
{
    if (layer->values != NULL && layer->table == NULL) {
        for (size_t i = 0; i < layer->field_count; i++)
            free(layer->values[i]);
    }
    free(layer->values);
    free(layer->nulls);
    table_free(layer->table);
    if (layer->to_crs84 != NULL)
        OCTDestroyCoordinateTransformation(layer->to_crs84);
}

static enum status make_room(struct layer *layer, struct source_file *file, size_t field_count,
                             struct error *err)
{
    layer->file = file;
    layer->rows_declared = -1;
    layer->field_count = field_count;
    layer->values = calloc(field_count + 1, sizeof *layer->values);
    layer->nulls = calloc(field_count + 1, sizeof *layer->nulls);
    return layer->values == NULL || layer->nulls == NULL ? error_no_memory(err) : STATUS_OK;
}

enum status layer_init_table(struct layer *layer, struct source_file *file, struct table *table,
                             struct error *err)
{
    enum status status;

    layer->table = table;
    status = make_room(layer, file, table->column_count, err);
    layer->rows_declared = (int64_t)table->row_count;
    return status;
}

/** Reprojection to CRS84, when the layer says that it is elsewhere. */
static enum status find_crs(struct layer *layer, struct error *err)
{
    OGRSpatialReferenceH source = OGR_L_GetSpatialRef(layer->handle);
    OGRSpatialReferenceH crs84;
    bool is_same;

    if (!layer_has_polygons(layer))
        return STATUS_OK;
    if (source == NULL) {
        (void)error_set(err, STATUS_INVALID, layer->file->path,
                        "the layer %s does not say its projection: write it into the file "
                        "(ogr2ogr -a_srs)",
                        "la couche %s ne dit pas sa projection : inscrivez-la dans le fichier "
                        "(ogr2ogr -a_srs)",
                        layer_name(layer));
        return error_cite(err, STATUS_INVALID, "SRC-10");
    }
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
    (void)error_set(err, STATUS_INVALID, layer->file->path,
                    "the projection of the layer %s cannot be brought to longitude and latitude: "
                    "write the right one into the file (ogr2ogr -a_srs)",
                    "la projection de la couche %s ne peut être ramenée en longitude et latitude : "
                    "inscrivez la bonne dans le fichier (ogr2ogr -a_srs)",
                    layer_name(layer));
    return error_cite(err, STATUS_INVALID, "SRC-10");
}

enum status layer_init_ogr(struct layer *layer, struct source_file *file, OGRLayerH handle,
                           struct error *err)
{
    enum status status;

    layer->handle = handle;
    status = make_room(layer, file, (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(handle)), err);
    if (status != STATUS_OK)
        return status;
    if (OGR_L_TestCapability(handle, OLCFastFeatureCount))
        layer->rows_declared = OGR_L_GetFeatureCount(handle, 0);
    return find_crs(layer, err);
}

const char *layer_name(const struct layer *layer)
{
    return layer->table != NULL ? layer->table->name : OGR_L_GetName(layer->handle);
}

size_t layer_field_count(const struct layer *layer)
{
    return layer->field_count;
}

const char *layer_field_name(const struct layer *layer, size_t field)
{
    if (layer->table != NULL)
        return layer->table->columns[field].name;
    return OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->handle), (int)field));
}

enum field_kind layer_field_kind(const struct layer *layer, size_t field)
{
    OGRFieldDefnH definition;
    OGRFieldType type;

    if (layer->table != NULL)
        return layer->table->columns[field].has_number && !layer->table->columns[field].has_text
                   ? FIELD_NUMBER
                   : FIELD_TEXT;
    definition = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->handle), (int)field);
    type = OGR_Fld_GetType(definition);
    if (OGR_Fld_GetSubType(definition) == OFSTBoolean)
        return FIELD_BOOLEAN;
    return type == OFTInteger || type == OFTInteger64 || type == OFTReal ? FIELD_NUMBER
                                                                         : FIELD_TEXT;
}

bool layer_has_polygons(const struct layer *layer)
{
    OGRwkbGeometryType type =
        layer->table != NULL ? wkbNone : OGR_GT_Flatten(OGR_L_GetGeomType(layer->handle));

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

/** Coordinates that are no degrees have a wrong projection, or none. */
static bool is_on_earth(OGRGeometryH geometry)
{
    OGREnvelope envelope;

    OGR_G_GetEnvelope(geometry, &envelope);
    return envelope.MinX >= -180 && envelope.MaxX <= 180 && envelope.MinY >= -90 &&
           envelope.MaxY <= 90;
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
        (void)error_set(
            err, STATUS_INVALID, "",
            "the shape lies outside the projection that the file states: write the "
            "right one into the file (ogr2ogr -a_srs)",
            "le contour est hors de la projection que le fichier annonce : inscrivez la "
            "bonne dans le fichier (ogr2ogr -a_srs)");
        (void)error_cite(err, STATUS_INVALID, "SRC-10");
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
    if (status == STATUS_OK || status == STATUS_NO_MEMORY)
        return status;
    if (!is_on_earth(geometry))
        (void)error_cite(err, status, "SRC-10");
    return place_error(layer, line, err);
}

static enum status refuse_cut(const struct layer *layer, struct error *err)
{
    if (layer->file->complaint[0] != '\0')
        (void)error_set(
            err, STATUS_FORMAT, layer->file->path,
            "the file is damaged or cut off, rows read: %zu (%.120s): download it again",
            "le fichier est endommagé ou tronqué, lignes lues : %zu (%.120s) : "
            "téléchargez-le de nouveau",
            layer->rows_read, layer->file->complaint);
    else
        (void)error_set(err, STATUS_FORMAT, layer->file->path,
                        "the file is cut off, rows read: %zu of %lld: download it again",
                        "le fichier est tronqué, lignes lues : %zu sur %lld : téléchargez-le de "
                        "nouveau",
                        layer->rows_read, (long long)layer->rows_declared);
    return error_cite(err, STATUS_FORMAT, "SRC-07");
}

static enum status read_row(struct layer *layer, OGRFeatureH feature, enum layer_shapes shapes,
                            struct layer_row *ret_row, struct error *err)
{
    struct layer_row row = {.line = ++layer->rows_read};
    enum status status = read_values(layer, feature, err);

    if (status == STATUS_OK && shapes != SHAPES_NONE)
        status = read_shape(layer, feature, row.line, shapes, &row.shape, err);
    row.values = (const char *const *)layer->values;
    row.nulls = layer->nulls;
    if (status == STATUS_OK)
        *ret_row = row;
    return status;
}

/** A row of the table: its cells are lent. */
static bool read_table_row(struct layer *layer, struct layer_row *ret_row)
{
    const struct table *table = layer->table;

    if (layer->rows_read == table->row_count)
        return false;
    for (size_t i = 0; i < layer->field_count; i++) {
        const char *cell = table_cell(table, layer->rows_read, i);

        layer->nulls[i] = cell == NULL;
        memcpy(&layer->values[i], &(const char *){cell == NULL ? "" : cell}, sizeof(char *));
    }
    *ret_row = (struct layer_row){
        .line = table->rows[layer->rows_read++].line,
        .values = (const char *const *)layer->values,
        .nulls = layer->nulls,
    };
    return true;
}

enum status layer_next(struct layer *layer, enum layer_shapes shapes, struct layer_row *ret_row,
                       bool *ret_more, struct error *err)
{
    OGRFeatureH feature;
    enum status status = STATUS_OK;

    if (layer->table != NULL) {
        *ret_more = read_table_row(layer, ret_row);
        return STATUS_OK;
    }
    CPLPushErrorHandlerEx(source_file_keep_complaint, layer->file);
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
