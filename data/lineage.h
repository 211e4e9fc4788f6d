/*
 * What became of a commune, and where a commune's land comes from.
 *
 * The walk goes from (code, date) strictly forward in time, one date after the other, through the
 * rows from commune to commune (COM to COM). Where the movements leave several candidates, the
 * parent of the delegated or associated commune of that code decides (COMPARENT of INSEE's list of
 * the later date): 60455, merged in 2019 into 60054, which was split in 2024, is in 60694.
 *
 * Within one date changes of code (41, 50) come first, then the rest: 14513 became 50649 and merged
 * into 50592 on the same day.
 *
 * All results are made in the caller's arena. Cost: a few binary searches for each event on the
 * way, about 1 µs for a commune that nothing happened to.
 */
#ifndef DATA_LINEAGE_H
#define DATA_LINEAGE_H

#include "data/movement.h"

/** What lineage rests on; all borrowed. */
struct lineage_base {
    const struct movements *movements;
    const struct delegates *delegates; /* of the list of the later date, or the first after it;
                                          NULL: candidates are not reconciled */
    const char *const *departements;   /* in scope; a commune that goes elsewhere has left */
    size_t departement_count;          /* 0: everything is in scope */
};

enum lineage_status {
    LINEAGE_SAME,  /* one successor, of the same code */
    LINEAGE_MOVED, /* one successor, of another code */
    LINEAGE_SPLIT, /* several, each with a part of its land */
    LINEAGE_ENDED, /* none: it is in no list any more */
    LINEAGE_LEFT,  /* its successors are outside the départements in scope */
};

enum lineage_rule {
    LINEAGE_BY_MOVEMENTS,         /* they alone say it */
    LINEAGE_BY_COMPARENT,         /* the parent of its delegated or associated commune decided */
    LINEAGE_BY_DELEGATE_RESTORED, /* its delegated commune became a commune again */
    LINEAGE_BY_SPLIT,             /* nothing decides: its land is in all of them */
};

/** Sorted, each once. */
struct insee_list {
    const struct insee *codes;
    uint32_t count;
};

/** What one kind of movement made of one code on one day, rows from commune to commune only. */
struct lineage_event {
    struct date date;
    enum movement_kind kind;
    struct insee code;
    struct insee_list into; /* none where a commune ended */
};

struct lineage {
    struct insee insee;
    struct date from, to;
    enum lineage_status status;
    enum lineage_rule rule;
    struct insee_list successors;
    struct insee_list by_movements;     /* before anything was reconciled */
    struct insee parent;                /* COMPARENT of the delegate of its code; "" without one */
    const struct lineage_event *events; /* by date, code, kind; on branches not taken too */
    uint32_t event_count;
};

struct lineage_origin {
    struct insee insee; /* on the earlier date */
    bool is_whole;      /* all its land is in the later commune; else a part is */
};

/** Which of two lists the movements between their dates do not explain. */
struct lineage_unexplained {
    struct insee_list lost;  /* of the earlier list: the later one has no successor of it */
    struct insee_list found; /* of the later list: nobody's successor */
};

/** What a code named and names, when it is not the same territory. */
struct code_change {
    const char *before; /* its name on the earlier date, "" when no movement tells */
    const char *after;  /* on the later date; the same where it took in land under its old name */
    struct date first;  /* day of the first movement that changed the territory */
    struct date last;   /* and of the last */
};

/** "same", "moved", "split", "ended", "left". */
const char *lineage_status_name(enum lineage_status status);
/** "movements", "comparent", "delegate restored", "split". */
const char *lineage_rule_name(enum lineage_rule rule);
struct words lineage_rule_words(enum lineage_rule rule);

/**
 * What became of the commune of this code on one date, by another.
 * STATUS_INVALID: to is before from. STATUS_NOT_FOUND: no commune had this code on that date, say
 * the movements. STATUS_NO_MEMORY.
 */
enum status lineage_of(const struct lineage_base *base, const char *insee, struct date from,
                       struct date to, struct arena *arena, struct lineage *ret_lineage,
                       struct error *err) MUST_CHECK;

/**
 * The communes of the earlier date whose land makes up the commune that has this code on the later
 * one: those whose lineage, reconciled, holds it. Sorted by code; none when it was made from
 * nothing that was a commune. To derive its shape, unite the whole ones; a part asks for a line to
 * cut along. STATUS_INVALID, STATUS_NOT_FOUND (no such commune on the later date),
 * STATUS_NO_MEMORY.
 */
enum status lineage_origins(const struct lineage_base *base, const char *insee, struct date later,
                            struct date earlier, struct arena *arena,
                            struct lineage_origin **ret_origins, size_t *ret_count,
                            struct error *err) MUST_CHECK;

/**
 * Do the movements explain what became of one list of communes in another, given both lists,
 * sorted? Successors outside the scope are not missed.
 * STATUS_INVALID, STATUS_NOT_FOUND (a commune that the movements deny), STATUS_NO_MEMORY.
 */
enum status lineage_compare_lists(const struct lineage_base *base, struct date from,
                                  struct insee_list earlier, struct date to,
                                  struct insee_list later, struct arena *arena,
                                  struct lineage_unexplained *ret_unexplained, struct error *err)
    MUST_CHECK;

/**
 * Does the code name another territory on the later date (REF-07)? Then *ret_is_other is true and
 * the change is told; a new name alone is no change. A code that no commune has on one of the dates
 * does not change.
 * STATUS_INVALID, STATUS_NO_MEMORY.
 */
enum status lineage_code_change(const struct lineage_base *base, const char *insee,
                                struct date from, struct date to, bool *ret_is_other,
                                struct code_change *ret_change, struct error *err) MUST_CHECK;

#endif
