/* Shapes whose edges meet between their ends, cut there until edges meet at ends only. */
#ifndef GEO_NODING_H
#define GEO_NODING_H

#include "geo/multipolygon.h"

/**
 * Inserts a vertex wherever edges cross or a vertex lies on an edge, in every ring that walks the
 * edge. A crossing is rounded to the grid, or taken to an end within 5 grid steps, so an edge may
 * bend by 5 cm and meet another one then: it is done again until nothing meets. A shape that needs
 * no vertex stays NULL in ret_shapes; the others are new, and the caller frees them, also on
 * failure. STATUS_LIMIT: more meetings than max, or still some after 32 rounds.
 */
enum status noding_run(const struct multipolygon *const units[], size_t count, size_t max,
                       struct multipolygon *ret_shapes[], struct error *err) MUST_CHECK;

#endif
