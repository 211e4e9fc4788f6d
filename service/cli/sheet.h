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

/**
 * For a form that has no place for notices (csv, wkt): what of the vintage (NULL is nothing) is not
 * of its own year, on the standard error.
 */
void sheet_tell_derivation(const struct common *common, const struct vintage *vintage);

#endif
