/* Well-known text of a multipolygon (OGC 06-103r4 §7), same digits as GeoJSON. */
#ifndef GEO_WKT_H
#define GEO_WKT_H

#include "geo/multipolygon.h"
#include "geo/text.h"

/** `MULTIPOLYGON EMPTY` when there is none. */
void wkt_add(struct text *text, const struct multipolygon *multipolygon);

#endif
