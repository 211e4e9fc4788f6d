#include "geo/simplify.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "geo/corner_heap.h"
#include "geo/region.h"
#include "geo/tangent_plane.h"
#include "geo/vertex_tree.h"

struct simplifier {
    const struct coverage *coverage;
    float *weights_m2; /* position of an arc → area at which it goes; FLT_MAX: it stays */
};

void simplifier_free(struct simplifier *simplifier)
{
    if (simplifier == NULL)
        return;
    free(simplifier->weights_m2);
    free(simplifier);
}

/** Square metres of a squared grid step, by whole degrees of latitude from -90. */
struct scale {
    double m2[181];
};

/** The simplification on its way; positions of arcs are linked to those still there. */
struct thinning {
    const struct coverage *coverage;
    float *weights_m2;
    struct scale scale;
    uint32_t *before, *after; /* position of an arc → neighbours still there */
    uint32_t *inner_counts;   /* arc → vertices between its ends still there */
    uint32_t *arc_of;         /* position → arc */
    bool *is_repeated;        /* position: another arc's end stands for it in the tree */
    struct corner_heap heap;
    struct vertex_tree *tree;
};

static void measure_scale(struct scale *scale)
{
    for (int degree = -90; degree <= 90; degree++) {
        struct tangent_plane plane = tangent_plane_at((struct position){0, degree * DEGREE_E7});

        scale->m2[degree + 90] =
            plane.east_m_per_deg * plane.north_m_per_deg / DEGREE_E7 / DEGREE_E7;
    }
}

static double corner_m2(const struct thinning *thinning, uint32_t at)
{
    const struct position *positions = thinning->coverage->positions;
    struct position a = positions[thinning->before[at]];
    struct position b = positions[at];
    struct position c = positions[thinning->after[at]];
    double cross = ((double)b.lon_e7 - a.lon_e7) * ((double)c.lat_e7 - a.lat_e7) -
                   ((double)b.lat_e7 - a.lat_e7) * ((double)c.lon_e7 - a.lon_e7);
    double degrees = (double)b.lat_e7 / DEGREE_E7 + 90;
    int low = degrees >= 180 ? 179 : (int)degrees;
    double share = degrees - low;

    return fabs(cross) / 2 *
           (thinning->scale.m2[low] * (1 - share) + thinning->scale.m2[low + 1] * share);
}

/** Is there another arc between the same two nodes that is one straight edge already? */
static bool has_straight_twin(const struct thinning *thinning, uint32_t arc)
{
    const struct coverage *coverage = thinning->coverage;
    uint32_t start = coverage->arcs[arc].start;

    for (uint32_t i = coverage->node_starts[start]; i < coverage->node_starts[start + 1]; i++) {
        uint32_t half = coverage->node_halves[i];

        if (half >> 1 != arc && half_end(coverage, half) == coverage->arcs[arc].end &&
            thinning->inner_counts[half >> 1] == 0)
            return true;
    }
    return false;
}

/** A closed arc needs three corners; two arcs between two nodes must not fall together. */
static bool is_needed(const struct thinning *thinning, uint32_t at)
{
    uint32_t arc = thinning->arc_of[at];
    uint32_t inner = thinning->inner_counts[arc];

    if (thinning->coverage->arcs[arc].start == thinning->coverage->arcs[arc].end)
        return inner <= 2;
    return inner == 1 && has_straight_twin(thinning, arc);
}

static bool may_go(const struct thinning *thinning, uint32_t at)
{
    const struct position *positions = thinning->coverage->positions;

    return !is_needed(thinning, at) &&
           !vertex_tree_meets_triangle(thinning->tree, positions[thinning->before[at]],
                                       positions[at], positions[thinning->after[at]]);
}

static bool is_inner(const struct thinning *thinning, uint32_t at)
{
    const struct arc *arc = &thinning->coverage->arcs[thinning->arc_of[at]];

    return at > arc->begin && at + 1 < arc[1].begin;
}

static void reconsider(struct thinning *thinning, uint32_t at)
{
    if (is_inner(thinning, at))
        corner_heap_put(&thinning->heap, at, corner_m2(thinning, at));
}

/** Leaves vertices out, the smallest corner first, until none may go. */
static void thin(struct thinning *thinning)
{
    float so_far_m2 = 0;
    uint32_t at;
    double area_m2;

    while (corner_heap_take(&thinning->heap, &at, &area_m2)) {
        uint32_t before = thinning->before[at];
        uint32_t after = thinning->after[at];

        /* Held back for now; a change beside it brings it back. */
        if (!may_go(thinning, at))
            continue;
        so_far_m2 = (float)area_m2 > so_far_m2 ? (float)area_m2 : so_far_m2;
        thinning->weights_m2[at] = so_far_m2;
        thinning->after[before] = after;
        thinning->before[after] = before;
        thinning->inner_counts[thinning->arc_of[at]]--;
        vertex_tree_strike(thinning->tree, at);
        reconsider(thinning, before);
        reconsider(thinning, after);
    }
}

static enum status allocate(struct thinning *thinning)
{
    const struct coverage *coverage = thinning->coverage;
    size_t room = (size_t)coverage->arcs[coverage->arc_count].begin + 1;

    thinning->before = malloc(room * sizeof *thinning->before);
    thinning->after = malloc(room * sizeof *thinning->after);
    thinning->arc_of = malloc(room * sizeof *thinning->arc_of);
    thinning->inner_counts =
        malloc(((size_t)coverage->arc_count + 1) * sizeof *thinning->inner_counts);
    thinning->is_repeated = calloc(room, sizeof *thinning->is_repeated);
    return thinning->before == NULL || thinning->after == NULL || thinning->arc_of == NULL ||
                   thinning->inner_counts == NULL || thinning->is_repeated == NULL ||
                   corner_heap_init(&thinning->heap, (uint32_t)room) != STATUS_OK
               ? STATUS_NO_MEMORY
               : STATUS_OK;
}

/** Links the positions of all arcs; of the arcs' ends at a node, one stands for all in the tree. */
static enum status link_positions(struct thinning *thinning)
{
    const struct coverage *coverage = thinning->coverage;
    bool *is_met = calloc((size_t)coverage->node_count + 1, sizeof *is_met);

    if (is_met == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        uint32_t begin = coverage->arcs[arc].begin;
        uint32_t last = coverage->arcs[arc + 1].begin - 1;
        uint32_t ends[] = {coverage->arcs[arc].start, coverage->arcs[arc].end};

        for (uint32_t at = begin; at <= last; at++) {
            thinning->before[at] = at - (at > begin);
            thinning->after[at] = at + (at < last);
            thinning->arc_of[at] = arc;
            thinning->weights_m2[at] = FLT_MAX;
        }
        thinning->inner_counts[arc] = last - begin - 1;
        /* A closed arc without node has its start in the tree, not its equal end. */
        thinning->is_repeated[begin] = ends[0] != NODE_NONE && is_met[ends[0]];
        if (ends[0] != NODE_NONE)
            is_met[ends[0]] = true;
        thinning->is_repeated[last] = ends[1] == NODE_NONE || is_met[ends[1]];
        if (ends[1] != NODE_NONE)
            is_met[ends[1]] = true;
    }
    free(is_met);
    return STATUS_OK;
}

static enum status weigh(struct thinning *thinning)
{
    const struct coverage *coverage = thinning->coverage;
    uint32_t count = coverage->arcs[coverage->arc_count].begin;
    enum status status = allocate(thinning);

    if (status == STATUS_OK)
        status = link_positions(thinning);
    if (status == STATUS_OK)
        status =
            vertex_tree_new(coverage->positions, thinning->is_repeated, count, &thinning->tree);
    if (status != STATUS_OK)
        return status;
    measure_scale(&thinning->scale);
    for (uint32_t at = 0; at < count; at++)
        reconsider(thinning, at);
    thin(thinning);
    return STATUS_OK;
}

enum status simplifier_new(const struct coverage *coverage, struct simplifier **ret_simplifier,
                           struct error *err)
{
    AUTO(simplifier) simplifier = calloc(1, sizeof *simplifier);
    struct thinning thinning = {.coverage = coverage};
    enum status status = STATUS_NO_MEMORY;

    if (simplifier != NULL) {
        simplifier->coverage = coverage;
        simplifier->weights_m2 = malloc(((size_t)coverage->arcs[coverage->arc_count].begin + 1) *
                                        sizeof *simplifier->weights_m2);
        thinning.weights_m2 = simplifier->weights_m2;
        status = simplifier->weights_m2 == NULL ? STATUS_NO_MEMORY : weigh(&thinning);
    }
    free(thinning.before);
    free(thinning.after);
    free(thinning.arc_of);
    free(thinning.inner_counts);
    free(thinning.is_repeated);
    corner_heap_release(&thinning.heap);
    vertex_tree_free(thinning.tree);
    if (status != STATUS_OK)
        return error_no_memory(err);
    *ret_simplifier = TAKE(simplifier);
    return STATUS_OK;
}

static bool is_kept(const struct simplifier *simplifier, double tolerance_m, uint32_t position)
{
    return (double)simplifier->weights_m2[position] >= tolerance_m * tolerance_m;
}

uint32_t simplifier_vertex_count(const struct simplifier *simplifier, double tolerance_m)
{
    const struct coverage *coverage = simplifier->coverage;
    uint32_t count = coverage->node_count;

    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        count += coverage->arcs[arc].start == NODE_NONE;
        for (uint32_t at = coverage->arcs[arc].begin + 1; at + 1 < coverage->arcs[arc + 1].begin;
             at++)
            count += is_kept(simplifier, tolerance_m, at);
    }
    return count;
}

/** The positions of a half-arc that are kept, without its last one. */
static enum status add_half(const struct simplifier *simplifier, double tolerance_m, uint32_t half,
                            struct multipolygon *shape)
{
    const struct arc *arc = &simplifier->coverage->arcs[half >> 1];
    uint32_t count = arc[1].begin - arc->begin;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i + 1 < count && status == STATUS_OK; i++) {
        uint32_t at = (half & 1) == 0 ? arc->begin + i : arc[1].begin - 1 - i;

        if (is_kept(simplifier, tolerance_m, at))
            status = multipolygon_add_position(shape, simplifier->coverage->positions[at]);
    }
    return status;
}

static enum status simplify_region(const struct simplifier *simplifier, double tolerance_m,
                                   struct region *region, struct multipolygon **ret_shape,
                                   struct error *err)
{
    AUTO(multipolygon) shape = multipolygon_new();
    struct outline_rings rings;
    enum status status = region_trace(region, &rings, err);

    if (shape == NULL)
        return error_no_memory(err);
    for (size_t i = 0; i < rings.count && status == STATUS_OK; i++) {
        for (uint32_t h = rings.list[i].begin; h < rings.list[i].end && status == STATUS_OK; h++)
            status = add_half(simplifier, tolerance_m, rings.halves[h], shape);
        if (status == STATUS_OK)
            status = multipolygon_end_ring(shape, err);
        if (status == STATUS_OK && (i + 1 == rings.count || !rings.list[i + 1].is_hole))
            status = multipolygon_end_polygon(shape);
    }
    if (status == STATUS_OK)
        status = multipolygon_canonicalize(shape);
    if (status == STATUS_OK)
        *ret_shape = TAKE(shape);
    return status == STATUS_NO_MEMORY ? error_no_memory(err) : status;
}

/** Every level passes the same check as what it came from; our bug if not. */
static enum status check_level(struct multipolygon *const shapes[], size_t count, struct error *err)
{
    SCOPED(coverage_report) report = {0};
    enum status status =
        coverage_check((const struct multipolygon *const *)shapes, count, &report, err);
    struct words words;

    if (status != STATUS_OK || report.defect_count == 0)
        return status;
    words = defect_words(report.defects[0].kind);
    return error_set(err, STATUS_INTERNAL, "", "%s%.0s", "%.0s%s", words.en, words.fr);
}

enum status simplifier_units(const struct simplifier *simplifier, double tolerance_m,
                             struct multipolygon *ret_units[], struct error *err)
{
    const struct coverage *coverage = simplifier->coverage;
    AUTO(region) region = NULL;
    enum status status = region_new(coverage, &region, err);

    for (uint32_t unit = 0; unit < coverage->unit_count; unit++)
        ret_units[unit] = NULL;
    for (uint32_t unit = 0; unit < coverage->unit_count && status == STATUS_OK; unit++) {
        if (coverage->unit_starts[unit] == coverage->unit_starts[unit + 1])
            continue;
        region_set(region, &unit, 1);
        status = simplify_region(simplifier, tolerance_m, region, &ret_units[unit], err);
    }
    return status == STATUS_OK ? check_level(ret_units, coverage->unit_count, err) : status;
}
