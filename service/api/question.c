#include "service/api/question.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { URL_MAX = 1024 };

void link_write(struct json *json, const struct question *question, const char *rel,
                const char *type, struct words title, const char *path_format, ...)
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
    json_member_string(json, "title", words_in(title, question->language));
    json_member_string(json, "href", url);
    json_object_end(json);
}

static bool is_repeated(const char *name, enum repeat repeat)
{
    static const char *const names[REPEAT_ALL][6] = {
        [REPEAT_LANGUAGE] = {"lang"},
        [REPEAT_DATE] = {"datetime", "lang", "vintage"},
        [REPEAT_FILTERS] = {"bbox", "datetime", "f", "lang", "vintage"},
    };

    if (repeat == REPEAT_ALL)
        return strcmp(name, "f") != 0;
    for (size_t i = 0; names[repeat][i] != NULL; i++) {
        if (strcmp(name, names[repeat][i]) == 0)
            return true;
    }
    return false;
}

/** The value as a query may hold it (RFC 3986 §3.4); false when it does not fit. */
static bool add_encoded(struct query_text *query, size_t *length, const char *value)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789-._~:/,";

    for (const char *c = value; *c != '\0'; c++) {
        bool is_plain = strchr(plain, *c) != NULL;

        if (*length + 3 >= sizeof query->bytes)
            return false;
        *length += (size_t)snprintf(query->bytes + *length, sizeof query->bytes - *length,
                                    is_plain ? "%c" : "%%%02X", (unsigned char)*c);
    }
    return true;
}

struct query_text question_repeat(const struct question *question, enum repeat repeat, char first)
{
    const struct parameters *asked = &question->ask->parameters;
    struct query_text query = {""};
    size_t length = 0;

    for (size_t i = 0; i < asked->count; i++) {
        const struct parameter *parameter = &asked->list[i];
        size_t begin = length;

        if (!is_repeated(parameter->name, repeat) ||
            length + strlen(parameter->name) + 2 >= sizeof query.bytes)
            continue;
        length += (size_t)snprintf(query.bytes + length, sizeof query.bytes - length,
                                   "%c%s=", length == 0 ? first : '&', parameter->name);
        if (!add_encoded(&query, &length, parameter->value))
            length = begin; /* half a parameter would ask something else */
        query.bytes[length] = '\0';
    }
    return query;
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
