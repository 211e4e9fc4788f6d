/*
 * A date seen in the codes of a year that one names: the contracts are those of the date, their
 * communes, EPCI, populations and outlines those of the year, whether or not a contract was in
 * force in it.
 */
#ifndef DATA_REEXPRESSION_H
#define DATA_REEXPRESSION_H

#include "data/snapshot.h"

struct reexpression;

void reexpression_free(struct reexpression *reexpression);
DEFINE_AUTO(reexpression)

/** The year of a vintage as people write it; STATUS_INVALID for anything but four digits. */
enum status vintage_year_parse(const char *text, int *ret_year, struct error *err) MUST_CHECK;

/**
 * The period of a date; in the vintage of a year unless that is 0. *ret_reexpression owns what had
 * to be computed (NULL when nothing had) and must outlive the period, as must the snapshot, which
 * is only read. STATUS_INVALID: no such vintage; the sentence lists those there are.
 * Cost: nothing when the year is 0 or that of the date; else 2 ms for Hauts-de-France.
 */
enum status period_on(const struct snapshot *snapshot, struct date at, int year,
                      struct reexpression **ret_reexpression, const struct period **ret_period,
                      struct error *err) MUST_CHECK;

/** Is this the period of the date, in another vintage than the date's own? */
bool period_is_reexpressed(const struct snapshot *snapshot, const struct period *period,
                           struct date at);

#endif
