#include "geo/coverage_repair.h"

#include <stdlib.h>
#include <string.h>

#include "geo/arrangement.h"
#include "geo/coverage.h"
#include "geo/geodesic.h"
#include "geo/noding.h"
#include "geo/piece_award.h"
#include "geo/region.h"

enum { MEETINGS_MAX = 200000 };

/** A repair on its way. */
struct work {
    const struct multipolygon *const *units;
    size_t count;
    struct repair_limits limits;
    struct multipolygon **noded; /* unit → with the vertices it lacked, or NULL */
    struct arrangement arrangement;
    struct multipolygon **pieces; /* piece → its polygon */
    double *areas_m2, *widths_m;  /* piece */
    uint32_t *awards;             /* piece → unit */
    double *claimed_m2;           /* unit */
    bool *is_touched;             /* unit */
    struct multipolygon **joined; /* unit → its pieces side by side, or NULL when not touched */
    bool *is_sliver;              /* face of the rebuilt coverage: a sliver that was given */
    struct repair repair;
    uint32_t unit; /* that the refusal is about */
    struct error *err;
};

void repair_release(struct repair *repair)
{
    for (size_t i = 0; i < repair->unit_count && repair->shapes != NULL; i++)
        multipolygon_free(repair->shapes[i]);
    free(repair->shapes);
    free(repair->changes);
    free(repair->gifts);
    free(repair->owners);
    free(repair->contacts);
    *repair = (struct repair){0};
}

static void release(struct work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        if (work->noded != NULL)
            multipolygon_free(work->noded[i]);
        if (work->joined != NULL)
            multipolygon_free(work->joined[i]);
    }
    for (uint32_t i = 0; i < work->arrangement.piece_count && work->pieces != NULL; i++)
        multipolygon_free(work->pieces[i]);
    free(work->noded);
    free(work->joined);
    free(work->pieces);
    free(work->areas_m2);
    free(work->widths_m);
    free(work->awards);
    free(work->claimed_m2);
    free(work->is_touched);
    free(work->is_sliver);
    arrangement_release(&work->arrangement);
    repair_release(&work->repair);
}

/** Cuts the borders where they meet, and cuts the plane along them. */
static enum status arrange(struct work *work)
{
    const struct multipolygon **shapes = malloc((work->count + 1) * sizeof *shapes);
    enum status status;

    work->noded = calloc(work->count + 1, sizeof *work->noded);
    if (shapes == NULL || work->noded == NULL) {
        free(shapes);
        return error_no_memory(work->err);
    }
    status = noding_run(work->units, work->count, MEETINGS_MAX, work->noded, work->err);
    for (size_t i = 0; i < work->count && status == STATUS_OK; i++)
        shapes[i] = work->noded[i] == NULL ? work->units[i] : work->noded[i];
    if (status == STATUS_OK)
        status = arrangement_init(&work->arrangement, shapes, work->count, work->err);
    free(shapes);
    return status;
}

/** Polygons and sizes of all pieces. */
static enum status measure_pieces(struct work *work)
{
    const struct arrangement *arrangement = &work->arrangement;
    size_t room = (size_t)arrangement->piece_count + 1;
    bool *chosen = malloc(room * sizeof *chosen);
    enum status status;

    work->pieces = calloc(room, sizeof *work->pieces);
    work->areas_m2 = calloc(room, sizeof *work->areas_m2);
    work->widths_m = calloc(room, sizeof *work->widths_m);
    work->awards = calloc(room, sizeof *work->awards);
    work->claimed_m2 = calloc(work->count + 1, sizeof *work->claimed_m2);
    work->is_touched = calloc(work->count + 1, sizeof *work->is_touched);
    if (chosen == NULL || work->pieces == NULL || work->areas_m2 == NULL ||
        work->widths_m == NULL || work->awards == NULL || work->claimed_m2 == NULL ||
        work->is_touched == NULL) {
        free(chosen);
        return error_no_memory(work->err);
    }
    memset(chosen, true, room);
    status = arrangement_shapes(arrangement, chosen, work->pieces, work->err);
    free(chosen);
    for (uint32_t piece = 1; piece < arrangement->piece_count && status == STATUS_OK; piece++) {
        double length_m = geodesic_perimeter_m(work->pieces[piece]);

        work->areas_m2[piece] = geodesic_area_m2(work->pieces[piece]);
        work->widths_m[piece] = length_m > 0 ? 2 * work->areas_m2[piece] / length_m : 0;
        for (uint32_t i = arrangement->pieces[piece].begin; i < arrangement->pieces[piece].end; i++)
            work->claimed_m2[arrangement->owners[i]] += work->areas_m2[piece];
    }
    return status;
}

/** Units that a defect names, that lacked a vertex, that win or lose a piece. */
static enum status find_touched(struct work *work)
{
    const struct arrangement *arrangement = &work->arrangement;
    SCOPED(coverage_report) report = {0};
    enum status status = coverage_check(work->units, work->count, &report, work->err);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < report.defect_count; i++) {
        work->is_touched[report.defects[i].unit] = true;
        if (report.defects[i].other != UNIT_OUTSIDE)
            work->is_touched[report.defects[i].other] = true;
    }
    for (size_t unit = 0; unit < work->count; unit++)
        work->is_touched[unit] = work->is_touched[unit] || work->noded[unit] != NULL;
    for (uint32_t piece = 1; piece < arrangement->piece_count; piece++) {
        if (piece_owner_count(arrangement, piece) == 1)
            continue;
        if (work->awards[piece] != AWARD_NOBODY)
            work->is_touched[work->awards[piece]] = true;
        for (uint32_t i = arrangement->pieces[piece].begin; i < arrangement->pieces[piece].end; i++)
            work->is_touched[arrangement->owners[i]] = true;
    }
    return STATUS_OK;
}

static bool is_given(const struct work *work, uint32_t piece)
{
    return piece != PIECE_OUTSIDE && piece_owner_count(&work->arrangement, piece) != 1 &&
           work->awards[piece] != AWARD_NOBODY;
}

static enum status append_polygon(struct multipolygon *to, const struct multipolygon *from)
{
    enum status status = STATUS_OK;

    for (uint32_t ring = 0; ring < from->ring_count && status == STATUS_OK; ring++) {
        size_t length;
        const struct position *positions = multipolygon_ring(from, ring, &length);

        for (size_t i = 0; i < length && status == STATUS_OK; i++)
            status = multipolygon_add_position(to, positions[i]);
        if (status == STATUS_OK)
            status = multipolygon_close_ring(to);
    }
    return status == STATUS_OK ? multipolygon_end_polygon(to) : status;
}

/** A gap that was filled, or an overlap that is little of what its unit has: no way to a neighbour.
 */
static bool is_sliver(const struct work *work, uint32_t piece)
{
    return is_given(work, piece) &&
           (piece_owner_count(&work->arrangement, piece) == 0 ||
            2 * work->areas_m2[piece] < work->claimed_m2[work->awards[piece]]);
}

/** The pieces of each touched unit side by side, slivers that were given last. */
static enum status join_pieces(struct work *work)
{
    enum status status = STATUS_OK;

    work->joined = calloc(work->count + 1, sizeof *work->joined);
    if (work->joined == NULL)
        return error_no_memory(work->err);
    for (int sliver = 0; sliver < 2; sliver++) {
        for (uint32_t piece = 1; piece < work->arrangement.piece_count && status == STATUS_OK;
             piece++) {
            uint32_t unit = work->awards[piece];

            if (unit == AWARD_NOBODY || !work->is_touched[unit] || is_sliver(work, piece) != sliver)
                continue;
            if (work->joined[unit] == NULL)
                work->joined[unit] = multipolygon_new();
            status = work->joined[unit] == NULL
                         ? STATUS_NO_MEMORY
                         : append_polygon(work->joined[unit], work->pieces[piece]);
        }
    }
    return status == STATUS_OK ? STATUS_OK : error_no_memory(work->err);
}

static enum status list_changes(struct work *work)
{
    const struct arrangement *arrangement = &work->arrangement;
    struct repair_change *of_unit = calloc(work->count + 1, sizeof *of_unit);

    work->repair.changes = malloc((work->count + 1) * sizeof *work->repair.changes);
    if (of_unit == NULL || work->repair.changes == NULL) {
        free(of_unit);
        return error_no_memory(work->err);
    }
    for (uint32_t piece = 1; piece < arrangement->piece_count; piece++) {
        uint32_t to = work->awards[piece];
        bool is_claimed = false;

        for (uint32_t i = arrangement->pieces[piece].begin; i < arrangement->pieces[piece].end;
             i++) {
            is_claimed = is_claimed || arrangement->owners[i] == to;
            if (arrangement->owners[i] != to)
                of_unit[arrangement->owners[i]].lost_m2 += work->areas_m2[piece];
        }
        if (to != AWARD_NOBODY && !is_claimed)
            of_unit[to].gained_m2 += work->areas_m2[piece];
    }
    for (uint32_t unit = 0; unit < work->count; unit++) {
        struct repair_change *change = &of_unit[unit];

        if (!work->is_touched[unit])
            continue;
        change->unit = unit;
        change->before_m2 = work->claimed_m2[unit];
        change->after_m2 = change->before_m2 - change->lost_m2 + change->gained_m2;
        work->repair.changes[work->repair.change_count++] = *change;
    }
    free(of_unit);
    return STATUS_OK;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static enum status check_limits(struct work *work)
{
    for (size_t i = 0; i < work->repair.change_count; i++) {
        const struct repair_change *change = &work->repair.changes[i];
        double share = larger(change->lost_m2, change->gained_m2) /
                       (change->before_m2 > 0 ? change->before_m2 : 1);

        work->unit = change->unit;
        if (work->joined[change->unit] == NULL)
            return error_set(work->err, STATUS_INVALID, "",
                             "it would be left without land: another unit has the same shape",
                             "il ne lui resterait aucune surface : une autre unité a le même "
                             "contour");
        if (share > work->limits.max_change)
            return error_set(work->err, STATUS_INVALID, "",
                             "its area would change by %.4g %% (%.1f m² lost, %.1f m² gained), "
                             "more than the %.4g %% allowed",
                             "sa surface changerait de %.4g %% (%.1f m² perdus, %.1f m² gagnés), "
                             "plus que les %.4g %% permis",
                             100 * share, change->lost_m2, change->gained_m2,
                             100 * work->limits.max_change);
    }
    work->unit = UINT32_MAX;
    return STATUS_OK;
}

static int compare_gifts(const void *a, const void *b)
{
    const struct repair_gift *left = a;
    const struct repair_gift *right = b;

    if (left->area_m2 != right->area_m2)
        return left->area_m2 > right->area_m2 ? -1 : 1;
    if (left->place.lon_deg != right->place.lon_deg)
        return left->place.lon_deg < right->place.lon_deg ? -1 : 1;
    return (left->place.lat_deg > right->place.lat_deg) -
           (left->place.lat_deg < right->place.lat_deg);
}

static enum status list_gifts(struct work *work)
{
    struct repair *repair = &work->repair;

    repair->gifts = malloc(((size_t)work->arrangement.piece_count + 1) * sizeof *repair->gifts);
    if (repair->gifts == NULL)
        return error_no_memory(work->err);
    for (uint32_t piece = 1; piece < work->arrangement.piece_count; piece++) {
        struct repair_gift gift = {
            .to = work->awards[piece],
            .owner_begin = work->arrangement.pieces[piece].begin,
            .owner_count = piece_owner_count(&work->arrangement, piece),
            .area_m2 = work->areas_m2[piece],
        };

        if (!is_given(work, piece))
            continue;
        if (inside_point_of(work->pieces[piece], GRID_E7, &gift.place) != STATUS_OK)
            return error_no_memory(work->err);
        repair->gifts[repair->gift_count++] = gift;
    }
    qsort(repair->gifts, repair->gift_count, sizeof *repair->gifts, compare_gifts);
    return STATUS_OK;
}

/** Faces of the rebuilt coverage that are slivers: the last ones of their units. */
static enum status mark_slivers(struct work *work, const struct coverage *coverage)
{
    uint32_t *slivers = calloc(work->count + 1, sizeof *slivers);

    work->is_sliver = calloc((size_t)coverage->face_count + 1, sizeof *work->is_sliver);
    if (slivers == NULL || work->is_sliver == NULL) {
        free(slivers);
        return error_no_memory(work->err);
    }
    for (uint32_t piece = 1; piece < work->arrangement.piece_count; piece++) {
        if (is_sliver(work, piece))
            slivers[work->awards[piece]]++;
    }
    for (uint32_t unit = 0; unit < work->count; unit++) {
        for (uint32_t i = 0; i < slivers[unit]; i++)
            work->is_sliver[coverage->unit_faces[coverage->unit_starts[unit + 1] - 1 - i]] = true;
    }
    free(slivers);
    return STATUS_OK;
}

static int compare_unit_pairs(const void *a, const void *b)
{
    const struct unit_pair *left = a;
    const struct unit_pair *right = b;

    if (left->a != right->a)
        return left->a < right->a ? -1 : 1;
    return (left->b > right->b) - (left->b < right->b);
}

/** Pairs of units beside each other, over arcs that touch a sliver or that touch none. */
static size_t list_pairs(const struct work *work, const struct coverage *coverage, bool of_slivers,
                         struct unit_pair *pairs)
{
    size_t count = 0, kept = 0;

    for (uint32_t i = 0; i < coverage->arc_count; i++) {
        const struct arc *arc = &coverage->arcs[i];
        uint32_t a = face_unit(coverage, arc->left);
        uint32_t b = face_unit(coverage, arc->right);

        if (a == UNIT_OUTSIDE || b == UNIT_OUTSIDE || a == b ||
            (work->is_sliver[arc->left] || work->is_sliver[arc->right]) != of_slivers)
            continue;
        pairs[count++] = (struct unit_pair){a < b ? a : b, a < b ? b : a};
    }
    if (count > 0)
        qsort(pairs, count, sizeof *pairs, compare_unit_pairs);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || compare_unit_pairs(&pairs[kept - 1], &pairs[i]) != 0)
            pairs[kept++] = pairs[i];
    }
    return kept;
}

/** Pairs that touch along slivers, less those that touch elsewhere too. */
static enum status list_contacts(struct work *work, const struct coverage *coverage)
{
    size_t room = (size_t)coverage->arc_count + 1;
    struct unit_pair *through = malloc(room * sizeof *through);
    struct unit_pair *truly = malloc(room * sizeof *truly);
    size_t through_count, truly_count, kept = 0;

    if (through == NULL || truly == NULL) {
        free(through);
        free(truly);
        return error_no_memory(work->err);
    }
    through_count = list_pairs(work, coverage, true, through);
    truly_count = list_pairs(work, coverage, false, truly);
    for (size_t i = 0; i < through_count; i++) {
        if (bsearch(&through[i], truly, truly_count, sizeof *truly, compare_unit_pairs) == NULL)
            through[kept++] = through[i];
    }
    free(truly);
    work->repair.contacts = through;
    work->repair.contact_count = kept;
    return STATUS_OK;
}

/** The new shape of each touched unit: the outline of its pieces. */
static enum status outline_units(struct work *work, const struct coverage *coverage)
{
    AUTO(region) region = NULL;
    enum status status = region_new(coverage, &region, work->err);

    work->repair.shapes = calloc(work->count + 1, sizeof *work->repair.shapes);
    if (work->repair.shapes == NULL)
        return error_no_memory(work->err);
    work->repair.unit_count = work->count;
    for (uint32_t unit = 0; unit < work->count && status == STATUS_OK; unit++) {
        if (!work->is_touched[unit])
            continue;
        region_set(region, &unit, 1);
        status = region_outline(region, &work->repair.shapes[unit], work->err);
    }
    return status;
}

/** Everything in one coverage again: it must pass, or nothing comes out. */
static enum status rebuild(struct work *work)
{
    const struct multipolygon **shapes = malloc((work->count + 1) * sizeof *shapes);
    AUTO(coverage) coverage = NULL;
    enum status status;

    if (shapes == NULL)
        return error_no_memory(work->err);
    for (size_t unit = 0; unit < work->count; unit++)
        shapes[unit] = work->is_touched[unit] ? work->joined[unit] : work->units[unit];
    status = coverage_new(shapes, work->count, &coverage, NULL, work->err);
    free(shapes);
    if (status == STATUS_OK)
        status = mark_slivers(work, coverage);
    if (status == STATUS_OK)
        status = list_contacts(work, coverage);
    return status == STATUS_OK ? outline_units(work, coverage) : status;
}

static enum status run(struct work *work)
{
    enum status status = arrange(work);

    if (status == STATUS_OK)
        status = measure_pieces(work);
    if (status == STATUS_OK &&
        pieces_award(&work->arrangement, work->areas_m2, work->widths_m, work->claimed_m2,
                     work->limits.max_gap_width_m, work->awards) != STATUS_OK)
        status = error_no_memory(work->err);
    if (status == STATUS_OK)
        status = find_touched(work);
    if (status == STATUS_OK)
        status = join_pieces(work);
    if (status == STATUS_OK)
        status = list_changes(work);
    if (status == STATUS_OK)
        status = check_limits(work);
    if (status == STATUS_OK)
        status = list_gifts(work);
    return status == STATUS_OK ? rebuild(work) : status;
}

enum status coverage_repair(const struct multipolygon *const units[], size_t count,
                            struct repair_limits limits, struct repair *ret_repair,
                            uint32_t *ret_unit, struct error *err)
{
    struct work work = {
        .units = units, .count = count, .limits = limits, .unit = UINT32_MAX, .err = err};
    enum status status = run(&work);

    if (ret_unit != NULL)
        *ret_unit = work.unit;
    if (status == STATUS_OK) {
        work.repair.owners = TAKE(work.arrangement.owners);
        *ret_repair = work.repair;
        work.repair = (struct repair){0};
    }
    release(&work);
    return status;
}
