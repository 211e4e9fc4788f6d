/* A question, understood: the route it took, the date it is about, how the answer shall look. */
#ifndef SERVICE_API_QUESTION_H
#define SERVICE_API_QUESTION_H

#include "service/api/api.h"
#include "service/query/negotiate.h"
#include "service/report/html.h"
#include "service/report/json.h"
#include "service/report/wording.h"

/** What a question about a date sees. */
struct view {
    const struct snapshot *snapshot;
    const struct period *period;
    struct date at;
};

struct question {
    const struct ask *ask;
    struct view view; /* snapshot NULL while none is loaded */
    bool has_date;    /* the client named one */
    const char *id;   /* the {id} of the path, or NULL */
    const char *item; /* the {item} of the path, or NULL */
    enum format format;
    enum language language;
};

/** The view of a date. */
struct view view_on(const struct snapshot *snapshot, struct date at);

/**
 * Writes the answer of one resource in the wanted format. A status other than OK discards what was
 * written: NOT_FOUND becomes 404, INVALID, FORMAT and LIMIT 400, the others 500.
 */
typedef enum status resource_writer(const struct question *question, struct text *text,
                                    struct error *err);

/** The value of a query parameter, NULL when absent. */
const char *question_parameter(const struct question *question, const char *name);

/**
 * What was asked, for a link to the same thing in another form: every parameter but f, each
 * preceded by & and percent-encoded.
 */
void question_repeat(const struct question *question, char *ret_query, size_t size);

/* Links: rel, media type and title, with the base URL before the path. */
void link_write(struct json *json, const struct question *question, const char *rel,
                const char *type, const char *title, const char *path_format, ...)
    PRINTF_LIKE(6, 7);

/** The rules of every answer about a date: at, vintage, notices; members of the current object. */
void view_write(struct json *json, const struct view *view);

/** Begins a page: title, breadcrumbs from the path, notices of the view; html_page_end() closes it.
 */
void page_begin(struct html *html, const struct question *question, const char *title);

#endif
