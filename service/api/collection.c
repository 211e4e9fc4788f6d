#include "service/api/collection.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/derivation.h"
#include "geo/geojson.h"

const struct collection *const collections[COLLECTION_COUNT] = {
    &communes_collection,  &epci_collection, &departements_collection,
    &contracts_collection, &gaps_collection,
};

enum status collection_find(const char *id, const struct collection **ret_collection,
                            struct error *err)
{
    for (size_t i = 0; i < COLLECTION_COUNT; i++) {
        if (strcmp(collections[i]->id, id) == 0) {
            *ret_collection = collections[i];
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_NOT_FOUND, id,
                     "there is no such collection; there are communes, epci, departements, "
                     "contracts and gaps",
                     "cette collection n'existe pas ; il y a communes, epci, departements, "
                     "contracts et gaps");
}

static struct value *add_value(struct feature *feature, enum field_type type)
{
    struct value *value = &feature->values[feature->value_count++];

    *value = (struct value){.type = type};
    return value;
}

void feature_add_text(struct feature *feature, const char *text)
{
    struct value *value = add_value(feature, FIELD_TEXT);

    value->text = text;
    value->is_null = text == NULL || text[0] == '\0';
}

void feature_add_textf(struct feature *feature, const char *format, ...)
{
    char *room = feature->texts + feature->text_length;
    size_t left = sizeof feature->texts - feature->text_length;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(room, left, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= left) {
        feature_add_null(feature);
        return;
    }
    feature->text_length += (size_t)length + 1;
    feature_add_text(feature, room);
}

void feature_add_integer(struct feature *feature, int64_t value)
{
    add_value(feature, FIELD_INTEGER)->integer = value;
}

void feature_add_population(struct feature *feature, int64_t value)
{
    struct value *added = add_value(feature, FIELD_INTEGER);

    added->integer = value;
    added->is_null = value == POPULATION_UNKNOWN;
}

void feature_add_number(struct feature *feature, double value)
{
    struct value *added = add_value(feature, FIELD_NUMBER);

    added->number = value;
    added->is_null = !isfinite(value);
}

void feature_add_null(struct feature *feature)
{
    add_value(feature, FIELD_TEXT)->is_null = true;
}

void feature_add_derivation(struct feature *feature, const struct vintage *vintage,
                            const uint32_t communes[], size_t count)
{
    SCOPED(text) text = {0};
    const char *bytes;
    size_t length;

    text_init(&text, FEATURE_TEXT_MAX);
    derivation_add(&text, vintage, communes, count);
    if (text_view(&text, &bytes, &length) == STATUS_OK)
        feature_add_textf(feature, "%s", bytes);
    else
        feature_add_null(feature);
}

enum { CONTRACTS_SHOWN = 8 };

void feature_add_contracts(struct feature *feature, const struct view *view, uint32_t commune)
{
    const struct register_rows *rows = view->snapshot->rows;
    const struct period_version *versions[CONTRACTS_SHOWN];
    size_t count = period_versions_of(view->period, commune, versions, CONTRACTS_SHOWN);
    char ids[512] = "";
    char names[1024] = "";
    size_t id_length = 0;
    size_t name_length = 0;

    for (size_t i = 0; i < count; i++) {
        const struct contract *contract =
            &rows->contracts[versions[i]->perimeter->version->contract];

        if (versions[i]->force != FORCE_YES || id_length >= sizeof ids ||
            name_length >= sizeof names)
            continue;
        id_length += (size_t)snprintf(ids + id_length, sizeof ids - id_length, "%s%s",
                                      id_length > 0 ? " " : "", contract->id);
        name_length += (size_t)snprintf(names + name_length, sizeof names - name_length, "%s%s",
                                        name_length > 0 ? " ; " : "", contract->name);
    }
    feature_add_textf(feature, "%s", ids);
    feature_add_textf(feature, "%s", names);
}

static void write_value(struct json *json, const struct value *value)
{
    if (value->is_null) {
        json_null(json);
        return;
    }
    switch (value->type) {
    case FIELD_TEXT:
        json_string(json, value->text);
        break;
    case FIELD_INTEGER:
        json_integer(json, value->integer);
        break;
    case FIELD_NUMBER:
        json_number(json, value->number, 3);
        break;
    }
}

void feature_write_members(struct json *json, const struct collection *collection,
                           const struct feature *feature)
{
    json_member_string(json, "type", "Feature");
    json_member_string(json, "id", feature->id);
    json_key(json, "geometry");
    json_raw(json);
    geojson_add_multipolygon(json->text, feature->shape);
    json_key(json, "properties");
    json_object_begin(json);
    for (size_t i = 0; i < collection->field_count; i++) {
        json_key(json, collection->fields[i].name);
        write_value(json, &feature->values[i]);
    }
    json_object_end(json);
}
