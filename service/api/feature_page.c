#include "service/api/feature_page.h"

#include <stdio.h>
#include <string.h>

#include "geo/utf8.h"
#include "service/api/page_head.h"
#include "service/report/drawing.h"

/* What the codes of a field mean to people; codes that are names stay as they are. */
static const struct {
    const char *field;
    const char *code;
    struct words words;
} meanings[] = {
    {"in_force", "yes", {"oui", "yes"}},
    {"certainty", "stated", {"énoncés par une source", "stated by a source"}},
    {"certainty", "inferred", {"déduits", "inferred"}},
    {"evidence", "press", {"la presse", "the press"}},
    {"evidence", "official", {"un document officiel", "an official document"}},
};

static struct words meaning_of(const char *field, const char *code)
{
    for (int i = 0; strcmp(field, "standing") == 0 && i < STANDING_COUNT; i++) {
        if (strcmp(standing_name((enum standing)i), code) == 0)
            return standing_words((enum standing)i);
    }
    for (int i = 0; strcmp(field, "status") == 0 && i <= CONTRACT_TERMINATED; i++) {
        if (strcmp(contract_status_name((enum contract_status)i), code) == 0)
            return contract_status_words((enum contract_status)i);
    }
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (strcmp(meanings[i].field, field) == 0 && strcmp(meanings[i].code, code) == 0)
            return meanings[i].words;
    }
    return (struct words){code, code};
}

/** The field's title; without what only a program needs. */
static struct words label_of(const struct field *field)
{
    if (strcmp(field->name, "derivation") == 0)
        return (struct words){"Contour dérivé", "Derived shape"};
    return strcmp(field->name, "area_m2") == 0
               ? (struct words){"Surface géodésique", "Geodesic area"}
               : field->title;
}

static bool is_date(const struct field *field)
{
    return strcmp(field->name, "valid_from") == 0 || strcmp(field->name, "valid_to") == 0;
}

/** A date as people read it; anything else is left as it is. */
static void add_date(struct html *html, const char *iso)
{
    struct loose_date date;
    char words[32];

    if (loose_date_parse(iso, &date, NULL) != STATUS_OK) {
        html_text(html, iso);
        return;
    }
    loose_date_format_words(date, html->language, words);
    html_text(html, words);
}

void feature_page_value(struct html *html, const struct field *field, const struct value *value)
{
    struct words meaning;
    char number[NUMBER_MAX];

    if (value->is_null)
        return;
    switch (value->type) {
    case FIELD_TEXT:
        if (is_date(field)) {
            add_date(html, value->text);
            break;
        }
        meaning = meaning_of(field->name, value->text);
        html_words(html, meaning.fr, meaning.en);
        break;
    case FIELD_INTEGER:
        if (strcmp(field->name, "vintage") == 0 || strcmp(field->name, "version") == 0)
            (void)snprintf(number, sizeof number, "%lld", (long long)value->integer);
        else
            wording_integer(value->integer, html->language, number);
        html_text(html, number);
        break;
    case FIELD_NUMBER:
        if (strcmp(field->name, "area_m2") == 0)
            wording_area(value->number, html->language, number);
        else
            wording_integer((int64_t)(value->number + 0.5), html->language, number);
        html_text(html, number);
        break;
    }
}

/** What a visit of one row needs. */
struct row_context {
    struct html *html;
    const struct question *question;
};

static void visit_row(const struct collection *collection, const struct feature *feature,
                      void *context)
{
    struct row_context *row = context;
    char href[1024];
    bool is_first = true;

    html_markup(row->html, "<tr>");
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];

        if (!field->in_list)
            continue;
        html_markup(row->html, is_first                    ? "<th scope=\"row\">"
                               : field->type == FIELD_TEXT ? "<td>"
                                                           : "<td class=\"n\">");
        if (is_first) {
            (void)snprintf(href, sizeof href, "%s/collections/%s/items/%s%s",
                           row->question->ask->base_url, collection->id, feature->id,
                           question_repeat(row->question, REPEAT_DATE, '?').bytes);
            html_link(row->html, href, feature->id);
        } else {
            feature_page_value(row->html, field, &feature->values[i]);
        }
        html_markup(row->html, is_first ? "</th>" : "</td>");
        is_first = false;
    }
    html_markup(row->html, "</tr>\n");
}

static void table_head(struct html *html, const struct collection *collection)
{
    html_markup(html, "<div class=\"wide\"><table>\n<caption>");
    html_words(html, collection->description.fr, collection->description.en);
    html_markup(html, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < collection->field_count; i++) {
        const struct field *field = &collection->fields[i];

        if (!field->in_list)
            continue;
        html_markup(html, field->type == FIELD_TEXT ? "<th scope=\"col\">"
                                                    : "<th scope=\"col\" class=\"n\">");
        html_text(html, words_in(label_of(field), html->language));
        html_markup(html, "</th>");
    }
    html_markup(html, "</tr></thead>\n<tbody>\n");
}

static void page_link(struct html *html, const struct question *question,
                      const struct items_query *query, uint32_t offset, struct words label)
{
    char href[1024];

    (void)snprintf(href, sizeof href, "%s/collections/%s/items?limit=%u&offset=%u%s",
                   question->ask->base_url, question->id, query->page.limit, offset,
                   question_repeat(question, REPEAT_FILTERS, '&').bytes);
    html_markup(html, "<p>");
    html_link(html, href, words_in(label, html->language));
    html_markup(html, "</p>\n");
}

enum { PAGE_ROWS = 100 };

enum status feature_page_list(const struct collection *collection, const struct question *question,
                              const struct items_query *query, struct text *text)
{
    struct items_query rows = *query;
    struct items_result result;
    struct html html;
    struct row_context row = {&html, question};
    struct sentence headline;
    char matched[NUMBER_MAX];
    enum status status;

    if (question_parameter(question, "limit") == NULL)
        rows.page.limit = PAGE_ROWS; /* people turn pages, programs do not */
    html_init(&html, text, question->language);
    page_begin(&html, question, words_in(collection->title, question->language));
    wording_headline(question->view.period, question->view.at, &headline);
    html_markup(&html, "<p class=\"headline\">");
    html_text(&html, sentence_in(&headline, question->language));
    html_markup(&html, "</p>\n");
    table_head(&html, collection);
    status = items_walk(collection, &question->view, &rows, visit_row, &row, &result);
    if (status != STATUS_OK)
        return status;
    html_markup(&html, "</tbody></table></div>\n<p>");
    html_text(&html, wording_integer(result.matched, html.language, matched));
    html_text(&html, " ");
    html_text(&html, wording_noun(NOUN_FEATURE, result.matched, html.language));
    html_markup(&html, "</p>\n");
    if (result.returned > 0 && rows.page.offset + result.returned < result.matched)
        page_link(&html, question, &rows, rows.page.offset + result.returned,
                  (struct words){"Page suivante", "Next page"});
    if (rows.page.offset > 0)
        page_link(&html, question, &rows,
                  rows.page.offset > rows.page.limit ? rows.page.offset - rows.page.limit : 0,
                  (struct words){"Page précédente", "Previous page"});
    html_page_end(&html);
    return STATUS_OK;
}

void feature_page_one(const struct collection *collection, const struct question *question,
                      const struct feature *feature, struct text *text)
{
    struct html html;
    char title[160];

    html_init(&html, text, question->language);
    (void)snprintf(title, sizeof title, "%.120s",
                   collection->field_count > 1 && feature->values[1].type == FIELD_TEXT &&
                           !feature->values[1].is_null && collection != &gaps_collection
                       ? feature->values[1].text
                       : feature->id);
    utf8_end_at_character(title);
    page_begin(&html, question, title);
    drawing_add(text, feature->shape, title);
    html_markup(&html, "<dl>\n");
    for (size_t i = 0; i < collection->field_count; i++) {
        if (feature->values[i].is_null)
            continue;
        html_markup(&html, "<dt>");
        html_text(&html, words_in(label_of(&collection->fields[i]), html.language));
        html_markup(&html, "</dt><dd>");
        feature_page_value(&html, &collection->fields[i], &feature->values[i]);
        html_markup(&html, "</dd>\n");
    }
    html_markup(&html, "</dl>\n");
    html_page_end(&html);
}
