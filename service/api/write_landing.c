/* / : where everything begins, for programs and for people. */
#include <stdio.h>

#include "service/api/coverage_summary.h"
#include "service/api/page_head.h"
#include "service/api/route.h"

enum { HREF_MAX = 1024 };

static void write_json(const struct question *question, struct text *text)
{
    struct query_text language = question_repeat(question, REPEAT_LANGUAGE, '?');
    struct json json;

    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "title", "Lisière");
    json_member_string(&json, "description",
                       question->language == LANGUAGE_FR
                           ? "Périmètres des contrats de tourisme et territoires non couverts"
                           : "Perimeters of tourism contracts and territories not covered");
    view_write(&json, &question->view);
    coverage_summary_write(&json, &question->view);
    json_key(&json, "links");
    json_array_begin(&json);
    link_write(&json, question, "self", "application/json",
               (struct words){"Ce document", "This document"}, "/%s",
               question_repeat(question, REPEAT_FILTERS, '?').bytes);
    link_write(&json, question, "alternate", "text/html",
               (struct words){"Ce document en page", "This document as a page"}, "/?f=html%s",
               question_repeat(question, REPEAT_ALL, '&').bytes);
    link_write(&json, question, "service-desc", "application/vnd.oai.openapi+json;version=3.0",
               (struct words){"L'interface", "The API"}, "/api%s", language.bytes);
    link_write(&json, question, "service-doc", "text/html",
               (struct words){"L'interface en page", "The API as a page"}, "/api?f=html%s",
               question_repeat(question, REPEAT_LANGUAGE, '&').bytes);
    link_write(&json, question, "conformance", "application/json",
               (struct words){"Classes de conformité", "Conformance classes"}, "/conformance%s",
               language.bytes);
    link_write(&json, question, "data", "application/json",
               (struct words){"Les collections", "The collections"}, "/collections%s",
               question_repeat(question, REPEAT_DATE, '?').bytes);
    json_array_end(&json);
    json_object_end(&json);
}

static void add_contracts(struct html *html, const struct question *question)
{
    const struct register_rows *rows = question->view.snapshot->rows;
    const struct period *period = question->view.period;
    struct query_text query = question_repeat(question, REPEAT_DATE, '&');

    html_markup(html, "<ul>\n");
    for (uint32_t i = 0; i < period->version_count; i++) {
        const struct perimeter *perimeter = period->versions[i].perimeter;
        const struct contract *contract = &rows->contracts[perimeter->version->contract];
        char href[HREF_MAX];
        char communes[NUMBER_MAX];

        html_markup(html, "<li>");
        if (period->versions[i].force == FORCE_YES) {
            (void)snprintf(href, sizeof href, "%s/collections/contracts/items/%s?f=html%s",
                           question->ask->base_url, contract->id, query.bytes);
            html_link(html, href, contract->name);
        } else {
            html_text(html, contract->name);
            html_words(html, " (en vigueur ? une date manque)", " (in force? a date is missing)");
        }
        html_markup(html, " – ");
        html_text(html, wording_integer(perimeter->commune_count, html->language, communes));
        html_text(html, " ");
        html_text(html, wording_noun(NOUN_COMMUNE, perimeter->commune_count, html->language));
        html_markup(html, "</li>\n");
    }
    html_markup(html, "</ul>\n");
}

static void add_addresses(struct html *html, const struct question *question)
{
    static const struct {
        const char *path;
        struct words label;
        enum repeat repeat;
    } addresses[] = {
        {"/collections/gaps/items?f=html",
         {"Territoires non couverts, ou dont on ne sait rien",
          "Territories not covered, or of which nothing is known"},
         REPEAT_DATE},
        {"/collections/contracts/items?f=html",
         {"Contrats en vigueur", "Contracts in force"},
         REPEAT_DATE},
        {"/collections/epci/items?f=html",
         {"Intercommunalités", "Intercommunalities"},
         REPEAT_DATE},
        {"/collections/communes/items?f=html", {"Communes", "Communes"}, REPEAT_DATE},
        {"/collections/departements/items?f=html", {"Départements", "Départements"}, REPEAT_DATE},
        {"/locate?f=html",
         {"Quel contrat en ce point ?", "Which contract at this point?"},
         REPEAT_DATE},
        {"/api?f=html",
         {"L'interface de programmation (OGC API Features)",
          "The programming interface (OGC API Features)"},
         REPEAT_LANGUAGE},
    };

    html_markup(html, "<ul>\n");
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        char href[HREF_MAX];

        (void)snprintf(href, sizeof href, "%s%s%s", question->ask->base_url, addresses[i].path,
                       question_repeat(question, addresses[i].repeat, '&').bytes);
        html_markup(html, "<li>");
        html_link(html, href, words_in(addresses[i].label, html->language));
        html_markup(html, "</li>\n");
    }
    html_markup(html, "</ul>\n");
}

static void add_date_form(struct html *html, const struct question *question)
{
    char at[DATE_TEXT_MAX];

    date_format(question->view.at, at);
    html_markup(html, "<form action=\"");
    html_text(html, question->ask->base_url);
    html_markup(html, "/\"><p><label>");
    html_words(html, "À une autre date : ", "On another date: ");
    html_markup(html, "<input type=\"date\" name=\"datetime\" value=\"");
    html_text(html, at);
    html_markup(html, "\"></label> <button>");
    html_words(html, "Voir", "Show");
    html_markup(html, "</button></p>");
    form_repeat(html, question, "vintage");
    form_repeat(html, question, "lang");
    html_markup(html, "<input type=\"hidden\" name=\"f\" value=\"html\"></form>\n");
}

static void write_page(const struct question *question, struct text *text)
{
    struct html html;
    struct sentence headline;

    html_init(&html, text, question->language);
    page_begin(&html, question,
               question->language == LANGUAGE_FR ? "Contrats de destination touristique"
                                                 : "Tourism destination contracts");
    wording_headline(question->view.period, question->view.at, &headline);
    html_markup(&html, "<p class=\"headline\">");
    html_text(&html, sentence_in(&headline, question->language));
    html_markup(&html, "</p>\n");
    add_date_form(&html, question);
    html_markup(&html, "<h2>");
    html_words(&html, "Contrats connus à cette date", "Contracts known on that date");
    html_markup(&html, "</h2>\n");
    add_contracts(&html, question);
    html_markup(&html, "<h2>");
    html_words(&html, "Consulter", "Look up");
    html_markup(&html, "</h2>\n");
    add_addresses(&html, question);
    html_markup(&html, "<h2>QGIS</h2>\n<p>");
    html_words(&html,
               "Couche › Ajouter une couche WFS / OGC API - Entités, nouvelle connexion à cette "
               "adresse : ",
               "Layer › Add WFS / OGC API - Features layer, new connection to this address: ");
    html_markup(&html, "<code>");
    html_text(&html, question->ask->base_url);
    html_markup(&html, "/</code></p>\n");
    html_page_end(&html);
}

enum status write_landing(const struct question *question, struct text *text, struct error *err)
{
    (void)err;
    if (question->format == FORMAT_HTML)
        write_page(question, text);
    else
        write_json(question, text);
    return STATUS_OK;
}
