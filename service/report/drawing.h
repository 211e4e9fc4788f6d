/* A small drawing of one outline as inline SVG, for a page; not a map. */
#ifndef SERVICE_REPORT_DRAWING_H
#define SERVICE_REPORT_DRAWING_H

#include "geo/multipolygon.h"
#include "geo/text.h"

/**
 * At most 480 pixels wide and 360 high, true proportions at its latitude; positions that fall on
 * the same tenth of a pixel as the one before are left out. Nothing when there is no ring.
 */
void drawing_add(struct text *text, const struct multipolygon *shape, const char *title);

#endif
