/*
 * GEO-05, GEO-06, GEO-08: what a person should know of shapes that tile: contacts of a few metres,
 * communes in several pieces, borders that moved without an official event, sets whose pieces
 * depend on how generalised the shapes are.
 */
#ifndef DATA_CHECK_GEOMETRY_H
#define DATA_CHECK_GEOMETRY_H

#include "data/geometry_scope.h"

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

#endif
