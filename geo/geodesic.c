#include "geo/geodesic.h"

#include <math.h>

#include <geodesic.h>

/* GRS80, the ellipsoid of RGF93 and ETRS89. */
static const double GRS80_A_M = 6378137.0;
static const double GRS80_F = 1 / 298.257222101;

static const double RADIANS = 3.14159265358979323846 / 180;

/** Signed area and length of one ring; a counter-clockwise ring has a positive area. */
static void measure_ring(const struct multipolygon *multipolygon, uint32_t ring,
                         double *ret_area_m2, double *ret_length_m)
{
    struct geod_geodesic ellipsoid;
    struct geod_polygon polygon;
    size_t count;
    const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

    geod_init(&ellipsoid, GRS80_A_M, GRS80_F);
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i < count; i++)
        geod_polygon_addpoint(&ellipsoid, &polygon, position_lat_deg(positions[i]),
                              position_lon_deg(positions[i]));
    (void)geod_polygon_compute(&ellipsoid, &polygon, 0, 1, ret_area_m2, ret_length_m);
}

double geodesic_area_m2(const struct multipolygon *multipolygon)
{
    double total_m2 = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        double area_m2, length_m;

        measure_ring(multipolygon, ring, &area_m2, &length_m);
        total_m2 += area_m2;
    }
    return total_m2;
}

double geodesic_perimeter_m(const struct multipolygon *multipolygon)
{
    double total_m = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        double area_m2, length_m;

        measure_ring(multipolygon, ring, &area_m2, &length_m);
        total_m += length_m;
    }
    return total_m;
}

static double distance_between_degrees_m(double lat1, double lon1, double lat2, double lon2)
{
    struct geod_geodesic ellipsoid;
    double distance_m;

    geod_init(&ellipsoid, GRS80_A_M, GRS80_F);
    geod_inverse(&ellipsoid, lat1, lon1, lat2, lon2, &distance_m, NULL, NULL);
    return distance_m;
}

double geodesic_distance_m(struct position a, struct position b)
{
    return distance_between_degrees_m(position_lat_deg(a), position_lon_deg(a), position_lat_deg(b),
                                      position_lon_deg(b));
}

/** The tangent plane at a position: metres east and north of it, for a degree of each. */
struct plane {
    double lon_deg, lat_deg;
    double east_m_per_deg, north_m_per_deg;
};

/* Radii of curvature in the meridian (M) and the prime vertical (N). */
static struct plane plane_at(struct position position)
{
    double lat_deg = position_lat_deg(position);
    double e2 = GRS80_F * (2 - GRS80_F);
    double sine = sin(lat_deg * RADIANS);
    double w2 = 1 - e2 * sine * sine;
    double n_m = GRS80_A_M / sqrt(w2);
    double m_m = n_m * (1 - e2) / w2;

    return (struct plane){position_lon_deg(position), lat_deg,
                          n_m * cos(lat_deg * RADIANS) * RADIANS, m_m * RADIANS};
}

/** The point of a segment nearest to the plane's origin, in metres; its squared distance. */
static double nearest_m2(const struct plane *plane, struct position a, struct position b,
                         double *ret_x_m, double *ret_y_m)
{
    double ax = (position_lon_deg(a) - plane->lon_deg) * plane->east_m_per_deg;
    double ay = (position_lat_deg(a) - plane->lat_deg) * plane->north_m_per_deg;
    double dx = (position_lon_deg(b) - position_lon_deg(a)) * plane->east_m_per_deg;
    double dy = (position_lat_deg(b) - position_lat_deg(a)) * plane->north_m_per_deg;
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;

    t = fmin(fmax(t, 0), 1);
    *ret_x_m = ax + t * dx;
    *ret_y_m = ay + t * dy;
    return *ret_x_m * *ret_x_m + *ret_y_m * *ret_y_m;
}

double geodesic_border_distance_m(const struct multipolygon *multipolygon, struct position position)
{
    struct plane plane = plane_at(position);
    double best_m2 = HUGE_VAL;
    double best_x_m = 0;
    double best_y_m = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

        for (size_t i = 0, j = count - 1; i < count; j = i++) {
            double x_m, y_m;
            double m2 = nearest_m2(&plane, positions[j], positions[i], &x_m, &y_m);

            if (m2 < best_m2) {
                best_m2 = m2;
                best_x_m = x_m;
                best_y_m = y_m;
            }
        }
    }
    if (best_m2 == HUGE_VAL)
        return HUGE_VAL;
    return distance_between_degrees_m(plane.lat_deg, plane.lon_deg,
                                      plane.lat_deg + best_y_m / plane.north_m_per_deg,
                                      plane.lon_deg + best_x_m / plane.east_m_per_deg);
}
