#include "service/api/problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "service/api/question.h"

enum { PROBLEM_MAX = 64 * 1024 };

struct kind {
    unsigned status;
    const char *slug;
    struct words title;
};

static const struct kind kinds[] = {
    {400, "bad-request", {"Demande non comprise", "Request not understood"}},
    {404, "not-found", {"Introuvable", "Not found"}},
    {405, "method-not-allowed", {"Méthode non admise", "Method not allowed"}},
    {413, "content-too-large", {"Contenu refusé", "Content refused"}},
    {414, "uri-too-long", {"Adresse trop longue", "Address too long"}},
    {503, "not-ready", {"Service pas encore prêt", "Service not ready yet"}},
    {500, "internal", {"Erreur interne", "Internal error"}},
};

static const struct kind *kind_of(unsigned status)
{
    size_t count = sizeof kinds / sizeof *kinds;

    for (size_t i = 0; i < count; i++) {
        if (kinds[i].status == status)
            return &kinds[i];
    }
    return &kinds[status >= 400 && status < 500 ? 0 : count - 1];
}

static void write_json(struct text *text, const struct kind *kind, unsigned status,
                       const char *detail, enum language language, const char *instance)
{
    struct json json;
    char type[64];

    (void)snprintf(type, sizeof type, "urn:lisiere:problem:%s", kind->slug);
    json_init(&json, text);
    json_object_begin(&json);
    json_member_string(&json, "type", type);
    json_member_string(&json, "title", words_in(kind->title, language));
    json_member_integer(&json, "status", status);
    json_member_string(&json, "detail", detail);
    json_member_string(&json, "instance", instance);
    json_object_end(&json);
}

static void write_html(struct text *text, const struct kind *kind, const char *detail,
                       enum language language, const struct ask *ask)
{
    struct question question = {.ask = ask};
    struct query_text query = {""};
    struct html html;
    char home[1024];
    struct page_frame frame = {.title = words_in(kind->title, language), .home = home};

    if (kind->status == 404) /* after other problems the parameters may be what is wrong */
        query = question_repeat(&question, REPEAT_DATE, '?');
    (void)snprintf(home, sizeof home, "%s/%s", ask->base_url, query.bytes);
    html_init(&html, text, language);
    html_page_begin(&html, &frame);
    html_markup(&html, "<p>");
    html_text(&html, detail);
    html_markup(&html, "</p>\n");
    html_page_end(&html);
}

static void finish(struct text *text, struct answer *answer)
{
    static const char last_words[] = "{\"type\":\"urn:lisiere:problem:internal\",\"status\":500}";

    if (text_take(text, &answer->body, &answer->length) == STATUS_OK)
        return;
    answer->body = strdup(last_words);
    answer->length = answer->body == NULL ? 0 : strlen(last_words);
    answer->status = 500;
    answer->media_type = "application/problem+json";
}

void api_problem(unsigned status, struct words detail, const struct ask *ask,
                 struct answer *ret_answer)
{
    const struct kind *kind = kind_of(status);
    enum format format = FORMAT_JSON;
    enum language language = LANGUAGE_FR;
    SCOPED(text) text = {0};

    text_init(&text, PROBLEM_MAX);
    /* A wrong f or lang is refused elsewhere; here it must not hide the problem at hand. */
    if (format_negotiate(parameters_value(ask->parameters, "f"), ask->accept, &format, NULL) !=
        STATUS_OK)
        format = FORMAT_JSON;
    if (language_negotiate(parameters_value(ask->parameters, "lang"), ask->accept_language,
                           &language, NULL) != STATUS_OK)
        language = LANGUAGE_FR;
    *ret_answer = (struct answer){.status = status, .language = language};
    if (format == FORMAT_HTML) {
        ret_answer->media_type = "text/html; charset=utf-8";
        write_html(&text, kind, words_in(detail, language), language, ask);
    } else {
        ret_answer->media_type = "application/problem+json";
        write_json(&text, kind, status, words_in(detail, language), language,
                   ask->path == NULL ? "" : ask->path);
    }
    finish(&text, ret_answer);
}

void problem_answer(unsigned status, const struct error *err, const struct ask *ask,
                    struct answer *ret_answer)
{
    char fr[ERROR_MESSAGE_MAX + ERROR_SUBJECT_MAX + 8];
    char en[ERROR_MESSAGE_MAX + ERROR_SUBJECT_MAX + 8];

    error_line(err, LANGUAGE_FR, fr, sizeof fr);
    error_line(err, LANGUAGE_EN, en, sizeof en);
    api_problem(status, (struct words){fr, en}, ask, ret_answer);
    ret_answer->problem = *err;
}
