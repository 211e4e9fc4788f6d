/* Walking the items that a query selects, whatever they are written as. */
#ifndef SERVICE_API_ITEMS_H
#define SERVICE_API_ITEMS_H

#include "service/api/collection.h"
#include "service/query/bbox.h"
#include "service/query/page.h"

struct items_query {
    struct page page;
    struct bbox bbox;
    bool has_bbox;
};

struct items_result {
    uint32_t matched;
    uint32_t returned;
};

typedef void items_visitor(const struct collection *collection, const struct feature *feature,
                           void *context);

/** Visits one page of the selected features in the collection's order, and counts them all. */
enum status items_walk(const struct collection *collection, const struct view *view,
                       const struct items_query *query, items_visitor *visit, void *context,
                       struct items_result *ret_result) MUST_CHECK;

#endif
