#include "service/api/route.h"

static const char *const no_parameters[] = {NULL};
static const char *const date_parameters[] = {"datetime", "vintage", NULL};
static const char *const items_parameters[] = {"limit",    "offset",  "bbox",
                                               "datetime", "vintage", NULL};
static const char *const locate_parameters[] = {"lon", "lat", "datetime", "vintage", NULL};

#define JSON "application/json"
#define GEOJSON "application/geo+json"
#define SCHEMA "application/schema+json"
#define OPENAPI "application/vnd.oai.openapi+json;version=3.0"

const struct route routes[] = {
    {"/", date_parameters, JSON, write_landing, true, false},
    {"/conformance", no_parameters, JSON, write_conformance, false, false},
    {"/api", no_parameters, OPENAPI, write_openapi, true, false},
    {"/collections", date_parameters, JSON, write_collections, true, false},
    {"/collections/{id}", date_parameters, JSON, write_collection, true, false},
    {"/collections/{id}/schema", no_parameters, SCHEMA, write_schema, true, true},
    {"/collections/{id}/items", items_parameters, GEOJSON, write_items, true, false},
    {"/collections/{id}/items/{item}", date_parameters, GEOJSON, write_item, true, false},
    {"/locate", locate_parameters, JSON, write_locate, true, false},
    {"/healthz", no_parameters, JSON, write_health, false, true},
    {"/readyz", no_parameters, JSON, write_ready, true, true},
    {"/version", no_parameters, JSON, write_version, false, true},
};

const size_t route_count = sizeof routes / sizeof *routes;
