#include "geo/misfit.h"

#include <stdlib.h>

#include "geo/arrangement.h"
#include "geo/geodesic.h"
#include "geo/noding.h"

enum { MEETINGS_MAX = 200000 };

void misfits_release(struct misfits *misfits)
{
    for (size_t i = 0; i < misfits->gap_count; i++) {
        free(misfits->gaps[i].neighbours);
        multipolygon_free(misfits->gaps[i].shape);
    }
    free(misfits->gaps);
    free(misfits->overlaps);
    *misfits = (struct misfits){0};
}

struct surroundings;

/** One piece that is claimed several times, or by nobody. */
struct finding {
    const struct arrangement *arrangement;
    const struct surroundings *surroundings;
    const struct multipolygon *shape;
    uint32_t piece;
    double area_m2;
    double length_m;
    struct inside_point place;
};

static int compare_overlaps(const void *a, const void *b)
{
    const struct overlap *left = a;
    const struct overlap *right = b;

    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    if (left->b != right->b)
        return left->b < right->b ? -1 : 1;
    /* The largest piece of a pair first: it gives the place. */
    return (left->area_m2 < right->area_m2) - (left->area_m2 > right->area_m2);
}

static int compare_gaps(const void *a, const void *b)
{
    const struct gap_piece *left = a;
    const struct gap_piece *right = b;

    if (left->area_m2 != right->area_m2)
        return left->area_m2 > right->area_m2 ? -1 : 1;
    if (left->place.lon_deg != right->place.lon_deg)
        return left->place.lon_deg < right->place.lon_deg ? -1 : 1;
    return (left->place.lat_deg > right->place.lat_deg) -
           (left->place.lat_deg < right->place.lat_deg);
}

static enum status add_overlaps(struct misfits *misfits, const struct finding *finding)
{
    const struct piece *piece = &finding->arrangement->pieces[finding->piece];
    const uint32_t *owners = finding->arrangement->owners;
    size_t count = piece->end - piece->begin;
    struct overlap *grown = realloc(
        misfits->overlaps, (misfits->overlap_count + count * (count - 1) / 2) * sizeof *grown);

    if (grown == NULL)
        return STATUS_NO_MEMORY;
    misfits->overlaps = grown;
    for (uint32_t i = piece->begin; i < piece->end; i++) {
        for (uint32_t j = i + 1; j < piece->end; j++)
            grown[misfits->overlap_count++] =
                (struct overlap){owners[i], owners[j], finding->area_m2, finding->place};
    }
    return STATUS_OK;
}

/** Pieces of one pair become one overlap. */
static void merge_overlaps(struct misfits *misfits)
{
    size_t kept = 0;

    if (misfits->overlap_count > 0)
        qsort(misfits->overlaps, misfits->overlap_count, sizeof *misfits->overlaps,
              compare_overlaps);
    for (size_t i = 0; i < misfits->overlap_count; i++) {
        struct overlap *overlap = &misfits->overlaps[i];
        struct overlap *last = &misfits->overlaps[kept == 0 ? 0 : kept - 1];

        if (kept > 0 && last->a == overlap->a && last->b == overlap->b)
            last->area_m2 += overlap->area_m2;
        else
            misfits->overlaps[kept++] = *overlap;
    }
    misfits->overlap_count = kept;
}

/** Who stands around gaps: piece and unit in one number, sorted, each once. */
struct surroundings {
    uint64_t *pairs;
    size_t count, capacity;
};

static int compare_pairs(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a;
    uint64_t right = *(const uint64_t *)b;

    return (left > right) - (left < right);
}

static bool is_gap(const struct arrangement *arrangement, uint32_t piece)
{
    return piece != PIECE_OUTSIDE && piece_owner_count(arrangement, piece) == 0;
}

/** The owners of a piece stand beside a gap. */
static enum status add_beside(struct surroundings *surroundings,
                              const struct arrangement *arrangement, uint32_t gap, uint32_t piece)
{
    for (uint32_t i = arrangement->pieces[piece].begin; i < arrangement->pieces[piece].end; i++) {
        if (surroundings->count == surroundings->capacity) {
            size_t capacity = 2 * surroundings->capacity + 64;
            uint64_t *pairs = realloc(surroundings->pairs, capacity * sizeof *pairs);

            if (pairs == NULL)
                return STATUS_NO_MEMORY;
            surroundings->pairs = pairs;
            surroundings->capacity = capacity;
        }
        surroundings->pairs[surroundings->count++] = (uint64_t)gap << 32 | arrangement->owners[i];
    }
    return STATUS_OK;
}

static enum status list_surroundings(struct surroundings *surroundings,
                                     const struct arrangement *arrangement)
{
    enum status status = STATUS_OK;
    size_t kept = 0;

    for (uint32_t p = 0; p < arrangement->parting_count && status == STATUS_OK; p++) {
        const struct parting *parting = &arrangement->partings[p];

        if (is_gap(arrangement, parting->left))
            status = add_beside(surroundings, arrangement, parting->left, parting->right);
        if (status == STATUS_OK && is_gap(arrangement, parting->right))
            status = add_beside(surroundings, arrangement, parting->right, parting->left);
    }
    if (surroundings->count > 0)
        qsort(surroundings->pairs, surroundings->count, sizeof *surroundings->pairs, compare_pairs);
    for (size_t i = 0; i < surroundings->count; i++) {
        if (kept == 0 || surroundings->pairs[kept - 1] != surroundings->pairs[i])
            surroundings->pairs[kept++] = surroundings->pairs[i];
    }
    surroundings->count = kept;
    return status;
}

/** The units around one gap, copied. */
static enum status copy_neighbours(const struct surroundings *surroundings, uint32_t gap,
                                   struct gap_piece *ret_gap)
{
    size_t low = 0;
    size_t high = surroundings->count;
    uint32_t count = 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (surroundings->pairs[middle] >> 32 < gap)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < surroundings->count && surroundings->pairs[low + count] >> 32 == gap)
        count++;
    ret_gap->neighbours = malloc(((size_t)count + 1) * sizeof *ret_gap->neighbours);
    if (ret_gap->neighbours == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        ret_gap->neighbours[i] = (uint32_t)surroundings->pairs[low + i];
    ret_gap->neighbour_count = count;
    return STATUS_OK;
}

static enum status add_gap(struct misfits *misfits, const struct finding *finding)
{
    struct gap_piece gap = {
        .area_m2 = finding->area_m2,
        .length_m = finding->length_m,
        .width_m = finding->length_m > 0 ? 2 * finding->area_m2 / finding->length_m : 0,
        .place = finding->place,
    };
    struct gap_piece *grown =
        realloc(misfits->gaps, (misfits->gap_count + 1) * sizeof *misfits->gaps);

    if (grown == NULL)
        return STATUS_NO_MEMORY;
    misfits->gaps = grown;
    if (copy_neighbours(finding->surroundings, finding->piece, &gap) != STATUS_OK)
        return STATUS_NO_MEMORY;
    gap.shape = multipolygon_clone(finding->shape);
    if (gap.shape == NULL) {
        free(gap.neighbours);
        return STATUS_NO_MEMORY;
    }
    grown[misfits->gap_count++] = gap;
    return STATUS_OK;
}

static enum status add_piece(struct misfits *misfits, const struct arrangement *arrangement,
                             const struct surroundings *surroundings, uint32_t piece,
                             const struct multipolygon *shape)
{
    struct finding finding = {
        .arrangement = arrangement,
        .surroundings = surroundings,
        .shape = shape,
        .piece = piece,
    };

    geodesic_measure(shape, misfits->scale, &finding.area_m2, &finding.length_m);
    if (inside_point_of(shape, misfits->scale, &finding.place) != STATUS_OK)
        return STATUS_NO_MEMORY;
    return piece_owner_count(arrangement, piece) == 0 ? add_gap(misfits, &finding)
                                                      : add_overlaps(misfits, &finding);
}

/** Every piece that has other than one owner. */
static enum status list_misfits(struct misfits *misfits, const struct arrangement *arrangement,
                                struct error *err)
{
    struct multipolygon **shapes = calloc((size_t)arrangement->piece_count + 1, sizeof *shapes);
    bool *chosen = calloc((size_t)arrangement->piece_count + 1, sizeof *chosen);
    struct surroundings surroundings = {NULL, 0, 0};
    enum status status = STATUS_OK;

    if (shapes == NULL || chosen == NULL ||
        list_surroundings(&surroundings, arrangement) != STATUS_OK)
        status = error_no_memory(err);
    for (uint32_t piece = 1; piece < arrangement->piece_count && status == STATUS_OK; piece++)
        chosen[piece] = piece_owner_count(arrangement, piece) != 1;
    if (status == STATUS_OK)
        status = arrangement_shapes(arrangement, chosen, shapes, err);
    for (uint32_t piece = 1; piece < arrangement->piece_count && shapes != NULL; piece++) {
        if (status == STATUS_OK && shapes[piece] != NULL &&
            add_piece(misfits, arrangement, &surroundings, piece, shapes[piece]) != STATUS_OK)
            status = error_no_memory(err);
        multipolygon_free(shapes[piece]);
    }
    free(shapes);
    free(chosen);
    free(surroundings.pairs);
    return status;
}

/** The shapes on the finer grid; a unit may have none. */
static enum status scale_shapes(const struct multipolygon *const units[], size_t count,
                                struct misfits *misfits, struct multipolygon *ret_scaled[],
                                struct error *err)
{
    struct box box = box_empty();

    for (size_t i = 0; i < count; i++)
        box = units[i] == NULL ? box : box_join(box, multipolygon_box(units[i]));
    misfits->scale = grid_scale_of(box_is_empty(box) ? (struct box){0, 0, 0, 0} : box);
    for (size_t i = 0; i < count; i++) {
        ret_scaled[i] = units[i] == NULL ? NULL : grid_scale_shape(misfits->scale, units[i]);
        if (units[i] != NULL && ret_scaled[i] == NULL)
            return error_no_memory(err);
    }
    return STATUS_OK;
}

/** Cuts the shapes, where they are not whole already, and lists what does not fit. */
static enum status find(struct misfits *misfits, struct multipolygon *scaled[], size_t count,
                        struct multipolygon *noded[], struct error *err)
{
    const struct multipolygon **shapes = malloc((count + 1) * sizeof *shapes);
    SCOPED(arrangement) arrangement = {0};
    enum status status = STATUS_OK;

    if (shapes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < count; i++)
        shapes[i] = scaled[i];
    status = noding_run(shapes, count, MEETINGS_MAX, noded, err);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        shapes[i] = noded[i] == NULL ? scaled[i] : noded[i];
    if (status == STATUS_OK)
        status = arrangement_init(&arrangement, shapes, count, err);
    free(shapes);
    return status == STATUS_OK ? list_misfits(misfits, &arrangement, err) : status;
}

enum status misfits_find(struct misfits *misfits, const struct multipolygon *const units[],
                         size_t count, struct error *err)
{
    struct misfits found = {0};
    struct multipolygon **scaled = calloc(2 * count + 1, sizeof *scaled);
    enum status status =
        scaled == NULL ? error_no_memory(err) : scale_shapes(units, count, &found, scaled, err);

    if (status == STATUS_OK)
        status = find(&found, scaled, count, scaled + count, err);
    for (size_t i = 0; i < 2 * count && scaled != NULL; i++)
        multipolygon_free(scaled[i]);
    free(scaled);
    if (status != STATUS_OK) {
        misfits_release(&found);
        return status;
    }
    merge_overlaps(&found);
    if (found.gap_count > 0)
        qsort(found.gaps, found.gap_count, sizeof *found.gaps, compare_gaps);
    *misfits = found;
    return STATUS_OK;
}

bool gap_holds(const struct misfits *misfits, size_t gap, struct position position)
{
    struct grid_scale scale = misfits->scale;
    int64_t lon_steps = ((int64_t)position.lon_e7 - scale.lon_e7) * scale.steps;
    int64_t lat_steps = ((int64_t)position.lat_e7 - scale.lat_e7) * scale.steps;

    if (llabs(lon_steps) > INT32_MAX || llabs(lat_steps) > INT32_MAX)
        return false;
    return multipolygon_side_of(misfits->gaps[gap].shape,
                                (struct position){(int32_t)lon_steps, (int32_t)lat_steps}) !=
           RING_OUTSIDE;
}
