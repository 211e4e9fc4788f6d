/* What the text form of an answer begins with: the headline of the date, and what qualifies it. */
#ifndef SERVICE_CLI_SHEET_H
#define SERVICE_CLI_SHEET_H

#include "data/snapshot.h"
#include "geo/text.h"
#include "service/cli/command.h"

void sheet_head(struct text *text, const struct common *common, const struct snapshot *snapshot,
                const struct period *period);

/** The notices alone. */
void sheet_notices(struct text *text, const struct common *common, const struct snapshot *snapshot,
                   const struct period *period);

#endif
