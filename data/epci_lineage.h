/*
 * EPCI from one vintage to a later one. No published file says which SIREN took over from which,
 * so their communes do, counted in the codes of the later vintage: the Métropole Européenne de
 * Lille of 2020 (245900410) is that of 2021 (200093201), with 90 of its 95 communes.
 */
#ifndef DATA_EPCI_LINEAGE_H
#define DATA_EPCI_LINEAGE_H

#include "data/land_change.h"

/* From this share of its communes on, an EPCI is said to have gone into another. */
enum { EPCI_COMMON_PERCENT = 90 };

enum epci_fate {
    EPCI_KEPT,      /* the SIREN is there still, whatever its name, nature or communes */
    EPCI_SUCCEEDED, /* by a new SIREN: each has the share of its communes in the other */
    EPCI_ABSORBED,  /* the share of its communes is in one EPCI, which has more beside them */
    EPCI_DIVIDED,   /* dissolved: no EPCI has that share of its communes */
    EPCI_GONE,      /* the later vintage holds none of its communes, or none of them has an EPCI */
};

/** Communes that an EPCI of the earlier vintage and one of the later have in common. */
struct epci_share {
    uint32_t before, after;
    uint32_t common; /* in later codes */
};

struct epci_succession {
    enum epci_fate fate;
    uint32_t heir;     /* of the later vintage; UNIT_NONE when divided or gone */
    uint32_t common;   /* with the heir */
    uint32_t recoded;  /* its communes, in later codes */
    bool has_new_name; /* the heir */
    bool has_new_nature;
    struct land_change land; /* against the heir; empty without one */
};

/** A commune whose EPCI is not the one that its former EPCI went into. */
struct epci_transfer {
    uint32_t commune_before, commune_after;
    uint32_t epci_before, epci_after; /* UNIT_NONE: in none */
};

struct epci_lineage {
    const struct crosswalk *crosswalk;
    const struct epci_succession *successions; /* one an EPCI of the earlier vintage */
    const struct epci_share *shares;           /* by SIREN before, then after */
    uint32_t share_count;
    const uint32_t
        *created; /* of the later vintage, their SIREN is not in the earlier; ascending */
    uint32_t created_count;
    const struct epci_transfer *transfers; /* by commune before, then after */
    uint32_t transfer_count;
    struct arena arena;
};

void epci_lineage_free(struct epci_lineage *epci_lineage);
DEFINE_AUTO(epci_lineage)

/** The crosswalk outlives it. Cost: 3 ms for Hauts-de-France. */
enum status epci_lineage_new(const struct crosswalk *crosswalk,
                             struct epci_lineage **ret_epci_lineage, struct error *err) MUST_CHECK;

/** The EPCI of the earlier vintage that a created one takes over from; UNIT_NONE when none is. */
uint32_t epci_lineage_predecessor(const struct epci_lineage *epci_lineage, uint32_t created);

/** "kept", "succeeded", …: in files and JSON. */
const char *epci_fate_name(enum epci_fate fate);

#endif
