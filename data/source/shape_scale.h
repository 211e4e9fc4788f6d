/* How far shapes were simplified, as their file or layer says by its name. */
#ifndef DATA_SOURCE_SHAPE_SCALE_H
#define DATA_SOURCE_SHAPE_SCALE_H

#include <stdbool.h>

/**
 * True for names of simplified shapes: "communes-100m", "ADMIN-EXPRESS-COG-CARTO",
 * "communes-version-simplifiee". *ret_tolerance_m is in metres, 0 when the name does not say.
 */
bool shape_scale_of_name(const char *name, int *ret_tolerance_m);

#endif
