/* --known-at: what was known at an earlier moment, in place of what is known now. */
#ifndef SERVICE_CLI_KNOWN_AT_H
#define SERVICE_CLI_KNOWN_AT_H

#include "data/snapshot.h"
#include "geo/text.h"
#include "service/cli/command.h"

/**
 * The snapshot of a number of revision, of a day ("2021-04-14": all that was recorded by its end),
 * or of the present when NULL. STATUS_FORMAT: neither. STATUS_NOT_FOUND: no such revision, or
 * nothing was recorded by then.
 */
enum status known_at_load(const struct common *common, struct snapshot **ret_snapshot,
                          struct error *err) MUST_CHECK;

/** The line that says so in the text of an answer; nothing for the present. */
void known_at_write(struct text *text, const struct common *common,
                    const struct snapshot *snapshot);

#endif
