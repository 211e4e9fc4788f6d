/*
 * Which communes of a vintage a member of a version stands for.
 *
 * A member that follows its EPCI takes the EPCI's communes of the vintage. A commune, and the
 * communes of a frozen EPCI, are those of the day their codes are meant on: they are followed along
 * the movements to the commune that has their land. Where that one has other land too, which the
 * version does not speak of, whether it is in is for people to decide: it is in doubt.
 */
#ifndef DATA_MEMBER_LAND_H
#define DATA_MEMBER_LAND_H

#include "data/lineage.h"
#include "data/perimeter.h"

/* What is known of each commune of the vintage while members are applied, as bits. */
enum land_mark {
    LAND_STATED = 1,   /* a stated member includes it */
    LAND_INFERRED = 2, /* an inferred member includes it */
    LAND_EXCLUDED = 4,
    LAND_DOUBTFUL = 8, /* in it or not, as people would say */
};

/** A commune by its code on a day. */
struct dated_commune {
    struct insee insee;
    struct date day;
};

struct member_land {
    const struct version *version;
    const struct vintage *vintage;
    struct vintage_list history;
    const struct lineage *lineage; /* NULL: no movements are known */
    uint8_t *marks;                /* one a commune of the vintage */
    const struct dated_commune *included,
        *excluded; /* that the version names by commune or froze */
    size_t included_count, excluded_count;
};

/** Communes are gathered once for all members of the version; arrays go to the arena. */
enum status member_land_init(struct member_land *land, struct arena *arena, struct error *err)
    MUST_CHECK;

/** Adds the marks of one member. Errors: see lineage_follow(). */
enum status member_land_mark(const struct member_land *land, const struct member *member,
                             enum member_result *ret_result, struct error *err) MUST_CHECK;

#endif
