#include "service/cli/explain/text_commune.h"

#include <string.h>

#include "service/cli/explain/text_contracts.h"
#include "service/report/wording.h"

static void write_epci(struct text *text, enum language language, const struct vintage *vintage,
                       const struct commune *commune)
{
    bool french = language == LANGUAGE_FR;
    const struct epci *epci = commune->epci == UNIT_NONE ? NULL : &vintage->epcis[commune->epci];

    if (epci == NULL) {
        text_add(text, french ? "  EPCI : aucun" : "  EPCI: none");
    } else {
        text_addf(text,
                  french ? "  EPCI : %s (%s, %s), %u communes" : "  EPCI: %s (%s, %s), %u communes",
                  epci->name, epci->siren.code, epci->nature, epci->commune_count);
        if (epci->outside_count > 0)
            text_addf(text,
                      french ? ", dont %u hors de la région" : ", %u of them outside the region",
                      epci->outside_count);
    }
    if (vintage->epci_year != vintage->year)
        text_addf(text, french ? " – composition de %d" : " – composition of %d",
                  vintage->epci_year);
    text_add(text, "\n");
}

static void write_delegates(struct text *text, enum language language,
                            const struct lineage *lineage, const char *insee)
{
    const char *joint = language == LANGUAGE_FR
                            ? "  Communes déléguées ou associées (dernière liste) : "
                            : "  Delegated or associated communes (last list): ";
    bool has_one = false;

    for (size_t i = 0; lineage != NULL && i < lineage->delegate_count; i++) {
        if (strcmp(lineage->delegates[i].parent.code, insee) != 0)
            continue;
        text_addf(text, "%s%s (%s)", joint, lineage->delegates[i].name,
                  lineage->delegates[i].insee.code);
        joint = ", ";
        has_one = true;
    }
    if (has_one)
        text_add(text, "\n");
}

static void write_facts(struct text *text, enum language language, const struct snapshot *snapshot,
                        const struct vintage *vintage, const struct commune *commune)
{
    const struct departement *departement = &vintage->departements[commune->departement];
    bool french = language == LANGUAGE_FR;
    char population[NUMBER_MAX] = "?", area[NUMBER_MAX];

    text_addf(text, "  %s (%s), %s\n", departement->name, departement->code,
              commune->in_region ? (french ? "dans la région" : "in the region")
                                 : (french ? "hors de la région" : "outside the region"));
    write_epci(text, language, vintage, commune);
    if (commune->population != POPULATION_UNKNOWN)
        wording_integer(commune->population, language, population);
    text_addf(text,
              french ? "  %s %s (population de %d), %s\n" : "  %s %s (population of %d), %s\n",
              population, wording_noun(NOUN_INHABITANT, commune->population, language),
              vintage->population_year, wording_area(commune->area_m2, language, area));
    write_delegates(text, language, snapshot->lineage, commune->insee.code);
}

/** Why the standing is what it is, where the contracts listed below do not say it themselves. */
static void write_standing(struct text *text, enum language language,
                           const struct snapshot *snapshot, const struct explanation *explanation,
                           const struct explained_commune *it)
{
    enum standing standing = explanation->period->standings[it->commune];
    bool french = language == LANGUAGE_FR;
    bool is_doubted = false;

    for (uint32_t i = 0; i < it->covering_count; i++)
        is_doubted = is_doubted || (it->coverings[i].force != FORCE_NO &&
                                    it->coverings[i].held + it->coverings[i].doubtful > 0);
    text_addf(text, french ? "  Situation : %s" : "  Standing: %s",
              words_in(standing_words(standing), language));
    if (standing == STANDING_UNKNOWN && !is_doubted) {
        text_add(text, french ? " – aucun contrat connu en vigueur ne la contient, mais la liste "
                                "n'est pas déclarée complète"
                              : " – no known contract in force holds it, but the list is not "
                                "declared complete");
        explain_text_lists(text, language, snapshot->rows, explanation->at);
    } else if (standing == STANDING_UNKNOWN) {
        text_add(text, french ? " – un contrat la contient peut-être, voir ci-dessous"
                              : " – a contract may hold it, see below");
    } else if (standing == STANDING_NOT_COVERED) {
        text_add(text, french ? " – aucun contrat ne la contient, et la liste est déclarée complète"
                              : " – no contract holds it, and the list is declared complete");
    }
    text_add(text, "\n");
}

static void write_tiles(struct text *text, enum language language, const struct vintage *vintage,
                        const struct shape_basis *shape)
{
    bool french = language == LANGUAGE_FR;

    for (uint32_t i = 0; i < shape->tile_count; i++) {
        const struct tile *tile = &vintage->family->tiles[shape->tiles[i]];

        text_addf(text, "%s%s (%s)", i == 0 ? "" : " + ", tile->name, tile->insee.code);
        if (tile->side.code[0] != '\0')
            text_addf(text, french ? ", côté %s" : ", side of %s", tile->side.code);
    }
}

static void write_cut(struct text *text, enum language language, const struct shape_cut *cut)
{
    bool french = language == LANGUAGE_FR;
    char day[NUMBER_MAX];

    text_addf(text,
              french ? "  Coupé le long de la ligne du %s entre %s et %s%s\n"
                     : "  Cut along the line of %s between %s and %s%s\n",
              wording_date(cut->date, language, day), cut->left.code, cut->right.code,
              !cut->is_approximate ? ""
              : french             ? ", approchée"
                                   : ", approximate");
    text_addf(text, "    %s\n", words_in(cut->reason, language));
    text_addf(text, french ? "    Source : %s\n" : "    Source: %s\n", cut->source);
}

static void write_shape(struct text *text, enum language language, const struct vintage *vintage,
                        const struct shape_basis *shape)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, french ? "  Contour de %d" : "  Shape of %d", shape->year);
    if (shape->source != NULL)
        text_addf(text, " (%s)", shape->source->source);
    if (shape->is_derived) {
        text_add(text, shape->tile_count > 1
                           ? (french ? ", dérivé : union de " : ", derived: union of ")
                           : (french ? ", dérivé : celui de " : ", derived: that of "));
        write_tiles(text, language, vintage, shape);
    } else {
        text_add(text, french ? ", tel quel" : ", as it is");
    }
    text_add(text, "\n");
    if (shape->cut != NULL)
        write_cut(text, language, shape->cut);
    if (shape->repair != NULL)
        text_addf(text,
                  french ? "  Contour raccommodé à l'import : %+.0f m² (%s)\n"
                         : "  Shape mended on import: %+.0f m² (%s)\n",
                  shape->repair->after_m2 - shape->repair->before_m2, shape->repair->insee.code);
}

void explain_text_commune(struct text *text, enum language language,
                          const struct snapshot *snapshot, const struct explanation *explanation,
                          const struct explained_commune *it)
{
    const struct vintage *vintage = explanation->period->vintage;

    write_facts(text, language, snapshot, vintage, &vintage->communes[it->commune]);
    if (vintage->communes[it->commune].in_region)
        write_standing(text, language, snapshot, explanation, it);
    explain_text_contracts(text, language, snapshot, it->coverings, it->covering_count, 1);
    write_shape(text, language, vintage, &it->shape);
}

void explain_text_years(struct text *text, enum language language,
                        const struct explanation *explanation)
{
    bool french = language == LANGUAGE_FR;

    if (explanation->year_count > 0)
        text_addf(text,
                  french ? "Le code %s dans les millésimes\n" : "The code %s in the vintages\n",
                  explanation->asked.code);
    for (uint32_t i = 0; i < explanation->year_count; i++) {
        const struct code_years *years = &explanation->years[i];
        const struct vintage *vintage = years->vintage;
        const struct commune *commune = &vintage->communes[years->unit];

        if (years->first == years->last)
            text_addf(text, "  %d       ", years->first);
        else
            text_addf(text, "  %d–%d  ", years->first, years->last);
        text_addf(text, "%s, ", commune->name);
        if (commune->epci == UNIT_NONE)
            text_add(text, french ? "sans EPCI" : "in no EPCI");
        else
            text_addf(text, "%s (%s)", vintage->epcis[commune->epci].name,
                      vintage->epcis[commune->epci].siren.code);
        text_add(text, "\n");
    }
}
