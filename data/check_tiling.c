#include "data/check_tiling.h"

#include <stdlib.h>

#include "data/amount.h"
#include "data/tiling_finding.h"

void tiling_release(struct tiling *tiling)
{
    free(tiling->units);
    coverage_report_release(&tiling->report);
    misfits_release(&tiling->misfits);
    stale_shapes_release(&tiling->stale);
    *tiling = (struct tiling){0};
}

/** Where there are too many meetings to measure, the defects alone tell. */
static enum status measure(struct tiling *tiling, struct error *err)
{
    enum status status =
        misfits_find(&tiling->misfits, tiling->units, tiling->scope.shape_count, err);

    tiling->is_measured = status == STATUS_OK;
    return status == STATUS_LIMIT && tiling->report.defect_count > 0 ? STATUS_OK : status;
}

static enum status survey(struct tiling *tiling, struct error *err)
{
    const struct tiling_scope *scope = &tiling->scope;
    enum status status;

    tiling->units = malloc((scope->shape_count + 1) * sizeof *tiling->units);
    if (tiling->units == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < scope->shape_count; i++)
        tiling->units[i] = scope->shapes[i].shape;
    status = coverage_check(tiling->units, scope->shape_count, &tiling->report, err);
    if (status == STATUS_OK)
        status = measure(tiling, err);
    return status == STATUS_OK
               ? stale_shapes_find(&tiling->stale, scope->shapes, scope->shape_count, scope->year,
                                   &scope->before, &tiling->misfits, err)
               : status;
}

enum status tiling_survey(struct tiling *tiling, const struct tiling_scope *scope,
                          struct error *err)
{
    struct tiling made = {.scope = *scope};
    enum status status = survey(&made, err);

    if (status == STATUS_OK)
        *tiling = made;
    else
        tiling_release(&made);
    return status;
}

bool tiling_has_slivers(const struct tiling *tiling)
{
    for (size_t i = 0; i < tiling->misfits.gap_count && tiling->scope.repair != NULL; i++) {
        if (tiling->misfits.gaps[i].width_m <= tiling->scope.repair->max_gap_width_m)
            return true;
    }
    return false;
}

/* GEO-01: what is wrong with one shape, whatever stands beside it. */

static bool is_own(const struct defect *defect)
{
    return defect->other == UNIT_OUTSIDE && defect->kind != DEFECT_INCONSISTENT &&
           defect->kind != DEFECT_EULER;
}

static enum status report_shape(const struct tiling *tiling, uint32_t unit,
                                struct findings *findings, struct error *err)
{
    const struct read_shape *shape = tiling_shape(tiling, unit);
    const struct defect *first = NULL;
    struct finding *finding;
    struct words words, advice = tiling_advice(tiling);
    unsigned count = 0;
    struct box place = box_empty();

    for (size_t i = 0; i < tiling->report.defect_count; i++) {
        const struct defect *defect = &tiling->report.defects[i];

        if (defect->unit != unit || !is_own(defect))
            continue;
        first = first == NULL ? defect : first;
        place = box_join(place, box_of(&defect->place, 1));
        count++;
    }
    if (first == NULL)
        return STATUS_OK;
    finding = tiling_finding_begin(tiling, "GEO-01", LEVEL_ERROR, unit, UNIT_OUTSIDE, findings);
    if (finding == NULL)
        return error_no_memory(err);
    words = defect_words(first->kind);
    finding->place = place;
    finding_say(finding, "the shape of %s (%s) is invalid at %.7f %.7f: %s%.0s; places: %u. %s%.0s",
                "le contour de %s (%s) est invalide en %.7f %.7f : %.0s%s ; endroits : %u. %.0s%s",
                shape->name, shape->insee.code, position_lon_deg(first->place),
                position_lat_deg(first->place), words.en, words.fr, count, advice.en, advice.fr);
    return tiling_finding_end(finding, err);
}

static enum status report_shapes(const struct tiling *tiling, struct findings *findings,
                                 struct error *err)
{
    bool *is_bad = calloc(tiling->scope.shape_count + 1, sizeof *is_bad);
    enum status status = STATUS_OK;

    if (is_bad == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < tiling->report.defect_count; i++) {
        if (is_own(&tiling->report.defects[i]))
            is_bad[tiling->report.defects[i].unit] = true;
    }
    for (uint32_t unit = 0; unit < tiling->scope.shape_count && status == STATUS_OK; unit++) {
        if (is_bad[unit])
            status = report_shape(tiling, unit, findings, err);
    }
    free(is_bad);
    return status;
}

/* GEO-03: what two shapes claim both, and borders that should coincide. */

static enum status report_overlap(const struct tiling *tiling, const struct overlap *overlap,
                                  struct findings *findings, struct error *err)
{
    const struct read_shape *a = tiling_shape(tiling, overlap->a),
                            *b = tiling_shape(tiling, overlap->b);
    struct amount area = amount_of_area(overlap->area_m2);
    struct words advice = tiling_advice(tiling);
    struct finding *finding =
        tiling_finding_begin(tiling, "GEO-03", LEVEL_ERROR, overlap->a, overlap->b, findings);

    if (finding == NULL)
        return error_no_memory(err);
    finding->place = tiling_box_at(overlap->place.lon_deg, overlap->place.lat_deg);
    finding_say(finding, "%s (%s) and %s (%s) overlap on %s%.0s. %s%.0s",
                "%s (%s) et %s (%s) se superposent sur %.0s%s. %.0s%s", a->name, a->insee.code,
                b->name, b->insee.code, area.en, area.fr, advice.en, advice.fr);
    return tiling_finding_end(finding, err);
}

static bool has_neighbour(const struct gap_piece *gap, uint32_t unit)
{
    for (uint32_t i = 0; i < gap->neighbour_count; i++) {
        if (gap->neighbours[i] == unit)
            return true;
    }
    return false;
}

/** Is a defect between two shapes told by an overlap or a gap between them? */
static bool is_measured_misfit(const struct tiling *tiling, const struct defect *defect)
{
    for (size_t i = 0; i < tiling->misfits.overlap_count; i++) {
        if (tiling->misfits.overlaps[i].a == defect->unit &&
            tiling->misfits.overlaps[i].b == defect->other)
            return true;
    }
    for (size_t i = 0; i < tiling->misfits.gap_count; i++) {
        if (has_neighbour(&tiling->misfits.gaps[i], defect->unit) &&
            has_neighbour(&tiling->misfits.gaps[i], defect->other))
            return true;
    }
    return false;
}

/** That two borders part says less than why they do. */
static bool says_more(const struct defect *a, const struct defect *b)
{
    return a->kind != DEFECT_INCONSISTENT && b->kind == DEFECT_INCONSISTENT;
}

/** Of the defects of one pair, the first by place that says why. */
static bool stands_for_pair(const struct tiling *tiling, size_t index)
{
    const struct defect *defect = &tiling->report.defects[index];

    for (size_t i = 0; i < tiling->report.defect_count; i++) {
        const struct defect *other = &tiling->report.defects[i];

        if (other->unit == defect->unit && other->other == defect->other &&
            (says_more(other, defect) || (i < index && !says_more(defect, other))))
            return false;
    }
    return true;
}

static enum status report_border(const struct tiling *tiling, const struct defect *defect,
                                 struct findings *findings, struct error *err)
{
    const struct read_shape *a = tiling_shape(tiling, defect->unit);
    const struct read_shape *b = tiling_shape(tiling, defect->other);
    struct words words = defect_words(defect->kind), advice = tiling_advice(tiling);
    struct finding *finding =
        tiling_finding_begin(tiling, "GEO-03", LEVEL_ERROR, defect->unit, defect->other, findings);

    if (finding == NULL)
        return error_no_memory(err);
    finding->place = box_of(&defect->place, 1);
    finding_say(finding,
                "the borders of %s (%s) and %s (%s) do not coincide at %.7f %.7f: %s%.0s. %s%.0s",
                "les limites de %s (%s) et de %s (%s) ne coïncident pas en %.7f %.7f : %.0s%s. "
                "%.0s%s",
                a->name, a->insee.code, b->name, b->insee.code, position_lon_deg(defect->place),
                position_lat_deg(defect->place), words.en, words.fr, advice.en, advice.fr);
    return tiling_finding_end(finding, err);
}

static enum status report_pairs(const struct tiling *tiling, struct findings *findings,
                                struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < tiling->misfits.overlap_count && status == STATUS_OK; i++)
        status = report_overlap(tiling, &tiling->misfits.overlaps[i], findings, err);
    for (size_t i = 0; i < tiling->report.defect_count && status == STATUS_OK; i++) {
        const struct defect *defect = &tiling->report.defects[i];

        if (defect->other != UNIT_OUTSIDE && stands_for_pair(tiling, i) &&
            !is_measured_misfit(tiling, defect))
            status = report_border(tiling, defect, findings, err);
    }
    return status;
}

/** Overlaps, borders and invalid shapes. */
static enum status report_misfits(const struct tiling *tiling, struct findings *findings,
                                  struct error *err)
{
    enum status status = report_shapes(tiling, findings, err);

    return status == STATUS_OK ? report_pairs(tiling, findings, err) : status;
}

enum status tiling_report(const struct tiling *tiling, bool is_mended, struct findings *findings,
                          struct error *err)
{
    enum status status = is_mended ? STATUS_OK : report_misfits(tiling, findings, err);

    if (status == STATUS_OK && !is_mended)
        status = tiling_report_gaps(tiling, true, findings, err);
    return status == STATUS_OK ? tiling_report_gaps(tiling, false, findings, err) : status;
}

enum status tiling_report_defects(const struct tiling *tiling, struct findings *findings,
                                  struct error *err)
{
    enum status status = report_misfits(tiling, findings, err);

    return status == STATUS_OK ? tiling_report_gaps(tiling, true, findings, err) : status;
}
