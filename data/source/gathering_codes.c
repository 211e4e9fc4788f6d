/* The codes of what was gathered: zeros that were lost, communes that are known by their SIREN. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/gathering_inside.h"
#include "data/source/values.h"

void tally_add(struct tally *tally, const char *code, struct row_place place)
{
    size_t shown = tally->count < TALLY_SHOWN ? tally->count : TALLY_SHOWN;
    size_t at = shown;

    tally->count++;
    while (at > 0 && strcmp(code, tally->codes[at - 1]) < 0)
        at--;
    if (at == TALLY_SHOWN)
        return;
    if (shown == TALLY_SHOWN)
        shown--;
    memmove(tally->codes + at + 1, tally->codes + at, (shown - at) * sizeof *tally->codes);
    (void)snprintf(tally->codes[at], sizeof *tally->codes, "%s", code);
    if (at == 0)
        tally->place = place;
}

const char *tally_show(const struct tally *tally, char ret_text[TALLY_TEXT_MAX])
{
    size_t length = 0;

    ret_text[0] = '\0';
    for (size_t i = 0; i < TALLY_SHOWN && i < tally->count; i++)
        length += (size_t)snprintf(ret_text + length, TALLY_TEXT_MAX - length, "%s%s",
                                   i == 0 ? "" : ", ", tally->codes[i]);
    if (tally->count > TALLY_SHOWN)
        (void)snprintf(ret_text + length, TALLY_TEXT_MAX - length, ", …");
    return ret_text;
}

static int compare_insee(const void *a, const void *b)
{
    return strcmp(((const struct insee *)a)->code, ((const struct insee *)b)->code);
}

/** The whole codes of every table, sorted. */
static struct insee *list_whole_codes(const struct gathering *gathering, size_t *ret_count)
{
    size_t max = gathering->commune_count + gathering->shape_count;
    struct insee *list = malloc((max + 1) * sizeof *list);

    *ret_count = 0;
    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < max; i++) {
        const char *code = i < gathering->commune_count
                               ? gathering->communes[i].insee
                               : gathering->shapes[i - gathering->commune_count].row.insee;

        if (insee_is_well_formed(code))
            (void)snprintf(list[(*ret_count)++].code, sizeof list->code, "%s", code);
    }
    qsort(list, *ret_count, sizeof *list, compare_insee);
    return list;
}

static bool has_code(const struct insee *list, size_t count, const struct insee *insee)
{
    return count > 0 && bsearch(insee, list, count, sizeof *list, compare_insee) != NULL;
}

static enum status say_zeros(struct gathering *gathering, const struct tally *tally,
                             struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct remark remark = {"SRC-04", LEVEL_WARNING, tally->place, tally->codes[0]};

    return remark_add(gathering->findings, remark, err,
                      "leading zeros lost and restored: %zu (%s); export the column as text",
                      "zéros initiaux perdus, rétablis : %zu (%s) ; exportez la colonne en texte",
                      tally->count, tally_show(tally, shown));
}

struct restoring {
    struct gathering *gathering;
    const struct insee *whole;
    size_t whole_count;
    struct tally tally;
};

static enum status restore(struct restoring *restoring, const char **code, struct row_place place,
                           struct error *err)
{
    struct gathering *gathering = restoring->gathering;
    struct insee insee;

    if (!value_restore_zero(*code, &insee) ||
        (!has_code(restoring->whole, restoring->whole_count, &insee) &&
         !has_code(gathering->known.list, gathering->known.count, &insee)))
        return STATUS_OK; /* the builder refuses it */
    /* One finding a file, so that each says where to look. */
    if (restoring->tally.count > 0 && strcmp(restoring->tally.place.file, place.file) != 0) {
        enum status status = say_zeros(gathering, &restoring->tally, err);

        if (status != STATUS_OK)
            return status;
        restoring->tally = (struct tally){.count = 0};
    }
    tally_add(&restoring->tally, insee.code, place);
    *code = arena_string(&gathering->arena, insee.code);
    return *code == NULL ? error_no_memory(err) : STATUS_OK;
}

enum status gathering_restore_zeros(struct gathering *gathering, struct error *err)
{
    struct restoring restoring = {.gathering = gathering};
    struct insee *whole;
    enum status status = STATUS_OK;

    if (gathering->findings == NULL)
        return STATUS_OK;
    whole = list_whole_codes(gathering, &restoring.whole_count);
    if (whole == NULL)
        return error_no_memory(err);
    restoring.whole = whole;
    for (size_t i = 0; i < gathering->commune_count && status == STATUS_OK; i++)
        status =
            restore(&restoring, &gathering->communes[i].insee, gathering->communes[i].place, err);
    for (size_t i = 0; i < gathering->shape_count && status == STATUS_OK; i++)
        status =
            restore(&restoring, &gathering->shapes[i].row.insee, gathering->shapes[i].place, err);
    if (status == STATUS_OK && restoring.tally.count > 0)
        status = say_zeros(gathering, &restoring.tally, err);
    free(whole);
    return status;
}

struct own_siren {
    const char *siren;
    const char *insee;
};

static int compare_sirens(const void *a, const void *b)
{
    return strcmp(((const struct own_siren *)a)->siren, ((const struct own_siren *)b)->siren);
}

static size_t list_sirens(const struct gathering *gathering, struct own_siren *list)
{
    size_t count = 0;

    for (size_t i = 0; i < gathering->commune_count; i++) {
        const struct commune_fact *fact = &gathering->communes[i];

        if (fact->siren != NULL && fact->siren[0] != '\0' && fact->insee[0] != '\0')
            list[count++] = (struct own_siren){fact->siren, fact->insee};
    }
    qsort(list, count, sizeof *list, compare_sirens);
    return count;
}

static enum status say_unresolved(struct gathering *gathering, const struct tally *tally,
                                  bool has_table, struct error *err)
{
    char shown[TALLY_TEXT_MAX];
    struct remark remark = {"SRC-02", has_table ? LEVEL_WARNING : LEVEL_ERROR, tally->place,
                            tally->codes[0]};

    return remark_add(
        gathering->findings, remark, err,
        "members given by a SIREN that no table links to an INSEE code: %zu (%s); add "
        "a table that has both, such as the list of communes with their SIREN",
        "membres donnés par un SIREN qu'aucune table ne relie à un code INSEE : %zu "
        "(%s) ; ajoutez une table qui a les deux, comme la liste des communes avec "
        "leur SIREN",
        tally->count, tally_show(tally, shown));
}

enum status gathering_resolve_sirens(struct gathering *gathering, struct error *err)
{
    struct own_siren *list = malloc((gathering->commune_count + 1) * sizeof *list);
    size_t count, kept = 0;
    struct tally unresolved = {.count = 0};
    enum status status = STATUS_OK;

    if (list == NULL)
        return error_no_memory(err);
    count = list_sirens(gathering, list);
    for (size_t i = 0; i < gathering->commune_count; i++) {
        struct commune_fact fact = gathering->communes[i];
        struct own_siren key = {fact.siren, NULL};

        if (fact.insee[0] == '\0' && fact.siren != NULL && fact.siren[0] != '\0') {
            const struct own_siren *found =
                count == 0 ? NULL : bsearch(&key, list, count, sizeof *list, compare_sirens);

            if (found == NULL) {
                tally_add(&unresolved, fact.siren, fact.place);
                continue;
            }
            fact.insee = found->insee;
        }
        gathering->communes[kept++] = fact;
    }
    gathering->commune_count = kept;
    if (unresolved.count > 0)
        status = say_unresolved(gathering, &unresolved, count > 0, err);
    free(list);
    return status;
}
