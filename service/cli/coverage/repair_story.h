/* What a repair did, on the standard error. */
#ifndef SERVICE_CLI_COVERAGE_REPAIR_STORY_H
#define SERVICE_CLI_COVERAGE_REPAIR_STORY_H

#include "service/cli/coverage/source.h"

void repair_story_print(const struct coverage_source *source, enum language language);

#endif
