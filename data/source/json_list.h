/*
 * A JSON array of objects as tables, such as the lists of decoupage-administratif and of
 * geo.api.gouv.fr (not GeoJSON).
 *
 * The members of the objects are the columns. A nested object gives columns "epci.code"; a nested
 * array of objects ("membres") a table of its own, whose rows begin with the values of the object
 * around them as "parent.code"; other arrays are left out.
 */
#ifndef DATA_SOURCE_JSON_LIST_H
#define DATA_SOURCE_JSON_LIST_H

#include "data/source/table.h"

enum { JSON_LIST_DEPTH_MAX = 16, JSON_LIST_TABLE_MAX = 8, JSON_LIST_BYTES_MAX = 256 * 1024 * 1024 };

/** The list itself first, then the nested ones as they came. */
struct json_tables {
    struct table *list[JSON_LIST_TABLE_MAX];
    size_t count;
};

void json_tables_release(struct json_tables *tables);
DEFINE_SCOPED(json_tables)

/** Does the text begin with an array? */
bool json_list_is_one(const char *bytes, size_t length);

/**
 * The first table has the given name, a nested one that of its member. Objects are read one by
 * one, so that only one is ever held twice. STATUS_FORMAT: no JSON, cut off, nested deeper than
 * JSON_LIST_DEPTH_MAX, or an element that is no object; the subject is "name:line".
 */
enum status json_list_read(const char *bytes, size_t length, const char *name,
                           struct json_tables *ret_tables, struct error *err) MUST_CHECK;

#endif
