#include "data/source/vintage_clue.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YEAR_FIRST = 1943, YEAR_LAST = 2099 };

static bool is_year(int year)
{
    return year >= YEAR_FIRST && year <= YEAR_LAST;
}

/** The year of a run of digits: "2021", "20210101"; 0 when it is none. */
static int year_of_digits(const char *digits, size_t length)
{
    char text[9];
    int number, month, day;

    if (length != 4 && length != 8)
        return 0;
    (void)snprintf(text, sizeof text, "%.*s", (int)length, digits);
    number = atoi(text);
    if (length == 4)
        return is_year(number) ? number : 0;
    month = number / 100 % 100;
    day = number % 100;
    return is_year(number / 10000) && month >= 1 && month <= 12 && day >= 1 && day <= 31
               ? number / 10000
               : 0;
}

int vintage_year_in(const char *name)
{
    int found = 0;

    for (const char *c = name; *c != '\0';) {
        size_t length = strspn(c, "0123456789");
        int year = length == 0 ? 0 : year_of_digits(c, length);

        if (year != 0 && found != 0 && year != found)
            return 0; /* two years: a table of passage, say */
        found = year != 0 ? year : found;
        c += length == 0 ? 1 : length;
    }
    return found;
}

static struct vintage_clue clue_of_year(enum clue_kind kind, int year)
{
    if (!is_year(year))
        return (struct vintage_clue){.kind = CLUE_NONE};
    return (struct vintage_clue){.kind = kind, .years = {year}, .year_count = 1};
}

struct vintage_clue vintage_clue_of_name(const char *name, enum clue_kind kind)
{
    struct vintage_clue clue = clue_of_year(kind, vintage_year_in(name));

    (void)snprintf(clue.en, sizeof clue.en, "the name of the %s is %.80s",
                   kind == CLUE_FILE ? "file" : "layer", name);
    (void)snprintf(clue.fr, sizeof clue.fr, "%s s'appelle %.80s",
                   kind == CLUE_FILE ? "le fichier" : "la couche", name);
    return clue;
}

struct vintage_clue vintage_clue_of_column(const char *name, int year)
{
    struct vintage_clue clue = clue_of_year(CLUE_COLUMN, year);

    (void)snprintf(clue.en, sizeof clue.en, "a column is called %.80s", name);
    (void)snprintf(clue.fr, sizeof clue.fr, "une colonne s'appelle %.80s", name);
    return clue;
}

struct vintage_clue vintage_clue_of_event(struct date last)
{
    struct vintage_clue clue = {.kind = CLUE_NONE};
    char english[DATE_TEXT_MAX], french[DATE_TEXT_MAX];
    struct date first_day;
    int year;

    if (last.day == DATE_FIRST.day)
        return clue;
    /* What happens within a year is in the list of the next 1 January. */
    year = date_year(last);
    first_day = date_of(year, 1, 1);
    clue = clue_of_year(CLUE_EVENT, last.day == first_day.day ? year : year + 1);
    date_format_words(last, LANGUAGE_EN, english);
    date_format_words(last, LANGUAGE_FR, french);
    (void)snprintf(clue.en, sizeof clue.en, "the last event is of %s", english);
    (void)snprintf(clue.fr, sizeof clue.fr, "le dernier événement est du %s", french);
    return clue;
}

struct vintage_clue vintage_clue_of_census(struct date census)
{
    enum { YEARS_UNTIL_IN_FORCE = 3 };
    struct vintage_clue clue = {.kind = CLUE_NONE};
    char english[DATE_TEXT_MAX], french[DATE_TEXT_MAX];

    if (census.day == DATE_FIRST.day)
        return clue;
    clue = clue_of_year(CLUE_CENSUS, date_year(census) + YEARS_UNTIL_IN_FORCE);
    date_format_words(census, LANGUAGE_EN, english);
    date_format_words(census, LANGUAGE_FR, french);
    (void)snprintf(clue.en, sizeof clue.en, "the census is of %s", english);
    (void)snprintf(clue.fr, sizeof clue.fr, "le recensement est du %s", french);
    return clue;
}

/** How many codes are not in the candidate; both are sorted. */
static size_t count_unknown(const struct insee codes[], size_t count,
                            const struct vintage_candidate *candidate)
{
    size_t unknown = 0, at = 0;

    for (size_t i = 0; i < count; i++) {
        while (at < candidate->count && strcmp(candidate->codes[at].code, codes[i].code) < 0)
            at++;
        unknown += at == candidate->count || strcmp(candidate->codes[at].code, codes[i].code) != 0;
    }
    return unknown;
}

static void put_year(struct vintage_clue *clue, int year)
{
    size_t at = clue->year_count;

    if (at == CLUE_YEARS_MAX)
        return;
    while (at > 0 && clue->years[at - 1] > year) {
        clue->years[at] = clue->years[at - 1];
        at--;
    }
    clue->years[at] = year;
    clue->year_count++;
}

struct vintage_clue vintage_clue_of_codes(const struct insee codes[], size_t count,
                                          const struct vintage_candidate candidates[],
                                          size_t candidate_count, size_t *ret_unknown)
{
    struct vintage_clue clue = {.kind = CLUE_NONE};
    size_t smallest = 0, fewest = count;

    for (size_t i = 0; i < candidate_count; i++) {
        size_t unknown = count_unknown(codes, count, &candidates[i]);

        fewest = unknown < fewest ? unknown : fewest;
        if (unknown > 0 || count == 0)
            continue;
        if (clue.year_count > 0 && candidates[i].count > smallest)
            continue;
        if (candidates[i].count < smallest || clue.year_count == 0)
            clue.year_count = 0;
        smallest = candidates[i].count;
        clue.kind = CLUE_CODES;
        put_year(&clue, candidates[i].year);
    }
    (void)snprintf(clue.en, sizeof clue.en, "all its %zu codes exist then", count);
    (void)snprintf(clue.fr, sizeof clue.fr, "ses %zu codes existent tous alors", count);
    *ret_unknown = clue.kind == CLUE_CODES ? 0 : fewest;
    return clue;
}

struct vintage_clue vintage_clue_stronger(struct vintage_clue a, struct vintage_clue b)
{
    return b.kind > a.kind ? b : a;
}

bool vintage_clue_allows(const struct vintage_clue *clue, int year)
{
    for (size_t i = 0; i < clue->year_count; i++) {
        if (clue->years[i] == year)
            return true;
    }
    return clue->kind == CLUE_NONE;
}
