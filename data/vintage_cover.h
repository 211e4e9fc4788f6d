/* From the shapes of a vintage to its coverage: checked, measured, ready to be asked. */
#ifndef DATA_VINTAGE_COVER_H
#define DATA_VINTAGE_COVER_H

#include "data/vintage_draft.h"

/**
 * Fills coverage, locator and the areas of the communes of the builder's vintage, whose communes
 * have their shapes. Measures kept from an earlier time spare half a microsecond an edge; they are
 * only believed when they are of these shapes. STATUS_INVALID: the shapes do not tile, and may not
 * be mended, or not within the limits; the sentence names the communes and the place.
 */
enum status vintage_cover(struct vintage_builder *builder, struct error *err) MUST_CHECK;

#endif
