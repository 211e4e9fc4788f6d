#include "data/vintage_land.h"

#include <stdlib.h>

#include "data/enumeration.h"
#include "geo/coverage_regroup.h"
#include "geo/measure.h"
#include "geo/region.h"

void vintage_land_release(struct vintage *vintage)
{
    locator_free(TAKE(vintage->locator));
    coverage_free(TAKE(vintage->coverage));
    for (uint32_t i = 0; vintage->united != NULL && i < vintage->commune_count; i++)
        multipolygon_free(vintage->united[i]);
    free(TAKE(vintage->united));
    shape_family_release(TAKE(vintage->family));
}

/** Deals the tiles to the communes: one list, cut into runs. */
static enum status deal_tiles(struct vintage *vintage, const uint32_t commune_of[],
                              struct error *err)
{
    uint32_t tile_count = vintage->family->tile_count;
    uint32_t *tiles = arena_alloc(&vintage->arena, ((size_t)tile_count + 1) * sizeof *tiles);
    uint32_t **next = calloc((size_t)vintage->commune_count + 1, sizeof *next);

    if (tiles == NULL || next == NULL) {
        free(next);
        return error_no_memory(err);
    }
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        vintage->communes[i].tile_count = 0;
    for (uint32_t tile = 0; tile < tile_count; tile++)
        vintage->communes[commune_of[tile]].tile_count++;
    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        vintage->communes[i].tiles = next[i] = tiles;
        tiles += vintage->communes[i].tile_count;
    }
    for (uint32_t tile = 0; tile < tile_count; tile++)
        *next[commune_of[tile]]++ = tile;
    free(next);
    return STATUS_OK;
}

static enum status refuse_landless(const struct vintage *vintage, struct error *err)
{
    struct enumeration without = {0};

    for (uint32_t i = 0; i < vintage->commune_count; i++) {
        if (vintage->communes[i].tile_count == 0)
            enumeration_add(&without, NULL, vintage->communes[i].insee.code);
    }
    if (without.count == 0)
        return STATUS_OK;
    return error_cite(
        err,
        error_set(err, STATUS_INVALID, "",
                  "communes without shape: %u (%s), load shapes of the same edition",
                  "communes sans contour : %u (%s), chargez les contours de la même édition",
                  without.count, without.text),
        "GEO-02");
}

/** The shape of a commune is its tile's, or what its tiles unite to. */
static enum status unite_tiles(struct vintage *vintage, struct error *err)
{
    AUTO(region) region = NULL;
    enum status status = STATUS_OK;

    vintage->united = calloc((size_t)vintage->commune_count + 1, sizeof(struct multipolygon *));
    if (vintage->united == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count && status == STATUS_OK; i++) {
        struct commune *commune = &vintage->communes[i];

        commune->area_m2 = measure_area_m2(coverage_unit_area(vintage->coverage, i));
        commune->shape = vintage->family->tiles[commune->tiles[0]].shape;
        if (commune->tile_count == 1)
            continue;
        if (region == NULL)
            status = region_new(vintage->coverage, &region, err);
        if (status != STATUS_OK)
            return status;
        region_set(region, &i, 1);
        status = region_outline(region, &vintage->united[i], err);
        commune->shape = vintage->united[i];
    }
    return status;
}

enum status vintage_land(struct vintage *vintage, struct shape_family *family,
                         const uint32_t commune_of[], struct error *err)
{
    struct shape_family *acquired = shape_family_acquire(family);
    enum status status;

    vintage_land_release(vintage);
    vintage->family = acquired;
    status = deal_tiles(vintage, commune_of, err);
    if (status == STATUS_OK)
        status = refuse_landless(vintage, err);
    if (status == STATUS_OK)
        status = coverage_regroup(family->coverage, commune_of, vintage->commune_count,
                                  &vintage->coverage, err);
    if (status == STATUS_OK)
        status = locator_share(family->locator, vintage->coverage, &vintage->locator, err);
    return status == STATUS_OK ? unite_tiles(vintage, err) : status;
}
