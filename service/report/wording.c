#include "service/report/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *sentence_in(const struct sentence *sentence, enum language language)
{
    return language == LANGUAGE_FR ? sentence->fr : sentence->en;
}

const char *wording_integer(int64_t value, enum language language, char ret_text[NUMBER_MAX])
{
    const char *separator = language == LANGUAGE_FR ? "\u202f" : ",";
    size_t separator_length = strlen(separator);
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%lld", (long long)value);
    size_t length = 0;

    for (int i = 0; i < count; i++) {
        int remaining = count - i;

        if (i > 0 && digits[i - 1] != '-' && remaining % 3 == 0) {
            memcpy(ret_text + length, separator, separator_length);
            length += separator_length;
        }
        ret_text[length++] = digits[i];
    }
    ret_text[length] = '\0';
    return ret_text;
}

const char *wording_area(double area_m2, enum language language, char ret_text[NUMBER_MAX])
{
    int64_t tenths = llround(area_m2 / 1e5);
    char whole[NUMBER_MAX];

    wording_integer(tenths / 10, language, whole);
    (void)snprintf(ret_text, NUMBER_MAX,
                   language == LANGUAGE_FR ? "%.24s,%d\u00a0km²" : "%.24s.%d km²", whole,
                   (int)(tenths % 10));
    return ret_text;
}

const char *wording_date(struct date date, enum language language, char ret_text[NUMBER_MAX])
{
    char iso[DATE_TEXT_MAX];

    date_format(date, iso);
    if (language == LANGUAGE_FR)
        (void)snprintf(ret_text, NUMBER_MAX, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
    else
        (void)snprintf(ret_text, NUMBER_MAX, "%s", iso);
    return ret_text;
}

/** The standings that count as covered, added up. */
static uint32_t covered_communes(const struct period *period)
{
    return period->totals[STANDING_COVERED].communes +
           period->totals[STANDING_COVERED_INFERRED].communes;
}

static int64_t covered_population(const struct period *period)
{
    return period->totals[STANDING_COVERED].population +
           period->totals[STANDING_COVERED_INFERRED].population;
}

static bool has_population(const struct period *period)
{
    for (int i = 0; i < STANDING_COUNT; i++) {
        if (period->totals[i].population == POPULATION_UNKNOWN)
            return false;
    }
    return period->vintage->population != POPULATION_UNKNOWN;
}

static void headline_incomplete(const struct period *period, struct date date,
                                enum language language, char *line)
{
    char day[NUMBER_MAX];
    char unknown[NUMBER_MAX];

    wording_date(date, language, day);
    wording_integer(period->totals[STANDING_UNKNOWN].communes, language, unknown);
    if (language == LANGUAGE_FR && period->expected_contracts >= 0)
        (void)snprintf(line, SENTENCE_MAX,
                       "Au %s, %u contrats connus sur %d attendus ; pour %s communes, la "
                       "couverture n'est pas connue.",
                       day, period->known_contracts, period->expected_contracts, unknown);
    else if (language == LANGUAGE_FR)
        (void)snprintf(line, SENTENCE_MAX,
                       "Au %s, %u contrats connus, on ne sait sur combien ; pour %s communes, la "
                       "couverture n'est pas connue.",
                       day, period->known_contracts, unknown);
    else if (period->expected_contracts >= 0)
        (void)snprintf(line, SENTENCE_MAX,
                       "On %s, %u contracts known of %d expected; for %s communes coverage is not "
                       "known.",
                       day, period->known_contracts, period->expected_contracts, unknown);
    else
        (void)snprintf(line, SENTENCE_MAX,
                       "On %s, %u contracts known, of how many nobody stated; for %s communes "
                       "coverage is not known.",
                       day, period->known_contracts, unknown);
}

/** « , dont 166 selon la presse », or nothing when every membership was stated. */
static const char *inferred_clause(const struct period *period, enum language language,
                                   char clause[64])
{
    uint32_t inferred = period->totals[STANDING_COVERED_INFERRED].communes;
    char number[NUMBER_MAX];

    clause[0] = '\0';
    if (inferred > 0)
        (void)snprintf(clause, 64,
                       language == LANGUAGE_FR ? ", dont %.12s selon la presse,"
                                               : ", %.12s of them according to the press,",
                       wording_integer(inferred, language, number));
    return clause;
}

static void headline_complete(const struct period *period, struct date date, enum language language,
                              char *line)
{
    const struct vintage *vintage = period->vintage;
    char day[NUMBER_MAX], covered[NUMBER_MAX], all[NUMBER_MAX];
    char inhabitants[NUMBER_MAX] = "?", population[NUMBER_MAX] = "?";
    char inferred[64];

    wording_date(date, language, day);
    wording_integer(covered_communes(period), language, covered);
    wording_integer(vintage->region_commune_count, language, all);
    if (has_population(period)) {
        wording_integer(covered_population(period), language, inhabitants);
        wording_integer(vintage->population, language, population);
    }
    (void)snprintf(line, SENTENCE_MAX,
                   language == LANGUAGE_FR
                       ? "Au %s, %s communes sur %s%s et %s habitants sur %s sont couverts par %u "
                         "contrats (millésime %d) ; territoires non couverts : %u."
                       : "On %s, %s of %s communes%s and %s of %s inhabitants are covered by %u "
                         "contracts (vintage %d); territories not covered: %u.",
                   day, covered, all, inferred_clause(period, language, inferred), inhabitants,
                   population, period->known_contracts, vintage->year, period->gap_count);
}

static void headline_none(struct date date, enum language language, char *line)
{
    char day[NUMBER_MAX];

    wording_date(date, language, day);
    (void)snprintf(line, SENTENCE_MAX,
                   language == LANGUAGE_FR
                       ? "Au %s, rien n'est évalué : aucun millésime chargé n'est aussi ancien."
                       : "On %s nothing is evaluated: no loaded vintage is that old.",
                   day);
}

void wording_headline(const struct period *period, struct date date, struct sentence *ret_sentence)
{
    static const enum language languages[] = {LANGUAGE_FR, LANGUAGE_EN};

    for (size_t i = 0; i < 2; i++) {
        char *line = languages[i] == LANGUAGE_FR ? ret_sentence->fr : ret_sentence->en;

        if (period->vintage == NULL)
            headline_none(date, languages[i], line);
        else if (period->totals[STANDING_UNKNOWN].communes > 0 || !period->list_is_complete)
            headline_incomplete(period, date, languages[i], line);
        else
            headline_complete(period, date, languages[i], line);
    }
}

static struct notice *add_notice(struct notice notices[], size_t *count, const char *code)
{
    notices[*count].code = code;
    return &notices[(*count)++];
}

static void notice_press(struct notice *notice)
{
    (void)snprintf(notice->sentence.fr, SENTENCE_MAX,
                   "Registre établi d'après la presse : il n'a pas été confirmé par la Région.");
    (void)snprintf(notice->sentence.en, SENTENCE_MAX,
                   "Register made from the press: the Région has not confirmed it.");
}

static void notice_vintage(struct notice *notice, const struct vintage *vintage)
{
    (void)snprintf(notice->sentence.fr, SENTENCE_MAX,
                   "Le dernier millésime chargé est celui de %d : communes, EPCI et populations "
                   "sont ceux de cette année-là.",
                   vintage->year);
    (void)snprintf(
        notice->sentence.en, SENTENCE_MAX,
        "The last loaded vintage is that of %d: communes, EPCI and populations are those "
        "of that year.",
        vintage->year);
}

static void notice_unevaluated(struct notice *notice, const struct snapshot *snapshot)
{
    int year = snapshot->vintage_count > 0 ? snapshot->vintages[0]->year : 0;

    (void)snprintf(notice->sentence.fr, SENTENCE_MAX,
                   "Rien n'est évalué avant le premier millésime chargé (%d).", year);
    (void)snprintf(notice->sentence.en, SENTENCE_MAX,
                   "Nothing is evaluated before the first loaded vintage (%d).", year);
}

static void notice_incomplete(struct notice *notice)
{
    (void)snprintf(notice->sentence.fr, SENTENCE_MAX,
                   "La liste des contrats n'est pas déclarée complète : une commune sans contrat "
                   "connu n'est pas pour autant non couverte.");
    (void)snprintf(notice->sentence.en, SENTENCE_MAX,
                   "The list of contracts is not declared complete: a commune without a known "
                   "contract is not thereby uncovered.");
}

size_t wording_notices(const struct snapshot *snapshot, const struct period *period,
                       struct date date, struct notice ret_notices[NOTICE_MAX])
{
    size_t count = 0;

    if (register_is_from_press(snapshot->rows))
        notice_press(add_notice(ret_notices, &count, "press"));
    if (period->vintage == NULL) {
        notice_unevaluated(add_notice(ret_notices, &count, "not_evaluated"), snapshot);
        return count;
    }
    if (!period->list_is_complete)
        notice_incomplete(add_notice(ret_notices, &count, "list_incomplete"));
    if (period->vintage == snapshot->vintages[snapshot->vintage_count - 1] &&
        date_year(date) > period->vintage->year)
        notice_vintage(add_notice(ret_notices, &count, "vintage_after_last"), period->vintage);
    return count;
}
