/*
 * What an import should bring, known before it is read: about as many communes and EPCI as the
 * nearest vintage that is loaded already has, in about its place; where there is none, at least the
 * floors below which a list is known to be cut off (SRC-07), inside France (SRC-10).
 */
#ifndef DATA_SOURCE_EXPECTATION_H
#define DATA_SOURCE_EXPECTATION_H

#include "data/vintage.h"

/**
 * From this many départements on, a list is one of all France, whatever region is kept of it: no
 * region has half as many.
 */
enum { NATIONAL_DEPARTEMENTS = 30 };

struct range {
    size_t min; /* 0: nothing is expected */
    size_t max;
};

struct expectation {
    const struct vintage *nearest; /* borrowed; NULL when none is loaded for the region */
    struct box area;       /* of it, half a degree wider; empty without, and for all France */
    struct range communes; /* of the region */
    struct range epcis;
    struct range national_communes; /* of a list of all France */
    struct range national_epcis;
};

/** Vintages of the same region that are loaded, in any order; "" is all of France. */
struct expectation expectation_of(const char *region, int year, struct vintage *const vintages[],
                                  size_t count);

bool range_holds(struct range range, size_t count);

/**
 * Where the shape of a commune may lie: in the area of the nearest vintage, else in the box of the
 * commune's overseas département or of metropolitan France. Empty for a code of which nothing is
 * known.
 */
struct box expectation_area(const struct expectation *expectation, const char *insee);

#endif
