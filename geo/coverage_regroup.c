#include "geo/coverage_regroup.h"

#include <stdlib.h>

#include "geo/arc_builder.h"

static enum status refuse_strays(const struct coverage *base, const uint32_t unit_of[],
                                 uint32_t unit_count, struct error *err)
{
    for (uint32_t unit = 0; unit < base->unit_count; unit++) {
        if (unit_of[unit] >= unit_count)
            return error_set(err, STATUS_INVALID, "", "unit %u goes to unit %u, of %u",
                             "l'unité %u va à l'unité %u, sur %u", unit, unit_of[unit], unit_count);
    }
    return STATUS_OK;
}

static enum status list_faces(struct coverage *coverage, const uint32_t unit_of[])
{
    size_t room = (size_t)coverage->face_count + 1;

    coverage->face_units = malloc(room * sizeof *coverage->face_units);
    if (coverage->face_units == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t face = 0; face < coverage->face_count; face++)
        coverage->face_units[face] = unit_of[coverage->base->face_units[face]];
    return units_list_faces(coverage);
}

static enum status join_boxes(struct coverage *coverage, const uint32_t unit_of[])
{
    const struct coverage *base = coverage->base;
    struct box *boxes = malloc(((size_t)coverage->unit_count + 1) * sizeof *boxes);

    coverage->unit_boxes = boxes;
    if (boxes == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t unit = 0; unit < coverage->unit_count; unit++)
        boxes[unit] = box_empty();
    for (uint32_t unit = 0; unit < base->unit_count; unit++)
        boxes[unit_of[unit]] = box_join(boxes[unit_of[unit]], base->unit_boxes[unit]);
    return STATUS_OK;
}

/** All that the base holds, and nothing of its own yet. */
static struct coverage *view_of(const struct coverage *base, uint32_t unit_count)
{
    struct coverage *coverage = malloc(sizeof *coverage);

    if (coverage == NULL)
        return NULL;
    *coverage = *base;
    coverage->base = base;
    coverage->unit_count = unit_count;
    coverage->face_units = coverage->unit_starts = coverage->unit_faces = NULL;
    coverage->unit_boxes = NULL;
    coverage->adjacency = (struct adjacency){0};
    return coverage;
}

enum status coverage_regroup(const struct coverage *base, const uint32_t unit_of[],
                             uint32_t unit_count, struct coverage **ret_coverage, struct error *err)
{
    AUTO(coverage) coverage = NULL;
    enum status status = refuse_strays(base, unit_of, unit_count, err);

    if (status != STATUS_OK)
        return status;
    coverage = view_of(base, unit_count);
    if (coverage == NULL || list_faces(coverage, unit_of) != STATUS_OK ||
        join_boxes(coverage, unit_of) != STATUS_OK ||
        adjacency_init_regrouped(&coverage->adjacency, &base->adjacency, unit_of, unit_count) !=
            STATUS_OK)
        return error_no_memory(err);
    *ret_coverage = TAKE(coverage);
    return STATUS_OK;
}
