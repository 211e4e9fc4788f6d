#include "service/report/place_sentence.h"

#include <stdio.h>
#include <string.h>

#include "geo/utf8.h"

/** « couvert par Grand Amiénois » when one contract is in force there, else the standing's words.
 */
static void describe(const struct snapshot *snapshot, const struct period *period, uint32_t commune,
                     enum language language, char *ret_text, size_t size)
{
    const struct period_version *versions[4];
    size_t count = period_versions_of(period, commune, versions, 4);
    struct words words = standing_words(period->standings[commune]);
    size_t length = (size_t)snprintf(ret_text, size, "%s", words_in(words, language));

    for (size_t i = 0; i < count && length < size; i++) {
        const struct contract *contract =
            &snapshot->rows->contracts[versions[i]->perimeter->version->contract];
        const char *joint = language == LANGUAGE_FR ? " – contrat " : " – contract ";

        if (versions[i]->force == FORCE_IN_DOUBT)
            joint = language == LANGUAGE_FR ? " – peut-être contrat " : " – perhaps contract ";
        length +=
            (size_t)snprintf(ret_text + length, size - length, "%s%.120s", joint, contract->name);
    }
}

static void say_inside(const struct snapshot *snapshot, const struct period *period,
                       const struct place *place, enum language language, char *line)
{
    const struct commune *commune = &period->vintage->communes[place->commune];
    char state[256];

    if (commune->in_region)
        describe(snapshot, period, place->commune, language, state, sizeof state);
    else
        (void)snprintf(state, sizeof state, "%s",
                       language == LANGUAGE_FR ? "hors de la région" : "outside the region");
    (void)snprintf(line, SENTENCE_MAX,
                   language == LANGUAGE_FR ? "%.80s (%s) : %s" : "%.80s (%s): %s", commune->name,
                   commune->insee.code, state);
}

static void add_doubt(const struct period *period, const struct place *place,
                      enum language language, char *line)
{
    size_t length = strlen(line);
    const struct commune *other =
        place->other == UNIT_NONE ? NULL : &period->vintage->communes[place->other];
    char whom[120];

    if (other != NULL)
        (void)snprintf(whom, sizeof whom, "%.80s (%s)", other->name, other->insee.code);
    else
        (void)snprintf(whom, sizeof whom, "%s",
                       language == LANGUAGE_FR ? "la limite de la région" : "the region's edge");
    (void)snprintf(line + length, SENTENCE_MAX - length,
                   language == LANGUAGE_FR
                       ? " ; à confirmer par le code commune : %s est à %.0f m"
                       : "; to be confirmed by the commune's code: %s is %.0f m away",
                   whom, place->other_m);
}

void place_sentence(const struct snapshot *snapshot, const struct period *period,
                    const struct place *place, struct sentence *ret_sentence)
{
    static const enum language languages[] = {LANGUAGE_FR, LANGUAGE_EN};

    for (size_t i = 0; i < 2; i++) {
        bool french = languages[i] == LANGUAGE_FR;
        char *line = french ? ret_sentence->fr : ret_sentence->en;

        if (place->commune == UNIT_NONE)
            (void)snprintf(line, SENTENCE_MAX,
                           french ? "Aucune commune de la région ici"
                                  : "No commune of the region here");
        else
            say_inside(snapshot, period, place, languages[i], line);
        if (place->is_to_confirm)
            add_doubt(period, place, languages[i], line);
        utf8_drop_broken(line); /* long names are cut */
    }
}
