#include "data/crosswalk_change.h"

#include <string.h>

const char *crosswalk_change_name(enum crosswalk_change change)
{
    static const char *const names[] = {
        [CROSSWALK_SAME] = "same",       [CROSSWALK_RESPELLED] = "respelled",
        [CROSSWALK_RENAMED] = "renamed", [CROSSWALK_RECODED] = "recoded",
        [CROSSWALK_MERGED] = "merged",   [CROSSWALK_SPLIT] = "split",
        [CROSSWALK_REDRAWN] = "redrawn", [CROSSWALK_LEFT] = "left",
        [CROSSWALK_CAME] = "came",       [CROSSWALK_LOST] = "lost",
        [CROSSWALK_FOUND] = "found",
    };

    return names[change];
}

static bool is_any_in_region(const struct vintage *vintage, const uint32_t communes[],
                             uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (vintage->communes[communes[i]].in_region)
            return true;
    }
    return false;
}

/** Is this the code of a place in the region? Départements tell; the first digits are theirs. */
static bool is_code_of_region(const struct vintage *vintage, const char *insee)
{
    char code[4] = "";
    uint32_t departement;

    if (vintage->region[0] == '\0')
        return true;
    memcpy(code, insee, strncmp(insee, "97", 2) == 0 ? 3 : 2);
    departement = vintage_departement(vintage, code);
    return departement != UNIT_NONE &&
           strcmp(vintage->departements[departement].region, vintage->region) == 0;
}

/** Nothing after it: did it leave, or is it missing? */
static enum crosswalk_change change_without_after(const struct crosswalk *crosswalk,
                                                  const struct crosswalk_relation *relation)
{
    const struct crosswalk_origin *origin = &crosswalk->origins[relation->before[0]];

    if (!relation->in_region)
        return CROSSWALK_LEFT;
    for (uint32_t i = 0; i < origin->successor_count; i++) {
        if (is_code_of_region(crosswalk->after, origin->successors[i].insee.code))
            return CROSSWALK_LOST;
    }
    return CROSSWALK_LEFT;
}

/** Nothing before it: a movement from beyond the region brings a commune, else it is unexplained.
 */
static enum crosswalk_change change_without_before(const struct crosswalk *crosswalk,
                                                   const struct lineage *lineage,
                                                   const struct crosswalk_relation *relation)
{
    const char *insee = crosswalk->after->communes[relation->after[0]].insee.code;
    size_t count = lineage == NULL ? 0 : lineage->movement_count;

    if (!relation->in_region)
        return CROSSWALK_CAME;
    for (size_t i = 0; i < count; i++) {
        const struct movement *movement = &lineage->movements[i];

        if (movement->date.day > date_of(crosswalk->before->year, 1, 1).day &&
            movement->date.day <= date_of(crosswalk->after->year, 1, 1).day &&
            movement->type_before == COMMUNE_FULL && movement->type_after == COMMUNE_FULL &&
            strcmp(movement->after.code, insee) == 0 &&
            !is_code_of_region(crosswalk->before, movement->before.code))
            return CROSSWALK_CAME;
    }
    return CROSSWALK_FOUND;
}

static enum crosswalk_change change_of_one(const struct crosswalk *crosswalk,
                                           const struct crosswalk_relation *relation,
                                           bool is_renamed)
{
    const struct commune *before = &crosswalk->before->communes[relation->before[0]];
    const struct commune *after = &crosswalk->after->communes[relation->after[0]];

    if (strcmp(before->insee.code, after->insee.code) != 0)
        return CROSSWALK_RECODED;
    if (strcmp(before->name, after->name) == 0)
        return CROSSWALK_SAME;
    return is_renamed ? CROSSWALK_RENAMED : CROSSWALK_RESPELLED;
}

static enum crosswalk_change change_of(const struct crosswalk *crosswalk,
                                       const struct lineage *lineage,
                                       const struct crosswalk_relation *relation, bool is_renamed)
{
    bool was_in = is_any_in_region(crosswalk->before, relation->before, relation->before_count);
    bool is_in = is_any_in_region(crosswalk->after, relation->after, relation->after_count);

    if (relation->after_count == 0)
        return change_without_after(crosswalk, relation);
    if (relation->before_count == 0)
        return change_without_before(crosswalk, lineage, relation);
    if (was_in != is_in)
        return was_in ? CROSSWALK_LEFT : CROSSWALK_CAME;
    if (relation->before_count == 1 && relation->after_count == 1)
        return change_of_one(crosswalk, relation, is_renamed);
    if (relation->after_count == 1)
        return CROSSWALK_MERGED;
    return relation->before_count == 1 ? CROSSWALK_SPLIT : CROSSWALK_REDRAWN;
}

void crosswalk_classify(const struct crosswalk *crosswalk, const struct lineage *lineage,
                        struct crosswalk_relation *relation, bool is_renamed)
{
    relation->in_region =
        is_any_in_region(crosswalk->before, relation->before, relation->before_count) ||
        is_any_in_region(crosswalk->after, relation->after, relation->after_count);
    relation->change = change_of(crosswalk, lineage, relation, is_renamed);
}
