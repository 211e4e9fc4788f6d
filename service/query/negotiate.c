#include "service/query/negotiate.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/** One entry of a header list: what it names, and its quality in thousandths (RFC 9110 §12.4.2). */
struct ranked {
    const char *name;
    size_t length;
    int quality;
};

static int quality_of(const char *parameters, size_t length)
{
    const char *end = parameters + length;

    for (const char *p = parameters; p + 2 < end; p++) {
        if (*p == ';') {
            const char *q = p + 1;

            while (q < end && *q == ' ')
                q++;
            if (end - q > 2 && (*q == 'q' || *q == 'Q') && q[1] == '=')
                return (int)(strtod(q + 2, NULL) * 1000 + 0.5);
        }
    }
    return 1000;
}

/** Takes the next entry off a header list; false at its end. */
static bool next_ranked(const char **list, struct ranked *ret_entry)
{
    const char *start = *list + strspn(*list, " ,\t");
    size_t length = strcspn(start, ",");
    size_t name = strcspn(start, ",; \t");

    if (length == 0)
        return false;
    *ret_entry = (struct ranked){start, name, quality_of(start + name, length - name)};
    *list = start + length;
    return true;
}

static bool names(const struct ranked *entry, const char *text)
{
    return strlen(text) == entry->length && strncasecmp(entry->name, text, entry->length) == 0;
}

enum status format_negotiate(const char *f, const char *accept, enum format *ret_format,
                             struct error *err)
{
    int html = 0;
    int json = 0;

    if (f != NULL) {
        bool is_json = strcmp(f, "json") == 0 || strcmp(f, "geojson") == 0;

        if (!is_json && strcmp(f, "html") != 0)
            return error_set(err, STATUS_INVALID, "f",
                             "“%.40s” is not a format: give json, geojson or html",
                             "« %.40s » n'est pas un format : donnez json, geojson ou html", f);
        *ret_format = is_json ? FORMAT_JSON : FORMAT_HTML;
        return STATUS_OK;
    }
    for (struct ranked entry; accept != NULL && next_ranked(&accept, &entry);) {
        if (names(&entry, "text/html") || names(&entry, "application/xhtml+xml"))
            html = entry.quality > html ? entry.quality : html;
        else if (entry.length > 4 && strncasecmp(entry.name + entry.length - 4, "json", 4) == 0)
            json = entry.quality > json ? entry.quality : json;
    }
    *ret_format = html > json ? FORMAT_HTML : FORMAT_JSON;
    return STATUS_OK;
}

enum status language_negotiate(const char *lang, const char *accept_language,
                               enum language *ret_language, struct error *err)
{
    int french = 0;
    int english = 0;

    if (lang != NULL) {
        if (strcmp(lang, "fr") != 0 && strcmp(lang, "en") != 0)
            return error_set(err, STATUS_INVALID, "lang",
                             "“%.40s” is not a language: give fr or en",
                             "« %.40s » n'est pas une langue : donnez fr ou en", lang);
        *ret_language = strcmp(lang, "fr") == 0 ? LANGUAGE_FR : LANGUAGE_EN;
        return STATUS_OK;
    }
    for (struct ranked entry; accept_language != NULL && next_ranked(&accept_language, &entry);) {
        if (strncasecmp(entry.name, "fr", 2) == 0)
            french = entry.quality > french ? entry.quality : french;
        else if (strncasecmp(entry.name, "en", 2) == 0)
            english = entry.quality > english ? entry.quality : english;
    }
    *ret_language = english > french ? LANGUAGE_EN : LANGUAGE_FR;
    return STATUS_OK;
}
