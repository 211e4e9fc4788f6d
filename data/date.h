/*
 * Civil dates, and dates known only to the month, the year, or not at all.
 *
 * "2021-04-14", "2021-04", "2021" and "" are what files and tables hold. In memory an imprecise
 * date is the closed interval of days it may be.
 */
#ifndef DATA_DATE_H
#define DATA_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "geo/status.h"

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
struct date {
    int32_t day;
};

#define DATE_FIRST ((struct date){INT32_MIN})
#define DATE_LAST ((struct date){INT32_MAX})

enum { DATE_TEXT_MAX = 16 };

enum date_precision { DATE_UNKNOWN, DATE_YEAR, DATE_MONTH, DATE_DAY };

/** Unknown: earliest is DATE_FIRST and latest DATE_LAST. */
struct loose_date {
    enum date_precision precision;
    struct date earliest;
    struct date latest;
};

struct date date_of(int year, int month, int day);
int date_year(struct date date);
struct date date_plus(struct date date, int32_t days);

/** A whole day, years 1000 to 9999. STATUS_FORMAT names what was read and the form expected. */
enum status date_parse(const char *text, struct date *ret_date, struct error *err) MUST_CHECK;
/** A day, a month, a year, or nothing. */
enum status loose_date_parse(const char *text, struct loose_date *ret_date, struct error *err)
    MUST_CHECK;

/** "2021-04-14". */
void date_format(struct date date, char ret_text[DATE_TEXT_MAX]);
/** As it was read: "2021-04-14", "2021-04", "2021" or "". */
/** « 14/04/2021 » in French, ISO in English. */
void date_format_words(struct date date, enum language language, char ret_text[DATE_TEXT_MAX]);

void loose_date_format(struct loose_date date, char ret_text[DATE_TEXT_MAX]);
/** As people read it: "14/04/2021", "04/2021", "2021", or the word for unknown. */
void loose_date_format_words(struct loose_date date, enum language language, char ret_text[32]);

#endif
