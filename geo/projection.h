/* CRS84 (longitude, latitude in degrees) to and from Lambert-93 (EPSG:2154, metres), through PROJ.
 */
#ifndef GEO_PROJECTION_H
#define GEO_PROJECTION_H

#include "geo/position.h"

/** Owns a PROJ context: one per thread, never shared. */
struct projection;

struct lambert93 {
    double x_m;
    double y_m;
};

void projection_free(struct projection *projection);
DEFINE_AUTO(projection)
/** STATUS_INTERNAL when PROJ's database is missing; the message says which package has it. */
enum status projection_new(struct projection **ret_projection, struct error *err) MUST_CHECK;

/** STATUS_INVALID outside the domain of Lambert-93 (about 10° W–10° E, 41°–52° N). */
enum status projection_to_lambert93(struct projection *projection, struct position position,
                                    struct lambert93 *ret_point, struct error *err) MUST_CHECK;
enum status projection_from_lambert93(struct projection *projection, struct lambert93 point,
                                      struct position *ret_position, struct error *err) MUST_CHECK;

#endif
