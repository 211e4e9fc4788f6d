/* Findings about shapes that do not tile, as the files of tiling_report() share them. */
#ifndef DATA_TILING_FINDING_H
#define DATA_TILING_FINDING_H

#include "data/check_tiling.h"

const struct read_shape *tiling_shape(const struct tiling *tiling, uint32_t unit);

/** A box of one position; empty when it is none. */
struct box tiling_box_at(double lon_deg, double lat_deg);

/**
 * A finding about one shape, or two when the second is not UNIT_OUTSIDE; its evidence is the row of
 * the first. NULL when memory is short.
 */
struct finding *tiling_finding_begin(const struct tiling *tiling, const char *check,
                                     enum level level, uint32_t first, uint32_t second,
                                     struct findings *findings);
/** What to do about it, to stand after a sentence. */
struct words tiling_advice(const struct tiling *tiling);

/** Seals it. */
enum status tiling_finding_end(struct finding *finding, struct error *err) MUST_CHECK;

/** GEO-04 of tiling_report(): the slivers, or the other gaps and the land that was lost. */
enum status tiling_report_gaps(const struct tiling *tiling, bool of_slivers,
                               struct findings *findings, struct error *err) MUST_CHECK;

#endif
