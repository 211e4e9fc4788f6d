/* Inside of a locator: blocks, their cells, and the edges of a cell. */
#ifndef GEO_LOCATOR_CELLS_H
#define GEO_LOCATOR_CELLS_H

#include "geo/cell_grid.h"
#include "geo/locate.h"
#include "geo/rising.h"
#include "geo/tangent_plane.h"

/** An edge as a cell needs it, copied so that an answer is in one place of the memory. */
struct cell_edge {
    struct position from, to;
    uint32_t left, right; /* units, UNIT_OUTSIDE where there is none */
};

/** A cell with edges: edges[begin …), up to where the next cell's begin. */
struct listed_cell {
    uint32_t begin;
    uint32_t corner; /* unit at its south-west corner */
};

/** A block of the coarse grid is cut into 2^bits × 2^bits cells, the more the more edges it has. */
struct locator_block {
    uint32_t cells; /* index of its first cell; rows from the south, each from the west */
    int bits;
};

enum { BLOCKS_ACROSS = 64 };

/* What a cell holds: its unit, or its number among those with edges and this mark. */
#define CONTENT_EDGES 0x80000000u

struct locator {
    const struct coverage *coverage;
    uint32_t *units; /* unit of the cells → unit of the coverage; NULL: the same, and own cells */
    struct box box;
    struct cell_grid grid; /* of blocks */
    int columns, rows;     /* blocks */
    struct locator_block *blocks;
    uint32_t *cells;            /* contents */
    struct listed_cell *listed; /* one more, for the end of the last */
    struct cell_edge *edges;
    uint32_t cell_count, listed_count;
};

/** A cell with edges, in hand; or one without (begin == end), whose corner tells its unit. */
struct locator_cell {
    uint32_t begin, end, corner;
    int32_t west_e7, south_e7;
};

static inline bool content_has_edges(uint32_t content)
{
    return (content & CONTENT_EDGES) != 0 && content != UNIT_OUTSIDE;
}

/** The content of the cell that holds a position of the box. */
static inline uint32_t locator_content(const struct locator *locator, struct position position)
{
    uint32_t x = (uint32_t)position.lon_e7 - (uint32_t)locator->grid.west_e7;
    uint32_t y = (uint32_t)position.lat_e7 - (uint32_t)locator->grid.south_e7;
    const struct locator_block *block =
        &locator->blocks[(y >> locator->grid.shift) * (uint32_t)locator->columns +
                         (x >> locator->grid.shift)];
    int shift = locator->grid.shift - block->bits;
    uint32_t mask = (1u << block->bits) - 1;

    return locator
        ->cells[block->cells + ((y >> shift & mask) << block->bits) + (x >> shift & mask)];
}

/** The unit right of an edge, seen in its own direction or against it. */
static inline uint32_t edge_right_unit(const struct cell_edge *edge, bool is_along)
{
    return is_along ? edge->right : edge->left;
}

/** The coverage's unit for a unit of the cells or UNIT_OUTSIDE. */
static inline uint32_t locator_told(const struct locator *locator, uint32_t unit)
{
    return locator->units == NULL || unit == UNIT_OUTSIDE ? unit : locator->units[unit];
}

/** The cell with these contents that holds a position. */
struct locator_cell locator_cell_at(const struct locator *locator, struct position position,
                                    uint32_t content);

/** The unit of the cells on a cell's west side, at a latitude within it. */
uint32_t locator_cell_unit_up(const struct locator *locator, struct locator_cell cell,
                              int64_t lat_e7);

/** Calls back for every cell that meets a box. */
void locator_visit(const struct locator *locator, struct box box,
                   void (*visit)(void *context, const struct locator *locator,
                                 struct locator_cell cell),
                   void *context);

#endif
