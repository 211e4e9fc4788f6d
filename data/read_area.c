#include "data/read_area.h"

#include "geo/geodesic.h"

enum status read_area_m2(const struct multipolygon *shape, double *ret_area_m2)
{
    AUTO(multipolygon) turned = multipolygon_clone(shape);
    uint32_t begin = 0;

    if (turned == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t ring = 0, polygon = 0; ring < turned->ring_count; ring++) {
        size_t length = turned->ring_ends[ring] - begin;
        bool is_shell = ring == multipolygon_polygon_begin(turned, polygon);

        if (ring_orientation(turned->positions + begin, length) != (is_shell ? 1 : -1))
            ring_reverse(turned->positions + begin, length);
        begin = turned->ring_ends[ring];
        polygon += ring + 1 == multipolygon_polygon_end(turned, polygon);
    }
    *ret_area_m2 = geodesic_area_m2(turned);
    return STATUS_OK;
}
