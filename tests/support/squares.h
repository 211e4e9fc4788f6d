/*
 * Twelve communes of a square each, and registers over them.
 *
 *    A1 A2 B1 B2      80001 80002 80011 80012      A, B, C: EPCI; 80031 is in none; 76001 and 76002
 *    A3 A4 B3 B4      80003 80004 80013 80014      lie outside the region, in the EPCI C.
 *    C1 D1 X1 X2      80021 80031 76001 76002
 */
#ifndef TESTS_SUPPORT_SQUARES_H
#define TESTS_SUPPORT_SQUARES_H

#include "data/finding.h"
#include "data/snapshot.h"

#define EPCI_A "200069029"
#define EPCI_B "200069235"
#define EPCI_C "200044030"

enum { SQUARE_COUNT = 12 };

/** INSEE code of a square, of those in the region before the two outside it. */
const char *square_insee(size_t square);

/** Two vintages of the same squares, 2021 and 2023, and the rows (see rows.h); nothing may go
 * wrong.
 */
struct snapshot *squares_snapshot(const char *const rows[]);

/** "2021-04-14". */
struct date day_of(const char *text);

/** All that is found on a date, or fails the test. */
void squares_check(const struct snapshot *snapshot, const char *date, struct findings *findings);

#endif
