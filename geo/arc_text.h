/*
 * Arcs as GeoJSON text in both directions, rendered once: the geometry of any region is then a
 * sequence of copies. Borrows the coverage; immutable, any thread may read it.
 */
#ifndef GEO_ARC_TEXT_H
#define GEO_ARC_TEXT_H

#include "geo/region.h"
#include "geo/text.h"

struct arc_text;

void arc_text_free(struct arc_text *arc_text);
DEFINE_AUTO(arc_text)
/** Memory: about 45 bytes a vertex. Cost: about 0.1 µs a vertex. */
enum status arc_text_new(const struct coverage *coverage, struct arc_text **ret_arc_text,
                         struct error *err) MUST_CHECK;

/** Bytes held. */
size_t arc_text_bytes(const struct arc_text *arc_text);

/**
 * The outline of a region as an RFC 7946 MultiPolygon, `null` for an empty one: the same bytes as
 * geojson_add_multipolygon() of region_outline().
 */
enum status arc_text_add_region(struct text *text, const struct arc_text *arc_text,
                                struct region *region, struct error *err) MUST_CHECK;

#endif
