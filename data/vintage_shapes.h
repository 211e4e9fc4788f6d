/* From the shapes of a draft to its family: matched with the communes, looked at, mended. */
#ifndef DATA_VINTAGE_SHAPES_H
#define DATA_VINTAGE_SHAPES_H

#include "data/vintage_draft.h"

/**
 * Makes the family of the builder and its owners from the shapes, which are taken; communes and
 * shapes are sorted. STATUS_INVALID: a commune without shape or a shape without commune (GEO-02),
 * shapes that do not tile (GEO-01, GEO-03, GEO-04) and may not be mended, or not within the limits.
 * Where findings listen, all of it is found first.
 */
enum status vintage_shapes_settle(struct vintage_builder *builder, struct error *err) MUST_CHECK;

#endif
