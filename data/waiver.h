/* Findings that somebody takes upon himself: they stay in sight, and stop nothing. */
#ifndef DATA_WAIVER_H
#define DATA_WAIVER_H

#include "data/finding.h"

/**
 * The waiver that a finding falls under on a date, or NULL: of its check, for its contract and one
 * of its subjects where the waiver names them, not yet over. What is an error cannot be waived.
 */
const struct waiver *waiver_of(const struct register_rows *rows, const struct finding *finding,
                               struct date date);

/**
 * What was decided of a finding, by its fingerprint, or NULL. It is told beside the finding, which
 * stays: a decision says what is to be done, not that it is.
 */
const struct decision *decision_of(const struct register_rows *rows, const struct finding *finding);

#endif
