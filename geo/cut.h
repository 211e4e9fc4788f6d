/* One shape made two along a line. */
#ifndef GEO_CUT_H
#define GEO_CUT_H

#include "geo/multipolygon.h"

/**
 * Cuts a shape along a line of two positions or more, inside one of its polygons. Each end is
 * joined by a straight edge to the nearest vertex of that polygon's shell; an end on the shell is
 * moved to it. So the border gets no vertex, and neighbours need none: what tiled with the shape
 * tiles with its two parts. ret_prolonged_m: how far the vertices are from the first and the last
 * position, in metres.
 *
 * *ret_left lies left of the line as drawn. The holes of the polygon go to the part that they lie
 * in; the other polygons of the shape, wherever they lie, go to the left one. Both parts are
 * canonical, keep every vertex, and have exactly the area of the shape together, on the grid.
 *
 * The shape passes coverage_check(). STATUS_INVALID, with the place as its subject: an end lies
 * outside; both are nearest to one vertex; the line, prolonged, leaves the polygon, touches its
 * border between its ends or one of its holes, or crosses itself.
 * Cost: edges of the line times vertices of the polygon, and about 2 µs a vertex.
 */
enum status multipolygon_cut(const struct multipolygon *shape, const struct position line[],
                             size_t count, struct multipolygon **ret_left,
                             struct multipolygon **ret_right, double ret_prolonged_m[2],
                             struct error *err) MUST_CHECK;

#endif
