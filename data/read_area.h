/* Area of a shape as it was read: its rings turn whichever way the file had them. */
#ifndef DATA_READ_AREA_H
#define DATA_READ_AREA_H

#include "geo/multipolygon.h"

/** Geodesic, shells minus holes. */
enum status read_area_m2(const struct multipolygon *shape, double *ret_area_m2) MUST_CHECK;

#endif
