#include "geo/status.h"

#include <stdarg.h>
#include <stdio.h>

#include "geo/utf8.h"

enum status error_set(struct error *err, enum status status, const char *subject, const char *en,
                      const char *fr, ...)
{
    va_list arguments;

    if (err == NULL)
        return status;
    err->status = status;
    err->check = "";
    (void)snprintf(err->subject, sizeof err->subject, "%s", subject == NULL ? "" : subject);
    va_start(arguments, fr);
    (void)vsnprintf(err->en, sizeof err->en, en, arguments);
    va_end(arguments);
    va_start(arguments, fr);
    (void)vsnprintf(err->fr, sizeof err->fr, fr, arguments);
    va_end(arguments);
    utf8_end_at_character(err->subject);
    utf8_drop_broken(err->en); /* a %.40s may have cut a character in mid-sentence */
    utf8_drop_broken(err->fr);
    return status;
}

enum status error_cite(struct error *err, enum status status, const char *check)
{
    if (err != NULL)
        err->check = check;
    return status;
}

enum status error_no_memory(struct error *err)
{
    return error_set(err, STATUS_NO_MEMORY, "", "memory is short: free some and try again",
                     "la mémoire manque : libérez-en et réessayez");
}

void error_line(const struct error *err, enum language language, char *line, size_t size)
{
    const char *message = language == LANGUAGE_FR ? err->fr : err->en;

    if (err->subject[0] == '\0')
        (void)snprintf(line, size, "%s", message);
    else
        (void)snprintf(line, size, language == LANGUAGE_FR ? "%s : %s" : "%s: %s", err->subject,
                       message);
}

const char *status_name(enum status status)
{
    static const char *const names[] = {
        [STATUS_OK] = "ok",           [STATUS_NO_MEMORY] = "no memory",
        [STATUS_IO] = "input/output", [STATUS_FORMAT] = "format",
        [STATUS_INVALID] = "invalid", [STATUS_NOT_FOUND] = "not found",
        [STATUS_LIMIT] = "limit",     [STATUS_INTERNAL] = "internal",
    };

    return names[status];
}
