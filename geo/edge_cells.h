/*
 * The edges of a graph, sorted by the cells of a square grid that they cross: who meets whom, and
 * what lies west of a place. Cells are about as large as the mean edge.
 */
#ifndef GEO_EDGE_CELLS_H
#define GEO_EDGE_CELLS_H

#include "geo/cell_grid.h"
#include "geo/edge_graph.h"

struct edge_cells {
    const struct edge_graph *graph;
    uint64_t *entries; /* by row, then column; a step stands for its edge */
    size_t count;
    struct cell_grid grid;
    int column_bits; /* an entry is a row, so many bits of column, and 32 of step */
};

void edge_cells_release(struct edge_cells *cells);
DEFINE_SCOPED(edge_cells)

/** Borrows the graph. Cost: linear in the edges, whatever their lengths. */
enum status edge_cells_init(struct edge_cells *cells, const struct edge_graph *graph,
                            struct error *err) MUST_CHECK;

enum meeting_kind {
    MEETING_CROSSING,  /* two edges cross between their ends */
    MEETING_JUNCTION,  /* an end of one lies inside the other */
    MEETING_COLLINEAR, /* as before, and they run along each other */
};

/** Two edges that meet elsewhere than at a common end. */
struct meeting {
    enum meeting_kind kind;
    uint32_t first, second; /* steps; a junction's vertex is an end of the second */
    struct position place;  /* exact for a junction; the nearest grid position of a crossing */
};

struct meetings {
    struct meeting *list; /* sorted, each once; freed with free() */
    size_t count;
    bool is_cut; /* more than `max` were found, the search was given up */
};

/**
 * Every meeting of two edges, exact. STATUS_LIMIT when so many edges crowd into one place that
 * comparing them all would not end.
 * Cost: linear for edges that spread as borders do.
 */
enum status edge_cells_meetings(const struct edge_cells *cells, size_t max,
                                struct meetings *ret_meetings, struct error *err) MUST_CHECK;

/**
 * The edge that a ray from a position due west meets first, STEP_NONE when it meets none. The ray
 * runs a hair north of the position's latitude, so that it passes no vertex. Edges through the
 * position itself do not count. The edges must not cross.
 */
uint32_t edge_cells_west_of(const struct edge_cells *cells, struct position position);

/** Face just east of an edge that is not level. */
uint32_t edge_east_face(const struct edge_graph *graph, uint32_t step);

#endif
