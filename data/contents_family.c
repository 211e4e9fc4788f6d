#include "data/contents_family.h"

#include <stdlib.h>
#include <string.h>

#include "data/derive.h"
#include "data/vintage_land.h"

const struct vintage *contents_nearest(const struct contents *contents, int year)
{
    const struct vintage *nearest = NULL;

    for (size_t i = 0; i < contents->vintage_count; i++) {
        const struct vintage *vintage = contents->vintages[i];
        int shapes = vintage->family->year;

        if (vintage->year == year)
            continue;
        if (nearest == NULL || (shapes <= year && shapes > nearest->family->year) ||
            (nearest->family->year > year && shapes < nearest->family->year))
            nearest = vintage;
    }
    return nearest;
}

/** The index of each tile's owner in the vintage. */
static enum status index_owners(const struct vintage *vintage, const struct shape_family *family,
                                const struct insee owners[], uint32_t commune_of[],
                                struct error *err)
{
    for (uint32_t t = 0; t < family->tile_count; t++) {
        commune_of[t] = vintage_commune(vintage, owners[t].code);
        if (commune_of[t] == UNIT_NONE)
            return error_set(err, STATUS_INVALID, owners[t].code,
                             "the list of communes of %d lacks it: import that year again",
                             "la liste des communes de %d ne l'a pas : importez à nouveau cette "
                             "année",
                             vintage->year);
    }
    return STATUS_OK;
}

static enum status change_land(struct vintage *vintage, const struct lineage *lineage,
                               struct shape_family *family, struct error *err)
{
    size_t tiles = (size_t)family->tile_count + 1;
    struct insee *codes = malloc(((size_t)vintage->commune_count + 1) * sizeof *codes);
    struct insee *owners = malloc(tiles * sizeof *owners);
    uint32_t *commune_of = malloc(tiles * sizeof *commune_of);
    enum status status = STATUS_OK;

    if (codes == NULL || owners == NULL || commune_of == NULL)
        status = error_no_memory(err);
    for (uint32_t i = 0; status == STATUS_OK && i < vintage->commune_count; i++)
        codes[i] = vintage->communes[i].insee;
    if (status == STATUS_OK)
        status = derive_owners(family, lineage, vintage->year,
                               (struct insee_list){codes, vintage->commune_count}, owners, err);
    if (status == STATUS_OK)
        status = index_owners(vintage, family, owners, commune_of, err);
    if (status == STATUS_OK)
        status = vintage_land(vintage, family, commune_of, err);
    free(codes);
    free(owners);
    free(commune_of);
    return status;
}

enum status contents_change_family(struct contents *contents, const struct shape_family *from,
                                   struct shape_family *to, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < contents->vintage_count && status == STATUS_OK; i++) {
        if (contents->vintages[i]->family == from)
            status = change_land(contents->vintages[i], contents->lineage, to, err);
    }
    return status;
}

/** In a département of the region, or a commune of one of the vintages. */
static bool is_in_scope(const struct contents *contents, const char *insee)
{
    char code[4];

    if (insee[0] == '\0')
        return false;
    insee_departement(insee, code);
    for (size_t i = 0; i < contents->vintage_count; i++) {
        const struct vintage *vintage = contents->vintages[i];
        uint32_t departement = vintage_departement(vintage, code);

        if (vintage_commune(vintage, insee) != UNIT_NONE ||
            (departement != UNIT_NONE &&
             strcmp(vintage->departements[departement].region, vintage->region) == 0))
            return true;
    }
    return false;
}

/** Communes outside the scope that hold land which was in it, or that land in it comes from. */
struct kinship {
    struct kin {
        struct insee insee;
        int32_t since, until; /* days on which they are */
    } * list;
    size_t count;
};

static bool is_of_kin(const struct kinship *kinship, const struct movement *movement)
{
    for (size_t i = 0; i < kinship->count; i++) {
        const struct kin *kin = &kinship->list[i];

        if (kin->since <= movement->date.day && movement->date.day <= kin->until &&
            (strcmp(kin->insee.code, movement->before.code) == 0 ||
             strcmp(kin->insee.code, movement->after.code) == 0))
            return true;
    }
    return false;
}

static bool add_kin(const struct contents *contents, struct kinship *kinship, struct insee insee,
                    int32_t since, int32_t until)
{
    if (insee.code[0] == '\0' || is_in_scope(contents, insee.code))
        return false;
    kinship->list[kinship->count++] = (struct kin){insee, since, until};
    return true;
}

/** Marks what is kept, in as many passes as it takes: kin have kin. */
static void mark_kept(const struct contents *contents, const struct lineage *lineage,
                      struct kinship *kinship, bool is_kept[])
{
    bool has_news = true;

    while (has_news) {
        has_news = false;
        for (size_t i = 0; i < lineage->movement_count; i++) {
            const struct movement *movement = &lineage->movements[i];
            int32_t day = movement->date.day;

            if (is_kept[i] ||
                (!is_in_scope(contents, movement->before.code) &&
                 !is_in_scope(contents, movement->after.code) && !is_of_kin(kinship, movement)))
                continue;
            is_kept[i] = true;
            has_news |= add_kin(contents, kinship, movement->after, day, INT32_MAX);
            has_news |= add_kin(contents, kinship, movement->before, INT32_MIN, day);
        }
    }
}

enum status contents_restrict_lineage(const struct contents *contents,
                                      const struct lineage *lineage, struct lineage **ret_lineage,
                                      struct error *err)
{
    struct movement *movements = malloc((lineage->movement_count + 1) * sizeof *movements);
    struct delegate *delegates = malloc((lineage->delegate_count + 1) * sizeof *delegates);
    struct kinship kinship = {.list =
                                  malloc(2 * (lineage->movement_count + 1) * sizeof *kinship.list)};
    bool *is_kept = calloc(lineage->movement_count + 1, sizeof *is_kept);
    size_t movement_count = 0, delegate_count = 0;
    enum status status = STATUS_OK;

    if (movements == NULL || delegates == NULL || kinship.list == NULL || is_kept == NULL)
        status = error_no_memory(err);
    if (status == STATUS_OK)
        mark_kept(contents, lineage, &kinship, is_kept);
    for (size_t i = 0; status == STATUS_OK && i < lineage->movement_count; i++) {
        if (is_kept[i])
            movements[movement_count++] = lineage->movements[i];
    }
    for (size_t i = 0; status == STATUS_OK && i < lineage->delegate_count; i++) {
        if (is_in_scope(contents, lineage->delegates[i].parent.code))
            delegates[delegate_count++] = lineage->delegates[i];
    }
    if (status == STATUS_OK)
        status =
            lineage_new(movements, movement_count, delegates, delegate_count, ret_lineage, err);
    free(movements);
    free(delegates);
    free(kinship.list);
    free(is_kept);
    return status;
}
