#include "data/source/cut_file.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/file_bytes.h"

enum { CUT_FILE_BYTES_MAX = 16 * 1024 * 1024, CUT_DEPTH_MAX = 16 };

struct reading {
    const char *name;
    size_t feature; /* from 1 */
    struct cut_file *cuts;
};

void cut_file_free(struct cut_file *cuts)
{
    if (cuts == NULL)
        return;
    free(cuts->list);
    arena_release(&cuts->arena);
    free(cuts);
}

static enum status refuse(const struct reading *reading, const char *en, const char *fr,
                          struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    (void)snprintf(subject, sizeof subject, "%.70s, feature %zu", reading->name, reading->feature);
    return error_set(err, STATUS_INVALID, subject, "%s%.0s: correct it", "%.0s%s : corrigez-la", en,
                     fr);
}

/** A member that must be a string; NULL when it is not. */
static const char *text_of(struct json_object *properties, const char *key)
{
    struct json_object *value;

    if (!json_object_object_get_ex(properties, key, &value) ||
        !json_object_is_type(value, json_type_string))
        return NULL;
    return json_object_get_string(value);
}

static bool read_code(struct json_object *properties, const char *key, struct insee *ret_insee)
{
    const char *text = text_of(properties, key);

    if (text == NULL || !insee_is_well_formed(text))
        return false;
    memcpy(ret_insee->code, text, sizeof ret_insee->code);
    return true;
}

static enum status read_properties(const struct reading *reading, struct json_object *properties,
                                   struct shape_cut *cut, struct error *err)
{
    struct arena *arena = &reading->cuts->arena;
    const char *date = text_of(properties, "date");
    struct json_object *approximate = NULL;
    bool has_approximate = json_object_object_get_ex(properties, "approximate", &approximate);

    if (!read_code(properties, "insee", &cut->insee) ||
        !read_code(properties, "left", &cut->left) || !read_code(properties, "right", &cut->right))
        return refuse(reading, "insee, left and right must be INSEE codes",
                      "insee, left et right doivent être des codes INSEE", err);
    if (date == NULL || date_parse(date, &cut->date, NULL) != STATUS_OK)
        return refuse(reading, "date must be a day such as 2024-01-01",
                      "date doit être un jour comme 2024-01-01", err);
    if (has_approximate && !json_object_is_type(approximate, json_type_boolean))
        return refuse(reading, "approximate must be true or false",
                      "approximate doit être true ou false", err);
    cut->is_approximate = has_approximate && json_object_get_boolean(approximate);
    cut->reason.en = arena_string(arena, text_of(properties, "reason_en"));
    cut->reason.fr = arena_string(arena, text_of(properties, "reason_fr"));
    cut->source = arena_string(arena, text_of(properties, "source"));
    return cut->reason.en == NULL || cut->reason.fr == NULL || cut->source == NULL
               ? error_no_memory(err)
               : STATUS_OK;
}

static enum status read_position(const struct reading *reading, struct json_object *pair,
                                 struct position *ret_position, struct error *err)
{
    double degrees[2];
    bool is_pair =
        json_object_is_type(pair, json_type_array) && json_object_array_length(pair) >= 2;

    for (size_t i = 0; is_pair && i < 2; i++) {
        struct json_object *number = json_object_array_get_idx(pair, i);

        is_pair = json_object_is_type(number, json_type_double) ||
                  json_object_is_type(number, json_type_int);
        degrees[i] = json_object_get_double(number);
    }
    if (!is_pair || position_from_degrees(degrees[0], degrees[1], ret_position, NULL) != STATUS_OK)
        return refuse(reading, "a position is not a longitude and a latitude in degrees",
                      "une position n'est pas une longitude et une latitude en degrés", err);
    return STATUS_OK;
}

static enum status read_line(const struct reading *reading, struct json_object *geometry,
                             struct shape_cut *cut, struct error *err)
{
    const char *type = text_of(geometry, "type");
    struct json_object *coordinates;
    struct position *line;
    enum status status = STATUS_OK;

    if (type == NULL || strcmp(type, "LineString") != 0 ||
        !json_object_object_get_ex(geometry, "coordinates", &coordinates) ||
        !json_object_is_type(coordinates, json_type_array) ||
        json_object_array_length(coordinates) < 2)
        return refuse(reading, "the geometry must be a LineString of two positions or more",
                      "la géométrie doit être une LineString d'au moins deux positions", err);
    cut->line_count = json_object_array_length(coordinates);
    line = arena_alloc(&reading->cuts->arena, cut->line_count * sizeof *line);
    if (line == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < cut->line_count && status == STATUS_OK; i++)
        status = read_position(reading, json_object_array_get_idx(coordinates, i), &line[i], err);
    cut->line = line;
    return status;
}

static enum status read_feature(const struct reading *reading, struct json_object *feature,
                                struct error *err)
{
    struct shape_cut cut = {.line_count = 0};
    struct json_object *properties, *geometry;
    enum status status;

    if (!json_object_is_type(feature, json_type_object) ||
        !json_object_object_get_ex(feature, "properties", &properties) ||
        !json_object_object_get_ex(feature, "geometry", &geometry))
        return refuse(reading, "a feature has properties and a geometry",
                      "une entité a des propriétés et une géométrie", err);
    status = read_properties(reading, properties, &cut, err);
    if (status == STATUS_OK)
        status = read_line(reading, geometry, &cut, err);
    if (status == STATUS_OK)
        reading->cuts->list[reading->cuts->count++] = cut;
    return status;
}

static enum status read_features(struct reading *reading, struct json_object *root,
                                 struct error *err)
{
    struct json_object *features;
    enum status status = STATUS_OK;
    size_t count;

    if (root == NULL || !json_object_object_get_ex(root, "features", &features) ||
        !json_object_is_type(features, json_type_array))
        return error_set(err, STATUS_FORMAT, reading->name,
                         "this is not a GeoJSON collection of lines: give one",
                         "ce n'est pas une collection GeoJSON de lignes : donnez-en une");
    count = json_object_array_length(features);
    reading->cuts->list = calloc(count + 1, sizeof *reading->cuts->list);
    if (reading->cuts->list == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        reading->feature = i + 1;
        status = read_feature(reading, json_object_array_get_idx(features, i), err);
    }
    return status;
}

/** White space only. */
static bool is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (strchr(" \t\r\n", bytes[i]) == NULL)
            return false;
    }
    return true;
}

static enum status parse(struct reading *reading, const struct file_bytes *bytes, struct error *err)
{
    struct json_tokener *tokener = json_tokener_new_ex(CUT_DEPTH_MAX);
    struct json_object *root;
    size_t end;
    enum status status;

    if (tokener == NULL)
        return error_no_memory(err);
    root = json_tokener_parse_ex(tokener, bytes->list, (int)bytes->length);
    end = json_tokener_get_parse_end(tokener);
    if (root != NULL && !is_blank(bytes->list + end, bytes->length - end))
        json_object_put(TAKE(root));
    status = read_features(reading, root, err);
    json_object_put(root);
    json_tokener_free(tokener);
    return status;
}

enum status cut_file_read(const char *path, const char *name, struct cut_file **ret_cuts,
                          struct error *err)
{
    AUTO(cut_file) cuts = calloc(1, sizeof *cuts);
    SCOPED(file_bytes) bytes = {NULL, 0};
    struct reading reading = {name, 0, cuts};
    enum status status;

    if (cuts == NULL)
        return error_no_memory(err);
    arena_init(&cuts->arena);
    status = file_bytes_read(path, CUT_FILE_BYTES_MAX, &bytes, err);
    if (status == STATUS_OK)
        status = parse(&reading, &bytes, err);
    if (status == STATUS_OK)
        *ret_cuts = TAKE(cuts);
    return status;
}
