/*
 * What stays once it was published (design §4.5): the status of a contract only goes forward, a
 * perimeter stays as it was decided. What was decided since is a new version; what was recorded
 * wrongly is corrected by one whose cause is "correction".
 */
#ifndef DATA_REGISTER_PERMANENCE_H
#define DATA_REGISTER_PERMANENCE_H

#include <stdbool.h>

#include "data/register.h"
#include "geo/status.h"

/**
 * Of the contracts that both have. STATUS_INVALID with the first row that would change what stays:
 * a status that goes back, unless corrects_status; the members, the clip or the reference of a
 * published version, or dates that are not those it had, more precisely told, or an earlier end; a
 * published version that goes without a correction that comes. Versions of internal contracts, of
 * candidates and of contracts in preparation, and internal versions, are drafts: they may change.
 * So may all that rested on the press, once the contract's evidence is official.
 */
enum status register_permanence_check(const struct register_rows *before,
                                      const struct register_rows *after, bool corrects_status,
                                      struct error *err) MUST_CHECK;

#endif
