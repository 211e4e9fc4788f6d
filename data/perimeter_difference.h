/*
 * From one perimeter to another: the same contract on two days or in two versions, or a contract
 * and its successor. Each commune that comes or goes does so for one of two reasons that are never
 * confused (design §4, domain.md §3.2): it was decided, the members are others; or it was suffered,
 * the official lists put other communes under the same members.
 */
#ifndef DATA_PERIMETER_DIFFERENCE_H
#define DATA_PERIMETER_DIFFERENCE_H

#include "data/land_change.h"
#include "data/snapshot.h"

struct perimeter_side {
    const struct contract *contract;
    const struct version *version;
    const struct perimeter *perimeter;
    struct date date;
    enum force force; /* of the version, on the date */
};

/** A commune that comes or goes, by its code in one of the two vintages. */
struct commune_step {
    bool comes;
    bool is_decided;
    const struct vintage *vintage;
    uint32_t commune;
};

/** A member of either version that the other has not, or has otherwise. */
struct member_change {
    const struct member *before, *after; /* one may be NULL */
};

struct perimeter_difference {
    struct perimeter_side before, after;
    const struct commune_step *steps; /* decided ones first, those that come first, by code */
    uint32_t step_count;
    const struct member_change *members; /* by operation, kind and code */
    uint32_t member_count;
    struct crosswalk *crosswalk; /* owned; from the earlier vintage; NULL within one */
    const uint32_t *relations; /* of the crosswalk: other codes, of the land that stays or moves */
    uint32_t relation_count;
    bool has_same_outline; /* position for position */
    bool has_same_shapes;  /* one family: else outlines differ by their drawing alone */
    struct arena arena;
};

void perimeter_difference_free(struct perimeter_difference *difference);
DEFINE_AUTO(perimeter_difference)

/**
 * The vintages may be in either order. What was decided is the difference of both versions in the
 * earlier vintage; what was suffered, that of one version between the vintages. The snapshot
 * outlives the difference. Cost: a crosswalk when the vintages differ.
 */
enum status perimeter_difference_new(const struct snapshot *snapshot,
                                     const struct perimeter_side *before,
                                     const struct perimeter_side *after,
                                     struct perimeter_difference **ret_difference,
                                     struct error *err) MUST_CHECK;

uint32_t perimeter_difference_count(const struct perimeter_difference *difference, bool comes,
                                    bool is_decided);

/** Neither a commune, a code nor a member differs. */
bool perimeter_difference_is_none(const struct perimeter_difference *difference);

#endif
