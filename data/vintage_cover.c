#include "data/vintage_cover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/measure.h"
#include "geo/region.h"

/** The first defect by place, with its communes. */
static enum status refuse(const struct vintage *vintage, const struct defect *defect,
                          struct error *err)
{
    const struct commune *first = &vintage->communes[defect->unit];
    const struct commune *second =
        &vintage->communes[defect->other == UNIT_OUTSIDE ? defect->unit : defect->other];
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

/** The shapes of the communes as the functions of geo/ take them. */
static const struct multipolygon **list_shapes(const struct vintage *vintage)
{
    const struct multipolygon **shapes = malloc((vintage->commune_count + 1) * sizeof *shapes);

    for (uint32_t i = 0; shapes != NULL && i < vintage->commune_count; i++)
        shapes[i] = vintage->communes[i].shape;
    return shapes;
}

static enum status build(struct vintage *vintage, struct error *err)
{
    const struct multipolygon **shapes = list_shapes(vintage);
    struct defect defect;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    status = coverage_new(shapes, vintage->commune_count, &vintage->coverage, &defect, err);
    free(shapes);
    return status == STATUS_INVALID ? refuse(vintage, &defect, err) : status;
}

/** Records what a repair changed. */
static enum status record(struct vintage *vintage, const struct repair *repair, struct error *err)
{
    struct vintage_repair *repairs =
        arena_alloc(&vintage->arena, (repair->change_count + 1) * sizeof *repairs);
    struct unit_pair *contacts =
        arena_alloc(&vintage->arena, (repair->contact_count + 1) * sizeof *contacts);

    if (repairs == NULL || contacts == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < repair->change_count; i++)
        repairs[i] = (struct vintage_repair){repair->changes[i].unit, repair->changes[i].before_m2,
                                             repair->changes[i].after_m2};
    if (repair->contact_count > 0)
        memcpy(contacts, repair->contacts, repair->contact_count * sizeof *contacts);
    vintage->repairs = repairs;
    vintage->repair_count = (uint32_t)repair->change_count;
    vintage->false_contacts = contacts;
    vintage->false_contact_count = (uint32_t)repair->contact_count;
    return STATUS_OK;
}

/** Mends the shapes, and takes the new ones in place of the old. */
static enum status mend(struct vintage *vintage, struct repair_limits limits, struct error *err)
{
    const struct multipolygon **shapes = list_shapes(vintage);
    SCOPED(repair) repair = {0};
    uint32_t commune = UINT32_MAX;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    status = coverage_repair(shapes, vintage->commune_count, limits, &repair, &commune, err);
    free(shapes);
    if (status == STATUS_INVALID && err != NULL && commune != UINT32_MAX)
        (void)snprintf(err->subject, sizeof err->subject, "%.70s (%s)",
                       vintage->communes[commune].name, vintage->communes[commune].insee.code);
    if (status == STATUS_OK)
        status = record(vintage, &repair, err);
    for (uint32_t i = 0; status == STATUS_OK && i < vintage->commune_count; i++) {
        if (repair.shapes[i] != NULL) {
            multipolygon_free(vintage->communes[i].shape);
            vintage->communes[i].shape = TAKE(repair.shapes[i]);
        }
    }
    return status;
}

/** Shapes read unchecked get the form of all others: rings turned the right way, canonical. */
static enum status turn(struct vintage *vintage, struct error *err)
{
    AUTO(region) region = NULL;
    enum status status = region_new(vintage->coverage, &region, err);

    for (uint32_t i = 0; i < vintage->commune_count && status == STATUS_OK; i++) {
        struct multipolygon *shape = NULL;

        region_set(region, &i, 1);
        status = region_outline(region, &shape, err);
        if (status == STATUS_OK) {
            multipolygon_free(vintage->communes[i].shape);
            vintage->communes[i].shape = shape;
        }
    }
    return status;
}

static int compare_repairs(const void *a, const void *b)
{
    const struct vintage_repair *left = a;
    const struct vintage_repair *right = b;

    return (left->commune > right->commune) - (left->commune < right->commune);
}

/** What the store kept of a repair, by the places of the communes. */
static enum status recall(struct vintage_builder *builder, struct error *err)
{
    struct vintage *vintage = builder->vintage;
    struct vintage_repair *repairs =
        arena_alloc(&vintage->arena, (builder->repair_count + 1) * sizeof *repairs);
    struct unit_pair *contacts =
        arena_alloc(&vintage->arena, (builder->contact_count + 1) * sizeof *contacts);

    if (repairs == NULL || contacts == NULL)
        return error_no_memory(err);
    vintage->repairs = repairs;
    vintage->false_contacts = contacts;
    for (size_t i = 0; i < builder->repair_count; i++) {
        uint32_t commune = vintage_commune(vintage, builder->repairs[i].insee.code);

        if (commune != UNIT_NONE)
            repairs[vintage->repair_count++] = (struct vintage_repair){
                commune, builder->repairs[i].before_m2, builder->repairs[i].after_m2};
    }
    if (vintage->repair_count > 0)
        qsort(repairs, vintage->repair_count, sizeof *repairs, compare_repairs);
    for (size_t i = 0; i < builder->contact_count; i++) {
        uint32_t a = vintage_commune(vintage, builder->contacts[i].a.code);
        uint32_t b = vintage_commune(vintage, builder->contacts[i].b.code);

        if (a != UNIT_NONE && b != UNIT_NONE)
            contacts[vintage->false_contact_count++] = (struct unit_pair){a, b};
    }
    return STATUS_OK;
}

enum status vintage_cover(struct vintage_builder *builder, struct error *err)
{
    struct vintage *vintage = builder->vintage;
    enum status status = recall(builder, err);

    if (status == STATUS_OK)
        status = build(vintage, err);
    if (status == STATUS_INVALID && builder->may_repair) {
        status = mend(vintage, builder->limits, err);
        if (status == STATUS_OK)
            status = build(vintage, err);
    }
    if (status == STATUS_OK && builder->may_repair)
        status = turn(vintage, err);
    if (status != STATUS_OK)
        return status;
    adjacency_forget(&vintage->coverage->adjacency, vintage->false_contacts,
                     vintage->false_contact_count);
    if (!coverage_measures_set(vintage->coverage, builder->measures, builder->measures_size) &&
        coverage_measure(vintage->coverage) != STATUS_OK)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        vintage->communes[i].area_m2 = measure_area_m2(coverage_unit_area(vintage->coverage, i));
    return locator_new(vintage->coverage, &vintage->locator, err);
}
