/* From the shapes of a vintage to its coverage: checked, measured, ready to be asked. */
#ifndef DATA_VINTAGE_COVER_H
#define DATA_VINTAGE_COVER_H

#include "data/vintage.h"

/**
 * Fills coverage, locator and the areas of the communes. Measures kept from an earlier time (may be
 * NULL) spare the half microsecond an edge; they are only believed when they are of these shapes.
 * STATUS_INVALID: the shapes do not tile; the sentence names the communes and the place.
 */
enum status vintage_cover(struct vintage *vintage, const void *measures, size_t measures_size,
                          struct error *err) MUST_CHECK;

#endif
