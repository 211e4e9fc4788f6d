/*
 * Positions in the cells of a hashed grid: is one in a triangle so small that it spans a few cells?
 * Nearly every triangle of a line that is simplified is; the others are for vertex_tree.h.
 */
#ifndef GEO_VERTEX_CELLS_H
#define GEO_VERTEX_CELLS_H

#include "geo/status.h"
#include "geo/triangle.h"

struct vertex_cells {
    const struct position *positions;
    const bool *is_struck;
    uint32_t *firsts; /* slot → first of its chain + 1, 0 when empty */
    uint32_t *nexts;  /* position → next of the chain + 1 */
    uint32_t slot_mask;
    int shift; /* a cell is 2^shift grid steps wide */
};

enum cells_answer { CELLS_CLEAR, CELLS_MET, CELLS_UNKNOWN };

/** Borrows both lists; those struck off later are no longer met. cell_e7: about its width. */
enum status vertex_cells_init(struct vertex_cells *cells, const struct position positions[],
                              const bool is_struck[], uint32_t count, uint64_t cell_e7) MUST_CHECK;
/** Also after a failed or no init. */
void vertex_cells_release(struct vertex_cells *cells);

/** CELLS_UNKNOWN: the triangle spans many cells, or these are crowded. Forgets what was struck. */
enum cells_answer vertex_cells_meet(struct vertex_cells *cells, const struct triangle *triangle);

#endif
