/*
 * The whole of time cut into periods in which nothing changes: the vintage that serves, the
 * versions in force or in doubt, the standing of every commune, the gaps. Any date is then a binary
 * search.
 */
#ifndef DATA_TIMELINE_H
#define DATA_TIMELINE_H

#include "data/gap.h"

/** A version that is, or may be, in force during a period. */
struct period_version {
    const struct perimeter *perimeter;
    enum force force; /* FORCE_YES or FORCE_IN_DOUBT */
};

struct standing_total {
    uint32_t communes;
    int64_t population;
    double area_m2;
};

struct period {
    struct date from;              /* DATE_FIRST for the first one */
    struct date until;             /* the first day after it; DATE_LAST for the last one */
    const struct vintage *vintage; /* NULL before the first: nothing below is evaluated then */
    const struct period_version *versions; /* by contract id */
    uint32_t version_count;
    const enum standing *standings; /* one a commune of the vintage */
    const struct gap *gaps;
    uint32_t gap_count;
    struct standing_total totals[STANDING_COUNT]; /* of the region */
    uint32_t known_contracts;                     /* contracts in force or in doubt */
    int32_t expected_contracts; /* of the generations that run; -1 when one does not say */
    bool list_is_complete;      /* of every generation that runs */
};

struct timeline {
    const struct period *periods;
    size_t count;
};

/**
 * Only public contracts and versions take part. perimeters: for each vintage of the list (outer),
 * for each version of the register (inner), in their order.
 */
enum status timeline_build(const struct register_rows *rows, struct vintage_list vintages,
                           const struct perimeter *perimeters, struct outlines *outlines,
                           struct arena *arena, struct timeline *ret_timeline, struct error *err)
    MUST_CHECK;

/**
 * The same days in another vintage of the list: the versions are those of the period, their
 * communes, the standings and the gaps those of the vintage; see timeline_build() for the rest.
 */
enum status period_express(const struct register_rows *rows, struct vintage_list vintages,
                           const struct perimeter *perimeters, const struct period *period,
                           const struct vintage *vintage, struct outlines *outlines,
                           struct arena *arena, struct period *ret_period, struct error *err)
    MUST_CHECK;

const struct period *timeline_at(const struct timeline *timeline, struct date date);

/** The versions of the period whose perimeter holds the commune: up to max of them; the number
 * found. */
size_t period_versions_of(const struct period *period, uint32_t commune,
                          const struct period_version *ret_versions[], size_t max);

#endif
