#include "service/api/items.h"

#include <stdlib.h>

/** Reads the feature into the caller's; true when the query selects it. */
static bool read_selected(const struct collection *collection, const struct view *view,
                          const struct items_query *query, uint32_t index, struct feature *feature)
{
    feature->value_count = 0;
    feature->text_length = 0;
    collection->read(view, index, feature);
    return !query->has_bbox || bbox_meets(&query->bbox, feature->box, feature->shape);
}

enum status items_walk(const struct collection *collection, const struct view *view,
                       const struct items_query *query, items_visitor *visit, void *context,
                       struct items_result *ret_result)
{
    struct items_result result = {0};
    uint32_t total = collection->count(view);
    struct feature *feature = malloc(sizeof *feature);

    if (feature == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < total; i++) {
        if (!query->has_bbox && (i < query->page.offset || result.returned == query->page.limit)) {
            result.matched++; /* counted without being read */
            continue;
        }
        if (!read_selected(collection, view, query, i, feature))
            continue;
        if (result.matched++ < query->page.offset || result.returned == query->page.limit)
            continue;
        visit(collection, feature, context);
        result.returned++;
    }
    free(feature);
    *ret_result = result;
    return STATUS_OK;
}
