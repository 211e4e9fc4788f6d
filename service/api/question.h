/* A question, understood: the route it took, the date it is about, how the answer shall look. */
#ifndef SERVICE_API_QUESTION_H
#define SERVICE_API_QUESTION_H

#include "data/reexpression.h"
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
    struct view view;                  /* snapshot NULL while none is loaded */
    struct reexpression *reexpression; /* owned; what the parameter vintage had to compute */
    const char *id;                    /* the {id} of the path, or NULL */
    const char *item;                  /* the {item} of the path, or NULL */
    enum format format;
    enum language language;
};

/**
 * Writes the answer of one resource in the wanted format. A status other than OK discards what was
 * written: NOT_FOUND becomes 404, INVALID, FORMAT and LIMIT 400, the others 500.
 */
typedef enum status resource_writer(const struct question *question, struct text *text,
                                    struct error *err);

/** The value of a query parameter, NULL when absent. */
const char *question_parameter(const struct question *question, const char *name);

/** What of a question a link repeats, so that who follows it still asks the same. */
enum repeat {
    REPEAT_LANGUAGE, /* lang: to what knows no date */
    REPEAT_DATE,     /* datetime, vintage and lang: to another resource */
    REPEAT_FILTERS,  /* bbox, datetime, vintage, f and lang: to another page of the same */
    REPEAT_ALL,      /* everything but f: to the same in another form */
};

enum { QUERY_MAX = 512 };
struct query_text {
    char bytes[QUERY_MAX];
};

/**
 * The repeated parameters as they were asked, percent-encoded: the first preceded by `first` ('?'
 * or '&'), the others by '&'; "" when there is none. One that does not fit is left out whole.
 */
struct query_text question_repeat(const struct question *question, enum repeat repeat, char first);

/** Links: rel, media type and title in the language of the question, the base URL before the path.
 */
void link_write(struct json *json, const struct question *question, const char *rel,
                const char *type, struct words title, const char *path_format, ...)
    PRINTF_LIKE(6, 7);

/** The rules of every answer about a date: at, vintage, notices; members of the current object. */
void view_write(struct json *json, const struct view *view);

#endif
