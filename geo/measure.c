#include "geo/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <geodesic.h>

#include "geo/geodesic.h"
#include "geo/hash.h"

/** Signed area between an edge and the equator, as a step count modulo 2^64. */
static uint64_t area_steps(double area_m2)
{
    return (uint64_t)(int64_t)llrint(area_m2 * 65536);
}

static void measure_arc(struct coverage *coverage, const struct geod_geodesic *ellipsoid,
                        uint32_t arc)
{
    uint32_t count;
    const struct position *positions = coverage_arc(coverage, arc, &count);
    uint64_t area = 0;
    int64_t length = 0;

    for (uint32_t i = 0; i + 1 < count; i++) {
        double length_m, area_m2;

        (void)geod_geninverse(ellipsoid, position_lat_deg(positions[i]),
                              position_lon_deg(positions[i]), position_lat_deg(positions[i + 1]),
                              position_lon_deg(positions[i + 1]), &length_m, NULL, NULL, NULL, NULL,
                              NULL, &area_m2);
        /* S12 is positive for an edge that goes east, and land lies left of its border: north of
           an edge that goes east. */
        area -= area_steps(area_m2);
        length += llrint(length_m * 1048576);
    }
    coverage->areas[arc] = (int64_t)area;
    coverage->lengths[arc] = length;
}

static enum status allocate(struct coverage *coverage)
{
    size_t room = (size_t)coverage->arc_count + 1;

    if (coverage->areas == NULL)
        coverage->areas = calloc(room, sizeof *coverage->areas);
    if (coverage->lengths == NULL)
        coverage->lengths = calloc(room, sizeof *coverage->lengths);
    return coverage->areas == NULL || coverage->lengths == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status coverage_measure(struct coverage *coverage)
{
    struct geod_geodesic ellipsoid;

    if (coverage->base != NULL)
        return STATUS_INVALID;
    if (allocate(coverage) != STATUS_OK)
        return STATUS_NO_MEMORY;
    geodesic_ellipsoid(&ellipsoid);
    for (uint32_t arc = 0; arc < coverage->arc_count; arc++)
        measure_arc(coverage, &ellipsoid, arc);
    return STATUS_OK;
}

/** Of every position of every arc in their order: measures of other arcs do not pass for these. */
static uint64_t fingerprint(const struct coverage *coverage)
{
    uint64_t print = coverage->arc_count;

    for (uint32_t i = 0; i <= coverage->arc_count; i++)
        print = hash_mix(print + coverage->arcs[i].begin) + 1;
    for (uint32_t i = 0; i < coverage->arcs[coverage->arc_count].begin; i++)
        print = hash_mix(print ^ ((uint64_t)(uint32_t)coverage->positions[i].lon_e7 << 32 |
                                  (uint32_t)coverage->positions[i].lat_e7)) +
                1;
    return print;
}

/* The bytes: the fingerprint, the areas, the lengths; all little-endian 64-bit words. */
static unsigned char *put_word(unsigned char *to, uint64_t word)
{
    for (int i = 0; i < 8; i++)
        *to++ = (unsigned char)(word >> 8 * i);
    return to;
}

static uint64_t get_word(const unsigned char *from)
{
    uint64_t word = 0;

    for (int i = 0; i < 8; i++)
        word |= (uint64_t)from[i] << 8 * i;
    return word;
}

enum status coverage_measures_get(const struct coverage *coverage, void **ret_bytes,
                                  size_t *ret_size)
{
    size_t size = 8 + 16 * (size_t)coverage->arc_count;
    unsigned char *bytes = malloc(size);
    unsigned char *to = bytes;

    if (bytes == NULL)
        return STATUS_NO_MEMORY;
    to = put_word(to, fingerprint(coverage));
    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        to = put_word(to, (uint64_t)coverage->areas[arc]);
        to = put_word(to, (uint64_t)coverage->lengths[arc]);
    }
    *ret_bytes = bytes;
    *ret_size = size;
    return STATUS_OK;
}

bool coverage_measures_set(struct coverage *coverage, const void *bytes, size_t size)
{
    const unsigned char *from = bytes;

    if (coverage->base != NULL || size != 8 + 16 * (size_t)coverage->arc_count ||
        get_word(from) != fingerprint(coverage) || allocate(coverage) != STATUS_OK)
        return false;
    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        coverage->areas[arc] = (int64_t)get_word(from + 8 + 16 * (size_t)arc);
        coverage->lengths[arc] = (int64_t)get_word(from + 16 + 16 * (size_t)arc);
    }
    return true;
}

/** Sum over the half-arcs of a unit; edges between its own polygons cancel in the area. */
static int64_t sum_unit(const struct coverage *coverage, uint32_t unit, bool is_area)
{
    uint64_t sum = 0;

    for (uint32_t f = coverage->unit_starts[unit]; f < coverage->unit_starts[unit + 1]; f++) {
        uint32_t face = coverage->unit_faces[f];

        for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++) {
            uint32_t half = coverage->face_halves[i];
            uint64_t area = (uint64_t)coverage->areas[half >> 1];

            if (is_area)
                sum += (half & 1) == 0 ? area : -area;
            else if (face_unit(coverage, half_right(coverage, half)) != unit)
                sum += (uint64_t)coverage->lengths[half >> 1];
        }
    }
    return (int64_t)sum;
}

int64_t coverage_unit_area(const struct coverage *coverage, uint32_t unit)
{
    return sum_unit(coverage, unit, true);
}

int64_t coverage_unit_length(const struct coverage *coverage, uint32_t unit)
{
    return sum_unit(coverage, unit, false);
}
