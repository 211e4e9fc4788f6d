/* GEO-08: boundaries that moved between two vintages without an official event. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/amount.h"
#include "data/check_geometry.h"
#include "data/enumeration.h"

static const double SHARE_MIN = 0.005, AREA_MIN_M2 = 5e4;
/* Half of the communes differ by more: another generalisation, not another boundary. */
static const double FAMILY_SHARE = 0.0025;
/* Rounding to the grid moves no area by more. */
static const double SAME_M2 = 1;

/** One commune that both vintages have and no movement names. */
struct boundary {
    uint32_t now, then;
    double delta_m2, share; /* signed, of the earlier area */
};

static bool moves_land(const struct movement *movement)
{
    return movement->type_before == COMMUNE_FULL && movement->type_after == COMMUNE_FULL &&
           movement->kind != MOVEMENT_RENAMED;
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct insee *)a)->code, ((const struct insee *)b)->code);
}

/** Codes that a movement between the two vintages names, sorted. */
static enum status list_moved(const struct geometry_scope *scope, struct insee **ret_codes,
                              size_t *ret_count, struct error *err)
{
    const struct lineage *lineage = scope->before.lineage;
    int32_t from = date_of(scope->before.vintage->year, 1, 1).day;
    int32_t until = date_of(scope->vintage->year, 1, 1).day;
    size_t room = lineage == NULL ? 0 : 2 * lineage->movement_count;
    struct insee *codes = malloc((room + 1) * sizeof *codes);
    size_t count = 0;

    if (codes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; 2 * i < room; i++) {
        const struct movement *movement = &lineage->movements[i];

        if (movement->date.day <= from || movement->date.day > until || !moves_land(movement))
            continue;
        codes[count++] = movement->before;
        codes[count++] = movement->after;
    }
    if (count > 1)
        qsort(codes, count, sizeof *codes, compare_codes);
    *ret_codes = codes;
    *ret_count = count;
    return STATUS_OK;
}

static enum status list_boundaries(const struct geometry_scope *scope, struct boundary *ret_list,
                                   size_t *ret_count, struct error *err)
{
    const struct vintage *now = scope->vintage, *then = scope->before.vintage;
    struct insee *moved = NULL;
    size_t moved_count = 0, count = 0;
    enum status status = list_moved(scope, &moved, &moved_count, err);

    for (uint32_t i = 0; i < now->commune_count && status == STATUS_OK; i++) {
        const struct insee *code = &now->communes[i].insee;
        struct boundary boundary = {.now = i, .then = vintage_commune(then, code->code)};

        if (boundary.then == UNIT_NONE ||
            (moved_count > 0 &&
             bsearch(code, moved, moved_count, sizeof *moved, compare_codes) != NULL))
            continue;
        boundary.delta_m2 = now->communes[i].area_m2 - then->communes[boundary.then].area_m2;
        boundary.share = boundary.delta_m2 / then->communes[boundary.then].area_m2;
        ret_list[count++] = boundary;
    }
    free(moved);
    *ret_count = count;
    return status;
}

static int compare_shares(const void *a, const void *b)
{
    double left = fabs(((const struct boundary *)a)->share);
    double right = fabs(((const struct boundary *)b)->share);

    if (left != right)
        return left > right ? -1 : 1;
    return (((const struct boundary *)a)->now > ((const struct boundary *)b)->now) -
           (((const struct boundary *)a)->now < ((const struct boundary *)b)->now);
}

static enum status seal(struct finding *finding, struct error *err)
{
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

static enum status report_family(const struct geometry_scope *scope, const struct boundary *worst,
                                 double median, struct findings *findings, struct error *err)
{
    const struct commune *commune = &scope->vintage->communes[worst->now];
    struct amount middle = amount_of_share(median), most = amount_of_share(fabs(worst->share));
    struct finding *finding =
        geometry_finding_begin(scope, "GEO-08", LEVEL_INFO, worst->now, findings);

    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding,
                "the shapes are of another generalisation than those of %d: the median commune "
                "differs by %s%.0s, %s (%s) most, by %s%.0s. Areas on the two are not compared",
                "les contours sont d'une autre généralisation que ceux de %d : la commune médiane "
                "en diffère de %.0s%s, %s (%s) le plus, de %.0s%s. Les surfaces des deux ne se "
                "comparent pas",
                scope->before.vintage->year, middle.en, middle.fr, commune->name,
                commune->insee.code, most.en, most.fr);
    return seal(finding, err);
}

static enum status report_change(const struct geometry_scope *scope,
                                 const struct boundary *boundary, struct findings *findings,
                                 struct error *err)
{
    const struct commune *commune = &scope->vintage->communes[boundary->now];
    struct amount share = amount_of_share(fabs(boundary->share));
    struct amount area = amount_of_area(fabs(boundary->delta_m2));
    const char *sign = boundary->delta_m2 < 0 ? "-" : "+";
    struct finding *finding =
        geometry_finding_begin(scope, "GEO-08", LEVEL_WARNING, boundary->now, findings);

    if (finding == NULL)
        return error_no_memory(err);
    if (scope->before.lineage == NULL)
        finding_say(finding,
                    "boundary of %s (%s) changed since %d: %s%s%.0s (%s%s%.0s). Give the list of "
                    "movements, to know of an official event",
                    "contour de %s (%s) modifié depuis %d : %s%.0s%s (%s%.0s%s). Donnez la liste "
                    "des mouvements, pour savoir s'il y a un événement officiel",
                    commune->name, commune->insee.code, scope->before.vintage->year, sign, area.en,
                    area.fr, sign, share.en, share.fr);
    else
        finding_say(finding,
                    "boundary of %s (%s) changed since %d without an official event: %s%s%.0s "
                    "(%s%s%.0s). Check the edition of the shapes",
                    "contour de %s (%s) modifié depuis %d sans mouvement officiel : %s%.0s%s "
                    "(%s%.0s%s). Vérifiez l'édition des contours",
                    commune->name, commune->insee.code, scope->before.vintage->year, sign, area.en,
                    area.fr, sign, share.en, share.fr);
    return seal(finding, err);
}

/** Those below the thresholds, all in one. */
static enum status report_redrawn(const struct geometry_scope *scope, const struct boundary list[],
                                  size_t count, struct findings *findings, struct error *err)
{
    struct enumeration names = {0};
    struct finding *finding =
        geometry_finding_begin(scope, "GEO-08", LEVEL_INFO, list[0].now, findings);

    if (finding == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const struct commune *commune = &scope->vintage->communes[list[i].now];

        enumeration_add(&names, commune->name, commune->insee.code);
        if (i > 0)
            finding_add_subject(finding, commune->insee.code);
        finding->place =
            box_join(finding->place, coverage_unit_box(scope->vintage->coverage, list[i].now));
    }
    finding_say(finding, "boundaries re-digitised since %d, by less than 0.5%% and 5 ha: %u (%s)",
                "contours renumérisés depuis %d, de moins de 0,5 %% et de 5 ha : %u (%s)",
                scope->before.vintage->year, names.count, names.text);
    return seal(finding, err);
}

/** By size: first the changes that are too large, then those that are re-digitised, then none. */
static enum status report(const struct geometry_scope *scope, struct boundary list[], size_t count,
                          struct findings *findings, struct error *err)
{
    size_t redrawn = 0;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        double delta_m2 = fabs(list[i].delta_m2);

        if (delta_m2 > SAME_M2 && (fabs(list[i].share) > SHARE_MIN || delta_m2 > AREA_MIN_M2))
            status = report_change(scope, &list[i], findings, err);
        else if (delta_m2 > SAME_M2)
            list[redrawn++] = list[i];
    }
    if (status == STATUS_OK && redrawn > 0)
        status = report_redrawn(scope, list, redrawn, findings, err);
    return status;
}

enum status geometry_check_boundaries(const struct geometry_scope *scope, struct findings *findings,
                                      struct error *err)
{
    struct boundary *list;
    size_t count = 0;
    double median;
    enum status status;

    if (scope->before.vintage == NULL ||
        vintages_share_shapes(scope->vintage, scope->before.vintage))
        return STATUS_OK;
    list = malloc(((size_t)scope->vintage->commune_count + 1) * sizeof *list);
    if (list == NULL)
        return error_no_memory(err);
    status = list_boundaries(scope, list, &count, err);
    if (status == STATUS_OK && count > 0) {
        qsort(list, count, sizeof *list, compare_shares);
        median = fabs(list[count / 2].share);
        status = median > FAMILY_SHARE ? report_family(scope, &list[0], median, findings, err)
                                       : report(scope, list, count, findings, err);
    }
    free(list);
    return status;
}
