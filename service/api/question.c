#include "service/api/question.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { URL_MAX = 1024 };

void link_write(struct json *json, const struct question *question, const char *rel,
                const char *type, const char *title, const char *path_format, ...)
{
    char url[URL_MAX];
    va_list arguments;
    int length = snprintf(url, sizeof url, "%s", question->ask->base_url);

    if (length < 0 || (size_t)length >= sizeof url)
        return;
    va_start(arguments, path_format);
    (void)vsnprintf(url + length, sizeof url - (size_t)length, path_format, arguments);
    va_end(arguments);
    json_object_begin(json);
    json_member_string(json, "rel", rel);
    json_member_string(json, "type", type);
    json_member_string(json, "title", title);
    json_member_string(json, "href", url);
    json_object_end(json);
}

void question_repeat(const struct question *question, char *ret_query, size_t size)
{
    const struct parameters *parameters = &question->ask->parameters;
    size_t length = 0;

    ret_query[0] = '\0';
    for (size_t i = 0; i < parameters->count; i++) {
        const char *const parts[] = {"&", parameters->list[i].name, "=", parameters->list[i].value};
        size_t begin = length;

        if (strcmp(parameters->list[i].name, "f") == 0)
            continue;
        for (size_t part = 0; part < 4; part++) {
            for (const char *c = parts[part]; *c != '\0' && length + 4 < size; c++)
                length += (size_t)snprintf(ret_query + length, size - length,
                                           part % 2 == 0 || isalnum((unsigned char)*c) ||
                                                   strchr("-._~:/,", *c) != NULL
                                               ? "%c"
                                               : "%%%02X",
                                           (unsigned char)*c);
        }
        if (length + 4 >= size) /* half a parameter would ask something else */
            length = begin;
        ret_query[length] = '\0';
    }
}

void view_write(struct json *json, const struct view *view)
{
    struct notice notices[NOTICE_MAX];
    size_t count = wording_notices(view->snapshot, view->period, view->at, notices);
    char at[DATE_TEXT_MAX];

    date_format(view->at, at);
    json_member_string(json, "at", at);
    json_key(json, "vintage");
    if (view->period->vintage == NULL)
        json_null(json);
    else
        json_integer(json, view->period->vintage->year);
    json_key(json, "notices");
    json_array_begin(json);
    for (size_t i = 0; i < count; i++) {
        json_object_begin(json);
        json_member_string(json, "code", notices[i].code);
        json_member_string(json, "fr", notices[i].sentence.fr);
        json_member_string(json, "en", notices[i].sentence.en);
        json_object_end(json);
    }
    json_array_end(json);
}

enum { CRUMB_MAX = 5 };

/** The steps of the path, each a link: /collections, /collections/gaps, … */
static size_t list_crumbs(const struct question *question, struct crumb crumbs[CRUMB_MAX],
                          char hrefs[CRUMB_MAX][URL_MAX], char labels[CRUMB_MAX][128])
{
    const char *path = question->ask->path;
    size_t count = 0;

    for (size_t end = 1; path[0] != '\0' && path[end - 1] != '\0' && count < CRUMB_MAX; end++) {
        size_t begin = end;

        if (path[end] != '/' && path[end] != '\0')
            continue;
        while (begin > 0 && path[begin - 1] != '/')
            begin--;
        if (begin == end)
            break;
        (void)snprintf(hrefs[count], URL_MAX, "%s%.*s", question->ask->base_url, (int)end, path);
        (void)snprintf(labels[count], 128, "%.*s", (int)(end - begin), path + begin);
        crumbs[count] = (struct crumb){hrefs[count], labels[count]};
        count++;
    }
    return count;
}

void page_begin(struct html *html, const struct question *question, const char *title)
{
    struct crumb crumbs[CRUMB_MAX];
    char hrefs[CRUMB_MAX][URL_MAX];
    char labels[CRUMB_MAX][128];
    char home[URL_MAX];
    char alternate[URL_MAX];
    char asked[URL_MAX / 2];
    struct page_frame frame = {
        .title = title,
        .home = home,
        .alternate = alternate,
        .alternate_type = "application/json",
        .crumbs = crumbs,
        .crumb_count = list_crumbs(question, crumbs, hrefs, labels),
    };

    question_repeat(question, asked, sizeof asked);
    (void)snprintf(home, sizeof home, "%s/", question->ask->base_url);
    (void)snprintf(alternate, sizeof alternate, "%s%s?f=json%s", question->ask->base_url,
                   question->ask->path, asked);
    html_page_begin(html, &frame);
    if (question->view.snapshot != NULL) {
        struct notice notices[NOTICE_MAX];
        size_t count = wording_notices(question->view.snapshot, question->view.period,
                                       question->view.at, notices);

        for (size_t i = 0; i < count; i++) {
            html_markup(html, "<p class=\"notice\">");
            html_words(html, notices[i].sentence.fr, notices[i].sentence.en);
            html_markup(html, "</p>\n");
        }
    }
}
