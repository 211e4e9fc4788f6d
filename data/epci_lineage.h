/*
 * What became of the EPCI between two lists of members, judged by the communes they have in common.
 *
 * A SIREN is a legal person, not a territory: one that goes on may change name, nature and members,
 * and the same territory may go on under another one (MEL in 2020: 245900410, then 200093201).
 * Communes are mapped along the movements first, so that a merger of communes is not a departure.
 */
#ifndef DATA_EPCI_LINEAGE_H
#define DATA_EPCI_LINEAGE_H

#include "data/lineage.h"
#include "data/vintage.h"

/** The members of a list on a date; arrays sorted by their code, strings borrowed. */
struct epci_member {
    struct insee insee;
    struct siren epci; /* "" for none */
};
struct epci_title {
    struct siren siren; /* first: searches compare it */
    const char *name;
    const char *nature;
};
struct epci_list {
    struct date date;
    const struct epci_member *members;
    size_t member_count;
    const struct epci_title *titles;
    size_t title_count;
};

enum epci_outcome {
    EPCI_SAME,
    EPCI_RENAMED,
    EPCI_NATURE_CHANGED, /* CC to CA …, under the same SIREN; the name may change too */
    EPCI_NEW_SIREN,      /* gone, and 90 % of its communes or more are together in another */
    EPCI_DISSOLVED,      /* gone into several, or into none */
};

/** A commune on its way in or out. */
struct epci_move {
    struct insee before; /* "" when the earlier list does not hold where its land comes from */
    struct insee after;  /* "" when it ended */
    struct siren other;  /* where it comes from or goes to; "" for no EPCI, or out of the list */
};

struct epci_share {
    struct siren siren;     /* an EPCI of the later list */
    uint32_t commune_count; /* of the old communes, wholly in it */
};

struct epci_lineage {
    struct siren before;
    struct siren after; /* that goes on for it; "" when it is dissolved */
    enum epci_outcome outcome;
    bool after_is_new;    /* of EPCI_NEW_SIREN: was not in the earlier list, else it absorbed it */
    bool after_is_mainly; /* more than half of the communes of `after` come from it */
    uint32_t commune_count;          /* of the earlier list */
    const struct epci_share *shares; /* most communes first, then by SIREN */
    uint32_t share_count;
    const struct epci_move *joined; /* into `after`, from elsewhere; by codes */
    uint32_t joined_count;
    const struct epci_move *left; /* from `before`, not into `after`; by codes */
    uint32_t left_count;
};

/** "same", "renamed", "nature_changed", "new_siren", "dissolved". */
const char *epci_outcome_name(enum epci_outcome outcome);
struct words epci_outcome_words(enum epci_outcome outcome);

/** The list that a vintage holds, on 1 January of its year; names are borrowed from it. */
enum status epci_list_of(const struct vintage *vintage, struct arena *arena,
                         struct epci_list *ret_list, struct error *err) MUST_CHECK;

/**
 * One result for each EPCI of the earlier list, by SIREN.
 * STATUS_INVALID: the later list is of an earlier date. STATUS_NOT_FOUND: the earlier list holds a
 * commune that the movements deny. STATUS_NO_MEMORY. Cost: one lineage a commune and two sorts.
 */
enum status epci_lineages_find(const struct lineage_base *base, const struct epci_list *earlier,
                               const struct epci_list *later, struct arena *arena,
                               struct epci_lineage **ret_lineages, size_t *ret_count,
                               struct error *err) MUST_CHECK;

#endif
