/* What the shape of a commune in a vintage rests on: whose land of which year, and a cut or repair.
 */
#ifndef DATA_SHAPE_BASIS_H
#define DATA_SHAPE_BASIS_H

#include "data/vintage.h"

struct shape_basis {
    int year;        /* of the shapes */
    bool is_derived; /* is it another shape than the family has for the code? */
    const uint32_t *tiles;
    uint32_t tile_count;
    const struct shape_cut *cut;         /* one that left it a side only; NULL when none did */
    const struct shape_repair *repair;   /* of the first of its tiles that was mended; or NULL */
    const struct vintage_source *source; /* of the shapes; NULL when the store does not say */
};

struct shape_basis shape_basis_of(const struct vintage *vintage, uint32_t commune);

#endif
