#include "data/restatement.h"

#include <stdio.h>
#include <string.h>

static void add_row(struct restated_rows *rows, const struct movement *movement)
{
    char date[DATE_TEXT_MAX], text[64];
    bool is_creation = movement->before.code[0] == '\0';

    if (rows->shown.count < ENUMERATION_SHOWN)
        rows->codes[rows->shown.count] = is_creation ? movement->after : movement->before;
    date_format(movement->date, date);
    (void)snprintf(text, sizeof text, "%.10s %d %s → %s", date, (int)movement->kind,
                   is_creation ? "∅" : movement->before.code,
                   movement->after.code[0] == '\0' ? "∅" : movement->after.code);
    enumeration_add(&rows->shown, NULL, text);
}

static bool have_same_names(const struct movement *a, const struct movement *b)
{
    return strcmp(a->name_before, b->name_before) == 0 && strcmp(a->name_after, b->name_after) == 0;
}

/** The next row before the date; NULL after the last. */
static const struct movement *row_at(const struct lineage *lineage, size_t index,
                                     struct date before)
{
    return index < lineage->movement_count && lineage->movements[index].date.day < before.day
               ? &lineage->movements[index]
               : NULL;
}

struct restatement restatement_between(const struct lineage *stored, const struct lineage *offered,
                                       struct date before)
{
    struct restatement restatement = {.before = before};
    size_t left = 0, right = 0;

    /* What is earlier than all that is stored was never asked for: no news. */
    while (stored->movement_count > 0 && right < offered->movement_count &&
           offered->movements[right].date.day < stored->movements[0].date.day)
        right++;
    for (;;) {
        const struct movement *was = row_at(stored, left, before);
        const struct movement *is = row_at(offered, right, before);
        int order = 0;

        if (was == NULL && is == NULL)
            return restatement;
        if (was == NULL || is == NULL)
            order = was == NULL ? 1 : -1;
        else
            order = movement_compare(was, is);
        if (order < 0)
            add_row(&restatement.gone, was);
        else if (order > 0)
            add_row(&restatement.added, is);
        else if (!have_same_names(was, is))
            add_row(&restatement.renamed, is);
        left += order <= 0;
        right += order >= 0;
    }
}

bool restatement_is_none(const struct restatement *restatement)
{
    return restatement->gone.shown.count == 0 && restatement->added.shown.count == 0 &&
           restatement->renamed.shown.count == 0;
}

static void add_subjects(struct finding *finding, const struct restated_rows *rows)
{
    for (unsigned i = 0; i < rows->shown.count && i < ENUMERATION_SHOWN; i++)
        finding_add_subject(finding, rows->codes[i].code);
}

/** " (the first few)", or nothing after a zero. */
static void show(const struct restated_rows *rows, char text[ENUMERATION_MAX + 4])
{
    text[0] = '\0';
    if (rows->shown.count > 0)
        (void)snprintf(text, ENUMERATION_MAX + 4, " (%s)", rows->shown.text);
}

enum status restatement_report(const struct restatement *restatement, const char *file,
                               struct findings *findings, struct error *err)
{
    const struct restated_rows *gone = &restatement->gone, *added = &restatement->added;
    const struct restated_rows *renamed = &restatement->renamed;
    char gone_text[ENUMERATION_MAX + 4], added_text[ENUMERATION_MAX + 4];
    char renamed_text[ENUMERATION_MAX + 4], before_en[DATE_TEXT_MAX], before_fr[DATE_TEXT_MAX];
    struct finding *finding;

    if (restatement_is_none(restatement))
        return STATUS_OK;
    finding = findings_add(findings, "SRC-13", LEVEL_WARNING, "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(restatement->before, LANGUAGE_EN, before_en);
    date_format_words(restatement->before, LANGUAGE_FR, before_fr);
    show(gone, gone_text);
    show(added, added_text);
    show(renamed, renamed_text);
    finding_say(finding,
                "past movements changed, before %s%.0s, compared with those of the store: "
                "withdrawn %u%s, added "
                "%u%s, renamed %u%s: look again at what rests on the past",
                "mouvements passés modifiés, avant le %.0s%s, par rapport à ceux de la base : "
                "retirés %u%s, "
                "ajoutés %u%s, renommés %u%s : revoyez ce qui repose sur le passé",
                before_en, before_fr, gone->shown.count, gone_text, added->shown.count, added_text,
                renamed->shown.count, renamed_text);
    finding->evidence.file = file;
    add_subjects(finding, gone);
    add_subjects(finding, added);
    add_subjects(finding, renamed);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}
