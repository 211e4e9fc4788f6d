/* Features of a polygon layer written back as GeoJSON (RFC 7946). */
#ifndef SERVICE_CLI_COVERAGE_FEATURES_H
#define SERVICE_CLI_COVERAGE_FEATURES_H

#include "data/source/polygon_file.h"
#include "service/report/json.h"

/** The value of a field as JSON: numbers and booleans as such, null where it has none. */
void feature_value_write(struct json *json, const struct polygon_file *file, uint32_t unit,
                         size_t field);

/** A FeatureCollection of all features in the file's order, with these shapes. */
void features_write(struct text *text, const struct polygon_file *file,
                    const struct multipolygon *const shapes[]);

#endif
