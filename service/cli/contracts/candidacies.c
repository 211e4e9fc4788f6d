/* Who wants to join a contract or to found one, below the list of contracts: seen here alone. */
#include <string.h>

#include "data/register_layout.h"
#include "service/cli/contracts/contracts.h"

/** The word of a column's list as people read it. */
static const char *word_in(const char *column, const char *word, enum language language)
{
    const struct register_layout *layout = register_layout(REGISTER_CANDIDACIES);
    const struct register_word *words =
        layout->columns[register_layout_column(layout, column)].words;

    while (words->name != NULL && strcmp(words->name, word) != 0)
        words++;
    return words->name == NULL || language != LANGUAGE_FR ? word : words->fr;
}

static void add_deliberation(struct text *text, const struct deliberation *deliberation,
                             const struct vintage *vintage, enum language language)
{
    uint32_t epci = vintage == NULL ? UNIT_NONE : vintage_epci(vintage, deliberation->epci);
    bool is_french = language == LANGUAGE_FR;
    char day[32];

    loose_date_format_words(deliberation->date, language, day);
    text_addf(text, "    %s%s%s", deliberation->epci, epci == UNIT_NONE ? "" : " ",
              epci == UNIT_NONE ? "" : vintage->epcis[epci].name);
    if (deliberation->number[0] == '\0' && deliberation->date.precision == DATE_UNKNOWN)
        text_add(text, is_french ? " : délibération inconnue\n" : ": deliberation unknown\n");
    else
        text_addf(text, is_french ? " : délibération%s%s, %s\n" : ": deliberation%s%s, %s\n",
                  deliberation->number[0] == '\0' ? ""
                  : is_french                     ? " n° "
                                                  : " no. ",
                  deliberation->number, day);
}

static void add_candidacy(struct text *text, const struct register_rows *rows, uint32_t index,
                          const struct vintage *vintage, enum language language)
{
    const struct candidacy *candidacy = &rows->candidacies[index];
    char day[32];

    loose_date_format_words(candidacy->received_on, language, day);
    text_addf(text,
              language == LANGUAGE_FR ? "  %s  %s %s (%s) : %s ; arrivée : %s\n"
                                      : "  %s  %s %s (%s): %s; arrived: %s\n",
              candidacy->id, word_in("kind", candidacy->kind, language), candidacy->target,
              candidacy->generation_id, word_in("status", candidacy->status, language), day);
    for (uint32_t i = 0; i < rows->deliberation_count; i++) {
        if (rows->deliberations[i].candidacy == index)
            add_deliberation(text, &rows->deliberations[i], vintage, language);
    }
}

void contracts_write_candidacies(struct text *text, const struct register_rows *rows,
                                 const struct vintage *vintage, enum language language)
{
    if (rows->candidacy_count == 0)
        return;
    text_addf(text, language == LANGUAGE_FR ? "Candidatures : %u\n" : "Candidacies: %u\n",
              rows->candidacy_count);
    for (uint32_t i = 0; i < rows->candidacy_count; i++)
        add_candidacy(text, rows, i, vintage, language);
}
