#include "geo/locate.h"

#include <math.h>
#include <stdlib.h>

#include "geo/geodesic.h"

uint32_t locate_unit(const struct coverage *coverage, struct position position)
{
    size_t count = coverage_unit_count(coverage);

    for (uint32_t unit = 0; unit < count; unit++) {
        if (box_holds(coverage_unit_box(coverage, unit), position) &&
            multipolygon_side_of(coverage_unit(coverage, unit), position) != RING_OUTSIDE)
            return unit;
    }
    return LOCATE_NONE;
}

static int compare_nearby(const void *a, const void *b)
{
    const struct nearby *left = a;
    const struct nearby *right = b;

    if (left->distance_m != right->distance_m)
        return left->distance_m < right->distance_m ? -1 : 1;
    return (left->unit > right->unit) - (left->unit < right->unit);
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

enum status locate_nearby(const struct coverage *coverage, struct position position,
                          double radius_m, struct nearby **ret_units, size_t *ret_count,
                          struct error *err)
{
    struct box around = box_around(position, radius_m);
    size_t unit_count = coverage_unit_count(coverage);
    struct nearby *units;
    size_t count = 0;

    if (!(radius_m >= 0 && radius_m <= 50000))
        return error_set(err, STATUS_INVALID, "", "the radius %g m is not between 0 and 50,000 m",
                         "le rayon %g m n'est pas entre 0 et 50 000 m", radius_m);
    units = malloc((unit_count + 1) * sizeof *units);
    if (units == NULL)
        return error_no_memory(err);
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        const struct multipolygon *shape = coverage_unit(coverage, unit);
        double distance_m;

        if (!box_intersects(around, coverage_unit_box(coverage, unit)))
            continue;
        distance_m = multipolygon_side_of(shape, position) != RING_OUTSIDE
                         ? 0
                         : geodesic_border_distance_m(shape, position);
        if (distance_m <= radius_m)
            units[count++] = (struct nearby){unit, distance_m};
    }
    qsort(units, count, sizeof *units, compare_nearby);
    *ret_units = units;
    *ret_count = count;
    return STATUS_OK;
}
