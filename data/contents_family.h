/* The families of shapes that the vintages of a store rest on, and what goes with them. */
#ifndef DATA_CONTENTS_FAMILY_H
#define DATA_CONTENTS_FAMILY_H

#include "data/contents.h"

/**
 * The vintage whose shapes are nearest to a year: of shapes not after it the latest, else the first
 * after it. That year's own vintage does not count. NULL when there is none.
 */
const struct vintage *contents_nearest(const struct contents *contents, int year);

/**
 * All vintages that rest on one family come to rest on another, with more cuts.
 * Errors: derive_owners(), vintage_land(). The contents are then unfit for use.
 */
enum status contents_change_family(struct contents *contents, const struct shape_family *from,
                                   struct shape_family *to, struct error *err) MUST_CHECK;

/**
 * Those movements that touch a département of the region or a commune of one of the vintages, and
 * those that befell, elsewhere, what came from there later or led there before; and the delegated
 * communes whose parent is in scope. Cost: 0.1 s for INSEE's list of all France.
 */
enum status contents_restrict_lineage(const struct contents *contents,
                                      const struct lineage *lineage, struct lineage **ret_lineage,
                                      struct error *err) MUST_CHECK;

#endif
