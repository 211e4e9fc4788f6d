/* /conformance: only the classes whose tests pass. */
#include "service/api/page_head.h"
#include "service/api/route.h"

static const char *const classes[] = {
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
};

enum { CLASS_COUNT = sizeof classes / sizeof *classes };

static void write_page(const struct question *question, struct text *text)
{
    struct html html;

    html_init(&html, text, question->language);
    page_begin(&html, question,
               question->language == LANGUAGE_FR ? "Classes de conformité" : "Conformance classes");
    html_markup(&html, "<ul>\n");
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        html_markup(&html, "<li>");
        html_text(&html, classes[i]);
        html_markup(&html, "</li>\n");
    }
    html_markup(&html, "</ul>\n");
    html_page_end(&html);
}

enum status write_conformance(const struct question *question, struct text *text, struct error *err)
{
    struct json json;

    (void)err;
    if (question->format == FORMAT_HTML) {
        write_page(question, text);
        return STATUS_OK;
    }
    json_init(&json, text);
    json_object_begin(&json);
    json_key(&json, "conformsTo");
    json_array_begin(&json);
    for (size_t i = 0; i < CLASS_COUNT; i++)
        json_string(&json, classes[i]);
    json_array_end(&json);
    json_object_end(&json);
    return STATUS_OK;
}
