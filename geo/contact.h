/* Where two units of a coverage touch, and along how much. */
#ifndef GEO_CONTACT_H
#define GEO_CONTACT_H

#include "geo/coverage.h"

struct contact {
    uint32_t a, b;  /* units, a < b */
    bool is_edge;   /* false: they meet at points only */
    int64_t length; /* of the shared border in steps of measure.h; 0 at points, or unmeasured */
};

/**
 * Every pair of units that touch, by a, then b; freed with free(). STATUS_LIMIT when more than
 * 4,096 arcs meet in one node.
 * Cost: linear in arcs and nodes; sorts the pairs.
 */
enum status contacts_list(const struct coverage *coverage, struct contact **ret_contacts,
                          size_t *ret_count) MUST_CHECK;

/**
 * How many pairs of units walk a common edge, and how many more share a vertex only, in shapes that
 * need not tile: what nearly matches does not touch.
 */
enum status contacts_count(const struct multipolygon *const units[], size_t count,
                           size_t *ret_edge_pairs, size_t *ret_point_pairs, struct error *err)
    MUST_CHECK;

/** The pairs that touch at points, among a sorted list: how many. */
size_t contacts_count_points(const struct contact contacts[], size_t count);

#endif
