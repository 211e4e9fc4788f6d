/* From one perimeter to another, to be read: figures, what was decided, what was suffered. */
#include <string.h>

#include "data/contract_status.h"
#include "service/cli/diff/form.h"
#include "service/cli/diff/sides.h"
#include "service/report/derivation_sentence.h"
#include "service/report/wording.h"

static void add_side(struct text *text, const struct perimeter_side *side,
                     const struct register_rows *rows, enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    enum contract_status status;
    char date[NUMBER_MAX];

    text_addf(text, is_french ? "  %s, version %d, le %s" : "  %s, version %d, on %s",
              side->contract->id, side->version->number, wording_date(side->date, language, date));
    if (contract_status_on(rows, side->version->contract, side->date, &status))
        text_addf(text, " (%s)", words_in(contract_status_words(status), language));
    else if (side->force == FORCE_IN_DOUBT)
        text_add(text, is_french ? " (en vigueur ?)" : " (in force?)");
    text_addf(text, is_french ? ", codes de %d%s\n" : ", codes of %d%s\n",
              side->perimeter->vintage->year,
              side->contract->visibility == VISIBILITY_PUBLIC ? ""
              : is_french                                     ? ", interne"
                                                              : ", internal");
}

static const char *population_text(int64_t population, enum language language,
                                   char ret_text[NUMBER_MAX])
{
    return population == POPULATION_UNKNOWN ? "?" : wording_integer(population, language, ret_text);
}

static void add_figures(struct text *text, const struct perimeter *before,
                        const struct perimeter *after, enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    char first[NUMBER_MAX], second[NUMBER_MAX];

    text_addf(text,
              is_french ? "  communes : %u → %u ; EPCI : %u → %u ; "
                        : "  communes: %u → %u; EPCI: "
                          "%u → %u; ",
              before->commune_count, after->commune_count, before->epci_count, after->epci_count);
    text_addf(text, is_french ? "habitants : %s → %s ; " : "inhabitants: %s → %s; ",
              population_text(before->population, language, first),
              population_text(after->population, language, second));
    wording_area(before->area_m2, language, first);
    wording_area(after->area_m2, language, second);
    text_addf(text, is_french ? "surface : %s" : "area: %s", first);
    text_addf(text, strcmp(first, second) == 0 ? "\n" : " → %s\n", second);
}

static void add_outline(struct text *text, const struct perimeter_difference *difference,
                        enum language language)
{
    static const struct words same = {"contour identique à l'octet",
                                      "the outline is identical to the byte"};
    static const struct words other = {"contour changé", "the outline is another"};
    static const struct words redrawn = {"contours de deux dessins, qui ne se comparent pas",
                                         "outlines of two drawings, which do not compare"};

    text_addf(text, "  %s\n",
              words_in(difference->has_same_outline  ? same
                       : difference->has_same_shapes ? other
                                                     : redrawn,
                       language));
}

static const char *operation_word(const struct member *member, enum language language)
{
    if (member->operation == MEMBER_INCLUDE)
        return "";
    return language == LANGUAGE_FR ? "exclut " : "excludes ";
}

static void add_members(struct text *text, const struct perimeter_difference *difference,
                        enum language language)
{
    for (uint32_t i = 0; i < difference->member_count; i++) {
        const struct member_change *change = &difference->members[i];
        const struct member *member = change->after != NULL ? change->after : change->before;

        text_addf(text, "    %s %s%s %s",
                  change->before == NULL  ? "+"
                  : change->after == NULL ? "−"
                                          : "~",
                  operation_word(member, language), member->code, member->label);
        if (change->before != NULL && change->after != NULL)
            text_addf(text, language == LANGUAGE_FR ? " : %s → %s" : ": %s → %s",
                      member_mode_name(change->before->mode),
                      member_mode_name(change->after->mode));
        text_add(text, "\n");
    }
}

static bool are_of_one_list(const struct commune_step *a, const struct commune_step *b)
{
    return a->comes == b->comes && a->is_decided == b->is_decided && a->vintage == b->vintage;
}

/** How many communes of the EPCI of a step do the same; *ret_is_first: no earlier one does. */
static uint32_t count_companions(const struct perimeter_difference *difference, uint32_t index,
                                 bool *ret_is_first)
{
    const struct commune_step *steps = difference->steps, *step = &steps[index];
    uint32_t epci = step->vintage->communes[step->commune].epci, count = 0;

    *ret_is_first = true;
    for (uint32_t i = 0; i < difference->step_count; i++) {
        if (!are_of_one_list(&steps[i], step) ||
            steps[i].vintage->communes[steps[i].commune].epci != epci)
            continue;
        count++;
        *ret_is_first = *ret_is_first && i >= index;
    }
    return count;
}

static void add_step(struct text *text, const struct perimeter_difference *difference,
                     uint32_t index, enum language language)
{
    const struct commune_step *step = &difference->steps[index];
    const struct commune *commune = &step->vintage->communes[step->commune];
    const struct epci *epci =
        commune->epci == UNIT_NONE ? NULL : &step->vintage->epcis[commune->epci];
    const char *sign = step->comes ? "+" : "−";
    bool is_first = true;

    if (epci == NULL || count_companions(difference, index, &is_first) < epci->commune_count)
        text_addf(text, "    %s %s %s (%s)\n", sign, commune->insee.code, commune->name,
                  epci != NULL              ? epci->name
                  : language == LANGUAGE_FR ? "sans EPCI"
                                            : "in no EPCI");
    else if (is_first)
        text_addf(text,
                  language == LANGUAGE_FR ? "    %s %s %s, entier : %u %s\n"
                                          : "    %s %s %s, whole: %u %s\n",
                  sign, epci->siren.code, epci->name, epci->commune_count,
                  wording_noun(NOUN_COMMUNE, epci->commune_count, language));
}

/** The communes that come, or go, for one reason: an EPCI that does as a whole takes one line. */
static void add_steps(struct text *text, const struct perimeter_difference *difference, bool comes,
                      bool is_decided, enum language language)
{
    for (uint32_t i = 0; i < difference->step_count; i++) {
        if (difference->steps[i].comes == comes && difference->steps[i].is_decided == is_decided)
            add_step(text, difference, i, language);
    }
}

static void add_reason(struct text *text, const struct perimeter_difference *difference,
                       bool is_decided, enum language language)
{
    uint32_t in = perimeter_difference_count(difference, true, is_decided);
    uint32_t out = perimeter_difference_count(difference, false, is_decided);

    text_addf(text,
              language == LANGUAGE_FR ? "  communes entrées : %u, sorties : %u\n"
                                      : "  communes that come: %u, that go: %u\n",
              in, out);
    add_steps(text, difference, true, is_decided, language);
    add_steps(text, difference, false, is_decided, language);
}

static const struct act *find_act(const struct register_rows *rows, const char *id)
{
    for (uint32_t i = 0; id[0] != '\0' && i < rows->act_count; i++) {
        if (strcmp(rows->acts[i].id, id) == 0)
            return &rows->acts[i];
    }
    return NULL;
}

static void add_act(struct text *text, const struct perimeter_side *side,
                    const struct register_rows *rows, enum language language)
{
    const struct act *act = find_act(rows, side->version->act);
    bool is_french = language == LANGUAGE_FR;
    char date[32];

    text_addf(text, is_french ? "  acte de %s, version %d : " : "  act of %s, version %d: ",
              side->contract->id, side->version->number);
    if (act == NULL) {
        text_add(text, is_french ? "inconnu" : "unknown");
    } else {
        loose_date_format_words(act->date, language, date);
        text_addf(text, "%s%s%s%s%s, %s", act->id,
                  act->number[0] == '\0' ? ""
                  : is_french            ? ", n° "
                                         : ", no. ",
                  act->number, act->body[0] == '\0' ? "" : ", ", act->body, date);
    }
    if (strcmp(side->version->cause, "correction") == 0)
        text_add(text, is_french ? " ; corrige une erreur" : "; corrects a mistake");
    text_add(text, "\n");
}

static void add_decided(struct text *text, const struct perimeter_difference *difference,
                        const struct register_rows *rows, enum language language)
{
    bool is_french = language == LANGUAGE_FR;

    if (difference->before.version == difference->after.version) {
        text_add(text, is_french ? "Décidé : rien, c'est la même version\n"
                                 : "Decided: nothing, it is the same version\n");
        return;
    }
    text_add(text, is_french ? "Décidé\n" : "Decided\n");
    add_act(text, &difference->before, rows, language);
    add_act(text, &difference->after, rows, language);
    text_addf(text, is_french ? "  membres changés : %u\n" : "  members changed: %u\n",
              difference->member_count);
    add_members(text, difference, language);
    add_reason(text, difference, true, language);
}

static void add_suffered(struct text *text, const struct perimeter_difference *difference,
                         enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    const struct crosswalk *crosswalk = difference->crosswalk;

    if (crosswalk == NULL) {
        text_add(text, is_french ? "Subi : rien, c'est le même millésime\n"
                                 : "Suffered: nothing, it is the same vintage\n");
        return;
    }
    if (perimeter_difference_count(difference, true, false) == 0 &&
        perimeter_difference_count(difference, false, false) == 0) {
        text_add(text, difference->relation_count == 0
                           ? (is_french ? "Subi : rien, mêmes codes\n"
                                        : "Suffered: nothing, the same codes\n")
                           : (is_french ? "Subi : codes changés, même territoire\n"
                                        : "Suffered: other codes, the same territory\n"));
    } else {
        text_add(text, is_french ? "Subi, les listes officielles ayant changé\n"
                                 : "Suffered, the official lists having changed\n");
        add_reason(text, difference, false, language);
    }
    for (uint32_t i = 0; i < difference->relation_count; i++) {
        text_add(text, "    ");
        diff_write_relation(text, crosswalk, &crosswalk->relations[difference->relations[i]],
                            language);
    }
}

/** Members that cannot be read in their vintage: what is said of communes is not the whole. */
static void add_warning(struct text *text, const struct perimeter_side *side,
                        enum language language)
{
    if (!side->perimeter->is_whole)
        text_addf(text,
                  language == LANGUAGE_FR
                      ? "! Des membres de %s, version %d, ne sont pas évalués en %d : lisiere "
                        "perimeter les nomme.\n"
                      : "! Members of %s, version %d, are not evaluated in %d: lisiere perimeter "
                        "names them.\n",
                  side->contract->id, side->version->number, side->perimeter->vintage->year);
}

void perimeter_difference_write_text(struct text *text,
                                     const struct perimeter_difference *difference,
                                     const struct snapshot *snapshot, enum language language)
{
    const struct perimeter_side *before = &difference->before, *after = &difference->after;
    struct sentence derivation;

    text_add(text, language == LANGUAGE_FR ? "Du périmètre\n" : "From the perimeter\n");
    add_side(text, before, snapshot->rows, language);
    text_add(text, language == LANGUAGE_FR ? "au périmètre\n" : "to the perimeter\n");
    add_side(text, after, snapshot->rows, language);
    add_figures(text, before->perimeter, after->perimeter, language);
    add_outline(text, difference, language);
    add_decided(text, difference, snapshot->rows, language);
    add_suffered(text, difference, language);
    add_warning(text, before, language);
    if (before->version != after->version ||
        before->perimeter->vintage != after->perimeter->vintage)
        add_warning(text, after, language);
    if (before->contract->basis == BASIS_PRESS || after->contract->basis == BASIS_PRESS)
        text_add(text, language == LANGUAGE_FR
                           ? "! D'après la presse : la Région ne l'a pas confirmé.\n"
                           : "! According to the press: the Région has not confirmed it.\n");
    if (derivation_sentence(after->perimeter->vintage, &derivation))
        text_addf(text, "! %s\n", sentence_in(&derivation, language));
}
