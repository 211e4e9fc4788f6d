#include "service/cli/explain/text_epci.h"

#include "service/cli/explain/text_contracts.h"
#include "service/report/wording.h"

static void write_head(struct text *text, enum language language,
                       const struct explanation *explanation)
{
    bool french = language == LANGUAGE_FR;
    char at[NUMBER_MAX];
    const char *code = explanation->asked.code;

    wording_date(explanation->at, language, at);
    switch (explanation->tenure) {
    case TENURE_HELD:
        text_addf(text, french ? "%s (%s), EPCI au %s\n" : "%s (%s), EPCI on %s\n",
                  explanation->name, code, at);
        break;
    case TENURE_ENDED:
        text_addf(text,
                  french ? "%s : le millésime qui vaut au %s n'a pas cet EPCI ; le dernier à "
                           "l'avoir est %d : %s\n"
                         : "%s: the vintage that serves %s lacks this EPCI; the last that has it "
                           "is %d: %s\n",
                  code, at, explanation->years[explanation->year_count - 1].last,
                  explanation->name);
        break;
    case TENURE_TO_COME:
        text_addf(text,
                  french ? "%s : aucun millésime jusqu'au %s n'a cet EPCI ; le premier à l'avoir "
                           "est %d : %s\n"
                         : "%s: no vintage up to %s has this EPCI; the first that has it is %d: "
                           "%s\n",
                  code, at, explanation->years[0].first, explanation->name);
        break;
    case TENURE_NEVER:
        text_addf(text,
                  french ? "%s : aucun millésime chargé n'a cet EPCI, mais le registre le cite\n"
                         : "%s: no loaded vintage has this EPCI, but the register names it\n",
                  code);
        break;
    }
}

static void write_facts(struct text *text, enum language language, const struct vintage *vintage,
                        const struct epci *epci)
{
    bool french = language == LANGUAGE_FR;
    char population[NUMBER_MAX] = "?", area[NUMBER_MAX];

    text_addf(text, french ? "  %s de %u %s" : "  %s of %u %s", epci->nature, epci->commune_count,
              wording_noun(NOUN_COMMUNE, epci->commune_count, language));
    if (epci->outside_count > 0)
        text_addf(text,
                  french ? ", à cheval : %u hors de la région"
                         : ", straddling: %u outside the region",
                  epci->outside_count);
    text_addf(text, french ? " (composition de %d)\n" : " (composition of %d)\n",
              vintage->epci_year);
    if (epci->population != POPULATION_UNKNOWN)
        wording_integer(epci->population, language, population);
    if (epci->outside_count > 0)
        text_add(text, french ? "  Dans la région :" : "  In the region:");
    text_addf(text,
              french ? "%s%s %s (population de %d), %s\n" : "%s%s %s (population of %d), %s\n",
              epci->outside_count > 0 ? " " : "  ", population,
              wording_noun(NOUN_INHABITANT, epci->population, language), vintage->population_year,
              wording_area(epci->area_m2, language, area));
}

static void write_standings(struct text *text, enum language language,
                            const struct snapshot *snapshot, const struct explanation *explanation)
{
    const struct explained_epci *it = explanation->epci;
    bool french = language == LANGUAGE_FR;
    const char *joint = french ? "  Ses communes : " : "  Its communes: ";

    for (int i = 0; i < STANDING_COUNT; i++) {
        if (it->standings[i] == 0)
            continue;
        text_addf(text, french ? "%s%s : %u" : "%s%s: %u", joint,
                  words_in(standing_words((enum standing)i), language), it->standings[i]);
        joint = ", ";
    }
    if (it->standings[STANDING_UNKNOWN] > 0 && !explanation->period->list_is_complete) {
        text_add(text, french ? " – la liste des contrats n'est pas déclarée complète"
                              : " – the list of contracts is not declared complete");
        explain_text_lists(text, language, snapshot->rows, explanation->at);
    }
    text_add(text, "\n");
}

static void write_move(struct text *text, enum language language, const struct epci_move *move,
                       bool is_joining)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, "    %s %s (%s)", is_joining ? "+" : "-", move->name, move->insee.code);
    if (move->other != NULL) {
        text_addf(text,
                  is_joining ? (french ? ", de %s (%s)" : ", from %s (%s)")
                             : (french ? ", vers %s (%s)" : ", to %s (%s)"),
                  move->other->name, move->other->siren.code);
    } else if (move->is_in_both) {
        text_add(text, is_joining ? (french ? ", qui n'était dans aucun" : ", which was in none")
                                  : (french ? ", qui n'est dans aucun" : ", which is in none"));
    } else if (is_joining) {
        text_add(text, french ? ", code nouveau" : ", a new code");
    } else {
        text_add(text, french ? ", qui n'existe plus" : ", which is no more");
        for (size_t i = 0; i < move->successors.count; i++)
            text_addf(text, "%s%s", i == 0 ? " → " : ", ", move->successors.codes[i].code);
    }
    text_add(text, "\n");
}

static void write_years(struct text *text, enum language language,
                        const struct explanation *explanation)
{
    bool french = language == LANGUAGE_FR;

    if (explanation->year_count > 0)
        text_add(text, french ? "Dans les millésimes\n" : "In the vintages\n");
    for (uint32_t i = 0; i < explanation->year_count; i++) {
        const struct code_years *years = &explanation->years[i];
        const struct epci *epci = &years->vintage->epcis[years->unit];

        if (years->first == years->last)
            text_addf(text, "  %d       ", years->first);
        else
            text_addf(text, "  %d–%d  ", years->first, years->last);
        text_addf(text, "%s (%s), %u %s\n", epci->name, epci->nature, epci->commune_count,
                  wording_noun(NOUN_COMMUNE, epci->commune_count, language));
    }
    for (uint32_t i = 0; i < explanation->change_count; i++) {
        const struct epci_change *change = &explanation->changes[i];

        text_addf(text,
                  french ? "  Communes changées au 1er janvier %d\n"
                         : "  Communes changed on 1 January %d\n",
                  change->year);
        for (uint32_t k = 0; k < change->joined_count; k++)
            write_move(text, language, &change->joined[k], true);
        for (uint32_t k = 0; k < change->left_count; k++)
            write_move(text, language, &change->left[k], false);
    }
}

static void write_passage(struct text *text, enum language language,
                          const struct epci_passage *passage)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, french ? "  Au 1er janvier %d : " : "  On 1 January %d: ", passage->year);
    if (passage->before == NULL)
        text_add(text, french ? "numéro nouveau, d'aucun EPCI pris en bloc"
                              : "a new number, of no EPCI taken as a whole");
    else if (passage->after == NULL)
        text_add(text, passage->fate == EPCI_DIVIDED
                           ? (french ? "dissous, ses communes sont allées dans plusieurs"
                                     : "dissolved, its communes went into several")
                           : (french ? "plus aucune de ses communes n'est dans un EPCI d'ici"
                                     : "none of its communes is in an EPCI of here any more"));
    else
        text_addf(text,
                  passage->fate == EPCI_SUCCEEDED
                      ? (french ? "%s (%s) devient %s (%s), communes en commun : %u sur %u"
                                : "%s (%s) becomes %s (%s), communes in common: %u of %u")
                      : (french ? "%s (%s) entre dans %s (%s), communes : %u sur %u"
                                : "%s (%s) goes into %s (%s), communes: %u of %u"),
                  passage->before->name, passage->before->siren.code, passage->after->name,
                  passage->after->siren.code, passage->common, passage->of);
    text_add(text, "\n");
}

void explain_text_epci(struct text *text, enum language language, const struct snapshot *snapshot,
                       const struct explanation *explanation)
{
    const struct vintage *vintage = explanation->period->vintage;
    const struct explained_epci *it = explanation->epci;

    write_head(text, language, explanation);
    if (it != NULL) {
        write_facts(text, language, vintage, &vintage->epcis[it->epci]);
        write_standings(text, language, snapshot, explanation);
        explain_text_contracts(text, language, snapshot, it->coverings, it->covering_count,
                               vintage->epcis[it->epci].commune_count);
    } else if (explanation->naming_count > 0) {
        text_add(text, language == LANGUAGE_FR ? "Le registre cite ce numéro\n"
                                               : "The register names this number\n");
        explain_text_namings(text, language, snapshot, explanation->namings,
                             explanation->naming_count);
    }
    write_years(text, language, explanation);
    for (uint32_t i = 0; i < explanation->passage_count; i++)
        write_passage(text, language, &explanation->passages[i]);
}
