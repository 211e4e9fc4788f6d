/* A perimeter as a feature of the collection contracts, also when it is not in force. */
#ifndef SERVICE_API_CONTRACT_FEATURE_H
#define SERVICE_API_CONTRACT_FEATURE_H

#include "service/api/collection.h"

/** The perimeter must have an outline. */
void contract_feature_read(const struct view *view, const struct perimeter *perimeter,
                           enum force force, struct feature *ret_feature);

#endif
