#include "geo/geodesic.h"

#include <math.h>

#include <geodesic.h>

#include "geo/tangent_plane.h"

static const double GRS80_A_M = 6378137.0;
static const double GRS80_F = 1 / 298.257222101;

void geodesic_ellipsoid(struct geod_geodesic *ret_ellipsoid)
{
    geod_init(ret_ellipsoid, GRS80_A_M, GRS80_F);
}

/** Signed area and length of one ring; a counter-clockwise ring has a positive area. */
static void measure_ring(const struct multipolygon *multipolygon, struct grid_scale scale,
                         uint32_t ring, double *ret_area_m2, double *ret_length_m)
{
    struct geod_geodesic ellipsoid;
    struct geod_polygon polygon;
    size_t count;
    const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

    geodesic_ellipsoid(&ellipsoid);
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i < count; i++)
        geod_polygon_addpoint(&ellipsoid, &polygon, grid_lat_deg(scale, positions[i].lat_e7),
                              grid_lon_deg(scale, positions[i].lon_e7));
    (void)geod_polygon_compute(&ellipsoid, &polygon, 0, 1, ret_area_m2, ret_length_m);
}

void geodesic_measure(const struct multipolygon *multipolygon, struct grid_scale scale,
                      double *ret_area_m2, double *ret_length_m)
{
    *ret_area_m2 = 0;
    *ret_length_m = 0;
    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        double area_m2, length_m;

        measure_ring(multipolygon, scale, ring, &area_m2, &length_m);
        *ret_area_m2 += area_m2;
        *ret_length_m += length_m;
    }
}

double geodesic_area_m2(const struct multipolygon *multipolygon)
{
    double area_m2, length_m;

    geodesic_measure(multipolygon, GRID_E7, &area_m2, &length_m);
    return area_m2;
}

double geodesic_perimeter_m(const struct multipolygon *multipolygon)
{
    double area_m2, length_m;

    geodesic_measure(multipolygon, GRID_E7, &area_m2, &length_m);
    return length_m;
}

double geodesic_distance_m(struct position a, struct position b)
{
    struct geod_geodesic ellipsoid;
    double distance_m;

    geodesic_ellipsoid(&ellipsoid);
    geod_inverse(&ellipsoid, position_lat_deg(a), position_lon_deg(a), position_lat_deg(b),
                 position_lon_deg(b), &distance_m, NULL, NULL);
    return distance_m;
}

double geodesic_border_distance_m(const struct multipolygon *multipolygon, struct position position)
{
    struct tangent_plane plane = tangent_plane_at(position);
    double best_m2 = HUGE_VAL;
    double best_x_m = 0;
    double best_y_m = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

        for (size_t i = 0, j = count - 1; i < count; j = i++) {
            double x_m, y_m;
            double m2 = tangent_plane_segment_m2(&plane, positions[j], positions[i], &x_m, &y_m);

            if (m2 < best_m2) {
                best_m2 = m2;
                best_x_m = x_m;
                best_y_m = y_m;
            }
        }
    }
    return best_m2 == HUGE_VAL ? HUGE_VAL : tangent_plane_distance_m(&plane, best_x_m, best_y_m);
}
