/* The contracts that speak of a commune or an EPCI, as people read them. */
#ifndef SERVICE_CLI_EXPLAIN_TEXT_CONTRACTS_H
#define SERVICE_CLI_EXPLAIN_TEXT_CONTRACTS_H

#include "data/covering.h"
#include "geo/text.h"

/**
 * Of so many communes: one that is explained alone, or all of an EPCI. Those in force first, with
 * the members that say so; then those that are not, a line each.
 */
void explain_text_contracts(struct text *text, enum language language,
                            const struct snapshot *snapshot, const struct covering coverings[],
                            uint32_t count, uint32_t communes);

/** The lists of contracts that may run on the date and are not declared complete, in brackets. */
void explain_text_lists(struct text *text, enum language language, const struct register_rows *rows,
                        struct date at);

/** The members of the register that give the very code, a line each. */
void explain_text_namings(struct text *text, enum language language,
                          const struct snapshot *snapshot, const struct member *const namings[],
                          uint32_t count);

#endif
