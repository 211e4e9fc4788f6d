#include "data/stale_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/read_area.h"

/** What the search goes through. */
struct search {
    const struct read_shape *shapes;
    size_t count;
    int year;
    const struct land_before *before;
    struct box *boxes;          /* of the shapes */
    struct multipolygon **gaps; /* on the grid of 1e-7 degree; NULL for slivers */
    const struct misfits *misfits;
    const struct multipolygon **near; /* room for the shapes around one */
    struct stale_shapes *stale;
    struct error *err;
};

/* A gap smaller than this is a sliver between borders, and no commune's land. */
static const double LAND_MIN_M2 = 1e4;

void stale_shapes_release(struct stale_shapes *stale)
{
    free(stale->lost);
    free(stale->list);
    *stale = (struct stale_shapes){0};
}

static int compare_to_shape(const void *insee, const void *shape)
{
    return strcmp(insee, ((const struct read_shape *)shape)->insee.code);
}

size_t read_shape_of(const struct read_shape shapes[], size_t count, const char *insee)
{
    const struct read_shape *found =
        count == 0 ? NULL : bsearch(insee, shapes, count, sizeof *shapes, compare_to_shape);

    return found == NULL ? SIZE_MAX : (size_t)(found - shapes);
}

/** A gap's shape back on the grid of 1e-7 degree; NULL when memory is short. */
static struct multipolygon *gap_on_grid(const struct misfits *misfits, size_t gap)
{
    struct multipolygon *shape = multipolygon_clone(misfits->gaps[gap].shape);

    for (uint32_t i = 0; shape != NULL && i < shape->position_count; i++) {
        struct position *position = &shape->positions[i];

        position->lon_e7 =
            (int32_t)lround(grid_lon_deg(misfits->scale, position->lon_e7) * DEGREE_E7);
        position->lat_e7 =
            (int32_t)lround(grid_lat_deg(misfits->scale, position->lat_e7) * DEGREE_E7);
    }
    return shape;
}

static enum status prepare(struct search *search)
{
    size_t gap_count = search->misfits->gap_count;

    search->boxes = malloc((search->count + 1) * sizeof *search->boxes);
    search->near = malloc((search->count + 2) * sizeof *search->near);
    search->gaps = calloc(gap_count + 1, sizeof *search->gaps);
    search->stale->lost =
        calloc((size_t)search->before->vintage->commune_count + 1, sizeof *search->stale->lost);
    if (search->boxes == NULL || search->near == NULL || search->gaps == NULL ||
        search->stale->lost == NULL)
        return error_no_memory(search->err);
    for (size_t i = 0; i < search->count; i++)
        search->boxes[i] = search->shapes[i].shape == NULL
                               ? box_empty()
                               : multipolygon_box(search->shapes[i].shape);
    for (size_t i = 0; i < gap_count; i++) {
        if (search->misfits->gaps[i].area_m2 < LAND_MIN_M2)
            continue;
        search->gaps[i] = gap_on_grid(search->misfits, i);
        if (search->gaps[i] == NULL)
            return error_no_memory(search->err);
    }
    return STATUS_OK;
}

static void release(struct search *search)
{
    for (size_t i = 0; search->gaps != NULL && i < search->misfits->gap_count; i++)
        multipolygon_free(search->gaps[i]);
    free(search->boxes);
    free(search->near);
    free(search->gaps);
}

/** How much of the last of some shapes the others cover, each part counted once a cover. */
static enum status measure_covered(const struct multipolygon *const shapes[], size_t count,
                                   double *ret_area_m2, struct error *err)
{
    SCOPED(misfits) misfits = {0};
    enum status status = misfits_find(&misfits, shapes, count, err);

    if (status != STATUS_OK)
        return status;
    *ret_area_m2 = 0;
    for (size_t i = 0; i < misfits.overlap_count; i++) {
        if (misfits.overlaps[i].b == count - 1)
            *ret_area_m2 += misfits.overlaps[i].area_m2;
    }
    return STATUS_OK;
}

/** What no shape covers of a commune's earlier land. */
static enum status measure_missing(struct search *search, const struct commune *commune,
                                   double *ret_missing_m2)
{
    struct box box = multipolygon_box(commune->shape);
    size_t count = 0;
    double covered_m2;
    enum status status;

    for (size_t i = 0; i < search->count; i++) {
        if (!box_is_empty(search->boxes[i]) && box_intersects(search->boxes[i], box))
            search->near[count++] = search->shapes[i].shape;
    }
    search->near[count++] = commune->shape;
    status = measure_covered(search->near, count, &covered_m2, search->err);
    if (status == STATUS_OK)
        *ret_missing_m2 = commune->area_m2 - covered_m2;
    return status;
}

/** The gap that holds more than half of a commune's earlier land. */
static enum status find_gap(struct search *search, const struct commune *commune, size_t *ret_gap)
{
    struct box box = multipolygon_box(commune->shape);

    for (size_t i = 0; i < search->misfits->gap_count; i++) {
        const struct multipolygon *pair[2] = {search->gaps[i], commune->shape};
        double covered_m2;
        enum status status;

        if (search->gaps[i] == NULL || !box_intersects(multipolygon_box(search->gaps[i]), box))
            continue;
        status = measure_covered(pair, 2, &covered_m2, search->err);
        if (status != STATUS_OK)
            return status;
        if (2 * covered_m2 > commune->area_m2) {
            *ret_gap = i;
            return STATUS_OK;
        }
    }
    *ret_gap = LOST_OUTSIDE;
    return STATUS_OK;
}

static enum status find_heirs(struct search *search, const struct commune *commune,
                              struct lost_land *lost)
{
    SCOPED(succession) succession = {0};
    enum status status;

    lost->date = DATE_FIRST;
    if (search->before->lineage == NULL)
        return STATUS_OK;
    status = lineage_follow(search->before->lineage, commune->insee.code,
                            date_of(search->before->vintage->year, 1, 1),
                            date_of(search->year, 1, 1), &succession, search->err);
    if (status != STATUS_OK)
        return status;
    lost->heirs = succession.successors;
    if (succession.event_count > 0)
        lost->date = succession.events[0].date;
    return STATUS_OK;
}

static bool has_heir_here(const struct search *search, const struct lost_land *lost)
{
    for (size_t i = 0; i < lost->heirs.count; i++) {
        if (read_shape_of(search->shapes, search->count, lost->heirs.codes[i].code) != SIZE_MAX)
            return true;
    }
    return false;
}

static enum status look_at(struct search *search, uint32_t index)
{
    const struct commune *commune = &search->before->vintage->communes[index];
    struct lost_land lost = {.commune = index};
    enum status status = measure_missing(search, commune, &lost.missing_m2);

    if (status != STATUS_OK || 2 * lost.missing_m2 <= commune->area_m2)
        return status;
    status = find_gap(search, commune, &lost.gap);
    if (status == STATUS_OK)
        status = find_heirs(search, commune, &lost);
    if (status == STATUS_OK && (lost.gap != LOST_OUTSIDE || has_heir_here(search, &lost)))
        search->stale->lost[search->stale->lost_count++] = lost;
    return status;
}

/** All that was lost and should be an heir's. */
static double lost_of_heir(const struct stale_shapes *stale, const char *heir, size_t *ret_first)
{
    double total_m2 = 0;

    *ret_first = SIZE_MAX;
    for (size_t i = 0; i < stale->lost_count; i++) {
        if (!code_set_has(&stale->lost[i].heirs, heir))
            continue;
        if (*ret_first == SIZE_MAX)
            *ret_first = i;
        total_m2 += stale->lost[i].missing_m2;
    }
    return total_m2;
}

/** An heir is stale when its area is nearer to its own of before than to that with the lost land.
 */
static enum status judge_heirs(struct search *search)
{
    struct stale_shapes *stale = search->stale;

    stale->list = calloc(search->count + 1, sizeof *stale->list);
    if (stale->list == NULL)
        return error_no_memory(search->err);
    for (size_t i = 0; i < search->count && stale->lost_count > 0; i++) {
        const char *code = search->shapes[i].insee.code;
        uint32_t own = vintage_commune(search->before->vintage, code);
        struct stale_shape shape = {.shape = i};
        double lost_m2 = lost_of_heir(stale, code, &shape.first_lost);

        if (lost_m2 <= 0 || own == UNIT_NONE || search->shapes[i].shape == NULL)
            continue;
        shape.before_m2 = search->before->vintage->communes[own].area_m2;
        if (read_area_m2(search->shapes[i].shape, &shape.area_m2) != STATUS_OK)
            return error_no_memory(search->err);
        if (shape.area_m2 < shape.before_m2 + lost_m2 / 2)
            stale->list[stale->count++] = shape;
    }
    return STATUS_OK;
}

enum status stale_shapes_find(struct stale_shapes *stale, const struct read_shape shapes[],
                              size_t count, int year, const struct land_before *before,
                              const struct misfits *misfits, struct error *err)
{
    struct stale_shapes found = {0};
    struct search search = {.shapes = shapes,
                            .count = count,
                            .year = year,
                            .before = before,
                            .misfits = misfits,
                            .stale = &found,
                            .err = err};
    enum status status;

    if (before->vintage == NULL)
        return STATUS_OK;
    status = prepare(&search);
    for (uint32_t i = 0; i < before->vintage->commune_count && status == STATUS_OK; i++) {
        if (read_shape_of(shapes, count, before->vintage->communes[i].insee.code) == SIZE_MAX)
            status = look_at(&search, i);
    }
    if (status == STATUS_OK)
        status = judge_heirs(&search);
    release(&search);
    if (status == STATUS_OK)
        *stale = found;
    else
        stale_shapes_release(&found);
    return status;
}
