/*
 * Coverages made of the tiles of a lattice, drawn by hand or at random, and what can be said of
 * them without the engine: their rings are walked along the lattice.
 *
 * A tile is a cell, or half a cell where a diagonal cuts it. A unit is any set of tiles; tiles of
 * no unit are gaps. Vertices are moved by less than a quarter of a cell, so that no edges meet.
 */
#ifndef TESTS_PROPERTY_LATTICE_H
#define TESTS_PROPERTY_LATTICE_H

#include "geo/coverage.h"

enum {
    LATTICE_SIDE_MAX = 10,
    LATTICE_VERTICES_MAX = (LATTICE_SIDE_MAX + 1) * (LATTICE_SIDE_MAX + 1),
    LATTICE_TILES_MAX = 2 * LATTICE_SIDE_MAX * LATTICE_SIDE_MAX,
    LATTICE_UNITS_MAX = 26,
    DIRECTIONS = 8, /* east, north-east … south-east: counter-clockwise */
};

#define TILE_NONE UINT32_MAX

struct lattice {
    int width, height; /* in cells */
    struct position places[LATTICE_VERTICES_MAX];
    uint32_t lefts[LATTICE_VERTICES_MAX][DIRECTIONS]; /* tile left of the edge that leaves so */
    uint32_t tile_units[LATTICE_TILES_MAX];           /* UNIT_OUTSIDE in a gap */
    uint32_t tile_count, unit_count;
};

/**
 * Rows from the north, parted by `|`: "AAB|A.B|CCB". Letters are units from 0, dots are gaps. Cells
 * measure 0.01 degree, the south-west corner is at 2° E 49° N.
 */
void lattice_draw(struct lattice *lattice, const char *rows);

/** At most side_max cells a side, anywhere on the grid and of any size that fits. */
void lattice_random(struct lattice *lattice, int side_max, uint64_t *random);

/** Vertex in this direction; there must be an edge. */
int lattice_step(const struct lattice *lattice, int vertex, int direction);
/** Tile right of the edge that leaves a vertex in a direction. */
uint32_t lattice_right(const struct lattice *lattice, int vertex, int direction);
bool lattice_has_edge(const struct lattice *lattice, int vertex, int direction);
int lattice_vertex_count(const struct lattice *lattice);
/** Unit of a tile, UNIT_OUTSIDE for TILE_NONE. */
uint32_t lattice_unit_of(const struct lattice *lattice, uint32_t tile);

/** Outline of the tiles of some units, canonical; holes and touching rings as OGC wants them. */
struct multipolygon *lattice_outline(const struct lattice *lattice, const bool chosen[])
    OWNED_BY(multipolygon_free);

/** How many edge-connected pieces the tiles of some units form. */
uint32_t lattice_piece_count(const struct lattice *lattice, const bool chosen[]);

/** A lattice with the shapes of its units (NULL without tile) and the coverage made of them. */
struct mosaic {
    struct lattice lattice;
    const struct multipolygon *units[LATTICE_UNITS_MAX];
    struct coverage *coverage;
};

/** Builds shapes and coverage of tiling->lattice; the coverage is measured. */
enum status mosaic_init(struct mosaic *tiling, struct error *err) MUST_CHECK;
void mosaic_release(struct mosaic *tiling);
DEFINE_SCOPED(mosaic)

/** The shapes as WKT comments of TAP, for who must look at a failure. */
void units_print(const struct multipolygon *const units[], size_t count);

#endif
