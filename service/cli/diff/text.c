/* What changed between two vintages, to be read: the totals and the communes. */
#include <string.h>

#include "service/cli/diff/form.h"
#include "service/report/wording.h"

/** « + 1 234 »: with its sign, or nothing when nothing changed. */
static void add_difference(struct text *text, int64_t difference, enum language language)
{
    char number[NUMBER_MAX];

    if (difference == 0)
        return;
    text_addf(text, " (%s%s)", difference > 0 ? "+" : "−",
              wording_integer(difference > 0 ? difference : -difference, language, number));
}

static void add_counts(struct text *text, struct words what, int64_t before, int64_t after,
                       enum language language)
{
    char first[NUMBER_MAX] = "?", second[NUMBER_MAX] = "?";

    if (before != POPULATION_UNKNOWN)
        wording_integer(before, language, first);
    if (after != POPULATION_UNKNOWN)
        wording_integer(after, language, second);
    text_addf(text, "  %s%s%s → %s", words_in(what, language),
              language == LANGUAGE_FR ? " : " : ": ", first, second);
    if (before != POPULATION_UNKNOWN && after != POPULATION_UNKNOWN)
        add_difference(text, after - before, language);
    text_add(text, "\n");
}

static uint32_t count_epcis_in_region(const struct vintage *vintage)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < vintage->epci_count; i++)
        count += vintage->epcis[i].commune_count > vintage->epcis[i].outside_count;
    return count;
}

static void add_area(struct text *text, const struct vintage_change *change, enum language language)
{
    const struct vintage *before = change->crosswalk->before, *after = change->crosswalk->after;
    char first[NUMBER_MAX], second[NUMBER_MAX];

    wording_area(before->area_m2, language, first);
    wording_area(after->area_m2, language, second);
    text_addf(text, language == LANGUAGE_FR ? "  surface : %s → %s" : "  area: %s → %s", first,
              second);
    if (change->has_same_shapes)
        text_addf(text,
                  language == LANGUAGE_FR ? " (contours de %d pour les deux)\n"
                                          : " (shapes of %d for both)\n",
                  after->family->year);
    else
        text_addf(text,
                  language == LANGUAGE_FR
                      ? " (contours de %d, puis de %d : surfaces non comparables)\n"
                      : " (shapes of %d, then of %d: areas cannot be compared)\n",
                  before->family->year, after->family->year);
}

/** A table of a year that is not its vintage's. */
static void add_year(struct text *text, const struct vintage *vintage, enum language language)
{
    if (vintage->population_year != vintage->year)
        text_addf(text,
                  language == LANGUAGE_FR ? "! Les populations du millésime %d sont celles de %d.\n"
                                          : "! The populations of vintage %d are those of %d.\n",
                  vintage->year, vintage->population_year);
    if (vintage->epci_year != vintage->year)
        text_addf(text,
                  language == LANGUAGE_FR
                      ? "! Les EPCI du millésime %d sont ceux de %d : leurs changements n'y sont "
                        "pas.\n"
                      : "! The EPCI of vintage %d are those of %d: their changes are not in it.\n",
                  vintage->year, vintage->epci_year);
}

static void add_totals(struct text *text, const struct vintage_change *change,
                       enum language language)
{
    const struct vintage *before = change->crosswalk->before, *after = change->crosswalk->after;

    text_addf(text,
              language == LANGUAGE_FR ? "Du millésime %d au millésime %d\n"
                                      : "From vintage %d to vintage %d\n",
              before->year, after->year);
    add_counts(text, (struct words){"communes", "communes"}, before->region_commune_count,
               after->region_commune_count, language);
    add_counts(text, (struct words){"EPCI", "EPCI"}, count_epcis_in_region(before),
               count_epcis_in_region(after), language);
    add_counts(text, (struct words){"habitants", "inhabitants"}, before->population,
               after->population, language);
    add_area(text, change, language);
    add_year(text, before, language);
    add_year(text, after, language);
}

/** What a list of relations of one change is called; NULL for the unchanged. */
static struct words heading_of(enum crosswalk_change change)
{
    static const struct words headings[] = {
        [CROSSWALK_SAME] = {NULL, NULL},
        [CROSSWALK_RESPELLED] = {"nom écrit autrement, sans mouvement",
                                 "name written otherwise, without a movement"},
        [CROSSWALK_RENAMED] = {"nouveau nom", "new name"},
        [CROSSWALK_RECODED] = {"nouveau code, mêmes terres", "new code, the same land"},
        [CROSSWALK_MERGED] = {"fusions", "merged"},
        [CROSSWALK_SPLIT] = {"scissions", "divided"},
        [CROSSWALK_REDRAWN] = {"redécoupages, plusieurs en plusieurs",
                               "redrawn, several into several"},
        [CROSSWALK_LEFT] = {"sorties de la région", "left the region"},
        [CROSSWALK_CAME] = {"entrées dans la région", "came into the region"},
        [CROSSWALK_LOST] = {"disparues sans mouvement connu : à vérifier",
                            "gone without a known movement: to be looked into"},
        [CROSSWALK_FOUND] = {"apparues sans mouvement connu : à vérifier",
                             "new without a known movement: to be looked into"},
    };

    return headings[change];
}

static void add_relations(struct text *text, const struct crosswalk *crosswalk,
                          enum crosswalk_change change, enum language language)
{
    if (crosswalk->counts[change] == 0)
        return;
    text_addf(text, "  %s (%u)\n", words_in(heading_of(change), language),
              crosswalk->counts[change]);
    for (uint32_t i = 0; i < crosswalk->relation_count; i++) {
        if (crosswalk->relations[i].change != change || !crosswalk->relations[i].in_region)
            continue;
        text_add(text, "    ");
        diff_write_relation(text, crosswalk, &crosswalk->relations[i], language);
    }
}

/** Of the far part of straddling EPCI, which is no part of the region's count. */
static void add_outside(struct text *text, const struct crosswalk *crosswalk,
                        enum language language)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < crosswalk->relation_count; i++)
        count +=
            !crosswalk->relations[i].in_region && crosswalk->relations[i].change != CROSSWALK_SAME;
    if (count == 0)
        return;
    text_addf(text,
              language == LANGUAGE_FR
                  ? "  hors de la région, dans un EPCI qui la déborde (%u)\n"
                  : "  outside the region, in an EPCI that goes beyond it (%u)\n",
              count);
    for (uint32_t i = 0; i < crosswalk->relation_count; i++) {
        const struct crosswalk_relation *relation = &crosswalk->relations[i];

        if (relation->in_region || relation->change == CROSSWALK_SAME)
            continue;
        text_addf(text, "    %s",
                  relation->after_count == 0    ? "− "
                  : relation->before_count == 0 ? "+ "
                                                : "");
        diff_write_relation(text, crosswalk, relation, language);
    }
}

void diff_write_text(struct text *text, const struct vintage_change *change, enum language language)
{
    const struct crosswalk *crosswalk = change->crosswalk;
    char unchanged[NUMBER_MAX];

    add_totals(text, change, language);
    wording_integer(crosswalk->counts[CROSSWALK_SAME], language, unchanged);
    text_addf(text,
              language == LANGUAGE_FR ? "\nCommunes : inchangées, %s\n"
                                      : "\nCommunes: unchanged, %s\n",
              unchanged);
    for (int kind = CROSSWALK_CHANGE_COUNT - 1; kind > CROSSWALK_SAME; kind--)
        add_relations(text, crosswalk, (enum crosswalk_change)kind, language);
    add_outside(text, crosswalk, language);
    diff_write_epcis(text, change, language);
    diff_write_contracts(text, change, language);
}
