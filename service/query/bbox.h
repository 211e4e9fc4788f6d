/* The bbox parameter (OGC 17-069r4 §7.15.3): where a client looks. */
#ifndef SERVICE_QUERY_BBOX_H
#define SERVICE_QUERY_BBOX_H

#include "geo/multipolygon.h"

/** One box, or two when it crosses the antimeridian (west > east). */
struct bbox {
    struct box boxes[2];
    size_t count;
};

/**
 * Four numbers west,south,east,north in degrees, or six with heights, which are not used.
 * STATUS_INVALID: another count, not numbers, out of range, south above north.
 */
enum status bbox_parse(const char *text, struct bbox *ret_bbox, struct error *err) MUST_CHECK;

/** Exact; box is the multipolygon's own, tested first. */
bool bbox_meets(const struct bbox *bbox, struct box box, const struct multipolygon *multipolygon);

#endif
