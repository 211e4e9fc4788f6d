#include "data/vintage_cover.h"

#include <stdio.h>
#include <stdlib.h>

#include "geo/measure.h"

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

static enum status build(struct vintage *vintage, struct error *err)
{
    const struct multipolygon **shapes = malloc((vintage->commune_count + 1) * sizeof *shapes);
    struct defect defect;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        shapes[i] = vintage->communes[i].shape;
    status = coverage_new(shapes, vintage->commune_count, &vintage->coverage, &defect, err);
    free(shapes);
    return status == STATUS_INVALID ? refuse(vintage, &defect, err) : status;
}

enum status vintage_cover(struct vintage *vintage, const void *measures, size_t measures_size,
                          struct error *err)
{
    enum status status = build(vintage, err);

    if (status != STATUS_OK)
        return status;
    if (!coverage_measures_set(vintage->coverage, measures, measures_size) &&
        coverage_measure(vintage->coverage) != STATUS_OK)
        return error_no_memory(err);
    for (uint32_t i = 0; i < vintage->commune_count; i++)
        vintage->communes[i].area_m2 = measure_area_m2(coverage_unit_area(vintage->coverage, i));
    return locator_new(vintage->coverage, &vintage->locator, err);
}
