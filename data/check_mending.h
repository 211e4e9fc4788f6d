/* GEO-03, GEO-04 of shapes that were mended: what was given to whom. */
#ifndef DATA_CHECK_MENDING_H
#define DATA_CHECK_MENDING_H

#include "data/finding.h"
#include "data/shape_family.h"

/** A warning for each piece; the units of the repair are the tiles of the family. */
enum status mending_report(const struct shape_family *family, const struct repair *repair,
                           struct findings *findings, struct error *err) MUST_CHECK;

#endif
