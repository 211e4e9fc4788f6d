/* Laws that any coverage obeys, tried on many random ones. */
#ifndef TESTS_PROPERTY_LAWS_H
#define TESTS_PROPERTY_LAWS_H

#include "geo/region.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

/** False when the law is broken; it has then printed what differs. */
typedef bool law_body(const struct mosaic *tiling, uint64_t *random);

/**
 * Tries a law on LISIERE_CASES tilings (400), small ones first; fails at the first that breaks it,
 * with its shapes.
 */
void law_holds(law_body *law);

/** Each unit with a random chance, of a density that is random too; some sets are all or none. */
void random_units(const struct mosaic *tiling, bool chosen[], uint64_t *random);
/** Their numbers; returns how many. */
size_t units_of(const struct mosaic *tiling, const bool chosen[], uint32_t units[]);

/** A region of the chosen units; any failure is a failure of the test. */
struct region *region_of(const struct coverage *coverage, const uint32_t units[], size_t count);
struct multipolygon *outline_of(struct region *region) OWNED_BY(multipolygon_free);
struct multipolygon *outline_of_units(const struct coverage *coverage, const uint32_t units[],
                                      size_t count) OWNED_BY(multipolygon_free);

/** Are they equal? Prints both when not. */
bool same_shape(const char *what, const struct multipolygon *got,
                const struct multipolygon *wanted);
bool same_number(const char *what, int64_t got, int64_t wanted);

#endif
