#include "service/report/derivation_sentence.h"

#include <stdio.h>
#include <string.h>

#include "data/derivation.h"
#include "geo/utf8.h"

enum { CUTS_SHOWN = 4, CUTS_MAX = 120 };

/** " (60054/60694 : limite approchée)", or nothing when the vintage rests on no cut. */
static void cuts_clause(const struct vintage *vintage, enum language language,
                        char clause[CUTS_MAX])
{
    const struct shape_family *family = vintage->family;
    bool french = language == LANGUAGE_FR, is_approximate = false;
    size_t length = 0;
    unsigned shown = 0;

    clause[0] = '\0';
    for (uint32_t i = 0; i < family->cut_count; i++) {
        char name[CUT_NAME_SIZE];

        if (!vintage_rests_on_cut(vintage, &family->cuts[i]))
            continue;
        is_approximate = is_approximate || family->cuts[i].is_approximate;
        if (shown++ < CUTS_SHOWN)
            length += (size_t)snprintf(clause + length, CUTS_MAX - length, "%s%s",
                                       shown == 1 ? " (" : ", ", cut_name(&family->cuts[i], name));
        else if (shown == CUTS_SHOWN + 2)
            length += (size_t)snprintf(clause + length, CUTS_MAX - length, ", …");
    }
    if (shown > 0)
        (void)snprintf(clause + length, CUTS_MAX - length, "%s%s)", french ? " : " : ": ",
                       is_approximate ? (french ? "limite approchée" : "approximate border")
                                      : (french ? "limite ajoutée" : "border added"));
}

/** The shapes: whose year, along what, mended or not; nothing when they are the vintage's own. */
static void add_shapes(const struct vintage *vintage, enum language language, char *line)
{
    const struct shape_family *family = vintage->family;
    bool french = language == LANGUAGE_FR;
    char cuts[CUTS_MAX];
    size_t length = 0;

    if (family->year == vintage->year && family->repair_count == 0)
        return;
    length = (size_t)snprintf(line, SENTENCE_MAX, french ? "Contours de %d" : "Shapes of %d",
                              family->year);
    cuts_clause(vintage, language, cuts);
    if (family->year != vintage->year)
        length += (size_t)snprintf(line + length, SENTENCE_MAX - length,
                                   french ? " répartis entre les communes de %d d'après les "
                                            "mouvements%s"
                                          : " assigned to the communes of %d along the movements%s",
                                   vintage->year, cuts);
    if (family->repair_count > 0)
        (void)snprintf(line + length, SENTENCE_MAX - length,
                       french ? ", réparés à l'import (communes : %u)"
                              : ", mended on import (communes: %u)",
                       family->repair_count);
}

/** The tables of another year: « EPCI et populations de 2025 ». */
static void add_tables(const struct vintage *vintage, enum language language, char *line)
{
    bool french = language == LANGUAGE_FR;
    size_t length = strlen(line);
    bool has_epci = vintage->epci_year != vintage->year;
    bool has_population = vintage->population_year != vintage->year;
    const char *joint = length == 0 ? "" : french ? " ; " : "; ";

    if (has_epci && has_population && vintage->epci_year == vintage->population_year) {
        (void)snprintf(line + length, SENTENCE_MAX - length,
                       french ? "%sEPCI et populations de %d" : "%sEPCI and populations of %d",
                       joint, vintage->epci_year);
        return;
    }
    if (has_epci) {
        length +=
            (size_t)snprintf(line + length, SENTENCE_MAX - length,
                             french ? "%sEPCI de %d" : "%sEPCI of %d", joint, vintage->epci_year);
        joint = french ? " ; " : "; ";
    }
    if (has_population)
        (void)snprintf(line + length, SENTENCE_MAX - length,
                       length == 0 ? (french ? "%sPopulations de %d" : "%sPopulations of %d")
                                   : (french ? "%spopulations de %d" : "%spopulations of %d"),
                       joint, vintage->population_year);
}

bool derivation_sentence(const struct vintage *vintage, struct sentence *ret_sentence)
{
    static const enum language languages[] = {LANGUAGE_FR, LANGUAGE_EN};
    struct sentence sentence = {"", ""};

    for (size_t i = 0; i < 2; i++) {
        char *line = languages[i] == LANGUAGE_FR ? sentence.fr : sentence.en;

        add_shapes(vintage, languages[i], line);
        add_tables(vintage, languages[i], line);
        if (line[0] == '\0')
            return false;
        (void)snprintf(line + strlen(line), SENTENCE_MAX - strlen(line), ".");
        utf8_drop_broken(line);
    }
    *ret_sentence = sentence;
    return true;
}
