/*
 * The tangent plane of GRS80 at a position: metres east and north of it. Distances are good to a
 * centimetre within a few kilometres.
 */
#ifndef GEO_TANGENT_PLANE_H
#define GEO_TANGENT_PLANE_H

#include "geo/position.h"

struct tangent_plane {
    double lon_deg, lat_deg;
    double east_m_per_deg, north_m_per_deg;
};

struct tangent_plane tangent_plane_at(struct position position);

/** Square of the distance from the plane's origin to a segment; where its nearest point lies. */
double tangent_plane_segment_m2(const struct tangent_plane *plane, struct position a,
                                struct position b, double *ret_east_m, double *ret_north_m);

/** Geodesic distance from the origin to a point of the plane. */
double tangent_plane_distance_m(const struct tangent_plane *plane, double east_m, double north_m);

#endif
