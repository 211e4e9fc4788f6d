/* What stands at a point, said in one sentence: by the command line, JSON and the page alike. */
#ifndef SERVICE_REPORT_PLACE_SENTENCE_H
#define SERVICE_REPORT_PLACE_SENTENCE_H

#include "data/place.h"
#include "service/report/wording.h"

void place_sentence(const struct snapshot *snapshot, const struct period *period,
                    const struct place *place, struct sentence *ret_sentence);

#endif
