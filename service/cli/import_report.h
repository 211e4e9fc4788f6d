/* What an import says: what it found, what it mended, what is in the store now. */
#ifndef SERVICE_CLI_IMPORT_REPORT_H
#define SERVICE_CLI_IMPORT_REPORT_H

#include "data/finding.h"
#include "data/snapshot.h"
#include "service/cli/command.h"

/** The failure as a finding, when it cites a check. */
enum status import_report_add(struct findings *findings, const struct error *failure,
                              struct error *err) MUST_CHECK;

/**
 * The findings, sorted, in the format asked for. People are spared: as text, of what is found
 * dozens of times the first few stand for all, and a refusal tells only of what is to be looked at.
 */
enum exit_code import_report_write(const struct common *common, struct findings *findings,
                                   bool is_refused);

/** On stderr: mended shapes, and the vintages and contracts that the store now has. */
void import_report_tell(const struct common *common, const struct snapshot *snapshot,
                        bool has_register);

/** On stderr: where a staged import is, how to look at it and how to make it true. */
void import_report_tell_staged(const struct common *common);

#endif
