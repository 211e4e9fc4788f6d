#include "service/query/datetime.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status refuse(const char *text, struct error *err)
{
    return error_set(err, STATUS_INVALID, "datetime",
                     "“%.60s” is not a date: give a day such as 2021-06-01, or an interval such as "
                     "2021-01-01/2021-12-31",
                     "« %.60s » n'est pas une date : donnez un jour comme 2021-06-01, ou un "
                     "intervalle comme 2021-01-01/2021-12-31",
                     text);
}

/** What may follow the day of an RFC 3339 date-time: T hh:mm:ss[.fff] and Z or ±hh:mm. */
static bool is_time(const char *text)
{
    int hours, minutes, seconds, length = 0;

    if (*text != 'T' && *text != 't')
        return false;
    if (sscanf(text + 1, "%2d:%2d:%2d%n", &hours, &minutes, &seconds, &length) != 3 ||
        length != 8 || hours > 23 || minutes > 59 || seconds > 60)
        return false;
    text += 9;
    if (*text == '.') {
        size_t digits = strspn(text + 1, "0123456789");

        if (digits == 0)
            return false;
        text += 1 + digits;
    }
    if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    length = 0;
    return (*text == '+' || *text == '-') &&
           sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &length) == 2 && length == 5 &&
           text[6] == '\0' && hours < 24 && minutes < 60;
}

static bool parse_instant(const char *text, struct date *ret_date)
{
    char day[11];

    if (strlen(text) < 10)
        return false;
    memcpy(day, text, 10);
    day[10] = '\0';
    if (date_parse(day, ret_date, NULL) != STATUS_OK)
        return false;
    return text[10] == '\0' || is_time(text + 10);
}

static bool is_open(const char *text)
{
    return text[0] == '\0' || strcmp(text, "..") == 0;
}

/** P<n>D */
static bool parse_days(const char *text, int32_t *ret_days)
{
    char *end;
    long days;

    if (text[0] != 'P' || !isdigit((unsigned char)text[1]))
        return false;
    days = strtol(text + 1, &end, 10);
    if (strcmp(end, "D") != 0 || days > 366000)
        return false;
    *ret_days = (int32_t)days;
    return true;
}

static bool parse_interval(char *from, char *to, struct date *ret_first, struct date *ret_last)
{
    int32_t days;

    *ret_first = DATE_FIRST;
    *ret_last = DATE_LAST;
    if (is_open(from) && is_open(to))
        return false;
    if (!is_open(from) && !parse_instant(from, ret_first))
        return false;
    if (!is_open(from) && parse_days(to, &days)) {
        *ret_last = date_plus(*ret_first, days);
        return true;
    }
    if (!is_open(to) && !parse_instant(to, ret_last))
        return false;
    return ret_first->day <= ret_last->day;
}

enum status datetime_parse(const char *text, struct date today, struct date *ret_at,
                           struct error *err)
{
    char copy[96];
    char *slash;
    struct date first;
    struct date last;

    if (strlen(text) >= sizeof copy)
        return refuse(text, err);
    memcpy(copy, text, strlen(text) + 1);
    slash = strchr(copy, '/');
    if (slash == NULL)
        return parse_instant(copy, ret_at) ? STATUS_OK : refuse(text, err);
    *slash = '\0';
    if (!parse_interval(copy, slash + 1, &first, &last))
        return refuse(text, err);
    if (today.day < first.day)
        *ret_at = first;
    else
        *ret_at = today.day > last.day ? last : today;
    return STATUS_OK;
}
