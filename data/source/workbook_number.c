#include "data/source/workbook_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/date.h"

static bool read_number(const char *text, double *ret_value)
{
    char *end;

    *ret_value = strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*ret_value);
}

void workbook_number_text(const char *number, char ret_text[WORKBOOK_NUMBER_MAX])
{
    double value;

    if (!read_number(number, &value))
        (void)snprintf(ret_text, WORKBOOK_NUMBER_MAX, "%s", number);
    else if (fabs(value) < 1e15 && value == floor(value))
        (void)snprintf(ret_text, WORKBOOK_NUMBER_MAX, "%.0f", value + 0.0);
    else
        (void)snprintf(ret_text, WORKBOOK_NUMBER_MAX, "%.15g", value);
}

bool workbook_date_text(const char *number, bool from_1904, char ret_text[WORKBOOK_NUMBER_MAX])
{
    enum { DAY_MAX = 200000 }; /* beyond the year 2400 */
    char date[DATE_TEXT_MAX];
    struct date start = from_1904 ? date_of(1904, 1, 1) : date_of(1899, 12, 30);
    double value;
    int day, minutes;

    if (!read_number(number, &value) || value < 0 || value > DAY_MAX)
        return false;
    day = (int)floor(value);
    minutes = (int)floor((value - day) * 24 * 60 + 0.5);
    date_format(date_plus(start, day), date);
    if (minutes == 0)
        (void)snprintf(ret_text, WORKBOOK_NUMBER_MAX, "%s", date);
    else
        (void)snprintf(ret_text, WORKBOOK_NUMBER_MAX, "%s %02d:%02d", date, minutes / 60 % 24,
                       minutes % 60);
    return true;
}

bool workbook_format_is_date(const char *format)
{
    for (const char *c = format; *c != '\0'; c++) {
        if (*c == '\\' && c[1] != '\0')
            c++;
        else if (*c == '"' || *c == '[') {
            c = strchr(c + 1, *c == '"' ? '"' : ']');
            if (c == NULL)
                return false;
        } else if (strchr("dDyYmM", *c) != NULL) {
            return true;
        }
    }
    return false;
}
