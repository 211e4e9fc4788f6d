/*
 * A file of tables or of shapes, and its layers row by row, whatever reads them: CSV and TSV in
 * UTF-8 or cp1252, lists of JSON objects, sheets of XLSX and ODS, and through GDAL GeoJSON,
 * FlatGeobuf, GeoPackage and Shapefile. CSV and JSON may be compressed (.gz).
 *
 * The only place that knows GDAL, with sheet.
 */
#ifndef DATA_SOURCE_LAYER_H
#define DATA_SOURCE_LAYER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/source/encoding.h"
#include "geo/multipolygon.h"

struct source_file; /* an open file */
struct layer;       /* one of its layers, borrowed from it */

void source_file_free(struct source_file *file);
DEFINE_AUTO(source_file)

/**
 * STATUS_NOT_FOUND, STATUS_IO: no such file, not readable. STATUS_FORMAT: no allowed driver reads
 * it (the sentence lists them), or it is truncated. Names with a scheme or starting with /vsi are
 * refused.
 */
enum status source_file_open(const char *path, struct source_file **ret_file, struct error *err)
    MUST_CHECK;
size_t source_file_layer_count(const struct source_file *file);
struct layer *source_file_layer(struct source_file *file, size_t index);
const char *source_file_path(const struct source_file *file);
/** Of CSV and JSON; the others say themselves. */
enum encoding source_file_encoding(const struct source_file *file);
struct encoding_damage source_file_damage(const struct source_file *file);

const char *layer_name(const struct layer *layer);
size_t layer_field_count(const struct layer *layer);
const char *layer_field_name(const struct layer *layer, size_t field);
bool layer_has_polygons(const struct layer *layer);
/** -1 when the driver cannot say. */
int64_t layer_row_count(const struct layer *layer);

enum field_kind { FIELD_TEXT, FIELD_NUMBER, FIELD_BOOLEAN };
enum field_kind layer_field_kind(const struct layer *layer, size_t field);

struct layer_row {
    size_t line;                /* in the file or sheet, else the feature's number from 1 */
    const char *const *values;  /* one a field, "" for null; valid until the next row */
    const bool *nulls;          /* one a field */
    struct multipolygon *shape; /* in CRS84, owned by the caller; NULL when not asked or absent */
};

enum layer_shapes {
    SHAPES_NONE,
    SHAPES_SOUND,     /* every ring must enclose something; rings are turned the right way */
    SHAPES_UNCHECKED, /* as they are, for coverage_check() */
};

/**
 * The next row, *ret_more false after the last one.
 * STATUS_FORMAT: the file ends too early or its bytes are damaged. STATUS_INVALID: a geometry that
 * is not a polygon or has bad coordinates, a layer whose CRS is missing where the format has one or
 * cannot be brought to CRS84; the subject is "file:line".
 */
enum status layer_next(struct layer *layer, enum layer_shapes shapes, struct layer_row *ret_row,
                       bool *ret_more, struct error *err) MUST_CHECK;

#endif
