/* What changed between two vintages, to be read: the contracts. */
#include <string.h>

#include "service/cli/diff/form.h"
#include "service/report/wording.h"

static void add_population(struct text *text, int64_t population, enum language language)
{
    char number[NUMBER_MAX] = "?";

    if (population != POPULATION_UNKNOWN)
        wording_integer(population, language, number);
    text_addf(text, "%s", number);
}

static void add_figures(struct text *text, const struct contract_change *contract,
                        enum language language)
{
    const struct perimeter *before = contract->before, *after = contract->after;
    bool french = language == LANGUAGE_FR;
    char first[NUMBER_MAX], second[NUMBER_MAX];

    wording_area(before->area_m2, language, first);
    wording_area(after->area_m2, language, second);
    text_addf(text,
              french ? "    communes : %u → %u ; EPCI : %u → %u ; habitants : "
                     : "    communes: %u → %u; EPCI: %u → %u; inhabitants: ",
              before->commune_count, after->commune_count, before->epci_count, after->epci_count);
    add_population(text, before->population, language);
    text_add(text, " → ");
    add_population(text, after->population, language);
    text_addf(text, french ? " ; surface : %s" : "; area: %s", first);
    text_addf(text, strcmp(first, second) == 0 ? "\n" : " → %s\n", second);
}

static struct words effect_words(enum contract_effect effect)
{
    switch (effect) {
    case EFFECT_NONE:
        return (struct words){"mêmes codes", "the same codes"};
    case EFFECT_RECODED:
        return (struct words){"codes changés, même territoire", "other codes, the same territory"};
    case EFFECT_TERRITORY:
        return (struct words){"territoire changé", "another territory"};
    case EFFECT_UNKNOWN_MEMBER:
        break;
    }
    return (struct words){"membres à remplacer", "members to be replaced"};
}

static struct words outline_words(const struct vintage_change *change,
                                  const struct contract_change *contract)
{
    if (contract->has_same_outline)
        return (struct words){"contour identique à l'octet", "the outline identical to the byte"};
    if (!change->has_same_shapes)
        return (struct words){"contour d'un autre dessin", "the outline drawn from other shapes"};
    return (struct words){"contour changé", "another outline"};
}

/** « + 60016 Ansacq »: land that came or went, by the commune it was. */
static void add_moves(struct text *text, const char *sign, const struct vintage *vintage,
                      struct commune_set set)
{
    for (uint32_t i = 0; i < set.count; i++)
        text_addf(text, "    %s %s %s\n", sign, vintage->communes[set.communes[i]].insee.code,
                  vintage->communes[set.communes[i]].name);
}

/** A member that the later vintage does not know: what took over from it, when it is an EPCI. */
static void add_unknown_members(struct text *text, const struct vintage_change *change,
                                const struct contract_change *contract, enum language language)
{
    const struct version *version = contract->after->version;
    const struct vintage *before = change->crosswalk->before, *after = change->crosswalk->after;

    for (uint32_t i = 0; i < version->member_count; i++) {
        const struct member *member = &version->members[i];
        uint32_t epci = vintage_epci(before, member->code), heir;

        if (contract->after->results[i] == MEMBER_RESOLVED)
            continue;
        text_addf(text, "    ? %s %s", member->code, member->label);
        heir = epci == UNIT_NONE ? UNIT_NONE : change->epcis->successions[epci].heir;
        if (contract->after->results[i] == MEMBER_NOT_EVALUATED)
            text_add(text, language == LANGUAGE_FR ? " : non évalué" : ": not evaluated");
        else if (contract->after->results[i] == MEMBER_MIXED)
            text_add(text, language == LANGUAGE_FR
                               ? " : réuni depuis à des communes hors du contrat"
                               : ": joined since with communes outside the contract");
        else if (heir != UNIT_NONE && member->kind == MEMBER_EPCI)
            text_addf(text, " → %s %s", after->epcis[heir].siren.code, after->epcis[heir].name);
        text_add(text, "\n");
    }
}

static void add_contract(struct text *text, const struct vintage_change *change,
                         const struct contract_change *contract, enum language language)
{
    const struct crosswalk *crosswalk = change->crosswalk;
    bool french = language == LANGUAGE_FR;

    text_addf(text, "  %s  %s%s%s\n", contract->contract->id, contract->contract->name,
              contract->contract->visibility == VISIBILITY_PUBLIC ? ""
              : french                                            ? " (interne)"
                                                                  : " (internal)",
              contract->force == FORCE_YES ? ""
              : french                     ? " (en vigueur ?)"
                                           : " (in force?)");
    add_figures(text, contract, language);
    text_addf(text, french ? "    %s ; %s\n" : "    %s; %s\n",
              words_in(effect_words(contract->effect), language),
              words_in(outline_words(change, contract), language));
    for (uint32_t i = 0; i < contract->land.relation_count; i++) {
        const struct crosswalk_relation *relation =
            &crosswalk->relations[contract->land.relations[i]];

        if (relation->change == CROSSWALK_RESPELLED)
            continue; /* told once, among the communes */
        text_add(text, "    ");
        diff_write_relation(text, crosswalk, relation, language);
    }
    add_moves(text, "+", crosswalk->before, contract->land.joined);
    add_moves(text, "+", crosswalk->after, contract->land.appeared);
    add_moves(text, "−", crosswalk->before, contract->land.left);
    add_unknown_members(text, change, contract, language);
}

/** « (mêmes codes : 1 ; territoire changé : 1) ». */
static void add_effects(struct text *text, const struct vintage_change *change,
                        enum language language)
{
    bool french = language == LANGUAGE_FR, is_first = true;

    for (int effect = EFFECT_NONE; effect <= EFFECT_UNKNOWN_MEMBER; effect++) {
        if (change->effect_counts[effect] == 0)
            continue;
        text_addf(text, french ? "%s%s : %u" : "%s%s: %u",
                  is_first ? " ("
                  : french ? " ; "
                           : "; ",
                  words_in(effect_words((enum contract_effect)effect), language),
                  change->effect_counts[effect]);
        is_first = false;
    }
    text_add(text, is_first ? "\n" : ")\n");
}

void diff_write_contracts(struct text *text, const struct vintage_change *change,
                          enum language language)
{
    char date[NUMBER_MAX];
    bool french = language == LANGUAGE_FR;

    wording_date(change->date, language, date);
    text_addf(text, french ? "\nContrats en vigueur le %s : %u" : "\nContracts in force on %s: %u",
              date, change->contract_count);
    add_effects(text, change, language);
    for (uint32_t i = 0; i < change->contract_count; i++)
        add_contract(text, change, &change->contracts[i], language);
}
