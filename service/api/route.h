/* The table of resources: path, accepted parameters, media type, writer. 404 is written once, in
 * api.c. */
#ifndef SERVICE_API_ROUTE_H
#define SERVICE_API_ROUTE_H

#include "service/api/question.h"

struct route {
    const char *path;              /* {id} and {item} stand for one segment */
    const char *const *parameters; /* accepted beside f and lang, ended by NULL */
    const char *json_type;
    resource_writer *write;
    bool needs_snapshot; /* 503 until one is loaded */
    bool is_json_only;
};

extern const struct route routes[];
extern const size_t route_count;

/* One writer a resource, each in the file of its name. */
resource_writer write_landing;
resource_writer write_conformance;
resource_writer write_collections;
resource_writer write_collection;
resource_writer write_schema;
resource_writer write_items;
resource_writer write_item;
resource_writer write_locate;
resource_writer write_openapi;
resource_writer write_health;
resource_writer write_ready;
resource_writer write_version;

#endif
