/*
 * A multipolygon on the grid, flat: the positions of all rings in one array, and where each ring
 * and each polygon ends. The first ring of a polygon is its shell, counter-clockwise; the others
 * are its holes, clockwise (RFC 7946 §3.1.6). Rings do not repeat their first position.
 */
#ifndef GEO_MULTIPOLYGON_H
#define GEO_MULTIPOLYGON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/attr.h"
#include "geo/position.h"
#include "geo/ring.h"
#include "geo/status.h"

struct multipolygon {
    struct position *positions;
    uint32_t *ring_ends;    /* ring r is positions [ring_ends[r-1], ring_ends[r]) */
    uint32_t *polygon_ends; /* polygon p is rings [polygon_ends[p-1], polygon_ends[p]) */
    uint32_t position_count, position_capacity;
    uint32_t ring_count, ring_capacity;
    uint32_t polygon_count, polygon_capacity;
};

void multipolygon_free(struct multipolygon *multipolygon);
DEFINE_AUTO(multipolygon)
/** Empty; NULL when memory is short. */
struct multipolygon *multipolygon_new(void) OWNED_BY(multipolygon_free);
/** NULL when memory is short. */
struct multipolygon *multipolygon_clone(const struct multipolygon *multipolygon)
    OWNED_BY(multipolygon_free);

/*
 * Building: positions, then end_ring after each ring, then end_polygon after each polygon.
 * All return STATUS_NO_MEMORY, or STATUS_LIMIT past 2^32-1 positions.
 */
enum status multipolygon_add_position(struct multipolygon *multipolygon, struct position position)
    MUST_CHECK;
/**
 * Closes the ring begun since the last one: drops a repeated closing position and equal neighbours,
 * and turns it the RFC 7946 way. STATUS_INVALID when fewer than 3 positions or no area remain.
 */
enum status multipolygon_end_ring(struct multipolygon *multipolygon, struct error *err) MUST_CHECK;
/**
 * Closes the ring as it is, whatever it encloses and whichever way it turns: for shapes that are
 * still to be checked. Only repeated positions are dropped; a ring without position is none.
 */
enum status multipolygon_close_ring(struct multipolygon *multipolygon) MUST_CHECK;
enum status multipolygon_end_polygon(struct multipolygon *multipolygon) MUST_CHECK;

/** A view of ring r: its first position, and *ret_count of them. */
const struct position *multipolygon_ring(const struct multipolygon *multipolygon, uint32_t ring,
                                         size_t *ret_count);
/** First ring of polygon p; the shell. Its holes follow up to multipolygon_polygon_end(p). */
uint32_t multipolygon_polygon_begin(const struct multipolygon *multipolygon, uint32_t polygon);
uint32_t multipolygon_polygon_end(const struct multipolygon *multipolygon, uint32_t polygon);

uint32_t multipolygon_hole_count(const struct multipolygon *multipolygon);
struct box multipolygon_box(const struct multipolygon *multipolygon);

/** Border counts as RING_BORDER; a position in a hole is outside. */
enum ring_side multipolygon_side_of(const struct multipolygon *multipolygon,
                                    struct position position);
/** Exact: does any point of it, border included, lie in the closed box? */
bool multipolygon_intersects_box(const struct multipolygon *multipolygon, struct box box);

/**
 * One form for one set of points: every ring starts at its lowest position (position_compare),
 * holes then polygons are ordered by their first position.
 */
enum status multipolygon_canonicalize(struct multipolygon *multipolygon) MUST_CHECK;

bool multipolygon_equal(const struct multipolygon *a, const struct multipolygon *b);

#endif
