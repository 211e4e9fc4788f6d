/* /collections and /collections/{id}: what there is, where it lies, how to get it. */
#include <stdio.h>

#include "geo/geojson.h"
#include "service/api/collection.h"
#include "service/api/derivation_summary.h"
#include "service/api/page_head.h"
#include "service/api/route.h"

/** The region as one box; a little wider than the shapes, so that no client loses an edge to
 * rounding. */
static struct box extent_of(const struct view *view)
{
    enum { MARGIN_E7 = 10000 }; /* about 100 m */
    const struct vintage *vintage = view->snapshot->vintages[view->snapshot->vintage_count - 1];
    struct box box = box_empty();

    for (uint32_t i = 0; i < vintage->region_commune_count; i++)
        box = box_join(box, coverage_unit_box(vintage->coverage, vintage->region_communes[i]));
    return (struct box){box.west_e7 - MARGIN_E7, box.south_e7 - MARGIN_E7, box.east_e7 + MARGIN_E7,
                        box.north_e7 + MARGIN_E7};
}

static void write_extent(struct json *json, const struct view *view)
{
    char first[DATE_TEXT_MAX];

    date_format(date_of(view->snapshot->vintages[0]->year, 1, 1), first);
    json_key(json, "extent");
    json_object_begin(json);
    json_key(json, "spatial");
    json_object_begin(json);
    json_key(json, "bbox");
    json_array_begin(json);
    json_raw(json);
    geojson_add_box(json->text, extent_of(view));
    json_array_end(json);
    json_member_string(json, "crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    json_object_end(json);
    json_key(json, "temporal");
    json_object_begin(json);
    json_key(json, "interval");
    json_array_begin(json);
    json_array_begin(json);
    text_addf(json->text, "\"%sT00:00:00Z\",null", first);
    json->needs_comma = true;
    json_array_end(json);
    json_array_end(json);
    json_object_end(json);
    json_object_end(json);
}

static void write_links(struct json *json, const struct question *question, const char *id)
{
    static const struct words schema = {"Les propriétés", "The properties"};
    struct query_text asked = question_repeat(question, REPEAT_DATE, '?');
    struct query_text more = question_repeat(question, REPEAT_DATE, '&');
    struct query_text language = question_repeat(question, REPEAT_LANGUAGE, '?');

    json_key(json, "links");
    json_array_begin(json);
    link_write(json, question, "self", "application/json",
               (struct words){"Cette collection", "This collection"}, "/collections/%s%s", id,
               asked.bytes);
    link_write(json, question, "alternate", "text/html",
               (struct words){"Cette collection en page", "This collection as a page"},
               "/collections/%s?f=html%s", id, more.bytes);
    link_write(json, question, "items", "application/geo+json",
               (struct words){"Les objets", "The features"}, "/collections/%s/items%s", id,
               asked.bytes);
    link_write(json, question, "items", "text/html",
               (struct words){"Les objets en page", "The features as a page"},
               "/collections/%s/items?f=html%s", id, more.bytes);
    /* GDAL 3.6 looks for the second spelling only. */
    link_write(json, question, "describedby", "application/schema+json", schema,
               "/collections/%s/schema%s", id, language.bytes);
    link_write(json, question, "describedBy", "application/schema+json", schema,
               "/collections/%s/schema%s", id, language.bytes);
    json_array_end(json);
}

static void write_one(struct json *json, const struct question *question,
                      const struct collection *collection)
{
    json_object_begin(json);
    json_member_string(json, "id", collection->id);
    json_member_string(json, "title", words_in(collection->title, question->language));
    json_member_string(json, "description", words_in(collection->description, question->language));
    json_member_string(json, "itemType", "feature");
    json_key(json, "crs");
    json_array_begin(json);
    json_string(json, "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    json_array_end(json);
    write_extent(json, &question->view);
    json_member_integer(json, "revision", question->view.snapshot->revision);
    view_write(json, &question->view);
    derivation_summary_write(json, question->view.period->vintage);
    write_links(json, question, collection->id);
    json_object_end(json);
}

static void add_paragraph(struct html *html, const struct question *question,
                          const struct collection *collection)
{
    char href[1024];
    char count[NUMBER_MAX];

    (void)snprintf(href, sizeof href, "%s/collections/%s/items?f=html%s", question->ask->base_url,
                   collection->id, question_repeat(question, REPEAT_DATE, '&').bytes);
    html_markup(html, "<h2>");
    html_link(html, href, words_in(collection->title, html->language));
    html_markup(html, "</h2>\n<p>");
    html_words(html, collection->description.fr, collection->description.en);
    html_markup(html, " (");
    html_text(html, wording_integer(collection->count(&question->view), html->language, count));
    html_markup(html, ")</p>\n");
}

enum status write_collections(const struct question *question, struct text *text, struct error *err)
{
    struct json json;
    struct html html;

    (void)err;
    if (question->format == FORMAT_HTML) {
        html_init(&html, text, question->language);
        page_begin(&html, question, "Collections");
        for (size_t i = 0; i < COLLECTION_COUNT; i++)
            add_paragraph(&html, question, collections[i]);
        html_page_end(&html);
        return STATUS_OK;
    }
    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "collections");
    json_array_begin(&json);
    for (size_t i = 0; i < COLLECTION_COUNT; i++)
        write_one(&json, question, collections[i]);
    json_array_end(&json);
    json_key(&json, "links");
    json_array_begin(&json);
    link_write(&json, question, "self", "application/json",
               (struct words){"Ce document", "This document"}, "/collections%s",
               question_repeat(question, REPEAT_FILTERS, '?').bytes);
    link_write(&json, question, "alternate", "text/html",
               (struct words){"Ce document en page", "This document as a page"},
               "/collections?f=html%s", question_repeat(question, REPEAT_ALL, '&').bytes);
    json_array_end(&json);
    json_object_end(&json);
    return STATUS_OK;
}

static void add_fields(struct html *html, const struct collection *collection)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "string", [FIELD_INTEGER] = "integer", [FIELD_NUMBER] = "number"};

    html_markup(html, "<table><thead><tr><th scope=\"col\">");
    html_words(html, "Propriété", "Property");
    html_markup(html, "</th><th scope=\"col\">Type</th><th scope=\"col\">");
    html_words(html, "Sens", "Meaning");
    html_markup(html, "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < collection->field_count; i++) {
        html_markup(html, "<tr><th scope=\"row\"><code>");
        html_text(html, collection->fields[i].name);
        html_markup(html, "</code></th><td>");
        html_text(html, types[collection->fields[i].type]);
        html_markup(html, "</td><td>");
        html_words(html, collection->fields[i].title.fr, collection->fields[i].title.en);
        html_markup(html, "</td></tr>\n");
    }
    html_markup(html, "</tbody></table>\n");
}

enum status write_collection(const struct question *question, struct text *text, struct error *err)
{
    const struct collection *collection;
    struct json json;
    struct html html;
    enum status status = collection_find(question->id, &collection, err);

    if (status != STATUS_OK)
        return status;
    if (question->format == FORMAT_HTML) {
        html_init(&html, text, question->language);
        page_begin(&html, question, words_in(collection->title, question->language));
        add_paragraph(&html, question, collection);
        derivation_summary_add(&html, question->view.period->vintage);
        add_fields(&html, collection);
        html_page_end(&html);
        return STATUS_OK;
    }
    json_init(&json, text);
    write_one(&json, question, collection);
    return STATUS_OK;
}

enum status write_schema(const struct question *question, struct text *text, struct error *err)
{
    static const char *const types[] = {
        [FIELD_TEXT] = "string", [FIELD_INTEGER] = "integer", [FIELD_NUMBER] = "number"};
    const struct collection *collection;
    struct json json;
    enum status status = collection_find(question->id, &collection, err);

    if (status != STATUS_OK)
        return status;
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_member_string(&json, "title", words_in(collection->title, question->language));
    json_member_string(&json, "type", "object");
    json_key(&json, "properties");
    json_object_begin(&json);
    json_key(&json, "id");
    json_object_begin(&json);
    json_member_string(&json, "type", "string");
    json_object_end(&json);
    json_key(&json, "geometry");
    json_object_begin(&json);
    json_member_string(&json, "$ref", "https://geojson.org/schema/MultiPolygon.json");
    json_object_end(&json);
    json_key(&json, "properties");
    json_object_begin(&json);
    json_member_string(&json, "type", "object");
    json_key(&json, "properties");
    json_object_begin(&json);
    for (size_t i = 0; i < collection->field_count; i++) {
        json_key(&json, collection->fields[i].name);
        json_object_begin(&json);
        json_member_string(&json, "type", types[collection->fields[i].type]);
        json_member_string(&json, "title",
                           words_in(collection->fields[i].title, question->language));
        json_object_end(&json);
    }
    json_object_end(&json);
    json_object_end(&json);
    json_object_end(&json);
    json_object_end(&json);
    return STATUS_OK;
}
