/* How every page begins: the way to it, the same as JSON, what qualifies the answer; its forms. */
#ifndef SERVICE_API_PAGE_HEAD_H
#define SERVICE_API_PAGE_HEAD_H

#include "service/api/question.h"

/** Title, breadcrumbs from the path, notices of the view; html_page_end() closes the page. */
void page_begin(struct html *html, const struct question *question, const char *title);

/** The same for a page that answers nothing yet: there is no JSON of it. */
void page_begin_unasked(struct html *html, const struct question *question, const char *title);

/** In a form: the parameter as it was asked, in a hidden field; nothing when it was not. */
void form_repeat(struct html *html, const struct question *question, const char *name);

#endif
