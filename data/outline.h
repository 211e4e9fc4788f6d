/*
 * Outlines of sets of communes, each computed once. The same set in the same shapes has the same
 * outline, so the key is a digest of both, and the store can keep what an import computed.
 */
#ifndef DATA_OUTLINE_H
#define DATA_OUTLINE_H

#include "data/vintage.h"

struct outline {
    struct digest key;
    struct multipolygon *shape;
    struct box box;
    double perimeter_m; /* all rings, holes too */
    uint32_t parts;
    uint32_t holes;
};

struct outlines;

void outlines_free(struct outlines *outlines);
DEFINE_AUTO(outlines)
enum status outlines_new(struct outlines **ret_outlines, struct error *err) MUST_CHECK;

/** Adds one that was computed before; shape is taken, also on failure. */
enum status outlines_add(struct outlines *outlines, const struct digest *key,
                         struct multipolygon *shape, double perimeter_m, struct error *err)
    MUST_CHECK;

/**
 * The outline of these communes (ascending), computed when it is not there yet. It lives as long as
 * the set of outlines, and the vintages outlive that set. Errors: see region_outline().
 */
enum status outlines_get(struct outlines *outlines, const struct vintage *vintage,
                         const uint32_t communes[], size_t count,
                         const struct outline **ret_outline, struct error *err) MUST_CHECK;

size_t outlines_count(const struct outlines *outlines);
/** In the order they were added. */
const struct outline *outlines_at(const struct outlines *outlines, size_t index);

#endif
