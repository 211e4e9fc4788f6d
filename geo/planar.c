#include "geo/planar.h"

/** Twice the signed area of a ring, from its first point so that small rings keep their digits. */
static enum status twice_area(struct projection *projection, const struct position *ring,
                              size_t count, double *ret_twice_m2, struct error *err)
{
    struct lambert93 origin, last;
    double twice_m2 = 0;
    enum status status = projection_to_lambert93(projection, ring[0], &origin, err);

    last = origin;
    for (size_t i = 1; i < count && status == STATUS_OK; i++) {
        struct lambert93 point;

        status = projection_to_lambert93(projection, ring[i], &point, err);
        if (status == STATUS_OK)
            twice_m2 += (last.x_m - origin.x_m) * (point.y_m - origin.y_m) -
                        (point.x_m - origin.x_m) * (last.y_m - origin.y_m);
        last = point;
    }
    *ret_twice_m2 = twice_m2;
    return status;
}

enum status planar_area_m2(struct projection *projection, const struct multipolygon *multipolygon,
                           double *ret_area_m2, struct error *err)
{
    double total_m2 = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);
        double twice_m2;
        enum status status = twice_area(projection, positions, count, &twice_m2, err);

        if (status != STATUS_OK)
            return status;
        total_m2 += twice_m2 / 2;
    }
    *ret_area_m2 = total_m2;
    return STATUS_OK;
}
