/* What an open file and its layers are made of; shared by opening them and reading their rows. */
#ifndef DATA_SOURCE_LAYER_INSIDE_H
#define DATA_SOURCE_LAYER_INSIDE_H

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "data/source/encoding.h"
#include "data/source/layer.h"
#include "data/source/table.h"

/** Rows come from the table when there is one, else from GDAL. */
struct layer {
    struct source_file *file;
    struct table *table;
    OGRLayerH handle;
    OGRCoordinateTransformationH to_crs84; /* NULL when it is there already */
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
    char *in_memory; /* the name by which GDAL sees what was decompressed; NULL when it does not */
    struct file_bytes bytes; /* of it */
    struct layer *layers;
    size_t layer_count;
    enum encoding encoding;
    struct encoding_damage damage;
    char complaint[256]; /* GDAL's last words */
};

/** An error handler whose user data is the source_file. */
void CPL_STDCALL source_file_keep_complaint(CPLErr class, CPLErrorNum number, const char *message);

/** For a layer that is zeroed. The table is taken, also on failure. */
enum status layer_init_table(struct layer *layer, struct source_file *file, struct table *table,
                             struct error *err) MUST_CHECK;
/** STATUS_INVALID: no projection where the format has one, or one that cannot be brought to CRS84.
 */
enum status layer_init_ogr(struct layer *layer, struct source_file *file, OGRLayerH handle,
                           struct error *err) MUST_CHECK;
void layer_release(struct layer *layer);

#endif
