/* Assertions that explain themselves: both values, geometries as WKT. */
#ifndef TESTS_SUPPORT_EXPECT_H
#define TESTS_SUPPORT_EXPECT_H

/* cmocka's own order of includes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "geo/multipolygon.h"
#include "geo/status.h"

/** cmocka compares doubles as floats, which cannot tell 7000000.1 from 7000000.3. */
void expect_near(double got, double wanted, double tolerance);

void expect_shape(const struct multipolygon *got, const struct multipolygon *wanted);

/** OK, or the sentence of the error. */
void expect_ok(enum status status, const struct error *err);

/** That status, and a sentence in both languages that holds each of the words (ended by NULL). */
void expect_refusal(enum status got, enum status wanted, const struct error *err,
                    const char *const words[]);

/** A shape from its rings, "x y, x y, …" in whole degrees; rings parted by `/`, polygons by `;`. */
struct multipolygon *shape_of(const char *rings);

/** A square of a grid: lower left corner and side, in units of 0.01 degree from 2° E 49° N. */
struct multipolygon *square_at(int x, int y, int side);

#endif
