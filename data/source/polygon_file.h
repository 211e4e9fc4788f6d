/*
 * Any polygon layer as units of a coverage: shapes as they are, an id, and the fields to give back.
 *
 * Units are numbered by their ids, as text, so that nothing depends on the order of the file; the
 * file's order is kept beside, for what is written out again.
 */
#ifndef DATA_SOURCE_POLYGON_FILE_H
#define DATA_SOURCE_POLYGON_FILE_H

#include "data/source/layer.h"

struct polygon_unit {
    const char *id;             /* "" when the field is null */
    struct multipolygon *shape; /* NULL when the feature has none */
    char **values;              /* one a field; NULL for null */
    size_t line;
};

struct polygon_file {
    char *path;
    struct polygon_unit *units;         /* by id, then by their place in the file */
    uint32_t *in_file_order;            /* place in the file → unit */
    const struct multipolygon **shapes; /* of the units, for the functions of geo/ */
    size_t unit_count;
    char **field_names;
    enum field_kind *field_kinds;
    size_t field_count;
};

void polygon_file_free(struct polygon_file *file);
DEFINE_AUTO(polygon_file)

/**
 * Reads the first polygon layer, or the one of that name (wanted_layer may be NULL). id_field may
 * be NULL: units are then numbered from 1 in the file's order. STATUS_NOT_FOUND: no polygon layer,
 * no such layer or field; the sentence lists those there are. STATUS_INVALID: no feature. Errors:
 * see source_file_open() and layer_next().
 */
enum status polygon_file_read(const char *path, const char *wanted_layer, const char *id_field,
                              struct polygon_file **ret_file, struct error *err) MUST_CHECK;

/** Index of a field, or -1 with STATUS_NOT_FOUND and the sentence that lists the fields. */
enum status polygon_file_field(const struct polygon_file *file, const char *name, int *ret_field,
                               struct error *err) MUST_CHECK;

/** STATUS_INVALID when two units have one id, or one has none; the sentence says which. */
enum status polygon_file_check_ids(const struct polygon_file *file, struct error *err) MUST_CHECK;

#endif
