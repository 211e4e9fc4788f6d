#include "data/same_land.h"

#include <stdlib.h>
#include <string.h>

/** Place of a code among the communes of a set; SIZE_MAX when it is not there. */
static size_t place_of(const struct commune_set *set, const char *insee)
{
    uint32_t commune = vintage_commune(set->vintage, insee);

    for (size_t i = 0; commune != UNIT_NONE && i < set->count; i++) {
        if (set->communes[i] == commune)
            return i;
    }
    return SIZE_MAX;
}

/** Marks the successors of one commune; false when one of them is not in the set. */
static enum status mark_successors(const struct commune_set *now, const struct commune_set *then,
                                   const char *insee, const struct lineage *lineage, bool is_met[],
                                   bool *ret_all_in, struct error *err)
{
    SCOPED(succession) succession = {0};
    struct code_set successors = {.count = 1};
    enum status status = STATUS_OK;

    memcpy(successors.codes[0].code, insee, sizeof successors.codes[0].code);
    if (lineage != NULL)
        status = lineage_follow(lineage, insee, date_of(then->vintage->year, 1, 1),
                                date_of(now->vintage->year, 1, 1), &succession, err);
    if (status != STATUS_OK)
        return status;
    if (lineage != NULL)
        successors = succession.successors;
    for (size_t i = 0; i < successors.count; i++) {
        size_t place = place_of(now, successors.codes[i].code);

        if (place == SIZE_MAX)
            *ret_all_in = false;
        else
            is_met[place] = true;
    }
    return STATUS_OK;
}

enum status same_land(const struct commune_set *now, const struct commune_set *then,
                      const struct lineage *lineage, bool *ret_is_same, struct error *err)
{
    bool *is_met = calloc(now->count + 1, sizeof *is_met);
    bool is_same = true;
    enum status status = STATUS_OK;

    if (is_met == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < then->count && is_same && status == STATUS_OK; i++)
        status = mark_successors(now, then, then->vintage->communes[then->communes[i]].insee.code,
                                 lineage, is_met, &is_same, err);
    for (size_t i = 0; i < now->count; i++)
        is_same = is_same && is_met[i];
    free(is_met);
    if (status == STATUS_OK)
        *ret_is_same = is_same;
    return status;
}

enum status count_pieces(struct region *region, const struct commune_set *set,
                         struct pieces_count *ret_count, struct error *err)
{
    struct outline_rings rings;
    struct pieces_count count = {0, 0};
    enum status status;

    region_set(region, set->communes, set->count);
    status = region_trace(region, &rings, err);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < rings.count; i++) {
        count.parts += !rings.list[i].is_hole;
        count.holes += rings.list[i].is_hole;
    }
    *ret_count = count;
    return STATUS_OK;
}
