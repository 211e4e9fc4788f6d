#include "data/shape_basis.h"

#include <string.h>

/** Does the commune own every tile that the cut made? Then the line is inside it. */
static bool owns_both_sides(const struct vintage *vintage, const struct commune *commune,
                            const struct tile *tile)
{
    uint32_t all = 0, owned = 0;
    uint32_t first = shape_family_tiles_of(vintage->family, tile->insee.code, &all);

    for (uint32_t i = 0; i < commune->tile_count; i++) {
        if (commune->tiles[i] >= first && commune->tiles[i] < first + all)
            owned++;
    }
    return owned == all;
}

static const struct shape_cut *cut_of(const struct vintage *vintage, const struct commune *commune)
{
    const struct shape_family *family = vintage->family;

    for (uint32_t i = 0; i < commune->tile_count; i++) {
        const struct tile *tile = &family->tiles[commune->tiles[i]];

        if (tile->side.code[0] == '\0' || owns_both_sides(vintage, commune, tile))
            continue;
        for (uint32_t k = 0; k < family->cut_count; k++) {
            if (strcmp(family->cuts[k].insee.code, tile->insee.code) == 0)
                return &family->cuts[k];
        }
    }
    return NULL;
}

static const struct shape_repair *repair_of(const struct vintage *vintage,
                                            const struct commune *commune)
{
    const struct shape_family *family = vintage->family;

    for (uint32_t i = 0; i < commune->tile_count; i++) {
        for (uint32_t k = 0; k < family->repair_count; k++) {
            if (strcmp(family->repairs[k].insee.code,
                       family->tiles[commune->tiles[i]].insee.code) == 0)
                return &family->repairs[k];
        }
    }
    return NULL;
}

struct shape_basis shape_basis_of(const struct vintage *vintage, uint32_t commune)
{
    const struct commune *it = &vintage->communes[commune];
    struct shape_basis basis = {
        .year = vintage->family->year,
        .is_derived = vintage_is_derived(vintage, commune),
        .tiles = it->tiles,
        .tile_count = it->tile_count,
        .cut = cut_of(vintage, it),
        .repair = repair_of(vintage, it),
    };

    for (uint32_t i = 0; i < vintage->source_count && basis.source == NULL; i++) {
        if (strcmp(vintage->sources[i].layer, "shapes") == 0)
            basis.source = &vintage->sources[i];
    }
    return basis;
}
