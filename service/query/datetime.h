/*
 * The datetime parameter (OGC 17-069r4 §7.15.4). Answers are as of a day: an instant is that day;
 * an interval is read at its day nearest to today, since what it selects is a state, not events.
 */
#ifndef SERVICE_QUERY_DATETIME_H
#define SERVICE_QUERY_DATETIME_H

#include "data/date.h"

/**
 * A day, an RFC 3339 date-time (its day is taken as written), `a/b`, `a/..`, `../b`, `a/` , `/b`,
 * and `a/P<n>D`. STATUS_INVALID with what is accepted.
 */
enum status datetime_parse(const char *text, struct date today, struct date *ret_at,
                           struct error *err) MUST_CHECK;

#endif
