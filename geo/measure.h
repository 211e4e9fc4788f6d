/*
 * Geodesic measures of arcs, once, and of anything they bound as signed sums.
 *
 * Along each edge, taken as a geodesic of GRS80: its length, and the area between it and the
 * equator (S12 of C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013), through PROJ's
 * geodesic.h). Both are kept as integers, of 2^-16 m² and 2^-20 m: their sums do not depend on the
 * order of addition, so that an outline measures the same however it came to be, and areas add up
 * to the last bit. Sums of areas are taken modulo 2^64: right for any set up to 1.4e14 m², which is
 * more than all land.
 */
#ifndef GEO_MEASURE_H
#define GEO_MEASURE_H

#include "geo/coverage.h"

static inline double measure_area_m2(int64_t area)
{
    return (double)area / 65536;
}

static inline double measure_length_m(int64_t length)
{
    return (double)length / 1048576;
}

/**
 * Fills coverage->areas and lengths. About 0.6 µs an edge. STATUS_INVALID: the coverage was
 * regrouped from another one, whose measures it shares.
 */
enum status coverage_measure(struct coverage *coverage) MUST_CHECK;

/**
 * The measures as bytes, to be kept: freed with free(). coverage_measures_set() takes them back;
 * false when they are not of this very coverage (a digest of its arcs is among them), and when it
 * was regrouped from another one.
 */
enum status coverage_measures_get(const struct coverage *coverage, void **ret_bytes,
                                  size_t *ret_size) MUST_CHECK;
bool coverage_measures_set(struct coverage *coverage, const void *bytes, size_t size);

/** Of one unit; the coverage is measured. */
int64_t coverage_unit_area(const struct coverage *coverage, uint32_t unit);
int64_t coverage_unit_length(const struct coverage *coverage, uint32_t unit); /* holes too */

#endif
