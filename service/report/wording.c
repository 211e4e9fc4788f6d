#include "service/report/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/reexpression.h"
#include "service/report/derivation_sentence.h"

enum { CLAUSE_MAX = 180 };

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
    date_format_words(date, language, ret_text);
    return ret_text;
}

const char *wording_noun(enum noun noun, int64_t count, enum language language)
{
    static const struct {
        struct words one, many;
    } nouns[] = {
        [NOUN_COMMUNE] = {{"commune", "commune"}, {"communes", "communes"}},
        [NOUN_INHABITANT] = {{"habitant", "inhabitant"}, {"habitants", "inhabitants"}},
        [NOUN_CONTRACT] = {{"contrat", "contract"}, {"contrats", "contracts"}},
        [NOUN_KNOWN_CONTRACT] = {{"contrat connu", "contract known"},
                                 {"contrats connus", "contracts known"}},
        [NOUN_WHOLE_EPCI] = {{"EPCI entier", "whole EPCI"}, {"EPCI entiers", "whole EPCI"}},
        [NOUN_PARTIAL] = {{"partiel", "partial"}, {"partiels", "partial"}},
        [NOUN_FEATURE] = {{"objet", "feature"}, {"objets", "features"}},
        [NOUN_VINTAGE] = {{"millésime", "vintage"}, {"millésimes", "vintages"}},
    };
    bool is_one = count == 1 || (count == 0 && language == LANGUAGE_FR);

    return words_in(is_one ? nouns[noun].one : nouns[noun].many, language);
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
    uint32_t unknown = period->totals[STANDING_UNKNOWN].communes;
    char day[NUMBER_MAX], number[NUMBER_MAX];
    char expected[NUMBER_MAX];
    bool french = language == LANGUAGE_FR;

    (void)snprintf(expected, sizeof expected, french ? " sur %d attendus" : " of %d expected",
                   period->expected_contracts);
    if (period->expected_contracts < 0)
        (void)snprintf(expected, sizeof expected, "%s",
                       french ? ", on ne sait sur combien" : ", of how many nobody stated");
    (void)snprintf(line, SENTENCE_MAX,
                   french ? "Au %s, %u %s%s ; pour %s %s, la couverture n'est pas connue."
                          : "On %s, %u %s%s; for %s %s coverage is not known.",
                   wording_date(date, language, day), period->known_contracts,
                   wording_noun(NOUN_KNOWN_CONTRACT, period->known_contracts, language), expected,
                   wording_integer(unknown, language, number),
                   wording_noun(NOUN_COMMUNE, unknown, language));
}

/** « , dont 166 selon la presse », or nothing when every membership was stated. */
static void inferred_clause(const struct period *period, enum language language, char clause[64])
{
    uint32_t inferred = period->totals[STANDING_COVERED_INFERRED].communes;
    char number[NUMBER_MAX];

    clause[0] = '\0';
    if (inferred > 0)
        (void)snprintf(clause, 64,
                       language == LANGUAGE_FR ? ", dont %.12s selon la presse,"
                                               : ", %.12s of them according to the press,",
                       wording_integer(inferred, language, number));
}

/** « 850 communes sur 3 789, dont 166 selon la presse, et 774 500 habitants sur 6 003 141 ». */
static void covered_clause(const struct period *period, enum language language,
                           char clause[CLAUSE_MAX])
{
    uint32_t communes = covered_communes(period);
    char covered[NUMBER_MAX], all[NUMBER_MAX];
    char inhabitants[NUMBER_MAX] = "?", population[NUMBER_MAX] = "?";
    char inferred[64];

    wording_integer(communes, language, covered);
    wording_integer(period->vintage->region_commune_count, language, all);
    if (has_population(period)) {
        wording_integer(covered_population(period), language, inhabitants);
        wording_integer(period->vintage->population, language, population);
    }
    inferred_clause(period, language, inferred);
    if (language == LANGUAGE_FR)
        (void)snprintf(clause, CLAUSE_MAX, "%.12s %s sur %.12s%s et %.20s habitants sur %.20s",
                       covered, wording_noun(NOUN_COMMUNE, communes, language), all, inferred,
                       inhabitants, population);
    else
        (void)snprintf(clause, CLAUSE_MAX,
                       "%.12s of %.12s communes%s and %.20s of %.20s inhabitants", covered, all,
                       inferred, inhabitants, population);
}

/** « 2 939 communes et 5 228 641 habitants ne sont pas couverts ; », or that all are. */
static void uncovered_clause(const struct period *period, enum language language,
                             char clause[CLAUSE_MAX])
{
    const struct standing_total *total = &period->totals[STANDING_NOT_COVERED];
    char communes[NUMBER_MAX], inhabitants[NUMBER_MAX] = "?";

    wording_integer(total->communes, language, communes);
    if (total->population != POPULATION_UNKNOWN)
        wording_integer(total->population, language, inhabitants);
    if (total->communes == 0)
        (void)snprintf(clause, CLAUSE_MAX, "%s",
                       language == LANGUAGE_FR ? "toutes les communes sont couvertes :"
                                               : "every commune is covered:");
    else
        (void)snprintf(clause, CLAUSE_MAX,
                       language == LANGUAGE_FR ? "%.12s %s et %.20s %s ne sont pas couverts ;"
                                               : "%.12s %s and %.20s %s are not covered;",
                       communes, wording_noun(NOUN_COMMUNE, total->communes, language), inhabitants,
                       wording_noun(NOUN_INHABITANT, total->population, language));
}

static void headline_complete(const struct period *period, struct date date, enum language language,
                              char *line)
{
    char day[NUMBER_MAX], covered[CLAUSE_MAX], uncovered[CLAUSE_MAX];

    covered_clause(period, language, covered);
    uncovered_clause(period, language, uncovered);
    (void)snprintf(line, SENTENCE_MAX,
                   language == LANGUAGE_FR ? "Au %s, %s %s le sont par %u %s (millésime %d) ; "
                                             "territoires non couverts : %u."
                                           : "On %s, %s %s are, by %u %s (vintage %d); "
                                             "territories not covered: %u.",
                   wording_date(date, language, day), uncovered, covered, period->known_contracts,
                   wording_noun(NOUN_CONTRACT, period->known_contracts, language),
                   period->vintage->year, period->gap_count);
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
                   "Le dernier millésime chargé est celui de %d : la réponse s'exprime dans les "
                   "communes de cette année-là.",
                   vintage->year);
    (void)snprintf(
        notice->sentence.en, SENTENCE_MAX,
        "The last loaded vintage is that of %d: the answer is expressed in the communes of that "
        "year.",
        vintage->year);
}

static void notice_reexpressed(struct notice *notice, const struct vintage *vintage,
                               struct date date)
{
    char fr[NUMBER_MAX], en[NUMBER_MAX]; /* the day */

    wording_date(date, LANGUAGE_FR, fr);
    wording_date(date, LANGUAGE_EN, en);
    (void)snprintf(notice->sentence.fr, SENTENCE_MAX,
                   "Contrats du %s exprimés, comme demandé, dans le millésime %d.", fr,
                   vintage->year);
    (void)snprintf(notice->sentence.en, SENTENCE_MAX,
                   "Contracts of %s expressed, as asked, in the vintage %d.", en, vintage->year);
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
    struct sentence sentence;
    size_t count = 0;

    if (register_is_from_press(snapshot->rows))
        notice_press(add_notice(ret_notices, &count, "press"));
    if (period->vintage == NULL) {
        notice_unevaluated(add_notice(ret_notices, &count, "not_evaluated"), snapshot);
        return count;
    }
    if (!period->list_is_complete)
        notice_incomplete(add_notice(ret_notices, &count, "list_incomplete"));
    if (period_is_reexpressed(snapshot, period, date))
        notice_reexpressed(add_notice(ret_notices, &count, "reexpressed"), period->vintage, date);
    else if (period->vintage == snapshot->vintages[snapshot->vintage_count - 1] &&
             date_year(date) > period->vintage->year)
        notice_vintage(add_notice(ret_notices, &count, "vintage_after_last"), period->vintage);
    if (derivation_sentence(period->vintage, &sentence))
        add_notice(ret_notices, &count, "derived")->sentence = sentence;
    return count;
}
