/* How the outline of a perimeter holds together, for its sheet. */
#ifndef SERVICE_CLI_PERIMETER_SHAPE_H
#define SERVICE_CLI_PERIMETER_SHAPE_H

#include "data/perimeter.h"
#include "geo/text.h"

/** Pieces, enclaves, the communes and the short borders it hangs on, its area in Lambert-93. */
enum status perimeter_shape_write(struct text *text, const struct perimeter *perimeter,
                                  enum language language, struct error *err) MUST_CHECK;

#endif
