/* Geometry as RFC 7946 text: seven decimals without trailing zeros, right-hand rule. */
#ifndef GEO_GEOJSON_H
#define GEO_GEOJSON_H

#include "geo/multipolygon.h"
#include "geo/text.h"

/** A Polygon when there is one, a MultiPolygon when there are several, `null` when there is none.
 */
void geojson_add_geometry(struct text *text, const struct multipolygon *multipolygon);

/** A MultiPolygon whatever there is, for layers of one geometry type; `null` when there is none. */
void geojson_add_multipolygon(struct text *text, const struct multipolygon *multipolygon);

/** [west,south,east,north]; the box is not empty. */
void geojson_add_box(struct text *text, struct box box);

#endif
