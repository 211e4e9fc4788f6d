/* The rings of tiles, and what is made of them. */
#include <stdio.h>
#include <stdlib.h>

#include "geo/measure.h"
#include "geo/wkt.h"
#include "property/lattice.h"

/** Pieces of tiles that hang together by edges: numbers from 0, TILE_NONE for tiles not chosen. */
struct pieces {
    uint32_t of[LATTICE_TILES_MAX];
    uint32_t count;
};

static bool is_chosen(const struct lattice *lattice, const bool chosen[], uint32_t tile)
{
    uint32_t unit = lattice_unit_of(lattice, tile);

    return unit != UNIT_OUTSIDE && chosen[unit];
}

/** Gives both tiles of an edge the lower number. */
static bool join(struct pieces *pieces, uint32_t a, uint32_t b)
{
    uint32_t low, high;

    if (a == TILE_NONE || b == TILE_NONE || pieces->of[a] == TILE_NONE ||
        pieces->of[b] == TILE_NONE || pieces->of[a] == pieces->of[b])
        return false;
    low = pieces->of[a] < pieces->of[b] ? pieces->of[a] : pieces->of[b];
    high = pieces->of[a] < pieces->of[b] ? pieces->of[b] : pieces->of[a];
    for (uint32_t tile = 0; tile < LATTICE_TILES_MAX; tile++) {
        if (pieces->of[tile] == high)
            pieces->of[tile] = low;
    }
    return true;
}

static void find_pieces(const struct lattice *lattice, const bool chosen[], struct pieces *pieces)
{
    pieces->count = 0;
    for (uint32_t tile = 0; tile < LATTICE_TILES_MAX; tile++) {
        bool is_in = tile < lattice->tile_count && is_chosen(lattice, chosen, tile);

        pieces->of[tile] = is_in ? tile : TILE_NONE;
        pieces->count += is_in;
    }
    for (int vertex = 0; vertex < lattice_vertex_count(lattice); vertex++) {
        for (int direction = 0; direction < DIRECTIONS; direction++)
            pieces->count -= join(pieces, lattice->lefts[vertex][direction],
                                  lattice_right(lattice, vertex, direction));
    }
}

uint32_t lattice_piece_count(const struct lattice *lattice, const bool chosen[])
{
    struct pieces pieces;

    find_pieces(lattice, chosen, &pieces);
    return pieces.count;
}

static void must(enum status status)
{
    if (status != STATUS_OK)
        abort();
}

/** The border of one piece on its way to rings. */
struct walk {
    const struct lattice *lattice;
    const struct pieces *pieces;
    uint32_t piece;
    bool is_walked[LATTICE_VERTICES_MAX][DIRECTIONS];
};

static bool is_in_piece(const struct walk *walk, uint32_t tile)
{
    return tile != TILE_NONE && walk->pieces->of[tile] == walk->piece;
}

static bool is_border(const struct walk *walk, int vertex, int direction)
{
    return is_in_piece(walk, walk->lattice->lefts[vertex][direction]) &&
           !is_in_piece(walk, lattice_right(walk->lattice, vertex, direction));
}

/**
 * Walks one ring, around the outside that it borders: at each vertex the next edge is the first of
 * the border counter-clockwise from where the walk came. What is outside a piece comes to a vertex
 * in one wedge only, or the piece would not hang together; so no vertex comes twice.
 */
static void walk_ring(struct walk *walk, int vertex, int direction, struct multipolygon *shape)
{
    while (!walk->is_walked[vertex][direction]) {
        walk->is_walked[vertex][direction] = true;
        must(multipolygon_add_position(shape, walk->lattice->places[vertex]));
        vertex = lattice_step(walk->lattice, vertex, direction);
        direction = (direction + 4) % DIRECTIONS;
        do
            direction = (direction + 1) % DIRECTIONS;
        while (!is_border(walk, vertex, direction));
    }
    must(multipolygon_close_ring(shape));
}

/** The rings of a piece of one orientation: its shell (+1) or its holes (-1). */
static void add_rings(struct walk *walk, int orientation, struct multipolygon *shape)
{
    for (int vertex = 0; vertex < lattice_vertex_count(walk->lattice); vertex++) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            AUTO(multipolygon) ring = multipolygon_new();

            if (walk->is_walked[vertex][direction] || !is_border(walk, vertex, direction))
                continue;
            walk_ring(walk, vertex, direction, ring);
            if (ring_orientation(ring->positions, ring->position_count) != orientation)
                continue;
            for (uint32_t i = 0; i < ring->position_count; i++)
                must(multipolygon_add_position(shape, ring->positions[i]));
            must(multipolygon_close_ring(shape));
        }
    }
}

struct multipolygon *lattice_outline(const struct lattice *lattice, const bool chosen[])
{
    struct multipolygon *shape = multipolygon_new();
    struct pieces pieces;

    if (shape == NULL)
        abort();
    find_pieces(lattice, chosen, &pieces);
    for (uint32_t piece = 0; piece < lattice->tile_count; piece++) {
        if (pieces.of[piece] != piece)
            continue;
        for (int orientation = 1; orientation >= -1; orientation -= 2) {
            struct walk walk = {.lattice = lattice, .pieces = &pieces, .piece = piece};

            add_rings(&walk, orientation, shape);
        }
        must(multipolygon_end_polygon(shape));
    }
    must(multipolygon_canonicalize(shape));
    return shape;
}

enum status mosaic_init(struct mosaic *tiling, struct error *err)
{
    enum status status;

    tiling->coverage = NULL;
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++) {
        bool chosen[LATTICE_UNITS_MAX] = {false};
        struct multipolygon *shape;

        chosen[unit] = true;
        shape = lattice_outline(&tiling->lattice, chosen);
        if (shape->polygon_count == 0) {
            multipolygon_free(shape);
            shape = NULL;
        }
        tiling->units[unit] = shape;
    }
    status = coverage_new(tiling->units, tiling->lattice.unit_count, &tiling->coverage, NULL, err);
    return status == STATUS_OK ? coverage_measure(tiling->coverage) : status;
}

void mosaic_release(struct mosaic *tiling)
{
    coverage_free(tiling->coverage);
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        multipolygon_free((struct multipolygon *)(uintptr_t)tiling->units[unit]);
}

void units_print(const struct multipolygon *const units[], size_t count)
{
    for (size_t unit = 0; unit < count; unit++) {
        SCOPED(text) text;
        const char *bytes = "";
        size_t length;

        text_init(&text, 1 << 20);
        if (units[unit] == NULL)
            continue;
        wkt_add(&text, units[unit]);
        if (text_view(&text, &bytes, &length) == STATUS_OK)
            printf("# unit %zu: %s\n", unit, bytes);
    }
}
