/* What the checks on shapes that tile look at. */
#ifndef DATA_GEOMETRY_SCOPE_H
#define DATA_GEOMETRY_SCOPE_H

#include "data/finding.h"
#include "data/land_before.h"
#include "data/perimeter.h"

struct geometry_scope {
    const struct vintage *vintage;
    struct land_before before;
    const struct register_rows *rows; /* contracts to look at; NULL: none */
    struct vintage_list history;      /* that their frozen members may look back into */
    const char *file; /* of the shapes, for evidence: outlives the findings; "" when unknown */
};

/** Do both vintages rest on the same shapes? */
bool vintages_share_shapes(const struct vintage *a, const struct vintage *b);

/** A finding about one commune: its code and its place. NULL when memory is short. */
struct finding *geometry_finding_begin(const struct geometry_scope *scope, const char *check,
                                       enum level level, uint32_t commune,
                                       struct findings *findings);

#endif
