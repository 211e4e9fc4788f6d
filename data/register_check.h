/* What the checks say of a register that was read from files and laid over the stored one. */
#ifndef DATA_REGISTER_CHECK_H
#define DATA_REGISTER_CHECK_H

#include "data/finding.h"
#include "data/snapshot.h"

/** All findings about the contracts that come from files, each once, every version looked at on its
 * own first day. The findings must be empty. */
enum status register_check_find(const struct snapshot *snapshot, struct findings *findings,
                                struct error *err) MUST_CHECK;

/**
 * STATUS_INVALID when a check that guards a register finds an error: the first finding's sentence,
 * where it is (file:line), and how many others follow.
 */
enum status register_check(const struct snapshot *snapshot, struct error *err) MUST_CHECK;

#endif
