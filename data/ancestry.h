/*
 * Lineage the other way: from a commune on a date to the communes that it comes from, and each
 * event on the way told whole, with everyone who took part in it and their names.
 *
 * The walk back is over the same rows, strictly backward in time; it finds all whose land may have
 * come here, and only those remain whose own lineage, reconciled, leads here.
 */
#ifndef DATA_ANCESTRY_H
#define DATA_ANCESTRY_H

#include "data/lineage.h"

/** A commune that takes part in an event; the name is the lineage's. */
struct party {
    struct insee insee;
    const char *name;
};

/** The communes of a day and a kind that rows link with one another, before and after; ascending.
 */
struct movement_event {
    struct date date;
    enum movement_kind kind;
    struct party before[SUCCESSORS_MAX], after[SUCCESSORS_MAX];
    size_t before_count, after_count;
};

/** Ascending by date, each event once. */
struct chronicle {
    struct movement_event *events;
    size_t count;
};

void chronicle_release(struct chronicle *chronicle);
DEFINE_SCOPED(chronicle)

/** The events of a succession. STATUS_LIMIT: more than SUCCESSORS_MAX took part in one. */
enum status chronicle_of(const struct lineage *lineage, const struct succession *succession,
                         struct chronicle *ret_chronicle, struct error *err) MUST_CHECK;

struct ancestry {
    struct code_set origins;
    struct date since; /* the day on which their codes are meant: the eve of the first event */
    struct chronicle chronicle;
};

void ancestry_release(struct ancestry *ancestry);
DEFINE_SCOPED(ancestry)

/**
 * Of the commune that has this code on `until`. Without an event it comes from itself, on that day.
 * Errors: see lineage_follow(). Cost: one pass over the movements, and one lineage an origin.
 */
enum status lineage_ascend(const struct lineage *lineage, const char *insee, struct date until,
                           struct ancestry *ret_ancestry, struct error *err) MUST_CHECK;

#endif
