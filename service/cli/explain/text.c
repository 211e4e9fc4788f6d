#include "service/cli/explain/text.h"

#include <string.h>

#include "service/cli/explain/text_commune.h"
#include "service/cli/explain/text_contracts.h"
#include "service/cli/explain/text_epci.h"
#include "service/report/wording.h"

/** What is written for whom, about what. */
struct sheet {
    struct text *text;
    enum language language;
    const struct snapshot *snapshot;
    const struct explanation *explanation;
};

static bool is_french(const struct sheet *sheet)
{
    return sheet->language == LANGUAGE_FR;
}

/** « Les Hauts-Talican (60694) » as it is called on a day, or the code alone. */
static void write_code(const struct sheet *sheet, const char *insee, struct date day)
{
    const char *name =
        commune_name_on(sheet->snapshot->lineage, snapshot_vintages(sheet->snapshot), insee, day);

    if (name == NULL)
        text_add(sheet->text, insee);
    else
        text_addf(sheet->text, "%s (%s)", name, insee);
}

static void write_codes(const struct sheet *sheet, const struct code_set *codes, struct date day)
{
    for (size_t i = 0; i < codes->count; i++) {
        if (i > 0)
            text_add(sheet->text, ", ");
        write_code(sheet, codes->codes[i].code, day);
    }
}

static void write_bare_codes(const struct sheet *sheet, const struct code_set *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        text_addf(sheet->text, "%s%s",
                  i == 0                 ? ""
                  : i + 1 < codes->count ? ", "
                  : is_french(sheet)     ? " et "
                                         : " and ",
                  codes->codes[i].code);
}

static void write_parties(const struct sheet *sheet, const struct party parties[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_addf(sheet->text, "%s%s (%s)", i == 0 ? "" : ", ", parties[i].name,
                  parties[i].insee.code);
}

static void write_events(const struct sheet *sheet, const struct chronicle *chronicle)
{
    for (size_t i = 0; i < chronicle->count; i++) {
        const struct movement_event *event = &chronicle->events[i];
        char day[NUMBER_MAX];

        text_addf(sheet->text, is_french(sheet) ? "    %s, %s : " : "    %s, %s: ",
                  wording_date(event->date, sheet->language, day),
                  words_in(movement_kind_words(event->kind), sheet->language));
        write_parties(sheet, event->before, event->before_count);
        text_add(sheet->text, " → ");
        write_parties(sheet, event->after, event->after_count);
        text_add(sheet->text, "\n");
    }
}

static const char *day_words(const struct sheet *sheet, struct date date, char day[NUMBER_MAX])
{
    return wording_date(date, sheet->language, day);
}

static void write_present(const struct sheet *sheet, const char *name, const char *at)
{
    const struct explanation *it = sheet->explanation;
    bool french = is_french(sheet);

    text_addf(sheet->text, french ? "%s (%s), commune au %s" : "%s (%s), commune on %s", name,
              it->asked.code, at);
    if (it->commune_count > 0)
        text_addf(sheet->text, french ? " (millésime %d)" : " (vintage %d)",
                  it->period->vintage->year);
    text_add(sheet->text, "\n");
}

static void write_head(const struct sheet *sheet)
{
    const struct explanation *it = sheet->explanation;
    const char *name = it->name == NULL ? "?" : it->name;
    bool french = is_french(sheet);
    char at[NUMBER_MAX], held[NUMBER_MAX];

    day_words(sheet, it->at, at);
    day_words(sheet, it->held_on, held);
    if (it->tenure == TENURE_NEVER && it->delegate == NULL)
        text_addf(sheet->text,
                  french ? "%s : aucune commune chargée n'a ce code, mais le registre le cite\n"
                         : "%s: no loaded commune has this code, but the register names it\n",
                  it->asked.code);
    else if (it->tenure == TENURE_NEVER)
        text_addf(sheet->text,
                  french ? "%s : le code d'une partie de commune, non d'une commune\n"
                         : "%s: the code of a part of a commune, not of a commune\n",
                  it->asked.code);
    else if (it->asked.is_dated)
        text_addf(sheet->text, french ? "%s (%s), commune au %s\n" : "%s (%s), commune on %s\n",
                  name, it->asked.code, held);
    else if (it->tenure == TENURE_HELD)
        write_present(sheet, name, at);
    else
        text_addf(sheet->text,
                  it->tenure == TENURE_ENDED
                      ? (french ? "%s : aucune commune n'a ce code au %s ; %s l'avait jusqu'au %s\n"
                                : "%s: no commune has this code on %s; %s had it until %s\n")
                      : (french ? "%s : aucune commune n'a ce code au %s ; %s l'a à partir du %s\n"
                                : "%s: no commune has this code on %s; %s has it from %s on\n"),
                  it->asked.code, at, name, held);
}

static void write_delegate(const struct sheet *sheet)
{
    const struct delegate *delegate = sheet->explanation->delegate;
    bool is_associated;

    if (delegate == NULL)
        return;
    is_associated = delegate->type == COMMUNE_ASSOCIATED;
    if (is_french(sheet))
        text_addf(sheet->text, "  Commune %s de ce code : %s, dans ",
                  is_associated ? "associée" : "déléguée", delegate->name);
    else
        text_addf(sheet->text, "  %s commune of this code: %s, in ",
                  is_associated ? "Associated" : "Delegated", delegate->name);
    write_code(sheet, delegate->parent.code, DATE_LAST);
    text_add(sheet->text,
             is_french(sheet) ? ", selon la dernière liste\n" : ", by the last list\n");
}

/** By which rule the successors were found, and what the movements alone would say. */
static void write_rule(const struct sheet *sheet, const struct succession *became)
{
    bool french = is_french(sheet);

    switch (became->rule) {
    case RULE_MOVEMENTS:
        text_add(sheet->text, french ? "  Règle : les mouvements, sans ambiguïté\n"
                                     : "  Rule: the movements, without ambiguity\n");
        return;
    case RULE_SPLIT:
        text_add(sheet->text, french ? "  Règle : partage ; rien ne désigne une seule commune\n"
                                     : "  Rule: split; nothing points to a single commune\n");
        return;
    case RULE_COMPARENT:
        text_add(sheet->text, french ? "  Règle : COMPARENT, la commune dont celle-ci est "
                                       "officiellement une partie ; les mouvements seuls mènent à "
                                     : "  Rule: COMPARENT, the commune that this one is officially "
                                       "part of; the movements alone lead to ");
        break;
    case RULE_DELEGATE_RESTORED:
        text_add(sheet->text, french ? "  Règle : la commune déléguée de ce code est redevenue "
                                       "commune ; les mouvements seuls mènent à "
                                     : "  Rule: the delegated commune of this code became a "
                                       "commune again; the movements alone lead to ");
        break;
    }
    write_bare_codes(sheet, &became->by_movements);
    text_add(sheet->text, "\n");
}

static void write_successors(const struct sheet *sheet)
{
    const struct explanation *it = sheet->explanation;
    const struct succession *became = &it->became;
    bool french = is_french(sheet);
    char at[NUMBER_MAX];

    day_words(sheet, it->at, at);
    if (became->event_count == 0) {
        text_addf(sheet->text,
                  french ? "  Au %s, la même commune\n" : "  On %s, the same commune\n", at);
        return;
    }
    text_addf(sheet->text, french ? "  Son territoire au %s : " : "  Its land on %s: ", at);
    write_codes(sheet, &became->successors, it->at);
    text_add(sheet->text, "\n");
    write_rule(sheet, became);
    write_events(sheet, &it->chronicle);
}

static void write_lineage(const struct sheet *sheet)
{
    const struct explanation *it = sheet->explanation;
    bool french = is_french(sheet);
    char day[NUMBER_MAX];

    if (!it->has_lineage) {
        if (it->tenure != TENURE_NEVER)
            text_add(sheet->text,
                     french ? "  Filiation inconnue : la base n'a pas de mouvements de communes\n"
                            : "  Lineage unknown: the store holds no movements of communes\n");
        return;
    }
    if (it->held_on.day <= it->at.day && (it->asked.is_dated || it->tenure != TENURE_HELD))
        write_successors(sheet);
    if (it->ancestry.chronicle.count > 0) {
        text_addf(sheet->text, french ? "  Issue de (au %s) : " : "  Comes from (on %s): ",
                  day_words(sheet, it->ancestry.since, day));
        write_codes(sheet, &it->ancestry.origins, it->ancestry.since);
        text_add(sheet->text, "\n");
        write_events(sheet, &it->ancestry.chronicle);
    }
    if (it->later_chronicle.count > 0) {
        text_addf(sheet->text, french ? "  Après le %s\n" : "  After %s\n",
                  day_words(sheet, it->at, day));
        write_events(sheet, &it->later_chronicle);
    }
}

static bool is_described(const struct explanation *it, const char *insee)
{
    for (uint32_t i = 0; i < it->commune_count; i++) {
        if (strcmp(it->period->vintage->communes[it->communes[i].commune].insee.code, insee) == 0)
            return true;
    }
    return false;
}

/** Those that hold the land on the date and are not in the territory of its vintage. */
static void write_strangers(const struct sheet *sheet)
{
    const struct explanation *it = sheet->explanation;
    const struct vintage *vintage = it->period->vintage;

    if (vintage == NULL || !it->has_lineage || it->held_on.day > it->at.day)
        return;
    for (size_t i = 0; i < it->became.successors.count; i++) {
        const char *insee = it->became.successors.codes[i].code;

        if (is_described(it, insee))
            continue;
        text_add(sheet->text, "  ");
        write_code(sheet, insee, it->at);
        if (vintage->region[0] == '\0')
            text_addf(sheet->text,
                      is_french(sheet) ? " n'est pas dans le millésime %d\n"
                                       : " is not in the vintage %d\n",
                      vintage->year);
        else
            text_addf(sheet->text,
                      is_french(sheet)
                          ? " n'est pas dans le millésime %d de la région %s : hors de la région\n"
                          : " is not in the vintage %d of the region %s: outside the region\n",
                      vintage->year, vintage->region);
    }
}

/** Is the one commune that is described the one that the first line names? */
static bool is_head_enough(const struct explanation *it)
{
    return it->tenure == TENURE_HELD && !it->asked.is_dated && it->commune_count == 1;
}

static void write_commune_head(const struct sheet *sheet, const struct explained_commune *it)
{
    const struct vintage *vintage = sheet->explanation->period->vintage;
    const struct commune *commune = &vintage->communes[it->commune];

    text_addf(sheet->text, is_french(sheet) ? "%s (%s), millésime %d\n" : "%s (%s), vintage %d\n",
              commune->name, commune->insee.code, vintage->year);
}

void explain_text_write(struct text *text, enum language language, const struct snapshot *snapshot,
                        const struct explanation *explanation)
{
    struct sheet sheet = {text, language, snapshot, explanation};

    if (explanation->asked.kind == CODE_EPCI) {
        explain_text_epci(text, language, snapshot, explanation);
        return;
    }
    write_head(&sheet);
    write_lineage(&sheet);
    write_delegate(&sheet);
    write_strangers(&sheet);
    for (uint32_t i = 0; i < explanation->commune_count; i++) {
        if (!is_head_enough(explanation))
            write_commune_head(&sheet, &explanation->communes[i]);
        explain_text_commune(text, language, snapshot, explanation, &explanation->communes[i]);
    }
    if (explanation->naming_count > 0 && explanation->tenure != TENURE_HELD) {
        text_add(text, language == LANGUAGE_FR ? "Le registre cite ce code\n"
                                               : "The register names this code\n");
        explain_text_namings(text, language, snapshot, explanation->namings,
                             explanation->naming_count);
    }
    explain_text_years(text, language, explanation);
}
