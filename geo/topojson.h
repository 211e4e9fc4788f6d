/*
 * TopoJSON (M. Bostock and C. Metcalf, The TopoJSON Format Specification 1.0): the arcs of a
 * coverage once, and geometries that name them. Neighbours share their border by construction.
 */
#ifndef GEO_TOPOJSON_H
#define GEO_TOPOJSON_H

#include "geo/region.h"
#include "geo/text.h"

struct topojson_feature {
    const uint32_t *units;
    size_t unit_count;
    const char *properties; /* a JSON object; NULL for none */
};

/** One layer. */
struct topojson_object {
    const char *name; /* a JSON string's inside: nothing in it needs escaping */
    const struct topojson_feature *features;
    size_t feature_count;
};

/**
 * Writes a Topology with the arcs that the features need. Positions are quantised to that many
 * steps along each side of the coverage's box, once, so that shared vertices stay shared; 0 keeps
 * the grid of 1e-7 degree, exactly. Vertices that fall together along an arc are written once.
 * STATUS_INVALID: a quantisation of 1, or above 2^31.
 */
enum status topojson_write(struct text *text, const struct coverage *coverage,
                           const struct topojson_object objects[], size_t object_count,
                           uint32_t quantization, struct error *err) MUST_CHECK;

#endif
