/* The general overlay of GEOS, to compare with (reentrant calls only, a context per call). */
#ifndef TESTS_SUPPORT_OVERLAY_H
#define TESTS_SUPPORT_OVERLAY_H

#include <stddef.h>

#include "geo/multipolygon.h"

/**
 * Outline of members that form a coverage: borders shared by two members vanish, holes that no
 * member fills stay. The result is canonical (multipolygon_canonicalize), so the order of the
 * members does not change it. No members give an empty multipolygon.
 *
 * STATUS_INVALID: the members do not tile; their areas do not add up exactly, or GEOS refuses.
 * STATUS_INTERNAL: GEOS failed otherwise; the message carries its words.
 * Cost: linear in the vertices of the members, about 0.1 µs each.
 */
enum status overlay_coverage_union(const struct multipolygon *const members[], size_t count,
                                   struct multipolygon **ret_outline, struct error *err) MUST_CHECK;

#endif
