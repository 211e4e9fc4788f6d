#include "service/cli/coverage/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geojson.h"

static bool is_json_number(const char *value)
{
    char *end;

    return strspn(value, "0123456789+-.eE") == strlen(value) && value[0] != '+' &&
           isfinite(strtod(value, &end)) && end != value && *end == '\0';
}

void feature_value_write(struct json *json, const struct polygon_file *file, uint32_t unit,
                         size_t field)
{
    const char *value = file->units[unit].values[field];

    if (value == NULL) {
        json_null(json);
    } else if (file->field_kinds[field] == FIELD_BOOLEAN) {
        json_boolean(json, strcmp(value, "0") != 0);
    } else if (file->field_kinds[field] == FIELD_NUMBER) {
        if (is_json_number(value)) {
            json_raw(json);
            text_add(json->text, value);
        } else {
            json_null(json);
        }
    } else {
        json_string(json, value);
    }
}

static void write_feature(struct json *json, const struct polygon_file *file, uint32_t unit,
                          const struct multipolygon *shape)
{
    json_object_begin(json);
    json_member_string(json, "type", "Feature");
    json_key(json, "properties");
    json_object_begin(json);
    for (size_t field = 0; field < file->field_count; field++) {
        json_key(json, file->field_names[field]);
        feature_value_write(json, file, unit, field);
    }
    json_object_end(json);
    json_key(json, "geometry");
    json_raw(json);
    if (shape == NULL)
        text_add(json->text, "null");
    else
        geojson_add_geometry(json->text, shape);
    json_object_end(json);
}

void features_write(struct text *text, const struct polygon_file *file,
                    const struct multipolygon *const shapes[])
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "type", "FeatureCollection");
    json_key(&json, "features");
    json_array_begin(&json);
    for (size_t i = 0; i < file->unit_count; i++) {
        text_add(text, i == 0 ? "\n" : "");
        write_feature(&json, file, file->in_file_order[i], shapes[file->in_file_order[i]]);
        text_add(text, "\n");
    }
    json_array_end(&json);
    json_object_end(&json);
    text_add(text, "\n");
}
