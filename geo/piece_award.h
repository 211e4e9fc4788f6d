/*
 * Who gets a piece that several units claim, or that none does. The rule, piece by piece:
 *
 *   a claimant of whose land the piece is half or more keeps it (an enclave without its hole);
 *   else the unit, of its claimants or, for a gap, of its neighbours, with which it shares the
 *   longest border; where lengths are equal, the lowest unit;
 *   a gap wider than asked stays a gap.
 */
#ifndef GEO_PIECE_AWARD_H
#define GEO_PIECE_AWARD_H

#include "geo/arrangement.h"

#define AWARD_NOBODY UINT32_MAX

/**
 * ret_units[p]: the unit that piece p goes to, AWARD_NOBODY for the outside and for gaps that stay.
 * areas_m2 and widths_m are of the pieces; unit_areas_m2 is all that a unit claims.
 */
enum status pieces_award(const struct arrangement *arrangement, const double areas_m2[],
                         const double widths_m[], const double unit_areas_m2[],
                         double max_gap_width_m, uint32_t ret_units[]) MUST_CHECK;

#endif
