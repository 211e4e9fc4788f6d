#include "geo/dissolve.h"

#include <stdlib.h>

#include "geo/region.h"

enum status units_by_group(const uint32_t groups[], uint32_t unit_count, uint32_t group_count,
                           uint32_t **ret_starts, uint32_t **ret_units)
{
    uint32_t *starts = calloc((size_t)group_count + 2, sizeof *starts);
    uint32_t *units = malloc(((size_t)unit_count + 1) * sizeof *units);

    if (starts == NULL || units == NULL) {
        free(starts);
        free(units);
        return STATUS_NO_MEMORY;
    }
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        if (groups[unit] != GROUP_NONE)
            starts[groups[unit] + 2]++;
    }
    for (uint32_t group = 0; group < group_count; group++)
        starts[group + 2] += starts[group + 1];
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        if (groups[unit] != GROUP_NONE)
            units[starts[groups[unit] + 1]++] = unit;
    }
    *ret_starts = starts;
    *ret_units = units;
    return STATUS_OK;
}

enum status coverage_outlines(const struct coverage *coverage, const uint32_t groups[],
                              uint32_t group_count, struct multipolygon *ret_outlines[],
                              struct error *err)
{
    AUTO(region) region = NULL;
    uint32_t *starts = NULL;
    uint32_t *units = NULL;
    enum status status = region_new(coverage, &region, err);

    for (uint32_t group = 0; group < group_count; group++)
        ret_outlines[group] = NULL;
    if (status == STATUS_OK &&
        units_by_group(groups, coverage->unit_count, group_count, &starts, &units) != STATUS_OK)
        status = error_no_memory(err);
    for (uint32_t group = 0; group < group_count && status == STATUS_OK; group++) {
        region_set(region, units + starts[group], starts[group + 1] - starts[group]);
        status = region_outline(region, &ret_outlines[group], err);
    }
    free(starts);
    free(units);
    return status;
}

enum status coverage_dissolve(const struct coverage *coverage, const uint32_t groups[],
                              uint32_t group_count, struct coverage **ret_coarser,
                              struct error *err)
{
    struct multipolygon **outlines = calloc((size_t)group_count + 1, sizeof *outlines);
    const struct multipolygon **shapes = malloc(((size_t)group_count + 1) * sizeof *shapes);
    enum status status = outlines == NULL || shapes == NULL
                             ? error_no_memory(err)
                             : coverage_outlines(coverage, groups, group_count, outlines, err);

    for (uint32_t group = 0; group < group_count && status == STATUS_OK; group++)
        shapes[group] = outlines[group];
    if (status == STATUS_OK)
        status = coverage_new(shapes, group_count, ret_coarser, NULL, err);
    for (uint32_t group = 0; group < group_count && outlines != NULL; group++)
        multipolygon_free(outlines[group]);
    free(outlines);
    free(shapes);
    return status == STATUS_INVALID ? STATUS_INTERNAL : status;
}
