/*
 * INSEE's list of movements: what happened to communes, one row for each pair of a commune before
 * and a commune after. One event is all rows of a date and a kind: group before interpreting.
 */
#ifndef DATA_MOVEMENT_H
#define DATA_MOVEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "data/arena.h"
#include "data/date.h"
#include "data/insee.h"

/** The MOD column; the numbers are INSEE's. */
enum movement_kind {
    MOVEMENT_RENAMED = 10,
    MOVEMENT_CREATED = 20,
    MOVEMENT_RESTORED = 21, /* a commune comes back out of one, which stays */
    MOVEMENT_SUPPRESSED = 30,
    MOVEMENT_MERGED = 31,
    MOVEMENT_NEW_COMMUNE = 32,
    MOVEMENT_ASSOCIATED = 33,
    MOVEMENT_ASSOCIATION_MERGED = 34,
    MOVEMENT_DELEGATE_SUPPRESSED = 35,
    MOVEMENT_DEPARTEMENT_CHANGED = 41,
    MOVEMENT_SEAT_CHANGED = 50,
    MOVEMENT_ASSOCIATE_DELEGATED = 70,
    MOVEMENT_DELEGATE_RESTORED = 71,
    MOVEMENT_DELEGATE_CREATED = 72,
};

enum commune_type {
    COMMUNE_NONE, /* nothing before a creation, nothing after what left the list */
    COMMUNE_FULL, /* COM */
    COMMUNE_DELEGATED,
    COMMUNE_ASSOCIATED,
    COMMUNE_ARRONDISSEMENT,
};

struct movement {
    struct date date;
    enum movement_kind kind;
    enum commune_type type_before, type_after;
    struct insee before, after;
    const char *name_before, *name_after;
};

/** A delegated or associated commune of a list, and the commune it is part of. */
struct delegate {
    struct insee insee;
    enum commune_type type;
    struct insee parent;
    const char *name;
};

/** False for a number that INSEE's documentation does not have. */
bool movement_kind_parse(const char *text, enum movement_kind *ret_kind);
/** COM, COMA, COMD, ARM, or nothing. */
bool commune_type_parse(const char *text, enum commune_type *ret_type);
const char *commune_type_name(enum commune_type type);
/** As INSEE calls it: « création de commune nouvelle ». */
struct words movement_kind_words(enum movement_kind kind);

/** From commune to commune, no delegated or associated one on either side. */
bool movement_is_between_communes(const struct movement *movement);
/** A new code for the same land; within a day these come before what else happens. */
bool movement_is_change_of_code(const struct movement *movement);

/** By date, kind, codes, types. */
int movement_compare(const void *a, const void *b);
/** By code, then type. */
int delegate_compare(const void *a, const void *b);

#endif
