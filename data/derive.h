/*
 * The shapes of a year from those of another, along the movements: whose land each tile of a family
 * is on 1 January of that year. A merged commune owns the tiles of its parts; where a commune was
 * divided, its tile is cut first, along a line that someone gives.
 */
#ifndef DATA_DERIVE_H
#define DATA_DERIVE_H

#include "data/lineage.h"
#include "data/shape_family.h"

/** Codes of one year, ascending. */
struct insee_list {
    const struct insee *codes;
    size_t count;
};

/**
 * owners[t], of tile_count places, is whose land tile t is on 1 January of the year; the list of
 * that year's communes is asked only for a year before the family's. lineage may be NULL for the
 * family's own year.
 * STATUS_NOT_FOUND: another year, and no movements. STATUS_INVALID: a tile is the land of several
 * communes (it was divided after the year of the shapes and no cut is made, or is a merger of what
 * stood apart before); the subject is its code, the sentence names the communes and what to give.
 * Cost: one lineage a tile, 3 ms for Hauts-de-France.
 */
enum status derive_owners(const struct shape_family *family, const struct lineage *lineage,
                          int year, struct insee_list communes, struct insee owners[],
                          struct error *err) MUST_CHECK;

/**
 * Cuts what the movements up to 1 January of the year divide and one of the lines is for; cuts that
 * are made already, or that the year does not need, are passed over. *ret_family is another family,
 * or the same one acquired when nothing was to be cut. In a line, insee is the commune that was
 * divided on its date, whatever the code of its tile.
 * STATUS_INVALID: a line names other communes than the movements do on its date, lies in no tile of
 * its commune, or does not cut it; see shape_family_cut().
 */
enum status derive_cuts(struct shape_family *family, const struct lineage *lineage, int year,
                        const struct shape_cut cuts[], size_t cut_count,
                        struct shape_family **ret_family, struct error *err) MUST_CHECK;

#endif
