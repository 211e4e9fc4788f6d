#include "data/source/vintage_clues.h"

#include <stdio.h>
#include <stdlib.h>

void table_clues_release(struct table_clues *clues)
{
    free(clues->list);
    *clues = (struct table_clues){NULL, 0, 0};
}

enum status table_clues_add(struct table_clues *clues, const struct table_clue *clue,
                            struct error *err)
{
    if (clues->count == clues->capacity) {
        size_t capacity = clues->capacity == 0 ? 8 : 2 * clues->capacity;
        struct table_clue *list = realloc(clues->list, capacity * sizeof *list);

        if (list == NULL)
            return error_no_memory(err);
        clues->list = list;
        clues->capacity = capacity;
    }
    clues->list[clues->count++] = *clue;
    return STATUS_OK;
}

static void show_years(const struct vintage_clue *clue, char *text, size_t size)
{
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = 0; i < clue->year_count && length < size; i++)
        length += (size_t)snprintf(text + length, size - length, "%s%d", i == 0 ? "" : ", ",
                                   clue->years[i]);
}

static enum status say_differs(const struct table_clue *table, int declared,
                               struct findings *findings, struct error *err)
{
    struct remark remark = {"SRC-09", LEVEL_WARNING, {table->file, 0}, NULL};
    char years[64];

    show_years(&table->clue, years, sizeof years);
    return remark_add(findings, remark, err,
                      "vintage %d is declared, the content fits %s%.0s (%s%.0s): state the right "
                      "one",
                      "millésime annoncé %d, contenu compatible avec %.0s%s (%.0s%s) : indiquez le "
                      "bon",
                      declared, years, years, table->clue.en, table->clue.fr);
}

static enum status say_mixed(const struct table_clue *first, const struct table_clue *second,
                             struct findings *findings, struct error *err)
{
    struct remark remark = {"SRC-08", LEVEL_ERROR, {second->file, 0}, NULL};
    char years[64], others[64];

    show_years(&first->clue, years, sizeof years);
    show_years(&second->clue, others, sizeof others);
    return remark_add(findings, remark, err,
                      "mixed vintages: %s%.0s of %s in %s, %s%.0s of %s here: give files of one "
                      "year, or declare that of each",
                      "millésimes mêlés : %.0s%s de %s dans %s, %.0s%s de %s ici : donnez des "
                      "fichiers d'une seule année, ou déclarez celle de chacun",
                      layer_kind_words(first->layer).en, layer_kind_words(first->layer).fr, years,
                      first->file, layer_kind_words(second->layer).en,
                      layer_kind_words(second->layer).fr, others);
}

/** The first table before it that is of no year it could be of. */
static const struct table_clue *find_other(const struct table_clues *clues, size_t index)
{
    const struct table_clue *table = &clues->list[index];

    for (size_t i = 0; i < index; i++) {
        const struct table_clue *other = &clues->list[i];
        bool has_common = other->clue.kind == CLUE_NONE || other->declared != 0;

        for (size_t y = 0; y < table->clue.year_count; y++)
            has_common = has_common || vintage_clue_allows(&other->clue, table->clue.years[y]);
        if (!has_common)
            return other;
    }
    return NULL;
}

enum status table_clues_remark(const struct table_clues *clues, int year, struct findings *findings,
                               struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < clues->count && status == STATUS_OK; i++) {
        const struct table_clue *table = &clues->list[i];
        int declared = table->declared != 0 ? table->declared : year;
        const struct table_clue *other;

        if (table->clue.kind == CLUE_NONE)
            continue;
        if (declared != 0 && !vintage_clue_allows(&table->clue, declared))
            status = say_differs(table, declared, findings, err);
        other = table->declared != 0 ? NULL : find_other(clues, i);
        if (status == STATUS_OK && other != NULL)
            status = say_mixed(other, table, findings, err);
    }
    return status;
}
