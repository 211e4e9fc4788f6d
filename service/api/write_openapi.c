/*
 * /api: the interface described in OpenAPI 3.0, with a concrete path for each collection, as GDAL
 * and QGIS want it. The parameters and answers that no program of ours varies are constant text.
 */
#include <stdio.h>

#include "service/api/collection.h"
#include "service/api/page_head.h"
#include "service/api/route.h"
#include "service/query/page.h"
#include "service/version.h"

static const char components[] =
    "{\"parameters\":{"
    "\"limit\":{\"name\":\"limit\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":%d,"
    "\"default\":%d}},"
    "\"offset\":{\"name\":\"offset\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"schema\":{\"type\":\"integer\",\"minimum\":0,\"default\":0}},"
    "\"bbox\":{\"name\":\"bbox\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"schema\":{\"type\":\"array\",\"minItems\":4,\"maxItems\":6,"
    "\"items\":{\"type\":\"number\"}}},"
    "\"datetime\":{\"name\":\"datetime\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"description\":\"The day the answer is about. An interval is read at its "
    "day nearest to today.\",\"schema\":{\"type\":\"string\"}},"
    "\"vintage\":{\"name\":\"vintage\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"description\":\"The year in whose codes, EPCI, populations and outlines "
    "the "
    "contracts of that day are expressed; without it the last vintage not after the day.\","
    "\"schema\":{\"type\":\"integer\"}},"
    "\"f\":{\"name\":\"f\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"schema\":{\"type\":\"string\",\"enum\":[\"json\",\"geojson\",\"html\"]}},"
    "\"lang\":{\"name\":\"lang\",\"in\":\"query\",\"required\":false,\"style\":\"form\","
    "\"explode\":false,\"schema\":{\"type\":\"string\",\"enum\":[\"fr\",\"en\"]}},"
    "\"itemId\":{\"name\":\"itemId\",\"in\":\"path\",\"required\":true,"
    "\"schema\":{\"type\":\"string\"}},"
    "\"lon\":{\"name\":\"lon\",\"in\":\"query\",\"required\":true,"
    "\"schema\":{\"type\":\"number\"}},"
    "\"lat\":{\"name\":\"lat\",\"in\":\"query\",\"required\":true,"
    "\"schema\":{\"type\":\"number\"}}},"
    "\"responses\":{"
    "\"json\":{\"description\":\"The document\",\"content\":{"
    "\"application/json\":{\"schema\":{\"type\":\"object\"}},"
    "\"text/html\":{\"schema\":{\"type\":\"string\"}}}},"
    "\"geojson\":{\"description\":\"The features. notices says what qualifies the answer: with the "
    "code "
    "derived, which shapes, EPCI or populations are of another year than the vintage. The property "
    "derivation says what a shape was made from: 02054=02054+02695, a commune and whose land of "
    "the "
    "year of the shapes it is; 60054/60694, an outline that follows the line along which a commune "
    "was divided; the metadata of the collection has the reasons.\",\"content\":{"
    "\"application/geo+json\":{\"schema\":{\"type\":\"object\"}},"
    "\"text/html\":{\"schema\":{\"type\":\"string\"}}}},"
    "\"problem\":{\"description\":\"What went wrong, and what to do\",\"content\":{"
    "\"application/problem+json\":{\"schema\":{\"type\":\"object\"}}}}}}";

/** One path with its summary, the references of its parameters (ended by NULL) and its answer. */
struct path {
    const char *summary;
    const char *answer;
    const char *parameters[8];
};

static void write_path(struct json *json, const char *path, const struct path *what)
{
    char reference[64];

    json_key(json, path);
    json_object_begin(json);
    json_key(json, "get");
    json_object_begin(json);
    json_member_string(json, "summary", what->summary);
    json_key(json, "parameters");
    json_array_begin(json);
    for (size_t i = 0; what->parameters[i] != NULL; i++) {
        (void)snprintf(reference, sizeof reference, "#/components/parameters/%s",
                       what->parameters[i]);
        json_object_begin(json);
        json_member_string(json, "$ref", reference);
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "responses");
    json_object_begin(json);
    (void)snprintf(reference, sizeof reference, "#/components/responses/%s", what->answer);
    json_key(json, "200");
    json_object_begin(json);
    json_member_string(json, "$ref", reference);
    json_object_end(json);
    json_key(json, "default");
    json_object_begin(json);
    json_member_string(json, "$ref", "#/components/responses/problem");
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

static void write_collection_paths(struct json *json, const struct collection *collection)
{
    static const struct path one = {"The collection", "json", {"datetime", "vintage", "f", "lang"}};
    static const struct path schema = {"The properties of its features", "json", {"lang"}};
    static const struct path items = {
        "Its features", "geojson", {"limit", "offset", "bbox", "datetime", "vintage", "f", "lang"}};
    static const struct path item = {
        "One feature", "geojson", {"itemId", "datetime", "vintage", "f", "lang"}};
    char path[128];

    (void)snprintf(path, sizeof path, "/collections/%s", collection->id);
    write_path(json, path, &one);
    (void)snprintf(path, sizeof path, "/collections/%s/schema", collection->id);
    write_path(json, path, &schema);
    (void)snprintf(path, sizeof path, "/collections/%s/items", collection->id);
    write_path(json, path, &items);
    (void)snprintf(path, sizeof path, "/collections/%s/items/{itemId}", collection->id);
    write_path(json, path, &item);
}

static void write_paths(struct json *json)
{
    static const struct {
        const char *path;
        struct path what;
    } fixed[] = {
        {"/", {"Where everything begins", "json", {"datetime", "vintage", "f", "lang"}}},
        {"/conformance", {"Conformance classes", "json", {"f", "lang"}}},
        {"/collections", {"The collections", "json", {"datetime", "vintage", "f", "lang"}}},
        {"/locate",
         {"What stands at a point", "json", {"lon", "lat", "datetime", "vintage", "f", "lang"}}},
    };

    json_key(json, "paths");
    json_object_begin(json);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        write_path(json, fixed[i].path, &fixed[i].what);
    for (size_t i = 0; i < COLLECTION_COUNT; i++)
        write_collection_paths(json, collections[i]);
    json_object_end(json);
}

static void write_json(const struct question *question, struct text *text)
{
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "openapi", "3.0.3");
    json_key(&json, "info");
    json_object_begin(&json);
    json_member_string(&json, "title", "Lisière");
    json_member_string(&json, "version", LISIERE_VERSION);
    json_member_string(
        &json, "description",
        "Perimeters of tourism contracts of a French region, and the territories that "
        "no contract covers (OGC API Features).");
    json_object_end(&json);
    json_key(&json, "servers");
    json_array_begin(&json);
    json_object_begin(&json);
    json_member_string(&json, "url", question->ask->base_url);
    json_object_end(&json);
    json_array_end(&json);
    write_paths(&json);
    json_key(&json, "components");
    json_raw(&json);
    text_addf(text, components, PAGE_LIMIT_MAX, PAGE_LIMIT_DEFAULT);
    json_object_end(&json);
}

static void write_page(const struct question *question, struct text *text)
{
    struct html html;

    html_init(&html, text, question->language);
    page_begin(&html, question, "OGC API Features");
    html_markup(&html, "<p>");
    html_words(
        &html,
        "Les paramètres limit, offset, bbox, datetime, vintage, f et lang s'ajoutent aux adresses "
        "ci-dessous. datetime est le jour dont parle la réponse ; vintage, l'année dans les codes "
        "de laquelle elle s'exprime.",
        "The parameters limit, offset, bbox, datetime, vintage, f and lang go with the addresses "
        "below. datetime is the day the answer is about, vintage the year in whose codes it is "
        "expressed.");
    html_markup(&html, "</p>\n<ul>\n");
    for (size_t i = 0; i < COLLECTION_COUNT; i++) {
        char href[1024];

        (void)snprintf(href, sizeof href, "%s/collections/%s/items?limit=10%s",
                       question->ask->base_url, collections[i]->id,
                       question_repeat(question, REPEAT_LANGUAGE, '&').bytes);
        html_markup(&html, "<li>");
        html_link(&html, href, href);
        html_markup(&html, "</li>\n");
    }
    html_markup(&html, "</ul>\n<pre>curl '");
    html_text(&html, question->ask->base_url);
    html_markup(&html, "/collections/gaps/items?limit=1'</pre>\n");
    html_page_end(&html);
}

enum status write_openapi(const struct question *question, struct text *text, struct error *err)
{
    (void)err;
    if (question->format == FORMAT_HTML)
        write_page(question, text);
    else
        write_json(question, text);
    return STATUS_OK;
}
