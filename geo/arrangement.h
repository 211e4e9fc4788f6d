/*
 * The plane as overlapping shapes cut it: pieces, each with the units that claim it. What a
 * coverage is when every piece has one owner.
 *
 * Owners follow from the borders alone: crossing an edge changes sides with exactly the polygons
 * that walk it (even-odd, so that spikes, figure-eights and rings turned either way are harmless).
 */
#ifndef GEO_ARRANGEMENT_H
#define GEO_ARRANGEMENT_H

#include "geo/edge_graph.h"

#define PIECE_OUTSIDE 0 /* the piece that reaches to infinity */

/** An edge that parts two pieces. */
struct parting {
    struct position from, to;
    uint32_t from_vertex, to_vertex;
    uint32_t left, right; /* pieces */
};

/** Units that claim a piece, ascending: owners[begin … end). */
struct piece {
    uint32_t begin, end;
};

struct arrangement {
    struct parting *partings;
    /* Walks with a piece on the left: 2p is parting p walked from `from`, 2p + 1 walked back. */
    uint32_t *next;
    struct piece *pieces; /* the first is PIECE_OUTSIDE */
    uint32_t *owners;
    uint32_t parting_count, piece_count, vertex_count;
};

void arrangement_release(struct arrangement *arrangement);
DEFINE_SCOPED(arrangement)

/**
 * Of shapes whose edges meet at ends only (noding_run()). STATUS_LIMIT: a piece with more than
 * 1,000 owners.
 */
enum status arrangement_init(struct arrangement *arrangement,
                             const struct multipolygon *const units[], size_t count,
                             struct error *err) MUST_CHECK;

/**
 * The chosen pieces as polygons: ret_shapes[p] is that of piece p, NULL for the others; the caller
 * frees them, also on failure. PIECE_OUTSIDE has none.
 */
enum status arrangement_shapes(const struct arrangement *arrangement, const bool chosen[],
                               struct multipolygon *ret_shapes[], struct error *err) MUST_CHECK;

static inline uint32_t piece_owner_count(const struct arrangement *arrangement, uint32_t piece)
{
    return arrangement->pieces[piece].end - arrangement->pieces[piece].begin;
}

#endif
