/* The smaller answers by force. */
#include "property/by_force.h"

uint32_t unit_by_force(const struct multipolygon *const units[], size_t count,
                       struct position position)
{
    for (size_t unit = 0; unit < count; unit++) {
        if (units[unit] != NULL && multipolygon_side_of(units[unit], position) != RING_OUTSIDE)
            return (uint32_t)unit;
    }
    return UINT32_MAX;
}

bool share_vertex_by_force(const struct multipolygon *a, const struct multipolygon *b)
{
    if (a == NULL || b == NULL)
        return false;
    for (uint32_t i = 0; i < a->position_count; i++) {
        for (uint32_t j = 0; j < b->position_count; j++) {
            if (position_equal(a->positions[i], b->positions[j]))
                return true;
        }
    }
    return false;
}

static bool ring_has_edge(const struct position *ring, size_t count, struct position from,
                          struct position to)
{
    for (size_t i = 0; i < count; i++) {
        if (position_equal(ring[i], from) && position_equal(ring[(i + 1) % count], to))
            return true;
    }
    return false;
}

static bool has_edge(const struct multipolygon *shape, struct position from, struct position to)
{
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(shape, r, &count);

        if (ring_has_edge(ring, count, from, to) || ring_has_edge(ring, count, to, from))
            return true;
    }
    return false;
}

bool share_edge_by_force(const struct multipolygon *a, const struct multipolygon *b)
{
    if (a == NULL || b == NULL)
        return false;
    for (uint32_t r = 0; r < a->ring_count; r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(a, r, &count);

        for (size_t i = 0; i < count; i++) {
            if (has_edge(b, ring[i], ring[(i + 1) % count]))
                return true;
        }
    }
    return false;
}

wide_integer twice_area_by_force(const struct multipolygon *shape)
{
    wide_integer twice = 0;

    for (uint32_t polygon = 0; shape != NULL && polygon < shape->polygon_count; polygon++) {
        uint32_t shell = multipolygon_polygon_begin(shape, polygon);

        for (uint32_t r = shell; r < multipolygon_polygon_end(shape, polygon); r++) {
            size_t count;
            const struct position *ring = multipolygon_ring(shape, r, &count);
            wide_integer area = ring_twice_area(ring, count);

            area = area < 0 ? -area : area;
            twice += r == shell ? area : -area;
        }
    }
    return twice;
}

bool repeats_by_force(const struct multipolygon *shape)
{
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(shape, r, &count);

        for (size_t i = 0; i < count; i++) {
            for (size_t j = i + 1; j < count; j++) {
                if (position_equal(ring[i], ring[j]))
                    return true;
            }
        }
    }
    return false;
}
