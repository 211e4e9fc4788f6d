/* A vintage from what its files said, on the ground of what is known of other years. */
#ifndef DATA_SOURCE_VINTAGE_BUILD_H
#define DATA_SOURCE_VINTAGE_BUILD_H

#include "data/perimeter.h"
#include "data/source/vintage_files.h"

/** Borrowed; {0} when nothing is known. */
struct vintage_ground {
    const struct vintage *base; /* whose shapes it derives from; NULL: the files have its own */
    struct land_before before;  /* to compare the land with; the movements to derive along */
    const struct register_rows *rows; /* contracts to look at with it; may be NULL */
    struct vintage_list history;      /* of their frozen members */
};

/**
 * Shapes that nearly tile are mended within the limits of the request. Where findings listen, what
 * the shapes are like is found on the way. The shapes of the reading are taken, also on failure.
 * Errors: derive_owners(), vintage_builder.h.
 */
enum status vintage_build(const struct vintage_request *request, struct vintage_reading *reading,
                          const struct vintage_ground *ground, struct vintage **ret_vintage,
                          struct error *err) MUST_CHECK;

#endif
