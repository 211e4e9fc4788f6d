/* What GeoJSON and WKT share: the walk over polygons, rings and positions, with their brackets. */
#ifndef GEO_COORDINATES_TEXT_H
#define GEO_COORDINATES_TEXT_H

#include "geo/multipolygon.h"
#include "geo/text.h"

struct coordinates_style {
    const char *open, *close;                   /* around polygons and rings */
    const char *position_open, *position_close; /* around a position */
    const char *between_numbers;
};

/** One polygon: its rings, each closed by repeating its first position. */
void coordinates_add_polygon(struct text *text, const struct coordinates_style *style,
                             const struct multipolygon *multipolygon, uint32_t polygon);

/** All polygons, between one more pair of brackets. */
void coordinates_add_all(struct text *text, const struct coordinates_style *style,
                         const struct multipolygon *multipolygon);

#endif
