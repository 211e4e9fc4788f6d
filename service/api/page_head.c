#include "service/api/page_head.h"

#include <stdio.h>
#include <string.h>

#include "service/api/collection.h"

enum { URL_MAX = 1024 };
enum { CRUMB_MAX = 5, LABEL_MAX = 128 };

/** What a step of a path is called: a word for our own, an id as it is. */
static const char *label_of(const char *step, enum language language)
{
    static const struct {
        const char *step;
        struct words words;
    } labels[] = {
        {"collections", {"Collections", "Collections"}}, {"items", {"Liste", "List"}},
        {"locate", {"En un point", "At a point"}},       {"api", {"Interface", "Interface"}},
        {"conformance", {"Conformité", "Conformance"}},
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(labels[i].step, step) == 0)
            return words_in(labels[i].words, language);
    }
    for (size_t i = 0; i < COLLECTION_COUNT; i++) {
        if (strcmp(collections[i]->id, step) == 0)
            return words_in(collections[i]->title, language);
    }
    return step;
}

/** The steps of the path, each a link: /collections, /collections/gaps, … */
static size_t list_crumbs(const struct question *question, struct crumb crumbs[CRUMB_MAX],
                          char hrefs[CRUMB_MAX][URL_MAX], char steps[CRUMB_MAX][LABEL_MAX])
{
    const char *path = question->ask->path;
    struct query_text query = question_repeat(question, REPEAT_DATE, '?');
    size_t count = 0;

    for (size_t end = 1; path[0] != '\0' && path[end - 1] != '\0' && count < CRUMB_MAX; end++) {
        size_t begin = end;

        if (path[end] != '/' && path[end] != '\0')
            continue;
        while (begin > 0 && path[begin - 1] != '/')
            begin--;
        if (begin == end)
            break;
        (void)snprintf(hrefs[count], URL_MAX, "%s%.*s%s", question->ask->base_url, (int)end, path,
                       query.bytes);
        (void)snprintf(steps[count], LABEL_MAX, "%.*s", (int)(end - begin), path + begin);
        crumbs[count] = (struct crumb){hrefs[count], label_of(steps[count], question->language)};
        count++;
    }
    return count;
}

static void add_notices(struct html *html, const struct question *question)
{
    struct notice notices[NOTICE_MAX];
    size_t count = 0;

    if (question->view.snapshot != NULL)
        count = wording_notices(question->view.snapshot, question->view.period, question->view.at,
                                notices);
    for (size_t i = 0; i < count; i++) {
        html_markup(html, "<p class=\"notice\">");
        html_words(html, notices[i].sentence.fr, notices[i].sentence.en);
        html_markup(html, "</p>\n");
    }
}

static void begin(struct html *html, const struct question *question, const char *title,
                  const char *alternate)
{
    struct crumb crumbs[CRUMB_MAX];
    char hrefs[CRUMB_MAX][URL_MAX];
    char steps[CRUMB_MAX][LABEL_MAX];
    char home[URL_MAX];
    struct page_frame frame = {
        .title = title,
        .home = home,
        .alternate = alternate,
        .alternate_type = "application/json",
        .crumbs = crumbs,
        .crumb_count = list_crumbs(question, crumbs, hrefs, steps),
    };

    (void)snprintf(home, sizeof home, "%s/%s", question->ask->base_url,
                   question_repeat(question, REPEAT_DATE, '?').bytes);
    html_page_begin(html, &frame);
    add_notices(html, question);
}

void page_begin(struct html *html, const struct question *question, const char *title)
{
    char alternate[URL_MAX];

    (void)snprintf(alternate, sizeof alternate, "%s%s?f=json%s", question->ask->base_url,
                   question->ask->path, question_repeat(question, REPEAT_ALL, '&').bytes);
    begin(html, question, title, alternate);
}

void page_begin_unasked(struct html *html, const struct question *question, const char *title)
{
    begin(html, question, title, NULL);
}

void form_repeat(struct html *html, const struct question *question, const char *name)
{
    const char *value = question_parameter(question, name);

    if (value == NULL)
        return;
    html_markup(html, "<input type=\"hidden\" name=\"");
    html_text(html, name);
    html_markup(html, "\" value=\"");
    html_text(html, value);
    html_markup(html, "\">");
}
