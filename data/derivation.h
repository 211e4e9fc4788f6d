/*
 * What of a vintage is not of its own year: shapes that another year's were made into along the
 * movements, borders drawn along a line that someone gave, tables of another year. Every answer
 * that rests on such a thing names it.
 */
#ifndef DATA_DERIVATION_H
#define DATA_DERIVATION_H

#include "data/vintage.h"
#include "geo/text.h"

/** Does the vintage rest on the cut: are its two sides the land of two communes? */
bool vintage_rests_on_cut(const struct vintage *vintage, const struct shape_cut *cut);

/** The name of a cut: the two communes that it parted, ascending, "60054/60694". */
enum { CUT_NAME_SIZE = 12 };
const char *cut_name(const struct shape_cut *cut, char ret_name[CUT_NAME_SIZE]);

/**
 * What the shape of a set of communes (ascending) was made from, in a short form, separated by one
 * space; nothing when all is as in the year of the shapes. "02054=02054+02695": a commune, and
 * whose land of that year it is. "60054/60694": the outline follows the line of a cut.
 */
void derivation_add(struct text *text, const struct vintage *vintage, const uint32_t communes[],
                    size_t count);

#endif
