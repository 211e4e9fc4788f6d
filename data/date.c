#include "data/date.h"

#include <stdio.h>
#include <string.h>

/*
 * Days and civil dates: H. Hinnant, chrono-Compatible Low-Level Date Algorithms (2013). Years are
 * counted from March, so that the leap day is the last one of its year, in eras of 400 years.
 */
struct date date_of(int year, int month, int day)
{
    int shifted = month <= 2 ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return (struct date){era * 146097 + day_of_era - 719468};
}

struct civil {
    int year, month, day;
};

static struct civil civil_of(struct date date)
{
    int64_t day = (int64_t)date.day + 719468;
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int day_of_era = (int)(day - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    struct civil civil = {
        .year = year_of_era + (int)(era * 400),
        .month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };

    if (civil.month <= 2)
        civil.year++;
    return civil;
}

int date_year(struct date date)
{
    return civil_of(date).year;
}

struct date date_plus(struct date date, int32_t days)
{
    int64_t sum = (int64_t)date.day + days;

    /* The ends of time stay where they are. */
    if (date.day == INT32_MIN || date.day == INT32_MAX)
        return date;
    if (sum < INT32_MIN || sum > INT32_MAX)
        return sum < 0 ? DATE_FIRST : DATE_LAST;
    return (struct date){(int32_t)sum};
}

static int days_in_month(int year, int month)
{
    int next_year = month == 12 ? year + 1 : year;
    int next_month = month == 12 ? 1 : month + 1;

    return date_of(next_year, next_month, 1).day - date_of(year, month, 1).day;
}

/** As many digits as count at the beginning of the text; -1 when they are not. */
static int digits(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/** "YYYY", "YYYY-MM" or "YYYY-MM-DD" into ret_civil, with 0 for what is not said. */
static bool parse_civil(const char *text, struct civil *ret_civil)
{
    size_t length = strlen(text);
    struct civil civil = {0};

    if (length != 4 && length != 7 && length != 10)
        return false;
    civil.year = digits(text, 4);
    if (civil.year < 1000)
        return false;
    if (length >= 7) {
        civil.month = text[4] == '-' ? digits(text + 5, 2) : -1;
        if (civil.month < 1 || civil.month > 12)
            return false;
    }
    if (length == 10) {
        civil.day = text[7] == '-' ? digits(text + 8, 2) : -1;
        if (civil.day < 1 || civil.day > days_in_month(civil.year, civil.month))
            return false;
    }
    *ret_civil = civil;
    return true;
}

enum status date_parse(const char *text, struct date *ret_date, struct error *err)
{
    struct civil civil;

    if (!parse_civil(text, &civil) || civil.day == 0)
        return error_set(err, STATUS_FORMAT, "", "“%.40s” is not a date: write it as 2021-04-14",
                         "« %.40s » n'est pas une date : écrivez-la comme 2021-04-14", text);
    *ret_date = date_of(civil.year, civil.month, civil.day);
    return STATUS_OK;
}

enum status loose_date_parse(const char *text, struct loose_date *ret_date, struct error *err)
{
    struct loose_date date = {DATE_UNKNOWN, DATE_FIRST, DATE_LAST};
    struct civil civil;

    if (text[0] == '\0') {
        *ret_date = date;
        return STATUS_OK;
    }
    if (!parse_civil(text, &civil))
        return error_set(err, STATUS_FORMAT, "",
                         "“%.40s” is not a date: write it as 2021-04-14, 2021-04 or 2021, or leave "
                         "it empty when it is unknown",
                         "« %.40s » n'est pas une date : écrivez-la comme 2021-04-14, 2021-04 ou "
                         "2021, ou laissez-la vide si elle est inconnue",
                         text);
    if (civil.month == 0) {
        date.precision = DATE_YEAR;
        date.earliest = date_of(civil.year, 1, 1);
        date.latest = date_of(civil.year, 12, 31);
    } else if (civil.day == 0) {
        date.precision = DATE_MONTH;
        date.earliest = date_of(civil.year, civil.month, 1);
        date.latest = date_of(civil.year, civil.month, days_in_month(civil.year, civil.month));
    } else {
        date.precision = DATE_DAY;
        date.earliest = date.latest = date_of(civil.year, civil.month, civil.day);
    }
    *ret_date = date;
    return STATUS_OK;
}

void date_format(struct date date, char ret_text[DATE_TEXT_MAX])
{
    struct civil civil = civil_of(date);

    (void)snprintf(ret_text, DATE_TEXT_MAX, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

void date_format_words(struct date date, enum language language, char ret_text[DATE_TEXT_MAX])
{
    struct civil civil = civil_of(date);

    if (language == LANGUAGE_FR)
        (void)snprintf(ret_text, DATE_TEXT_MAX, "%02d/%02d/%04d", civil.day, civil.month,
                       civil.year);
    else
        date_format(date, ret_text);
}

void loose_date_format(struct loose_date date, char ret_text[DATE_TEXT_MAX])
{
    static const int lengths[] = {
        [DATE_UNKNOWN] = 0, [DATE_YEAR] = 4, [DATE_MONTH] = 7, [DATE_DAY] = 10};
    char day[DATE_TEXT_MAX];

    if (date.precision == DATE_UNKNOWN) {
        ret_text[0] = '\0';
        return;
    }
    date_format(date.earliest, day);
    (void)snprintf(ret_text, DATE_TEXT_MAX, "%.*s", lengths[date.precision], day);
}

void loose_date_format_words(struct loose_date date, enum language language, char ret_text[32])
{
    char iso[DATE_TEXT_MAX];

    loose_date_format(date, iso);
    if (date.precision == DATE_UNKNOWN)
        (void)snprintf(ret_text, 32, "%s",
                       language == LANGUAGE_FR ? "date inconnue" : "date unknown");
    else if (language == LANGUAGE_EN || date.precision == DATE_YEAR)
        (void)snprintf(ret_text, 32, "%s", iso);
    else if (date.precision == DATE_MONTH)
        (void)snprintf(ret_text, 32, "%.2s/%.4s", iso + 5, iso);
    else
        date_format_words(date.earliest, language, ret_text);
}
