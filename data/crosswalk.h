/*
 * From the communes of one vintage to those of a later one: whom each became, along the movements,
 * and what that makes of both lists.
 *
 * Communes that share land are one relation: four that merged and the one they became, one that was
 * divided and its parts, and nearly always one commune and itself. Every commune of either vintage
 * is in exactly one.
 */
#ifndef DATA_CROSSWALK_H
#define DATA_CROSSWALK_H

#include "data/lineage.h"
#include "data/vintage.h"

enum crosswalk_change {
    CROSSWALK_SAME,
    CROSSWALK_RESPELLED, /* the lists write the name otherwise, and no movement says so */
    CROSSWALK_RENAMED,
    CROSSWALK_RECODED, /* another code for the same land */
    CROSSWALK_MERGED,
    CROSSWALK_SPLIT,
    CROSSWALK_REDRAWN, /* several became several others */
    CROSSWALK_LEFT,    /* the region, or what the vintage holds beyond it */
    CROSSWALK_CAME,
    CROSSWALK_LOST,  /* the later list lacks it, and no movement says what it became */
    CROSSWALK_FOUND, /* the earlier list lacks it, and no movement says where it is from */
};
enum { CROSSWALK_CHANGE_COUNT = CROSSWALK_FOUND + 1 };

struct crosswalk_successor {
    struct insee insee;
    uint32_t commune; /* of the later vintage; UNIT_NONE: it does not hold that code */
};

/** What one commune of the earlier vintage became. */
struct crosswalk_origin {
    const struct crosswalk_successor *successors; /* by code; at least one */
    uint32_t successor_count;
    enum succession_status status;
    enum succession_rule rule;
    uint32_t relation;
};

struct crosswalk_relation {
    enum crosswalk_change change;
    const uint32_t *before, *after; /* communes of either vintage, ascending */
    uint32_t before_count, after_count;
    const struct date *dates; /* of the movements between them, ascending, each once */
    uint32_t date_count;
    bool in_region; /* of one commune at least, in one vintage at least */
};

struct crosswalk {
    const struct vintage *before, *after;
    const struct crosswalk_origin *origins;     /* one a commune of the earlier vintage */
    const uint32_t *relation_of_after;          /* one a commune of the later vintage */
    const struct crosswalk_relation *relations; /* by their smallest code */
    uint32_t relation_count;
    uint32_t counts[CROSSWALK_CHANGE_COUNT]; /* relations in the region */
    struct arena arena;
};

void crosswalk_free(struct crosswalk *crosswalk);
DEFINE_AUTO(crosswalk)

/**
 * Between 1 January of either year. lineage may be NULL: then a code is followed by itself. The
 * vintages outlive the crosswalk.
 * STATUS_INVALID: the first vintage is not the earlier one. Cost: one lineage a commune, 14 ms for
 * Hauts-de-France.
 */
enum status crosswalk_new(const struct lineage *lineage, const struct vintage *before,
                          const struct vintage *after, struct crosswalk **ret_crosswalk,
                          struct error *err) MUST_CHECK;

/** "same", "merged", …: in files and JSON. */
const char *crosswalk_change_name(enum crosswalk_change change);

#endif
