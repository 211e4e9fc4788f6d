/* An invented territory: square communes, what happened to them as text, and the years that follow.
 */
#ifndef TESTS_SUPPORT_TERRITORY_H
#define TESTS_SUPPORT_TERRITORY_H

#include "data/derive.h"
#include "data/vintage.h"

/**
 * Six communes of one hundredth of a degree, their codes as on a map, and shapes of 2021:
 *     02004 02005 02006
 *     02001 02002 02003
 * from 2° E 49° N.
 */
struct shape_family *territory_family(void) OWNED_BY(shape_family_release);

/** "2022-01-01 32 COM 02002 COM 02001", and delegates as "COMD 02002 02001"; NULL-ended lists. */
struct lineage *territory_lineage(const char *const movements[], const char *const delegates[])
    OWNED_BY(lineage_free);

/** Corners of the squares and places between: 1.5 is the middle of the second square. */
struct position territory_place(double x, double y);

/** The communes of a year, as many as there are owners, on these shapes; any failure fails. */
struct vintage *territory_vintage(int year, struct shape_family *family,
                                  const struct insee owners[]) OWNED_BY(vintage_free);

/** The same, its owners derived; every code that a tile has is a commune. */
struct vintage *territory_year(int year, struct shape_family *family, const struct lineage *lineage)
    OWNED_BY(vintage_free);

/** The code of each tile's owner, "02001 02001 …", for comparison. */
const char *territory_owners(const struct insee owners[], size_t count);

#endif
