#include "geo/grid_scale.h"

struct grid_scale grid_scale_of(struct box box)
{
    int64_t half_x = ((int64_t)box.east_e7 - box.west_e7) / 2 + 1;
    int64_t half_y = ((int64_t)box.north_e7 - box.south_e7) / 2 + 1;
    int64_t half = half_x > half_y ? half_x : half_y;
    struct grid_scale scale = {(int32_t)(box.west_e7 + half_x), (int32_t)(box.south_e7 + half_y),
                               1};

    while (scale.steps < (1 << 20) && half * 2 * scale.steps < INT32_MAX)
        scale.steps *= 2;
    return scale;
}

struct multipolygon *grid_scale_shape(struct grid_scale scale, const struct multipolygon *shape)
{
    struct multipolygon *scaled = multipolygon_clone(shape);

    for (uint32_t i = 0; scaled != NULL && i < scaled->position_count; i++) {
        struct position *position = &scaled->positions[i];

        position->lon_e7 = (int32_t)(((int64_t)position->lon_e7 - scale.lon_e7) * scale.steps);
        position->lat_e7 = (int32_t)(((int64_t)position->lat_e7 - scale.lat_e7) * scale.steps);
    }
    return scaled;
}
