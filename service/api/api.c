#include "service/api/api.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/api/problem.h"
#include "service/api/route.h"
#include "service/query/datetime.h"

/* Larger than any answer: the whole of France at full detail is about 120 MB of GeoJSON. */
enum { ANSWER_MAX = 512 * 1024 * 1024 };

/** The path's variable segments, cut out of a copy. */
struct segments {
    char id[64];
    char item[64];
};

void answer_release(struct answer *answer)
{
    free(answer->body);
    *answer = (struct answer){0};
}

const char *question_parameter(const struct question *question, const char *name)
{
    return parameters_value(question->ask->parameters, name);
}

/** Copies one segment; false when it is empty or longer than any id of ours. */
static bool copy_segment(const char *segment, size_t length, char ret_segment[64])
{
    if (length == 0 || length >= 64)
        return false;
    memcpy(ret_segment, segment, length);
    ret_segment[length] = '\0';
    return true;
}

static bool route_matches(const struct route *route, const char *path, struct segments *segments)
{
    const char *pattern = route->path;

    while (*pattern != '\0' && *path != '\0') {
        size_t length = strcspn(path, "/");

        if (*pattern != '{') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        if (!copy_segment(path, length,
                          pattern[1] == 'i' && pattern[2] == 'd' ? segments->id : segments->item))
            return false;
        path += length;
        pattern = strchr(pattern, '}') + 1;
    }
    return *pattern == '\0' && *path == '\0';
}

static const struct route *find_route(const char *path, struct segments *segments)
{
    for (size_t i = 0; i < route_count; i++) {
        *segments = (struct segments){0};
        if (route_matches(&routes[i], path, segments))
            return &routes[i];
    }
    return NULL;
}

static enum status accept_parameters(const struct ask *ask, const struct route *route,
                                     struct error *err)
{
    const char *accepted[16];
    size_t count = 0;

    for (; route->parameters[count] != NULL; count++)
        accepted[count] = route->parameters[count];
    accepted[count++] = "f";
    accepted[count++] = "lang";
    accepted[count] = NULL;
    return parameters_accept(ask->parameters, accepted, err);
}

static enum status understand(const struct ask *ask, const struct route *route,
                              struct question *question, struct error *err)
{
    const char *datetime = parameters_value(ask->parameters, "datetime");
    const char *vintage = parameters_value(ask->parameters, "vintage");
    struct date at = ask->today;
    int year = 0;
    enum status status = accept_parameters(ask, route, err);

    if (status == STATUS_OK)
        status = format_negotiate(parameters_value(ask->parameters, "f"), ask->accept,
                                  &question->format, err);
    if (status == STATUS_OK && datetime != NULL)
        status = datetime_parse(datetime, ask->today, &at, err);
    if (status == STATUS_OK && vintage != NULL)
        status = vintage_year_parse(vintage, &year, err);
    if (status != STATUS_OK)
        return status;
    if (route->is_json_only)
        question->format = FORMAT_JSON;
    if (ask->snapshot == NULL)
        return STATUS_OK;
    question->view = (struct view){.snapshot = ask->snapshot, .at = at};
    return period_on(ask->snapshot, at, year, &question->reexpression, &question->view.period, err);
}

static unsigned http_status(enum status status)
{
    switch (status) {
    case STATUS_OK:
        return 200;
    case STATUS_FORMAT:
    case STATUS_INVALID:
    case STATUS_LIMIT:
        return 400;
    case STATUS_NOT_FOUND:
        return 404;
    case STATUS_NO_MEMORY:
    case STATUS_IO:
    case STATUS_INTERNAL:
        break;
    }
    return 500;
}

static enum status write_body(const struct route *route, const struct question *question,
                              struct answer *answer, struct error *err)
{
    SCOPED(text) text = {0};
    enum status status;

    text_init(&text, ANSWER_MAX);
    status = route->write(question, &text, err);
    if (status == STATUS_OK)
        status = text_take(&text, &answer->body, &answer->length);
    if (status != STATUS_OK)
        return status;
    answer->status = 200;
    answer->language = question->language;
    answer->media_type =
        question->format == FORMAT_HTML ? "text/html; charset=utf-8" : route->json_type;
    return STATUS_OK;
}

void api_answer(const struct ask *ask, struct answer *ret_answer)
{
    struct segments segments;
    const struct route *route = find_route(ask->path, &segments);
    struct question question = {.ask = ask, .id = segments.id, .item = segments.item};
    struct error err = {0};
    enum status status;

    status = language_negotiate(parameters_value(ask->parameters, "lang"), ask->accept_language,
                                &question.language, &err);
    if (status == STATUS_OK && route == NULL)
        status =
            error_set(&err, STATUS_NOT_FOUND, "",
                      "there is nothing at this address; the landing page / leads to all there "
                      "is",
                      "il n'y a rien à cette adresse ; la page d'accueil / mène à tout ce qui "
                      "existe");
    if (status == STATUS_OK && route->needs_snapshot && ask->snapshot == NULL) {
        api_problem(503,
                    (struct words){"Les données ne sont pas encore chargées : réessayez dans "
                                   "quelques secondes.",
                                   "The data are not loaded yet: try again in a few seconds."},
                    ask, ret_answer);
        return;
    }
    if (status == STATUS_OK)
        status = understand(ask, route, &question, &err);
    if (status == STATUS_OK)
        status = write_body(route, &question, ret_answer, &err);
    if (status != STATUS_OK)
        problem_answer(http_status(status), &err, ask, ret_answer);
    reexpression_free(question.reexpression);
}
