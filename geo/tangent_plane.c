#include "geo/tangent_plane.h"

#include <math.h>

#include <geodesic.h>

#include "geo/geodesic.h"

static const double RADIANS = 3.14159265358979323846 / 180;

/* Radii of curvature in the meridian (M) and the prime vertical (N). */
struct tangent_plane tangent_plane_at(struct position position)
{
    struct geod_geodesic ellipsoid;
    double lat_deg = position_lat_deg(position);
    double sine = sin(lat_deg * RADIANS);
    double e2, w2, n_m, m_m;

    geodesic_ellipsoid(&ellipsoid);
    e2 = ellipsoid.f * (2 - ellipsoid.f);
    w2 = 1 - e2 * sine * sine;
    n_m = ellipsoid.a / sqrt(w2);
    m_m = n_m * (1 - e2) / w2;
    return (struct tangent_plane){position_lon_deg(position), lat_deg,
                                  n_m * cos(lat_deg * RADIANS) * RADIANS, m_m * RADIANS};
}

double tangent_plane_segment_m2(const struct tangent_plane *plane, struct position a,
                                struct position b, double *ret_east_m, double *ret_north_m)
{
    double ax = (position_lon_deg(a) - plane->lon_deg) * plane->east_m_per_deg;
    double ay = (position_lat_deg(a) - plane->lat_deg) * plane->north_m_per_deg;
    double dx = (position_lon_deg(b) - position_lon_deg(a)) * plane->east_m_per_deg;
    double dy = (position_lat_deg(b) - position_lat_deg(a)) * plane->north_m_per_deg;
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? -(ax * dx + ay * dy) / length2 : 0;

    t = fmin(fmax(t, 0), 1);
    *ret_east_m = ax + t * dx;
    *ret_north_m = ay + t * dy;
    return *ret_east_m * *ret_east_m + *ret_north_m * *ret_north_m;
}

double tangent_plane_distance_m(const struct tangent_plane *plane, double east_m, double north_m)
{
    struct geod_geodesic ellipsoid;
    double distance_m;

    geodesic_ellipsoid(&ellipsoid);
    geod_inverse(&ellipsoid, plane->lat_deg, plane->lon_deg,
                 plane->lat_deg + north_m / plane->north_m_per_deg,
                 plane->lon_deg + east_m / plane->east_m_per_deg, &distance_m, NULL, NULL);
    return distance_m;
}
