/*
 * GEO-05, GEO-06, GEO-08: what a person should know of shapes that tile: contacts of a few metres,
 * communes in several pieces, borders that moved without an official event, sets whose pieces
 * depend on how generalised the shapes are.
 */
#ifndef DATA_CHECK_GEOMETRY_H
#define DATA_CHECK_GEOMETRY_H

#include "data/finding.h"
#include "data/land_before.h"
#include "data/perimeter.h"

struct geometry_scope {
    const struct vintage *vintage;
    struct land_before before;
    const struct register_rows *rows; /* contracts to look at; NULL: none */
    struct vintage_list history;      /* that their frozen members may look back into */
    const char *file; /* of the shapes, for evidence: outlives the findings; "" when unknown */
};

/**
 * Runs them all. Without an earlier vintage, or with one that rests on the same shapes, there is
 * nothing to compare. Cost: linear, and for each EPCI of both vintages the tracing of its outlines.
 */
enum status geometry_check(const struct geometry_scope *scope, struct findings *findings,
                           struct error *err) MUST_CHECK;

/** GEO-05: pairs that share less than CONTACT_DOUBT_M of border; false contacts are not told. */
enum status geometry_check_contacts(const struct geometry_scope *scope, struct findings *findings,
                                    struct error *err) MUST_CHECK;
/** GEO-06: communes in several pieces, or with holes. */
enum status geometry_check_pieces(const struct geometry_scope *scope, struct findings *findings,
                                  struct error *err) MUST_CHECK;
/**
 * GEO-08: a boundary that moved by more than 0.5 % of the commune or 5 ha, where no movement names
 * it. Shapes of another generalisation, known by the median commune, are told of once instead.
 */
enum status geometry_check_boundaries(const struct geometry_scope *scope, struct findings *findings,
                                      struct error *err) MUST_CHECK;
/**
 * GEO-08: EPCI and contracts of the same land whose pieces or holes are not as many as on the
 * earlier shapes. Contracts are named as subjects, by their id.
 */
enum status geometry_check_generalisation(const struct geometry_scope *scope,
                                          struct findings *findings, struct error *err) MUST_CHECK;

#define CONTACT_DOUBT_M 10.0

/** Do both vintages rest on the same shapes? */
bool vintages_share_shapes(const struct vintage *a, const struct vintage *b);

/** A finding about one commune: its code and its place. NULL when memory is short. */
struct finding *geometry_finding_begin(const struct geometry_scope *scope, const char *check,
                                       enum level level, uint32_t commune,
                                       struct findings *findings);

#endif
