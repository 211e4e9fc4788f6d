/* From the tiles of a family of shapes to its coverage: checked, and mended where that is asked. */
#ifndef DATA_SHAPE_COVER_H
#define DATA_SHAPE_COVER_H

#include "data/shape_family.h"

/**
 * Fills the coverage of a family that has its tiles. With limits in the draft, shapes that nearly
 * tile are mended within them, what was changed is recorded, and what was given to whom is found.
 * STATUS_INVALID: the shapes do not tile, and may not be mended, or not within the limits; the
 * sentence names the communes and the place.
 */
enum status shape_cover(struct shape_family *family, const struct shape_family_draft *draft,
                        struct error *err) MUST_CHECK;

#endif
