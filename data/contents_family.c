#include "data/contents_family.h"

#include <stdlib.h>

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

static bool is_in_scope(const struct contents *contents, const char *insee)
{
    char code[4];

    if (insee[0] == '\0')
        return false;
    insee_departement(insee, code);
    for (size_t i = 0; i < contents->vintage_count; i++) {
        if (vintage_departement(contents->vintages[i], code) != UNIT_NONE)
            return true;
    }
    return false;
}

enum status contents_restrict_lineage(const struct contents *contents,
                                      const struct lineage *lineage, struct lineage **ret_lineage,
                                      struct error *err)
{
    struct movement *movements = malloc((lineage->movement_count + 1) * sizeof *movements);
    struct delegate *delegates = malloc((lineage->delegate_count + 1) * sizeof *delegates);
    size_t movement_count = 0, delegate_count = 0;
    enum status status;

    if (movements == NULL || delegates == NULL) {
        free(movements);
        free(delegates);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < lineage->movement_count; i++) {
        const struct movement *movement = &lineage->movements[i];

        if (is_in_scope(contents, movement->before.code) ||
            is_in_scope(contents, movement->after.code))
            movements[movement_count++] = *movement;
    }
    for (size_t i = 0; i < lineage->delegate_count; i++) {
        if (is_in_scope(contents, lineage->delegates[i].parent.code))
            delegates[delegate_count++] = lineage->delegates[i];
    }
    status = lineage_new(movements, movement_count, delegates, delegate_count, ret_lineage, err);
    free(movements);
    free(delegates);
    return status;
}
