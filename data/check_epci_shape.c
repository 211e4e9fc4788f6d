#include "data/check_epci_shape.h"

#include "data/amount.h"
#include "data/read_area.h"
#include "geo/misfit.h"
#include "geo/region.h"

/* Rounding of 200 km of border to the grid, or of a reprojection, is less. */
static const double DIFFERENCE_MIN_M2 = 1e4;

/** What only one of two shapes holds. */
static enum status measure_difference(const struct multipolygon *a, const struct multipolygon *b,
                                      double *ret_area_m2, struct error *err)
{
    const struct multipolygon *const pair[2] = {a, b};
    SCOPED(misfits) misfits = {0};
    double a_m2, b_m2;
    enum status status = misfits_find(&misfits, pair, 2, err);

    if (status != STATUS_OK)
        return status;
    if (read_area_m2(a, &a_m2) != STATUS_OK || read_area_m2(b, &b_m2) != STATUS_OK)
        return error_no_memory(err);
    *ret_area_m2 = a_m2 + b_m2;
    for (size_t i = 0; i < misfits.overlap_count; i++)
        *ret_area_m2 -= 2 * misfits.overlaps[i].area_m2;
    return STATUS_OK;
}

static enum status report(const struct epci *epci, const struct epci_shape *shape,
                          double difference_m2, struct findings *findings, struct error *err)
{
    struct amount area = amount_of_area(difference_m2);
    struct finding *finding = findings_add(findings, "GEO-09", LEVEL_WARNING, "", 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = (struct evidence){shape->place.file, (uint32_t)shape->place.line};
    finding->place = multipolygon_box(shape->shape);
    finding_add_subject(finding, epci->siren.code);
    finding_say(finding,
                "the polygon of %s (%s) and its communes united differ by %s%.0s. The union of the "
                "communes is what counts",
                "le contour de %s (%s) et l'union de ses communes diffèrent de %.0s%s. C'est "
                "l'union des communes qui fait foi",
                epci->name, epci->siren.code, area.en, area.fr);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

static enum status check(struct region *region, const struct epci *epci,
                         const struct epci_shape *shape, struct findings *findings,
                         struct error *err)
{
    AUTO(multipolygon) outline = NULL;
    double difference_m2 = 0;
    enum status status;

    region_set(region, epci->communes, epci->commune_count);
    status = region_outline(region, &outline, err);
    if (status == STATUS_OK)
        status = measure_difference(shape->shape, outline, &difference_m2, err);
    return status == STATUS_OK && difference_m2 > DIFFERENCE_MIN_M2
               ? report(epci, shape, difference_m2, findings, err)
               : status;
}

enum status epci_shapes_check(const struct vintage *vintage, const struct epci_shape shapes[],
                              size_t count, struct findings *findings, struct error *err)
{
    AUTO(region) region = NULL;
    enum status status = region_new(vintage->coverage, &region, err);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        uint32_t epci = vintage_epci(vintage, shapes[i].siren.code);

        if (epci != UNIT_NONE && vintage->epcis[epci].commune_count > 0)
            status = check(region, &vintage->epcis[epci], &shapes[i], findings, err);
    }
    return status;
}
