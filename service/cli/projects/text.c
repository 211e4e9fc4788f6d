/* The projects to be read: a headline, the projects or their groups, and where they lie. */
#include <stdio.h>
#include <string.h>

#include "data/project_place.h"
#include "service/cli/projects/form.h"
#include "service/report/wording.h"

enum { EUROS_SIZE = NUMBER_MAX + 16 };

static struct words place_words(enum project_place place)
{
    switch (place) {
    case PROJECT_INSIDE:
        return (struct words){"", ""};
    case PROJECT_PARTLY:
        return (struct words){", en partie hors de son périmètre [BIZ-09]",
                              ", in part outside its perimeter [BIZ-09]"};
    case PROJECT_OUTSIDE:
        return (struct words){", hors de son périmètre [BIZ-09]",
                              ", outside its perimeter [BIZ-09]"};
    case PROJECT_WITHOUT_CONTRACT:
        return (struct words){"d'aucun contrat [BIZ-10]", "of no contract [BIZ-10]"};
    case PROJECT_NOT_EVALUATED:
        break;
    }
    return (struct words){", lieu non évalué", ", place not evaluated"};
}

/** « 65 000 € », with cents where there are some. */
static const char *euros_text(int64_t cents, enum language language, char ret_text[EUROS_SIZE])
{
    char whole[NUMBER_MAX];

    wording_integer(cents / 100, language, whole);
    if (cents % 100 == 0)
        (void)snprintf(ret_text, EUROS_SIZE, "%s €", whole);
    else
        (void)snprintf(ret_text, EUROS_SIZE, "%s%c%02d €", whole,
                       language == LANGUAGE_FR ? ',' : '.', (int)(cents % 100));
    return ret_text;
}

static void add_amount(struct text *text, struct words what, int64_t cents, enum language language)
{
    char amount[EUROS_SIZE];

    if (cents != EUROS_UNKNOWN)
        text_addf(text, language == LANGUAGE_FR ? " ; %s : %s" : "; %s: %s",
                  words_in(what, language), euros_text(cents, language, amount));
}

static const struct words requested = {"demandé", "requested"};
static const struct words granted = {"accordé", "granted"};
static const struct words paid = {"versé", "paid"};

static void add_communes(struct text *text, const struct vintage *vintage, const char *communes)
{
    struct insee insee;

    for (bool is_first = true; project_next_commune(&communes, &insee); is_first = false) {
        uint32_t commune = vintage == NULL ? UNIT_NONE : vintage_commune(vintage, insee.code);

        text_addf(text, "%s%s%s%s", is_first ? "" : ", ", insee.code,
                  commune == UNIT_NONE ? "" : " ",
                  commune == UNIT_NONE ? "" : vintage->communes[commune].name);
    }
}

static void add_project(struct text *text, const struct project_list *list,
                        const struct project *project, enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    char day[32];

    text_addf(text, "  %s  %s%s\n", project->id, project->title,
              project->visibility == VISIBILITY_PUBLIC ? ""
              : is_french                              ? " (interne)"
                                                       : " (internal)");
    text_addf(text, "    %s ; ", words_in(project_category_words(project->category), language));
    add_communes(text, list->vintage, project->communes);
    text_addf(
        text, "\n    %s%s", project->contract,
        words_in(place_words(project_place_on(list->snapshot, project, list->date)), language));
    loose_date_format_words(project->decided_on, language, day);
    if (project->decided_on.precision != DATE_UNKNOWN)
        text_addf(text, is_french ? " ; décidé : %s" : "; decided: %s", day);
    add_amount(text, requested, project->requested_cents, language);
    add_amount(text, granted, project->granted_cents, language);
    add_amount(text, paid, project->paid_cents, language);
    text_add(text, "\n");
}

static void add_sum(struct text *text, struct words what, const struct euro_sum *sum,
                    uint32_t count, enum language language)
{
    bool is_french = language == LANGUAGE_FR;
    char amount[EUROS_SIZE];

    if (sum->known == 0)
        text_addf(text, is_french ? " ; %s : inconnu" : "; %s: unknown", words_in(what, language));
    else
        text_addf(
            text, is_french ? " ; %s : %s, connu pour %u sur %u" : "; %s: %s, known for %u of %u",
            words_in(what, language), euros_text(sum->cents, language, amount), sum->known, count);
}

static void add_sums(struct text *text, const struct project_sum *sum, enum language language)
{
    add_sum(text, requested, &sum->requested, sum->count, language);
    add_sum(text, granted, &sum->granted, sum->count, language);
    add_sum(text, paid, &sum->paid, sum->count, language);
    text_add(text, "\n");
}

static struct words category_words(const char *key)
{
    int category = PROJECT_OFFER;

    while (category < PROJECT_EVENT &&
           strcmp(project_category_name((enum project_category)category), key) != 0)
        category++;
    return project_category_words((enum project_category)category);
}

static void add_group(struct text *text, const struct project_list *list,
                      const struct project_sum *sum, enum language language)
{
    static const struct words none[] = {
        [PROJECTS_BY_CONTRACT] = {"d'aucun contrat", "of no contract"},
        [PROJECTS_BY_CATEGORY] = {"", ""},
        [PROJECTS_BY_EPCI] = {"dans aucun EPCI connu", "in no EPCI that is known"},
    };

    if (list->grouping == PROJECTS_BY_CATEGORY)
        text_addf(text, "  %s", words_in(category_words(sum->key), language));
    else if (sum->key[0] == '\0')
        text_addf(text, "  %s", words_in(none[list->grouping], language));
    else
        text_addf(text, "  %s  %s", sum->key, sum->name);
    text_addf(text, language == LANGUAGE_FR ? " : %u" : ": %u", sum->count);
    add_sums(text, sum, language);
}

/** « 3 projets enregistrés ; plus de 200 annoncés » of each generation that says so. */
static void add_headline(struct text *text, const struct project_list *list, enum language language)
{
    const struct register_rows *rows = list->snapshot->rows;
    uint32_t count = list->sums->total.count;

    if (language == LANGUAGE_FR)
        text_addf(text, "%u %s", count, count < 2 ? "projet enregistré" : "projets enregistrés");
    else
        text_addf(text, "%u %s recorded", count, count == 1 ? "project" : "projects");
    for (uint32_t i = 0; i < rows->generation_count; i++) {
        if (rows->generations[i].announced_projects >= 0)
            text_addf(text,
                      language == LANGUAGE_FR ? " ; plus de %d annoncés (%s)"
                                              : "; over %d announced (%s)",
                      rows->generations[i].announced_projects, rows->generations[i].id);
    }
    text_add(text, "\n");
}

void projects_write_text(struct text *text, const struct project_list *list, enum language language)
{
    const struct register_rows *rows = list->snapshot->rows;
    bool is_french = language == LANGUAGE_FR;

    add_headline(text, list, language);
    for (uint32_t i = 0; !list->is_grouped && i < rows->project_count; i++) {
        if (list->is_wanted[i])
            add_project(text, list, &rows->projects[i], language);
    }
    for (size_t i = 0; list->is_grouped && i < list->sums->count; i++)
        add_group(text, list, &list->sums->list[i], language);
    text_addf(text, is_french ? "Total : %u" : "Total: %u", list->sums->total.count);
    add_sums(text, &list->sums->total, language);
    if (list->is_grouped && list->grouping == PROJECTS_BY_EPCI && list->vintage != NULL)
        text_addf(text,
                  is_french ? "! EPCI de %d ; un projet de plusieurs EPCI compte dans chacun.\n"
                            : "! EPCI of %d; a project of several EPCI counts in each.\n",
                  list->vintage->epci_year);
    if (register_is_from_press(rows))
        text_add(text, is_french ? "! D'après la presse : la Région ne l'a pas confirmé.\n"
                                 : "! According to the press: the Région has not confirmed it.\n");
}
