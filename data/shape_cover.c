#include "data/shape_cover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/check_mending.h"
#include "geo/region.h"

/** The first defect by place, with the communes of its tiles. */
static enum status refuse(const struct shape_family *family, const struct defect *defect,
                          struct error *err)
{
    const struct tile *first = &family->tiles[defect->unit];
    const struct tile *second =
        &family->tiles[defect->other == UNIT_OUTSIDE ? defect->unit : defect->other];
    struct words words = defect_words(defect->kind);
    char where[48];

    (void)snprintf(where, sizeof where, "%.7f %.7f", position_lon_deg(defect->place),
                   position_lat_deg(defect->place));
    if (defect->other == UNIT_OUTSIDE)
        return error_set(err, STATUS_INVALID, "",
                         "the shape of %s (%s) does not fit at %s: %s%.0s; lisiere coverage check "
                         "lists every defect",
                         "le contour de %s (%s) ne convient pas en %s : %.0s%s ; lisiere coverage "
                         "check liste tous les défauts",
                         first->name, first->insee.code, where, words.en, words.fr);
    return error_set(err, STATUS_INVALID, "",
                     "the shapes of %s (%s) and %s (%s) do not fit at %s: %s%.0s; lisiere coverage "
                     "check lists every defect",
                     "les contours de %s (%s) et de %s (%s) ne s'ajustent pas en %s : %.0s%s ; "
                     "lisiere coverage check liste tous les défauts",
                     first->name, first->insee.code, second->name, second->insee.code, where,
                     words.en, words.fr);
}

/** The shapes of the tiles as the functions of geo/ take them. */
static const struct multipolygon **list_shapes(const struct shape_family *family)
{
    const struct multipolygon **shapes = malloc((family->tile_count + 1) * sizeof *shapes);

    for (uint32_t i = 0; shapes != NULL && i < family->tile_count; i++)
        shapes[i] = family->tiles[i].shape;
    return shapes;
}

static enum status build(struct shape_family *family, struct error *err)
{
    const struct multipolygon **shapes = list_shapes(family);
    struct defect defect;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    status = coverage_new(shapes, family->tile_count, &family->coverage, &defect, err);
    free(shapes);
    return status == STATUS_INVALID ? error_cite(err, refuse(family, &defect, err),
                                                 defect.other == UNIT_OUTSIDE ? "GEO-01" : "GEO-03")
                                    : status;
}

/** Records what a repair changed. */
static enum status record(struct shape_family *family, const struct repair *repair,
                          struct error *err)
{
    struct shape_repair *repairs =
        arena_alloc(&family->arena, (repair->change_count + 1) * sizeof *repairs);
    struct false_contact *contacts =
        arena_alloc(&family->arena, (repair->contact_count + 1) * sizeof *contacts);

    if (repairs == NULL || contacts == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < repair->change_count; i++)
        repairs[i] =
            (struct shape_repair){family->tiles[repair->changes[i].unit].insee,
                                  repair->changes[i].before_m2, repair->changes[i].after_m2};
    for (size_t i = 0; i < repair->contact_count; i++)
        contacts[i] = (struct false_contact){family->tiles[repair->contacts[i].a].insee,
                                             family->tiles[repair->contacts[i].b].insee};
    family->repairs = repairs;
    family->repair_count = (uint32_t)repair->change_count;
    family->false_contacts = contacts;
    family->false_contact_count = (uint32_t)repair->contact_count;
    return STATUS_OK;
}

/** Mends the shapes, and takes the new ones in place of the old. */
static enum status mend(struct shape_family *family, const struct shape_family_draft *draft,
                        struct error *err)
{
    const struct multipolygon **shapes = list_shapes(family);
    SCOPED(repair) repair = {0};
    uint32_t tile = UINT32_MAX;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    status = coverage_repair(shapes, family->tile_count, *draft->limits, &repair, &tile, err);
    free(shapes);
    if (status == STATUS_INVALID && err != NULL && tile != UINT32_MAX)
        (void)snprintf(err->subject, sizeof err->subject, "%.70s (%s)", family->tiles[tile].name,
                       family->tiles[tile].insee.code);
    if (status == STATUS_OK)
        status = record(family, &repair, err);
    if (status == STATUS_OK && draft->findings != NULL)
        status = mending_report(family, &repair, draft->findings, err);
    for (uint32_t i = 0; status == STATUS_OK && i < family->tile_count; i++) {
        if (repair.shapes[i] != NULL) {
            multipolygon_free(family->tiles[i].shape);
            family->tiles[i].shape = TAKE(repair.shapes[i]);
        }
    }
    return status;
}

/** Shapes read unchecked get the form of all others: rings turned the right way, canonical. */
static enum status turn(struct shape_family *family, struct error *err)
{
    AUTO(region) region = NULL;
    enum status status = region_new(family->coverage, &region, err);

    for (uint32_t i = 0; i < family->tile_count && status == STATUS_OK; i++) {
        struct multipolygon *shape = NULL;

        region_set(region, &i, 1);
        status = region_outline(region, &shape, err);
        if (status == STATUS_OK) {
            multipolygon_free(family->tiles[i].shape);
            family->tiles[i].shape = shape;
        }
    }
    return status;
}

enum status shape_cover(struct shape_family *family, const struct shape_family_draft *draft,
                        struct error *err)
{
    enum status status = build(family, err);

    if (draft->limits != NULL &&
        (status == STATUS_INVALID || (status == STATUS_OK && draft->has_slivers))) {
        coverage_free(TAKE(family->coverage));
        status = mend(family, draft, err);
        if (status == STATUS_OK)
            status = build(family, err);
    }
    return status == STATUS_OK && (draft->limits != NULL || draft->findings != NULL)
               ? turn(family, err)
               : status;
}
