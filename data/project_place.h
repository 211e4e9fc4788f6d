/* Where a funded project lies: in the perimeter of its contract, in part, outside, or in none. */
#ifndef DATA_PROJECT_PLACE_H
#define DATA_PROJECT_PLACE_H

#include "data/snapshot.h"

enum project_place {
    PROJECT_INSIDE,
    PROJECT_PARTLY,
    PROJECT_OUTSIDE,
    PROJECT_WITHOUT_CONTRACT,
    PROJECT_NOT_EVALUATED, /* no commune is given, one is unknown that day, or the day is too early
                            */
};
enum { PROJECT_PLACE_COUNT = PROJECT_NOT_EVALUATED + 1 };

/**
 * On the day of its decision, else on the date: the contract's version of that day (the nearest,
 * where none runs) in the vintage of that day.
 */
enum project_place project_place_on(const struct snapshot *snapshot, const struct project *project,
                                    struct date date);

/** Walks the codes of a project's communes: start with *at = project->communes; false at the end.
 */
bool project_next_commune(const char **at, struct insee *ret_insee);

/** "inside", "partly", "outside", "without_contract", "not_evaluated". */
const char *project_place_name(enum project_place place);
/** "offer", "accommodation", "reception", "event"; in words. */
const char *project_category_name(enum project_category category);
struct words project_category_words(enum project_category category);

#endif
