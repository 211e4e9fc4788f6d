#include "geo/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "geo/overlay.h"

struct coverage {
    const struct multipolygon **units;
    struct box *boxes;
    size_t unit_count;
    struct adjacency adjacency;
};

void coverage_free(struct coverage *coverage)
{
    if (coverage == NULL)
        return;
    adjacency_release(&coverage->adjacency);
    free(coverage->units);
    free(coverage->boxes);
    free(coverage);
}

enum status coverage_new(const struct multipolygon *const units[], size_t count,
                         struct coverage **ret_coverage, struct adjacency_conflict *ret_conflict,
                         struct error *err)
{
    AUTO(coverage) coverage = calloc(1, sizeof *coverage);
    enum status status;

    if (coverage == NULL)
        return error_no_memory(err);
    coverage->unit_count = count;
    coverage->units = malloc((count + 1) * sizeof *coverage->units);
    coverage->boxes = malloc((count + 1) * sizeof *coverage->boxes);
    if (coverage->units == NULL || coverage->boxes == NULL)
        return error_no_memory(err);
    for (size_t unit = 0; unit < count; unit++) {
        coverage->units[unit] = units[unit];
        coverage->boxes[unit] = units[unit] == NULL ? box_empty() : multipolygon_box(units[unit]);
    }
    status = adjacency_init(&coverage->adjacency, units, count, ret_conflict, err);
    if (status == STATUS_OK)
        *ret_coverage = TAKE(coverage);
    return status;
}

size_t coverage_unit_count(const struct coverage *coverage)
{
    return coverage->unit_count;
}

const struct multipolygon *coverage_unit(const struct coverage *coverage, uint32_t unit)
{
    return coverage->units[unit];
}

struct box coverage_unit_box(const struct coverage *coverage, uint32_t unit)
{
    return coverage->boxes[unit];
}

const struct adjacency *coverage_adjacency(const struct coverage *coverage)
{
    return &coverage->adjacency;
}

enum status coverage_union(const struct coverage *coverage, const uint32_t units[], size_t count,
                           struct multipolygon **ret_outline, struct error *err)
{
    const struct multipolygon **members = malloc((count + 1) * sizeof *members);
    size_t member_count = 0;
    enum status status;

    if (members == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (coverage->units[units[i]] != NULL)
            members[member_count++] = coverage->units[units[i]];
    }
    status = overlay_coverage_union(members, member_count, ret_outline, err);
    free(members);
    return status;
}
