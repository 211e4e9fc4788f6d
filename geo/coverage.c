#include "geo/coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/arc_builder.h"
#include "geo/region.h"

/** What a coverage shares with those regrouped from it. */
static void free_arcs(struct coverage *coverage)
{
    free(coverage->positions);
    free(coverage->arcs);
    free(coverage->face_starts);
    free(coverage->face_halves);
    free(coverage->face_rights);
    free(coverage->node_starts);
    free(coverage->node_halves);
    free(coverage->areas);
    free(coverage->lengths);
}

void coverage_free(struct coverage *coverage)
{
    if (coverage == NULL)
        return;
    if (coverage->base == NULL)
        free_arcs(coverage);
    free(coverage->face_units);
    free(coverage->unit_starts);
    free(coverage->unit_faces);
    free(coverage->unit_boxes);
    adjacency_release(&coverage->adjacency);
    free(coverage);
}

static enum status refuse(const struct defect *defect, size_t count, struct error *err)
{
    struct words words = defect_words(defect->kind);
    char subject[48];

    (void)snprintf(subject, sizeof subject, "%.7f %.7f", position_lon_deg(defect->place),
                   position_lat_deg(defect->place));
    if (defect->other == UNIT_OUTSIDE)
        return error_set(err, STATUS_INVALID, subject,
                         "%s%.0s (unit %u; defects in all: %zu): repair the source",
                         "%.0s%s (unité %u ; défauts en tout : %zu) : réparez la source", words.en,
                         words.fr, defect->unit, count);
    return error_set(err, STATUS_INVALID, subject,
                     "%s%.0s (units %u and %u; defects in all: %zu): repair the source",
                     "%.0s%s (unités %u et %u ; défauts en tout : %zu) : réparez la source",
                     words.en, words.fr, defect->unit, defect->other, count);
}

static enum status check(const struct edge_graph *graph, const struct multipolygon *const units[],
                         size_t count, struct coverage_report *report, struct defect *ret_defect,
                         struct error *err)
{
    enum status status = coverage_check_graph(graph, units, count, report, err);

    if (status != STATUS_OK || report->defect_count == 0)
        return status;
    if (ret_defect != NULL)
        *ret_defect = report->defects[0];
    return refuse(&report->defects[0], report->defect_count, err);
}

static enum status list_boxes(struct coverage *coverage, const struct multipolygon *const units[])
{
    coverage->unit_boxes =
        malloc(((size_t)coverage->unit_count + 1) * sizeof *coverage->unit_boxes);
    if (coverage->unit_boxes == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t unit = 0; unit < coverage->unit_count; unit++)
        coverage->unit_boxes[unit] =
            units[unit] == NULL ? box_empty() : multipolygon_box(units[unit]);
    return STATUS_OK;
}

/** The half-arc after one along the same face, or the same side of the outside. */
static uint32_t next_along(const struct coverage *coverage, uint32_t half)
{
    uint32_t node = half_end(coverage, half);
    uint32_t begin, at;

    if (node == NODE_NONE)
        return half;
    begin = coverage->node_starts[node];
    at = begin;
    while (coverage->node_halves[at] != (half ^ 1))
        at++;
    return coverage->node_halves[at == begin ? coverage->node_starts[node + 1] - 1 : at - 1];
}

/** Walks around what no face covers: one for each gap, and one around each island. */
static enum status count_outside_walks(const struct coverage *coverage, int64_t *ret_count)
{
    bool *is_walked = calloc(2 * (size_t)coverage->arc_count + 1, sizeof *is_walked);
    int64_t count = 0;

    if (is_walked == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t half = 0; half < 2 * coverage->arc_count; half++) {
        if (half_left(coverage, half) != FACE_NONE || is_walked[half])
            continue;
        for (uint32_t at = half; !is_walked[at]; at = next_along(coverage, at))
            is_walked[at] = true;
        count++;
    }
    free(is_walked);
    *ret_count = count;
    return STATUS_OK;
}

/**
 * Euler's formula, V - E + F = 1 + C: the faces are the parts, the gaps between them and the
 * outside. It holds for what passed the check; if not, the fault is ours, and nothing may be
 * served.
 */
static enum status prove(const struct coverage *coverage, const struct coverage_report *report,
                         struct error *err)
{
    int64_t walks, faces;

    if (count_outside_walks(coverage, &walks) != STATUS_OK)
        return error_no_memory(err);
    faces = coverage->face_count + (walks - report->islands) + 1;
    if ((int64_t)coverage->vertex_count - coverage->edge_count + faces ==
        1 + (int64_t)report->components)
        return STATUS_OK;
    return error_set(err, STATUS_INTERNAL, "", "%s%.0s", "%.0s%s", defect_words(DEFECT_EULER).en,
                     defect_words(DEFECT_EULER).fr);
}

static enum status build(struct coverage *coverage, const struct edge_graph *graph,
                         const struct multipolygon *const units[], struct error *err)
{
    enum status status = arcs_build(coverage, graph);

    if (status == STATUS_OK)
        status = list_boxes(coverage, units);
    if (status == STATUS_OK)
        status = adjacency_init(&coverage->adjacency, coverage);
    return status == STATUS_OK ? STATUS_OK : error_no_memory(err);
}

enum status coverage_new(const struct multipolygon *const units[], size_t count,
                         struct coverage **ret_coverage, struct defect *ret_defect,
                         struct error *err)
{
    AUTO(coverage) coverage = calloc(1, sizeof *coverage);
    SCOPED(edge_graph) graph = {0};
    SCOPED(coverage_report) report = {0};
    enum status status;

    if (coverage == NULL)
        return error_no_memory(err);
    status = edge_graph_init(&graph, units, count, err);
    if (status == STATUS_OK)
        status = check(&graph, units, count, &report, ret_defect, err);
    if (status == STATUS_OK)
        status = build(coverage, &graph, units, err);
    if (status == STATUS_OK)
        status = prove(coverage, &report, err);
    if (status == STATUS_OK)
        *ret_coverage = TAKE(coverage);
    return status;
}

static size_t bytes_of_arcs(const struct coverage *coverage)
{
    size_t positions = coverage->arcs[coverage->arc_count].begin;
    size_t halves = 2 * (size_t)coverage->arc_count;

    return positions * sizeof *coverage->positions +
           ((size_t)coverage->arc_count + 1) * sizeof *coverage->arcs +
           coverage->face_count * sizeof *coverage->face_starts +
           halves * (sizeof *coverage->face_halves + sizeof *coverage->face_rights +
                     sizeof *coverage->node_halves) +
           coverage->node_count * sizeof *coverage->node_starts;
}

size_t coverage_bytes(const struct coverage *coverage)
{
    return sizeof *coverage + (coverage->base == NULL ? bytes_of_arcs(coverage) : 0) +
           coverage->face_count * (sizeof *coverage->face_units + sizeof *coverage->unit_faces) +
           coverage->unit_count * (sizeof *coverage->unit_starts + sizeof *coverage->unit_boxes) +
           (coverage->adjacency.unit_count + 1) * sizeof *coverage->adjacency.starts +
           coverage->adjacency.starts[coverage->adjacency.unit_count] *
               sizeof *coverage->adjacency.neighbours;
}

struct box coverage_unit_box(const struct coverage *coverage, uint32_t unit)
{
    return coverage->unit_boxes[unit];
}

const struct adjacency *coverage_adjacency(const struct coverage *coverage)
{
    return &coverage->adjacency;
}

enum status coverage_union(const struct coverage *coverage, const uint32_t units[], size_t count,
                           struct multipolygon **ret_outline, struct error *err)
{
    AUTO(region) region = NULL;
    enum status status = region_new(coverage, &region, err);

    if (status != STATUS_OK)
        return status;
    region_set(region, units, count);
    return region_outline(region, ret_outline, err);
}
