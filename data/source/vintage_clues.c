#include "data/source/vintage_clues.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int compare_places(const void *a, const void *b)
{
    const struct table_clue *left = *(const struct table_clue *const *)a;
    const struct table_clue *right = *(const struct table_clue *const *)b;
    int order = strcmp(left->file, right->file);

    return order != 0 ? order : (int)left->layer - (int)right->layer;
}

static bool has_common_year(const struct vintage_clue *a, const struct vintage_clue *b)
{
    for (size_t i = 0; i < a->year_count; i++) {
        if (vintage_clue_allows(b, a->years[i]))
            return true;
    }
    return a->kind == CLUE_NONE || b->kind == CLUE_NONE;
}

/**
 * A table of no year that this one could be of: one of the declared year if there is, else one by
 * the name of a file before its own, so that of two one is said.
 */
static const struct table_clue *find_other(const struct table_clue *const sorted[], size_t count,
                                           size_t index, int year)
{
    const struct table_clue *table = sorted[index];
    const struct table_clue *before = NULL;

    if (year != 0 && vintage_clue_allows(&table->clue, year))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const struct table_clue *other = sorted[i];

        if (other->declared != 0 || has_common_year(&table->clue, &other->clue))
            continue;
        if (year != 0 && vintage_clue_allows(&other->clue, year))
            return other;
        if (before == NULL && i < index)
            before = other;
    }
    return before;
}

static enum status remark_table(const struct table_clue *const sorted[], size_t count, size_t index,
                                int year, struct findings *findings, struct error *err)
{
    const struct table_clue *table = sorted[index];
    const struct table_clue *other;
    int declared = table->declared != 0 ? table->declared : year;
    enum status status = STATUS_OK;

    if (table->clue.kind == CLUE_NONE)
        return STATUS_OK;
    if (declared != 0 && !vintage_clue_allows(&table->clue, declared))
        status = say_differs(table, declared, findings, err);
    other = table->declared != 0 ? NULL : find_other(sorted, count, index, year);
    return status == STATUS_OK && other != NULL ? say_mixed(other, table, findings, err) : status;
}

enum status table_clues_remark(const struct table_clues *clues, int year, struct findings *findings,
                               struct error *err)
{
    const struct table_clue **sorted = malloc((clues->count + 1) * sizeof *sorted);
    enum status status = STATUS_OK;

    if (sorted == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < clues->count; i++)
        sorted[i] = &clues->list[i];
    if (clues->count > 1)
        qsort(sorted, clues->count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < clues->count && status == STATUS_OK; i++)
        status = remark_table(sorted, clues->count, i, year, findings, err);
    free(sorted);
    return status;
}
