/* What a relation of the crosswalk is: a merger, a split, a commune that left … */
#ifndef DATA_CROSSWALK_CHANGE_H
#define DATA_CROSSWALK_CHANGE_H

#include "data/crosswalk.h"

/**
 * Sets in_region and change of a relation whose communes are known, as the origins of the crosswalk
 * are. is_renamed: a movement gave its only commune another name. lineage may be NULL.
 */
void crosswalk_classify(const struct crosswalk *crosswalk, const struct lineage *lineage,
                        struct crosswalk_relation *relation, bool is_renamed);

#endif
