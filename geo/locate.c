#include "geo/locate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/locator_cells.h"

void locator_free(struct locator *locator)
{
    if (locator == NULL)
        return;
    if (locator->units == NULL) {
        free(locator->blocks);
        free(locator->cells);
        free(locator->listed);
        free(locator->edges);
    }
    free(locator->units);
    free(locator);
}

enum status locator_share(const struct locator *base, const struct coverage *regrouped,
                          struct locator **ret_locator, struct error *err)
{
    const struct coverage *coverage = base->coverage;
    struct locator *locator;
    uint32_t *units;

    if (base->units != NULL || regrouped->arcs != coverage->arcs)
        return error_set(err, STATUS_INVALID, "", "these cells are not of the coverage's base",
                         "ces cellules ne sont pas de la base de la couverture");
    locator = malloc(sizeof *locator);
    units = malloc(((size_t)coverage->unit_count + 1) * sizeof *units);
    if (locator == NULL || units == NULL) {
        free(locator);
        free(units);
        return error_no_memory(err);
    }
    for (uint32_t face = 0; face < coverage->face_count; face++)
        units[coverage->face_units[face]] = regrouped->face_units[face];
    *locator = *base;
    locator->coverage = regrouped;
    locator->units = units;
    *ret_locator = locator;
    return STATUS_OK;
}

static uint32_t lower(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static bool is_on(struct position a, struct position b, struct position p)
{
    return box_holds(box_join(box_of(&a, 1), box_of(&b, 1)), p);
}

/**
 * Within a cell with edges: the first edge west of the position, else the first edge below on the
 * cell's west side, else the unit at its corner. On an edge or a vertex, the lowest unit there;
 * UNIT_OUTSIDE is the highest of all.
 */
static uint32_t unit_in_cell(const struct locator *locator, struct locator_cell cell,
                             struct position position)
{
    struct position west = {cell.west_e7, position.lat_e7};
    struct rising best_edge = {{0, 0}, {0, 0}};
    uint32_t unit = UNIT_OUTSIDE;
    uint32_t on_border = UNIT_OUTSIDE;
    bool is_found = false;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        const struct cell_edge *candidate = &locator->edges[i];
        struct rising edge = rising_of(candidate->from, candidate->to);
        int side = rising_side(edge, position);

        if (side == 0 && is_on(candidate->from, candidate->to, position))
            on_border = lower(on_border, lower(locator_told(locator, candidate->left),
                                               locator_told(locator, candidate->right)));
        if (side >= 0 || !rising_crosses(edge, position.lat_e7) || rising_side(edge, west) < 0)
            continue;
        if (!is_found || rising_is_west(best_edge, edge, position.lat_e7)) {
            is_found = true;
            best_edge = edge;
            unit = edge_right_unit(candidate, candidate->from.lat_e7 < candidate->to.lat_e7);
        }
    }
    if (on_border != UNIT_OUTSIDE)
        return on_border;
    return locator_told(locator,
                        is_found ? unit : locator_cell_unit_up(locator, cell, position.lat_e7));
}

uint32_t locator_unit(const struct locator *locator, struct position position)
{
    struct locator_cell cell;
    uint32_t content;

    if (!box_holds(locator->box, position))
        return LOCATE_NONE;
    content = locator_content(locator, position);
    if (!content_has_edges(content))
        return locator_told(locator, content);
    cell = locator_cell_at(locator, position, content);
    return unit_in_cell(locator, cell, position);
}

/** A box that holds every position within the radius: a degree has at least 110 km of latitude. */
static struct box box_around(struct position position, double radius_m)
{
    double lat_deg = fabs(position_lat_deg(position)) + radius_m / 110000;
    double cosine = cos(fmin(lat_deg, 89.9) * 3.14159265358979 / 180);
    double north_e7 = radius_m / 110000 * DEGREE_E7;
    double east_e7 = north_e7 / cosine;

    return (struct box){
        (int32_t)fmax(position.lon_e7 - east_e7, -180.0 * DEGREE_E7),
        (int32_t)fmax(position.lat_e7 - north_e7, -90.0 * DEGREE_E7),
        (int32_t)fmin(position.lon_e7 + east_e7, 180.0 * DEGREE_E7),
        (int32_t)fmin(position.lat_e7 + north_e7, 90.0 * DEGREE_E7),
    };
}

/** The nearest point of each unit's border so far, in a tangent plane. */
struct nearest {
    struct tangent_plane plane;
    double *squares_m2; /* unit; infinite when none is near */
    double *east_m, *north_m;
};

static void offer(struct nearest *nearest, uint32_t unit, double m2, double east_m, double north_m)
{
    if (unit != UNIT_OUTSIDE && m2 < nearest->squares_m2[unit]) {
        nearest->squares_m2[unit] = m2;
        nearest->east_m[unit] = east_m;
        nearest->north_m[unit] = north_m;
    }
}

static void offer_cell(void *context, const struct locator *locator, struct locator_cell cell)
{
    struct nearest *nearest = context;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        const struct cell_edge *edge = &locator->edges[i];
        uint32_t left = locator_told(locator, edge->left);
        uint32_t right = locator_told(locator, edge->right);
        double m2, east_m, north_m;

        if (left == right) /* within a unit */
            continue;
        m2 = tangent_plane_segment_m2(&nearest->plane, edge->from, edge->to, &east_m, &north_m);
        offer(nearest, left, m2, east_m, north_m);
        offer(nearest, right, m2, east_m, north_m);
    }
}

static int compare_nearby(const void *a, const void *b)
{
    const struct nearby *left = a;
    const struct nearby *right = b;

    if (left->distance_m != right->distance_m)
        return left->distance_m < right->distance_m ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit);
}

enum status locator_nearby(const struct locator *locator, struct position position, double radius_m,
                           struct nearby **ret_units, size_t *ret_count, struct error *err)
{
    size_t room = (size_t)locator->coverage->unit_count + 1;
    double *numbers;
    struct nearby *units;
    struct nearest nearest = {.plane = tangent_plane_at(position)};
    uint32_t holder = locator_unit(locator, position);
    size_t count = 0;

    if (!(radius_m >= 0 && radius_m <= 50000))
        return error_set(err, STATUS_INVALID, "", "the radius %g m is not between 0 and 50,000 m",
                         "le rayon %g m n'est pas entre 0 et 50 000 m", radius_m);
    numbers = malloc(3 * room * sizeof *numbers);
    units = malloc(room * sizeof *units);
    if (numbers == NULL || units == NULL) {
        free(numbers);
        free(units);
        return error_no_memory(err);
    }
    nearest.squares_m2 = numbers;
    nearest.east_m = numbers + room;
    nearest.north_m = numbers + 2 * room;
    for (size_t unit = 0; unit < room; unit++)
        nearest.squares_m2[unit] = HUGE_VAL;
    locator_visit(locator, box_around(position, radius_m), offer_cell, &nearest);
    for (uint32_t unit = 0; unit < locator->coverage->unit_count; unit++) {
        double distance_m = HUGE_VAL;

        if (unit == holder)
            distance_m = 0;
        else if (nearest.squares_m2[unit] < HUGE_VAL)
            distance_m = tangent_plane_distance_m(&nearest.plane, nearest.east_m[unit],
                                                  nearest.north_m[unit]);
        if (distance_m <= radius_m)
            units[count++] = (struct nearby){unit, distance_m};
    }
    free(numbers);
    qsort(units, count, sizeof *units, compare_nearby);
    *ret_units = units;
    *ret_count = count;
    return STATUS_OK;
}

/** Units seen in a box. */
struct seen {
    struct box box;
    bool *units;
};

static void see(struct seen *seen, uint32_t unit)
{
    if (unit != UNIT_OUTSIDE)
        seen->units[unit] = true;
}

static void see_cell(void *context, const struct locator *locator, struct locator_cell cell)
{
    struct seen *seen = context;
    struct position corner = {
        cell.west_e7 > seen->box.west_e7 ? cell.west_e7 : seen->box.west_e7,
        cell.south_e7 > seen->box.south_e7 ? cell.south_e7 : seen->box.south_e7,
    };

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        const struct cell_edge *edge = &locator->edges[i];

        if (segment_meets_box(edge->from, edge->to, seen->box)) {
            see(seen, locator_told(locator, edge->left));
            see(seen, locator_told(locator, edge->right));
        }
    }
    /* Where no edge of the cell meets the box, one face holds what they share. */
    see(seen, locator_unit(locator, corner));
}

enum status locator_units_in_box(const struct locator *locator, struct box box,
                                 uint32_t **ret_units, size_t *ret_count, struct error *err)
{
    uint32_t unit_count = locator->coverage->unit_count;
    struct seen seen = {box, calloc((size_t)unit_count + 1, sizeof *seen.units)};
    uint32_t *units = malloc(((size_t)unit_count + 1) * sizeof *units);
    size_t count = 0;

    if (seen.units == NULL || units == NULL) {
        free(seen.units);
        free(units);
        return error_no_memory(err);
    }
    locator_visit(locator, box, see_cell, &seen);
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        if (seen.units[unit])
            units[count++] = unit;
    }
    free(seen.units);
    *ret_units = units;
    *ret_count = count;
    return STATUS_OK;
}
