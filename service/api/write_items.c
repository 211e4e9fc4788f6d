/* /collections/{id}/items and one item: what GIS clients read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geojson.h"
#include "service/api/collection.h"
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
    ret_query->bbox_text = bbox;
    if (status == STATUS_OK && bbox != NULL)
        status = bbox_parse(bbox, &ret_query->bbox, err);
    return status;
}

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

/** The parameters that a link to another page repeats, each preceded by & ; bbox only digits and
 * commas. */
static void repeat_parameters(const struct question *question, const struct items_query *query,
                              char *ret_text, size_t size)
{
    char at[DATE_TEXT_MAX] = "";
    const char *f = question_parameter(question, "f");
    const char *lang = question_parameter(question, "lang");

    if (question->has_date)
        date_format(question->view.at, at);
    (void)snprintf(ret_text, size, "%s%s%s%s%s%s%s%s", query->has_bbox ? "&bbox=" : "",
                   query->has_bbox ? query->bbox_text : "", question->has_date ? "&datetime=" : "",
                   at, f != NULL ? "&f=" : "", f != NULL ? f : "", lang != NULL ? "&lang=" : "",
                   lang != NULL ? lang : "");
    for (char *c = ret_text; *c != '\0'; c++) {
        if (*c == '+') /* a sign in bbox would be read as a blank */
            *c = '0';
    }
}

static void write_page_link(struct json *json, const struct question *question,
                            const struct items_query *query, const char *rel, const char *title,
                            uint32_t offset)
{
    char repeated[400];

    repeat_parameters(question, query, repeated, sizeof repeated);
    link_write(json, question, rel, "application/geo+json", title,
               "/collections/%s/items?limit=%u&offset=%u%s", question->id, query->page.limit,
               offset, repeated);
}

static void write_links(struct json *json, const struct question *question,
                        const struct items_query *query, const struct items_result *result)
{
    uint32_t offset = query->page.offset;
    uint32_t limit = query->page.limit;

    json_key(json, "links");
    json_array_begin(json);
    write_page_link(json, question, query, "self", "This page", offset);
    link_write(json, question, "alternate", "text/html", "This collection as a page",
               "/collections/%s/items?f=html", question->id);
    link_write(json, question, "collection", "application/json", "The collection",
               "/collections/%s", question->id);
    if (result->returned > 0 && offset + result->returned < result->matched)
        write_page_link(json, question, query, "next", "Next page", offset + result->returned);
    if (offset > 0)
        write_page_link(json, question, query, "prev", "Previous page",
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

static enum status absent(const struct collection *collection, const struct question *question,
                          struct error *err)
{
    char date[DATE_TEXT_MAX];

    if (collection->explain_absence != NULL)
        return collection->explain_absence(&question->view, question->item, err);
    date_format(question->view.at, date);
    return error_set(err, STATUS_NOT_FOUND, question->item,
                     "the collection %s has no such feature on %s; ask another date with datetime=",
                     "la collection %s n'a pas cet objet le %s ; demandez une autre date avec "
                     "datetime=",
                     collection->id, date);
}

static void write_item_json(const struct collection *collection, const struct question *question,
                            const struct feature *feature, struct text *text)
{
    struct json json;
    char at[DATE_TEXT_MAX] = "";

    if (question->has_date)
        date_format(question->view.at, at);
    json_init(&json, text);
    json_object_begin(&json);
    feature_write_members(&json, collection, feature);
    view_write(&json, &question->view);
    json_key(&json, "links");
    json_array_begin(&json);
    link_write(&json, question, "self", "application/geo+json", "This feature",
               "/collections/%s/items/%s%s%s", collection->id, feature->id,
               question->has_date ? "?datetime=" : "", at);
    link_write(&json, question, "alternate", "text/html", "This feature as a page",
               "/collections/%s/items/%s?f=html%s%s", collection->id, feature->id,
               question->has_date ? "&datetime=" : "", at);
    link_write(&json, question, "collection", "application/json", "The collection",
               "/collections/%s", collection->id);
    json_array_end(&json);
    json_object_end(&json);
}

enum status write_item(const struct question *question, struct text *text, struct error *err)
{
    const struct collection *collection;
    struct feature *feature;
    uint32_t index;
    enum status status = collection_find(question->id, &collection, err);

    if (status != STATUS_OK)
        return status;
    index = collection->find(&question->view, question->item);
    if (index == UINT32_MAX)
        return absent(collection, question, err);
    feature = calloc(1, sizeof *feature);
    if (feature == NULL)
        return error_no_memory(err);
    collection->read(&question->view, index, feature);
    if (question->format == FORMAT_HTML)
        feature_page_one(collection, question, feature, text);
    else
        write_item_json(collection, question, feature, text);
    free(feature);
    return STATUS_OK;
}
