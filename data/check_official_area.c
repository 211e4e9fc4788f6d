#include "data/check_official_area.h"

#include <math.h>
#include <stdlib.h>

#include "data/amount.h"

static const double SHARE_MAX = 0.02;

/** One commune that has both. */
struct pair {
    const struct official_area *official;
    uint32_t commune;
    double ratio; /* square metres measured for one of the publisher's units */
};

/* Square metres, ares, hectares, square kilometres. */
static const double units_m2[] = {1, 100, 1e4, 1e6};

static int compare_ratios(const void *a, const void *b)
{
    const struct pair *left = a, *right = b;

    if (left->ratio != right->ratio)
        return left->ratio < right->ratio ? -1 : 1;
    return (left->commune > right->commune) - (left->commune < right->commune);
}

static size_t list_pairs(const struct vintage *vintage, const struct official_area areas[],
                         size_t count, struct pair ret_pairs[])
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t commune = vintage_commune(vintage, areas[i].insee.code);

        if (commune != UNIT_NONE && areas[i].value > 0)
            ret_pairs[kept++] = (struct pair){&areas[i], commune,
                                              vintage->communes[commune].area_m2 / areas[i].value};
    }
    return kept;
}

/** The unit that is nearest to the median ratio. */
static double find_unit(double median)
{
    double best = units_m2[0];

    for (size_t i = 1; i < sizeof units_m2 / sizeof *units_m2; i++) {
        if (fabs(log(median / units_m2[i])) < fabs(log(median / best)))
            best = units_m2[i];
    }
    return best;
}

static enum status report(const struct vintage *vintage, const struct pair *pair, double unit_m2,
                          struct findings *findings, struct error *err)
{
    const struct commune *commune = &vintage->communes[pair->commune];
    struct amount measured = amount_of_area(commune->area_m2);
    struct amount official = amount_of_area(pair->official->value * unit_m2);
    struct amount share = amount_of_share(fabs(pair->ratio / unit_m2 - 1));
    const char *sign = pair->ratio < unit_m2 ? "-" : "+";
    struct finding *finding = findings_add(findings, "GEO-07", LEVEL_WARNING, "", 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence =
        (struct evidence){pair->official->place.file, (uint32_t)pair->official->place.line};
    finding->place = coverage_unit_box(vintage->coverage, pair->commune);
    finding_add_subject(finding, commune->insee.code);
    finding_say(
        finding,
        "%s (%s): measured area %s%.0s, official %s%.0s (%s%s%.0s). Check the edition of the "
        "shapes",
        "%s (%s) : surface mesurée %.0s%s, officielle %.0s%s (%s%.0s%s). Vérifiez l'édition des "
        "contours",
        commune->name, commune->insee.code, measured.en, measured.fr, official.en, official.fr,
        sign, share.en, share.fr);
    finding_seal(finding);
    return finding->is_cut ? error_no_memory(err) : STATUS_OK;
}

static enum status report_all_off(const struct pair *middle, double unit_m2,
                                  struct findings *findings, struct error *err)
{
    struct amount share = amount_of_share(fabs(middle->ratio / unit_m2 - 1));
    struct finding *finding = findings_add(findings, "GEO-07", LEVEL_WARNING, "", 0);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence.file = middle->official->place.file;
    finding_say(finding,
                "official areas are not those of these shapes: the median commune differs by "
                "%s%.0s. Check the column and its unit, and the edition of the shapes",
                "les surfaces officielles ne sont pas celles de ces contours : la commune médiane "
                "en diffère de %.0s%s. Vérifiez la colonne et son unité, et l'édition des contours",
                share.en, share.fr);
    finding_seal(finding);
    return STATUS_OK;
}

static enum status compare(const struct vintage *vintage, struct pair pairs[], size_t count,
                           struct findings *findings, struct error *err)
{
    const struct pair *middle = &pairs[count / 2];
    double unit_m2;
    enum status status = STATUS_OK;

    qsort(pairs, count, sizeof *pairs, compare_ratios);
    unit_m2 = find_unit(middle->ratio);
    if (fabs(middle->ratio / unit_m2 - 1) > SHARE_MAX)
        return report_all_off(middle, unit_m2, findings, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        if (fabs(pairs[i].ratio / unit_m2 - 1) > SHARE_MAX)
            status = report(vintage, &pairs[i], unit_m2, findings, err);
    }
    return status;
}

enum status official_areas_check(const struct vintage *vintage, const struct official_area areas[],
                                 size_t count, struct findings *findings, struct error *err)
{
    struct pair *pairs = malloc((count + 1) * sizeof *pairs);
    size_t pair_count;
    enum status status = STATUS_OK;

    if (pairs == NULL)
        return error_no_memory(err);
    pair_count = list_pairs(vintage, areas, count, pairs);
    if (pair_count > 0)
        status = compare(vintage, pairs, pair_count, findings, err);
    free(pairs);
    return status;
}
