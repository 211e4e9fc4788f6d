/*
 * How far a contract is on a date. What is recorded is how far it is now; on another day it was not
 * signed yet, not in force yet, in force, or over.
 */
#ifndef DATA_CONTRACT_STATUS_H
#define DATA_CONTRACT_STATUS_H

#include "data/standing.h"

/** May a status become another one, as time passes? Steps may be left out, never retraced. */
bool contract_status_may_become(enum contract_status before, enum contract_status after);

/**
 * False when nothing tells: before its signature where no adoption is dated either, while a bound
 * is in doubt, between two versions. Candidates and contracts in preparation are that on every day.
 */
bool contract_status_on(const struct register_rows *rows, uint32_t contract, struct date date,
                        enum contract_status *ret_status);

/** Index of a contract that takes the place of another and can run; UINT32_MAX for none. */
uint32_t contract_successor(const struct register_rows *rows, uint32_t contract);

/** The first and the last day on which public versions may be in force; false when there is none.
 */
bool contract_days(const struct register_rows *rows, uint32_t contract, struct date *ret_first,
                   struct date *ret_last);

/** The latest day of its acts of a kind that have a date; false when none has. */
bool contract_act_day(const struct register_rows *rows, uint32_t contract, const char *kind,
                      struct date *ret_day);

#endif
