/*
 * The perimeter of a contract's version: the communes its members resolve to in a vintage, and the
 * outline derived from them.
 *
 * A member that follows its EPCI (dynamic, or unstated) takes the EPCI's communes of this vintage;
 * a frozen one those of its reference date, followed to this vintage, and without a reference date
 * it is not evaluated: see member_land.h. Includes and excludes are set algebra: their order does
 * not matter.
 */
#ifndef DATA_PERIMETER_H
#define DATA_PERIMETER_H

#include "data/outline.h"
#include "data/register.h"

enum member_result {
    MEMBER_RESOLVED,
    MEMBER_UNKNOWN_CODE,  /* no such unit in this vintage */
    MEMBER_NOT_EVALUATED, /* frozen, and the composition it was frozen at is not known */
    MEMBER_MIXED, /* its land is in one commune now with land that the version does not name */
};

struct lineage;

struct perimeter {
    const struct version *version;
    const struct vintage *vintage;
    const uint32_t *communes; /* ascending; clipped to the region when the version says so */
    const enum certainty *certainties; /* of each: inferred when no stated member brings it */
    uint32_t commune_count;
    const uint32_t *doubtful; /* ascending: in it or not, as the members not evaluated would say */
    uint32_t doubtful_count;
    const enum member_result *results; /* one a member of the version */
    bool is_whole;                     /* every member was resolved */
    uint32_t epci_count;               /* EPCI with at least one commune in it */
    int64_t population;
    double area_m2;
    const struct outline *outline; /* NULL when there is no commune */
    struct digest members_digest;
};

/** Vintages, ascending by year. */
struct vintage_list {
    struct vintage *const *vintages;
    size_t count;
};

/** The last vintage that is not after the date; NULL before the first. */
const struct vintage *vintage_at(struct vintage_list list, struct date date);

/** The composition that a version's frozen members were frozen at; NULL when the version does not
 * say, or not sharply. */
const struct vintage *version_frozen_vintage(const struct version *version,
                                             struct vintage_list history);

/**
 * The day on which the codes of a version's members are meant: its reference date, 1 January of its
 * reference vintage, else its first day; the last one where that is not sharp. False: nobody knows.
 */
bool version_reference_day(const struct version *version, struct date *ret_day);

/** What tells of earlier days: the vintages that a frozen member may look back into, and the
 * movements along which its communes are followed. */
struct known_past {
    struct vintage_list vintages;
    const struct lineage *lineage; /* may be NULL */
};

/** Arrays go to the arena; the outline to outlines. */
enum status perimeter_resolve(const struct version *version, const struct vintage *vintage,
                              struct known_past past, struct outlines *outlines,
                              struct arena *arena, struct perimeter *ret_perimeter,
                              struct error *err) MUST_CHECK;

/** Is a commune of the vintage in it? Binary search. */
bool perimeter_holds(const struct perimeter *perimeter, uint32_t commune);

#endif
