/* An EPCI through the vintages: who came, who left, and where from and to. */
#ifndef DATA_EPCI_YEARS_H
#define DATA_EPCI_YEARS_H

#include "data/snapshot.h"

/** A commune that came to an EPCI, or left it, between two vintages. */
struct epci_move {
    struct insee insee;
    const char *name;
    const struct epci *other;   /* its EPCI of the other vintage; NULL when it has none there */
    bool is_in_both;            /* has the other vintage a commune of that code? */
    struct code_set successors; /* of one that left and is no more; may be empty */
};

struct epci_change {
    int year; /* of the later vintage: the change is known by the lists of 1 January */
    const struct epci_move *joined;
    uint32_t joined_count;
    const struct epci_move *left;
    uint32_t left_count;
};

/** One change for each two vintages in a row that both have the EPCI and differ in its members. */
enum status epci_changes_find(const struct snapshot *snapshot, const char *siren,
                              struct arena *arena, const struct epci_change **ret_changes,
                              uint32_t *ret_count, struct error *err) MUST_CHECK;

#endif
