/*
 * Sentences about a date that every surface says alike: the command line, JSON and the pages. And
 * numbers as people read them.
 */
#ifndef SERVICE_REPORT_WORDING_H
#define SERVICE_REPORT_WORDING_H

#include "data/snapshot.h"
#include "service/report/sentence.h"

enum { NUMBER_MAX = 40 };

const char *sentence_in(const struct sentence *sentence, enum language language);

/**
 * The headline of a date: « Au 01/06/2021, … ». With a complete list it gives shares with their
 * numerator and denominator; while the list is incomplete it gives none, and says what is not
 * known.
 */
void wording_headline(const struct period *period, struct date date, struct sentence *ret_sentence);

/** What qualifies every answer about a date: a code for machines and the sentence. */
struct notice {
    const char *code; /* press, not_evaluated, list_incomplete, reexpressed, vintage_after_last,
                         derived */
    struct sentence sentence;
};
enum { NOTICE_MAX = 6 };

size_t wording_notices(const struct snapshot *snapshot, const struct period *period,
                       struct date date, struct notice ret_notices[NOTICE_MAX]);

/** « 5 228 641 » with narrow no-break spaces, or 5,228,641. */
const char *wording_integer(int64_t value, enum language language, char ret_text[NUMBER_MAX]);
/** Square kilometres with one decimal: « 25 438,5 km² ». */
const char *wording_area(double area_m2, enum language language, char ret_text[NUMBER_MAX]);
/* What numbers count; a noun takes its plural from 2 on in French, but for 1 in English. */
enum noun {
    NOUN_COMMUNE,
    NOUN_INHABITANT,
    NOUN_CONTRACT,
    NOUN_KNOWN_CONTRACT,
    NOUN_WHOLE_EPCI,
    NOUN_PARTIAL,
    NOUN_FEATURE,
    NOUN_VINTAGE,
};

const char *wording_noun(enum noun noun, int64_t count, enum language language);

/** « 14/04/2021 », « 1er janvier » is not attempted; English stays ISO. */
const char *wording_date(struct date date, enum language language, char ret_text[NUMBER_MAX]);

#endif
