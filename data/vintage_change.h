/*
 * All that is different between two vintages of a snapshot: the communes, the EPCI, and what that
 * makes of the contracts of a day, each read in the codes of either year.
 */
#ifndef DATA_VINTAGE_CHANGE_H
#define DATA_VINTAGE_CHANGE_H

#include "data/epci_lineage.h"
#include "data/snapshot.h"

enum contract_effect {
    EFFECT_NONE,
    EFFECT_RECODED, /* other codes, the same territory */
    EFFECT_TERRITORY,
    EFFECT_UNKNOWN_MEMBER, /* a member is not in the later vintage, or cannot be evaluated */
};

/** One version of a contract in both vintages. */
struct contract_change {
    const struct contract *contract;
    enum force force;
    const struct perimeter *before, *after;
    struct land_change land;
    enum contract_effect effect;
    bool has_same_outline; /* position for position: what is published is the same to the byte */
};

struct vintage_change {
    struct crosswalk *crosswalk; /* owned */
    struct epci_lineage *epcis;  /* owned */
    struct date date;
    bool has_same_shapes; /* one family: else areas and outlines differ by their drawing alone */
    bool is_from_press;   /* the register; then whoever tells of contracts says so */
    const struct contract_change *contracts; /* by contract id */
    uint32_t contract_count;
    uint32_t effect_counts[EFFECT_UNKNOWN_MEMBER + 1];
    struct arena arena;
};

void vintage_change_free(struct vintage_change *change);
DEFINE_AUTO(vintage_change)

/**
 * The contracts are those whose version is in force, or may be, on the date. The snapshot outlives
 * the change. STATUS_INVALID: the first vintage is not the earlier one.
 */
enum status vintage_change_new(const struct snapshot *snapshot, const struct vintage *before,
                               const struct vintage *after, struct date date,
                               struct vintage_change **ret_change, struct error *err) MUST_CHECK;

/** "none", "recoded", "territory", "unknown_member": in files and JSON. */
const char *contract_effect_name(enum contract_effect effect);

#endif
