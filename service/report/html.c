#include "service/report/html.h"

#include <stdbool.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--line:#8888;--soft:#8882}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem}"
    "h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}"
    "nav,footer{font-size:.9rem}"
    ".headline{font-size:1.2rem}"
    ".notice{border-left:.3rem solid #b60;padding:.3rem .8rem;margin:.5rem "
    "0;background:var(--soft)}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;"
    "vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    "dl{display:grid;grid-template-columns:minmax(10rem,max-content) 1fr;gap:.2rem 1rem}"
    "dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}"
    "pre{background:var(--soft);padding:.6rem;overflow:auto}"
    ".wide{overflow-x:auto}svg{max-width:100%;height:auto}"
    "footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:.5rem}";

void html_init(struct html *html, struct text *text, enum language language)
{
    *html = (struct html){text, language};
}

void html_markup(struct html *html, const char *markup)
{
    text_add(html->text, markup);
}

/** In French a blank before : ; ! ? » and after « must not break. */
static bool is_french_no_break(const char *before, const char *after)
{
    return strchr(":;!?%", after[0]) != NULL ? after[0] != '\0'
           : strncmp(after, "»", 2) == 0     ? true
                                             : before != NULL && strncmp(before, "«", 2) == 0;
}

void html_text(struct html *html, const char *utf8)
{
    for (const char *c = utf8; *c != '\0'; c++) {
        switch (*c) {
        case '&':
            text_add(html->text, "&amp;");
            break;
        case '<':
            text_add(html->text, "&lt;");
            break;
        case '>':
            text_add(html->text, "&gt;");
            break;
        case '"':
            text_add(html->text, "&quot;");
            break;
        case '\'':
            text_add(html->text, "&#39;");
            break;
        case ' ':
            if (html->language == LANGUAGE_FR &&
                is_french_no_break(c - utf8 >= 2 ? c - 2 : NULL, c + 1))
                text_add(html->text, "\u00a0");
            else
                text_add_bytes(html->text, " ", 1);
            break;
        default:
            text_add_bytes(html->text, c, 1);
        }
    }
}

void html_words(struct html *html, const char *fr, const char *en)
{
    html_text(html, html->language == LANGUAGE_FR ? fr : en);
}

void html_link(struct html *html, const char *href, const char *label)
{
    html_markup(html, "<a href=\"");
    html_text(html, href);
    html_markup(html, "\">");
    html_text(html, label);
    html_markup(html, "</a>");
}

static void add_head(struct html *html, const struct page_frame *frame)
{
    html_markup(html, "<!doctype html>\n<html lang=\"");
    html_words(html, "fr", "en");
    html_markup(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<title>");
    html_text(html, frame->title);
    html_markup(html, " – Lisière</title>\n");
    if (frame->alternate != NULL) {
        html_markup(html, "<link rel=\"alternate\" type=\"");
        html_text(html, frame->alternate_type);
        html_markup(html, "\" href=\"");
        html_text(html, frame->alternate);
        html_markup(html, "\">\n");
    }
    html_markup(html, "<style>");
    html_markup(html, style);
    html_markup(html, "</style>\n</head>\n");
}

void html_page_begin(struct html *html, const struct page_frame *frame)
{
    add_head(html, frame);
    html_markup(html, "<body>\n<header><nav aria-label=\"");
    html_words(html, "Fil d'Ariane", "Breadcrumb");
    html_markup(html, "\">");
    html_link(html, frame->home, "Lisière");
    for (size_t i = 0; i < frame->crumb_count; i++) {
        html_markup(html, " › ");
        html_link(html, frame->crumbs[i].href, frame->crumbs[i].label);
    }
    html_markup(html, "</nav></header>\n<main>\n<h1>");
    html_text(html, frame->title);
    html_markup(html, "</h1>\n");
    if (frame->alternate != NULL) {
        html_markup(html, "<p>");
        html_link(html, frame->alternate,
                  html->language == LANGUAGE_FR ? "La même chose en JSON" : "The same as JSON");
        html_markup(html, "</p>\n");
    }
}

void html_page_end(struct html *html)
{
    html_markup(html, "</main>\n<footer><p>");
    html_words(html,
               "Sources : © IGN Admin Express, INSEE COG, DGCL Banatic, Licence Ouverte 2.0. Les "
               "contours sont généralisés : près d'une limite, fiez-vous au code de la commune.",
               "Sources: © IGN Admin Express, INSEE COG, DGCL Banatic, Licence Ouverte 2.0. Shapes "
               "are generalised: near a border, trust the commune's code.");
    html_markup(html, "</p></footer>\n</body>\n</html>\n");
}
