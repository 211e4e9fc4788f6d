/*
 * Movements of communes: the rows of INSEE's list of events (« v_mvt_commune », documented at
 * https://www.insee.fr/fr/information/2560452, Code officiel géographique), and the delegated and
 * associated communes of its yearly list (« v_commune »).
 *
 * One event spans several rows of one date and kind, and the list is stated anew every year. The
 * same code names different communes over time (453 codes come back): a code means something only
 * with a date. A movement holds from its own day on.
 */
#ifndef DATA_MOVEMENT_H
#define DATA_MOVEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/arena.h"
#include "data/date.h"
#include "data/insee.h"

/** MOD; the values are INSEE's numbers. */
enum movement_kind {
    MOVEMENT_RENAME = 10,
    MOVEMENT_CREATION = 20,              /* land taken from communes that live on */
    MOVEMENT_RESTORATION = 21,           /* a commune leaves the one that lives on */
    MOVEMENT_SUPPRESSION = 30,           /* its land goes to one or several, or out of the list */
    MOVEMENT_MERGER = 31,                /* fusion simple */
    MOVEMENT_NEW_COMMUNE = 32,           /* commune nouvelle */
    MOVEMENT_ASSOCIATION = 33,           /* fusion association */
    MOVEMENT_ASSOCIATION_TO_MERGER = 34, /* from here on, but for 41 and 50, no land moves */
    MOVEMENT_DELEGATE_REMOVED = 35,
    MOVEMENT_CHANGE_OF_DEPARTEMENT = 41, /* a new code for the same land */
    MOVEMENT_CHANGE_OF_SEAT = 50,        /* a new code for the same land */
    MOVEMENT_ASSOCIATED_TO_DELEGATED = 70,
    MOVEMENT_DELEGATE_RESTORED = 71,
    MOVEMENT_DELEGATE_CREATED = 72,
};

enum commune_type {
    COMMUNE_TYPE_NONE, /* before a creation, after an end */
    COMMUNE_TYPE_COM,
    COMMUNE_TYPE_COMD, /* delegated */
    COMMUNE_TYPE_COMA, /* associated */
    COMMUNE_TYPE_ARM,  /* municipal arrondissement */
};

struct movement {
    struct date date;
    enum movement_kind kind;
    enum commune_type type_before, type_after;
    struct insee before, after; /* "" with COMMUNE_TYPE_NONE */
    const char *name_before, *name_after;
};

/** The same as the file has it: MOD, DATE_EFF, TYPECOM_AV, COM_AV, LIBELLE_AV, TYPECOM_AP … */
struct movement_row {
    const char *mod, *date;
    const char *type_before, *before, *name_before;
    const char *type_after, *after, *name_after;
};

/** A part of a commune that keeps a code and a name of its own: COMD, COMA or ARM. */
struct delegate {
    struct insee insee; /* first: searches compare it */
    enum commune_type type;
    struct insee parent; /* COMPARENT: the commune it is part of */
    const char *name;
};

/** TYPECOM, COM, COMPARENT, LIBELLE; rows of type COM are no delegates. */
struct delegate_row {
    const char *type, *insee, *parent, *name;
};

/** Sorted, without doubles, immutable; strings are its own. */
struct movements {
    const struct movement *list; /* by date, kind, codes and types */
    uint32_t count;
    const uint32_t *by_before; /* positions in the list by code before, then in its order */
    const uint32_t *by_after;
    struct arena arena;
};

struct delegates {
    const struct delegate *list; /* by code, type, parent */
    uint32_t count;
    struct arena arena;
};

/** Positions in the list of movements, in its order; borrowed. */
struct movement_range {
    const uint32_t *at;
    uint32_t count;
};

/** "rename", "new commune", … : in files and JSON. */
const char *movement_kind_name(enum movement_kind kind);
/** INSEE's label, « création de commune nouvelle », and an English one. */
struct words movement_kind_words(enum movement_kind kind);
/** Do land or codes move from commune to commune? Not with a rename, nor with 34, 35, 70 to 72. */
bool movement_kind_moves_land(enum movement_kind kind);
/** "", "COM", "COMD", "COMA", "ARM". */
const char *commune_type_name(enum commune_type type);

/*
 * From text to value. STATUS_NOT_FOUND: a value that our lists do not know (a MOD or type that
 * INSEE added), to be reported as such (SRC-12); the sentence names field and value.
 */
enum status movement_kind_parse(const char *mod, enum movement_kind *ret_kind, struct error *err)
    MUST_CHECK;
enum status commune_type_parse(const char *type, enum commune_type *ret_type, struct error *err)
    MUST_CHECK;
/**
 * One row; the names stay borrowed.
 * STATUS_NOT_FOUND as above. STATUS_FORMAT: the date is no day, or a code is not of the form (a
 * lost leading zero is named as such), or there is a code without type or a type without code.
 */
enum status movement_parse(const struct movement_row *row, struct movement *ret_movement,
                           struct error *err) MUST_CHECK;
/** The same for a delegate; a type that is none of the three is STATUS_INVALID. */
enum status delegate_parse(const struct delegate_row *row, struct delegate *ret_delegate,
                           struct error *err) MUST_CHECK;

void movements_free(struct movements *movements);
DEFINE_AUTO(movements)
/** Copies the rows, whose order does not matter. Cost: three sorts, 10 ms for France. */
enum status movements_new(const struct movement rows[], size_t count,
                          struct movements **ret_movements, struct error *err) MUST_CHECK;

void delegates_free(struct delegates *delegates);
DEFINE_AUTO(delegates)
enum status delegates_new(const struct delegate rows[], size_t count,
                          struct delegates **ret_delegates, struct error *err) MUST_CHECK;

/** The rows whose code before (after) is this one, of every date and type. Binary search. */
struct movement_range movements_leaving(const struct movements *movements, const char *insee);
struct movement_range movements_reaching(const struct movements *movements, const char *insee);

/** The delegated or associated commune with this code, an arrondissement too; NULL if none. */
const struct delegate *delegates_find(const struct delegates *delegates, const char *insee);

/** What the movements alone tell of a commune (COM) of this code on a date. */
enum existence { EXISTENCE_UNTOLD, EXISTENCE_NO, EXISTENCE_YES };
enum existence movements_existence(const struct movements *movements, const char *insee,
                                   struct date date);
/** Its name on that date; NULL where no movement tells, then the yearly lists do. */
const char *movements_name_on(const struct movements *movements, const char *insee,
                              struct date date);

#endif
