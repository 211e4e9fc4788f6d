/*
 * What is known of a commune on a date. The precedence is the order of the enumeration: covered
 * before covered_inferred before unknown before not_covered.
 *
 * Absence of data is not absence of contract: a commune is not_covered only when the list of every
 * generation that may run on the date is declared complete for it, and no contract that may be in
 * force holds it.
 */
#ifndef DATA_STANDING_H
#define DATA_STANDING_H

#include "data/perimeter.h"

enum standing {
    STANDING_COVERED,
    STANDING_COVERED_INFERRED, /* rests on a membership or date that nobody stated officially */
    STANDING_UNKNOWN,
    STANDING_NOT_COVERED,
};
enum { STANDING_COUNT = 4 };

/** Is a version in force on a date? In doubt: a bound is unknown or imprecise there. */
enum force { FORCE_NO, FORCE_IN_DOUBT, FORCE_YES };

/** "covered", "covered_inferred", "unknown", "not_covered": in files and JSON. */
const char *standing_name(enum standing standing);
/** « couvert », « couvert selon la presse », … */
struct words standing_words(enum standing standing);

/** By its dates alone: the bounds of the version, and of its generation where one is unknown. */
enum force version_term_on(const struct register_rows *rows, const struct version *version,
                           struct date date);

/** The same, but candidates and contracts in preparation are never in force. */
enum force version_force(const struct register_rows *rows, const struct version *version,
                         struct date date);

/**
 * The days, both included, on which version_force() says FORCE_YES; false when there are none, as
 * with an unknown end.
 */
bool version_certain_days(const struct register_rows *rows, const struct version *version,
                          struct date *ret_first, struct date *ret_last);

/**
 * What a contract makes of a commune that its version holds: covered only when the version is in
 * force, the membership stated, and the contract's own evidence official.
 */
enum standing standing_under(const struct contract *contract, enum force force,
                             enum certainty certainty);

/** The days from which the answer of version_force() may differ: at most 4 a version, unsorted. */
size_t version_force_bounds(const struct register_rows *rows, const struct version *version,
                            struct date ret_bounds[4]);

/** May the generation's contracts run on the date, and if so is their list declared complete? */
enum generation_list { LIST_NOT_RUNNING, LIST_INCOMPLETE, LIST_COMPLETE };
enum generation_list generation_list_on(const struct generation *generation, struct date date);

/** The days from which generation_list_on() may differ: at most 4, unsorted. */
size_t generation_bounds(const struct generation *generation, struct date ret_bounds[4]);

#endif
