/*
 * HTML5 text: every string is escaped, French gets the no-break spaces its typography wants. One
 * frame for all pages, readable without style sheet or script.
 */
#ifndef SERVICE_REPORT_HTML_H
#define SERVICE_REPORT_HTML_H

#include "geo/language.h"
#include "geo/text.h"

struct html {
    struct text *text;
    enum language language;
};

/** A step of the way to a page: where it leads, how it is called. */
struct crumb {
    const char *href;
    const char *label;
};

struct page_frame {
    const char *title;
    const char *home;      /* address of the landing page */
    const char *alternate; /* address of the same as JSON, or NULL */
    const char *alternate_type;
    const struct crumb *crumbs;
    size_t crumb_count;
};

void html_init(struct html *html, struct text *text, enum language language);

void html_page_begin(struct html *html, const struct page_frame *frame);
void html_page_end(struct html *html);

/** Markup of ours, as it is. */
void html_markup(struct html *html, const char *markup);
/** Text of anybody, escaped. */
void html_text(struct html *html, const char *utf8);
/** The words of the page's language, escaped. */
void html_words(struct html *html, const char *fr, const char *en);
void html_link(struct html *html, const char *href, const char *label);

#endif
