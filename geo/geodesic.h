/*
 * Geodesic measures on GRS80, edges taken as geodesics: C. F. F. Karney, Algorithms for geodesics,
 * J. Geodesy 87 (2013), through PROJ's geodesic.h.
 */
#ifndef GEO_GEODESIC_H
#define GEO_GEODESIC_H

#include "geo/grid_scale.h"

struct geod_geodesic;

/** GRS80, the ellipsoid of RGF93 and ETRS89. */
void geodesic_ellipsoid(struct geod_geodesic *ret_ellipsoid);

/** Area and perimeter at once, of a shape on any grid. */
void geodesic_measure(const struct multipolygon *multipolygon, struct grid_scale scale,
                      double *ret_area_m2, double *ret_length_m);

/** Shells minus holes; about 0.7 µs a vertex. */
double geodesic_area_m2(const struct multipolygon *multipolygon);

/** All rings, holes too; about 0.5 µs a vertex. */
double geodesic_perimeter_m(const struct multipolygon *multipolygon);

double geodesic_distance_m(struct position a, struct position b);

/**
 * From a position to the nearest point of the rings' borders; 0 on a border. Exact to a centimetre
 * within a few kilometres: the nearest point is sought in the local tangent plane, its distance is
 * geodesic. Infinity when there is no ring.
 */
double geodesic_border_distance_m(const struct multipolygon *multipolygon,
                                  struct position position);

#endif
