/* What became of the contracts of a generation, to be read. */
#include "service/cli/diff/sides.h"
#include "service/report/derivation_sentence.h"
#include "service/report/wording.h"

static const struct contract *contract_of(const struct snapshot *snapshot,
                                          const struct perimeter *perimeter)
{
    return &snapshot->rows->contracts[perimeter->version->contract];
}

/* “Ended” is said of nothing: a list that is not complete may lack the successor. */
static struct words heading_of(enum generation_relation relation)
{
    switch (relation) {
    case GENERATION_RENEWED:
        return (struct words){"Renouvelés", "Renewed"};
    case GENERATION_RECOMPOSED:
        return (struct words){"Recomposés (communes reprises, succession non déclarée)",
                              "Recomposed (communes taken over, no succession stated)"};
    case GENERATION_ENDED:
        return (struct words){"Sans suite connue", "Without a successor that is known"};
    case GENERATION_NEW:
        break;
    }
    return (struct words){"Sans prédécesseur connu", "Without a predecessor that is known"};
}

static uint32_t count_relation(const struct generation_difference *difference,
                               enum generation_relation relation)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < difference->step_count; i++)
        count += difference->steps[i].relation == relation;
    return count;
}

static void add_pair(struct text *text, const struct snapshot *snapshot,
                     const struct generation_step *step, enum language language)
{
    bool is_french = language == LANGUAGE_FR;

    text_addf(text, "  %s → %s%s\n", contract_of(snapshot, step->before)->id,
              contract_of(snapshot, step->after)->id,
              !generation_step_is_project(snapshot->rows, step) ? ""
              : is_french                                       ? " (en projet)"
                                                                : " (a project)");
    text_addf(text,
              is_french ? "    communes gardées : %u sur %u ; perdues : %u ; gagnées : %u\n"
                        : "    communes kept: %u of %u; lost: %u; gained: %u\n",
              step->common, step->before->commune_count, step->left, step->joined);
}

static void add_alone(struct text *text, const struct snapshot *snapshot,
                      const struct generation_step *step, enum language language)
{
    const struct perimeter *perimeter = step->before != NULL ? step->before : step->after;

    text_addf(text, "  %s%s  %s\n    %u %s, %u EPCI\n", contract_of(snapshot, perimeter)->id,
              !generation_step_is_project(snapshot->rows, step) ? ""
              : language == LANGUAGE_FR                         ? " (en projet)"
                                                                : " (a project)",
              contract_of(snapshot, perimeter)->name, perimeter->commune_count,
              wording_noun(NOUN_COMMUNE, perimeter->commune_count, language),
              perimeter->epci_count);
}

static void add_relation(struct text *text, const struct snapshot *snapshot,
                         const struct generation_difference *difference,
                         enum generation_relation relation, enum language language)
{
    uint32_t count = count_relation(difference, relation);

    text_addf(text, language == LANGUAGE_FR ? "%s : %u\n" : "%s: %u\n",
              words_in(heading_of(relation), language), count);
    for (uint32_t i = 0; i < difference->step_count; i++) {
        const struct generation_step *step = &difference->steps[i];

        if (step->relation != relation)
            continue;
        if (step->before != NULL && step->after != NULL)
            add_pair(text, snapshot, step, language);
        else
            add_alone(text, snapshot, step, language);
    }
}

/** What the lists are worth: how many contracts are known of how many. */
static void add_worth(struct text *text, const struct snapshot *snapshot,
                      const struct generation *generation, enum language language)
{
    const struct register_rows *rows = snapshot->rows;
    bool is_french = language == LANGUAGE_FR;
    unsigned known = 0;

    for (uint32_t i = 0; i < rows->contract_count; i++)
        known += &rows->generations[rows->contracts[i].generation] == generation &&
                 rows->contracts[i].status >= CONTRACT_ADOPTED;
    text_addf(text, is_french ? "! %s : %u contrats connus" : "! %s: %u contracts known",
              generation->id, known);
    if (generation->expected_contracts >= 0)
        text_addf(text, is_french ? " sur %d attendus" : " of %d expected",
                  generation->expected_contracts);
    text_add(text, generation->is_complete ? (is_french ? ", liste déclarée complète.\n"
                                                        : ", the list declared complete.\n")
                                           : (is_french ? ", liste non déclarée complète.\n"
                                                        : ", the list not declared complete.\n"));
}

static void add_sums(struct text *text, const struct generation_difference *difference,
                     enum language language)
{
    char common[NUMBER_MAX], left[NUMBER_MAX], joined[NUMBER_MAX], region[NUMBER_MAX];

    text_addf(text,
              language == LANGUAGE_FR
                  ? "  communes des deux : %s ; de %s seul : %s ; de %s seul : %s ; de la région : "
                    "%s\n"
                  : "  communes of both: %s; of %s alone: %s; of %s alone: %s; of the region: "
                    "%s\n",
              wording_integer(difference->common, language, common), difference->before->id,
              wording_integer(difference->left, language, left), difference->after->id,
              wording_integer(difference->joined, language, joined),
              wording_integer(difference->vintage->region_commune_count, language, region));
}

void generation_difference_write_text(struct text *text,
                                      const struct generation_difference *difference,
                                      const struct snapshot *snapshot, enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    struct sentence derivation;

    text_addf(text,
              is_french ? "De %s à %s, dans les communes de %d\n"
                        : "From %s to %s, in the communes of %d\n",
              difference->before->id, difference->after->id, difference->vintage->year);
    add_sums(text, difference, language);
    for (int relation = GENERATION_RENEWED; relation <= GENERATION_NEW; relation++)
        add_relation(text, snapshot, difference, (enum generation_relation)relation, language);
    add_worth(text, snapshot, difference->before, language);
    add_worth(text, snapshot, difference->after, language);
    if (register_is_from_press(snapshot->rows))
        text_add(text, is_french ? "! D'après la presse : la Région ne l'a pas confirmé.\n"
                                 : "! According to the press: the Région has not confirmed it.\n");
    if (derivation_sentence(difference->vintage, &derivation))
        text_addf(text, "! %s\n", sentence_in(&derivation, language));
}
