/* Well-known binary of polygons (OGC 06-103r4 §8): the door through which shapes come in. */
#ifndef GEO_WKB_H
#define GEO_WKB_H

#include <stddef.h>

#include "geo/multipolygon.h"

/**
 * Reads a Polygon or MultiPolygon, either byte order, ISO or extended; Z and M are dropped.
 * Positions are rounded to the grid and checked: a coordinate that is not finite or out of range,
 * a ring that is open or degenerate, trailing or missing bytes, a count the bytes cannot hold, are
 * refused (STATUS_FORMAT for the bytes, STATUS_INVALID for the content). Memory stays within a
 * small multiple of size whatever the counts say.
 */
enum status wkb_read(const void *bytes, size_t size, struct multipolygon **ret_multipolygon,
                     struct error *err) MUST_CHECK;

/**
 * The same, but rings are kept as they are, open, flat or crossed: for coverage_check(), which
 * names what is wrong with them.
 */
enum status wkb_read_unchecked(const void *bytes, size_t size,
                               struct multipolygon **ret_multipolygon, struct error *err)
    MUST_CHECK;

/** Little-endian MultiPolygon with closed rings, to be freed with free(). */
enum status wkb_write(const struct multipolygon *multipolygon, void **ret_bytes, size_t *ret_size,
                      struct error *err) MUST_CHECK;

#endif
