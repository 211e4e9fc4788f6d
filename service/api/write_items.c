/* /collections/{id}/items: what GIS clients read. */
#include "service/api/coverage_summary.h"
#include "service/api/feature_page.h"
#include "service/api/items.h"
#include "service/api/route.h"

static enum status parse_query(const struct question *question, struct items_query *ret_query,
                               struct error *err)
{
    const char *bbox = question_parameter(question, "bbox");
    enum status status = page_parse(question_parameter(question, "limit"),
                                    question_parameter(question, "offset"), &ret_query->page, err);

    ret_query->has_bbox = bbox != NULL;
    if (status == STATUS_OK && bbox != NULL)
        status = bbox_parse(bbox, &ret_query->bbox, err);
    return status;
}

static void write_page_link(struct json *json, const struct question *question,
                            const struct items_query *query, const char *rel, struct words title,
                            uint32_t offset)
{
    link_write(json, question, rel, "application/geo+json", title,
               "/collections/%s/items?limit=%u&offset=%u%s", question->id, query->page.limit,
               offset, question_repeat(question, REPEAT_FILTERS, '&').bytes);
}

static void write_links(struct json *json, const struct question *question,
                        const struct items_query *query, const struct items_result *result)
{
    uint32_t offset = query->page.offset;
    uint32_t limit = query->page.limit;

    json_key(json, "links");
    json_array_begin(json);
    write_page_link(json, question, query, "self", (struct words){"Cette page", "This page"},
                    offset);
    link_write(json, question, "alternate", "text/html",
               (struct words){"Cette collection en page", "This collection as a page"},
               "/collections/%s/items?f=html%s", question->id,
               question_repeat(question, REPEAT_ALL, '&').bytes);
    link_write(json, question, "collection", "application/json",
               (struct words){"La collection", "The collection"}, "/collections/%s%s", question->id,
               question_repeat(question, REPEAT_DATE, '?').bytes);
    if (result->returned > 0 && offset + result->returned < result->matched)
        write_page_link(json, question, query, "next", (struct words){"Page suivante", "Next page"},
                        offset + result->returned);
    if (offset > 0)
        write_page_link(json, question, query, "prev",
                        (struct words){"Page précédente", "Previous page"},
                        offset > limit ? offset - limit : 0);
    json_array_end(json);
}

static void visit_json(const struct collection *collection, const struct feature *feature,
                       void *context)
{
    struct json *json = context;

    json_object_begin(json);
    feature_write_members(json, collection, feature);
    json_object_end(json);
}

static enum status write_json(const struct collection *collection, const struct question *question,
                              const struct items_query *query, struct text *text)
{
    struct items_result result;
    struct json json;
    enum status status;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "type", "FeatureCollection");
    json_key(&json, "features");
    json_array_begin(&json);
    status = items_walk(collection, &question->view, query, visit_json, &json, &result);
    if (status != STATUS_OK)
        return status;
    json_array_end(&json);
    json_member_integer(&json, "numberMatched", result.matched);
    json_member_integer(&json, "numberReturned", result.returned);
    view_write(&json, &question->view);
    if (collection == &gaps_collection)
        coverage_summary_write(&json, &question->view);
    write_links(&json, question, query, &result);
    json_object_end(&json);
    return STATUS_OK;
}

enum status write_items(const struct question *question, struct text *text, struct error *err)
{
    const struct collection *collection;
    struct items_query query;
    enum status status = collection_find(question->id, &collection, err);

    if (status == STATUS_OK)
        status = parse_query(question, &query, err);
    if (status != STATUS_OK)
        return status;
    status = question->format == FORMAT_HTML ? feature_page_list(collection, question, &query, text)
                                             : write_json(collection, question, &query, text);
    return status == STATUS_NO_MEMORY ? error_no_memory(err) : status;
}
