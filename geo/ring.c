#include "geo/ring.h"

wide_integer ring_twice_area(const struct position *ring, size_t count)
{
    wide_integer twice_area = 0;

    for (size_t i = 0; i < count; i++) {
        struct position a = ring[i];
        struct position b = ring[i + 1 < count ? i + 1 : 0];

        twice_area += (wide_integer)a.lon_e7 * b.lat_e7 - (wide_integer)b.lon_e7 * a.lat_e7;
    }
    return twice_area;
}

int ring_orientation(const struct position *ring, size_t count)
{
    wide_integer twice_area = ring_twice_area(ring, count);

    return (twice_area > 0) - (twice_area < 0);
}

void ring_reverse(struct position *ring, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct position position = ring[i];

        ring[i] = ring[count - 1 - i];
        ring[count - 1 - i] = position;
    }
}

bool segment_holds(struct position a, struct position b, struct position p)
{
    return orient(a, b, p) == 0 && box_holds(box_join(box_of(&a, 1), box_of(&b, 1)), p);
}

bool segments_meet(struct position a, struct position b, struct position c, struct position d)
{
    if (orient(a, b, c) * orient(a, b, d) < 0 && orient(c, d, a) * orient(c, d, b) < 0)
        return true;
    return segment_holds(a, b, c) || segment_holds(a, b, d) || segment_holds(c, d, a) ||
           segment_holds(c, d, b);
}

/* Crossing number along the eastward ray (W. R. Franklin, PNPOLY), with an exact side test. */
enum ring_side ring_side_of(const struct position *ring, size_t count, struct position position)
{
    bool is_inside = false;

    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        struct position a = ring[j];
        struct position b = ring[i];

        if (segment_holds(a, b, position))
            return RING_BORDER;
        if ((a.lat_e7 > position.lat_e7) != (b.lat_e7 > position.lat_e7)) {
            int side = orient(a, b, position);

            if (b.lat_e7 > a.lat_e7 ? side > 0 : side < 0)
                is_inside = !is_inside;
        }
    }
    return is_inside ? RING_INSIDE : RING_OUTSIDE;
}

bool segment_meets_box(struct position a, struct position b, struct box box)
{
    struct position corners[4] = {
        {box.west_e7, box.south_e7},
        {box.east_e7, box.south_e7},
        {box.east_e7, box.north_e7},
        {box.west_e7, box.north_e7},
    };
    int sides = 0;

    if (box_holds(box, a) || box_holds(box, b))
        return true;
    if (!box_intersects(box, box_join(box_of(&a, 1), box_of(&b, 1))))
        return false;
    /* Both ends are outside: the segment meets the box when the corners are not all on one side. */
    for (int i = 0; i < 4; i++)
        sides += orient(a, b, corners[i]);
    return sides > -4 && sides < 4;
}
