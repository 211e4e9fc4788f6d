/* The pieces of an arrangement as polygons: see arrangement_shapes(). */
#include <stdlib.h>

#include "geo/arrangement.h"

/** Walks of one piece on their way to rings. */
struct tracing {
    const struct arrangement *arrangement;
    uint32_t *walk; /* darts of the walk in hand */
    uint32_t walk_count;
    uint32_t
        *left_at;  /* vertex → where the walk in hand left it; believed when the walk confirms */
    bool *is_done; /* dart */
    struct multipolygon **rings_of; /* piece → its rings so far, the shell anywhere among them */
};

static struct position dart_from(const struct arrangement *arrangement, uint32_t dart)
{
    const struct parting *parting = &arrangement->partings[dart >> 1];

    return (dart & 1) == 0 ? parting->from : parting->to;
}

static uint32_t dart_vertex(const struct arrangement *arrangement, uint32_t dart)
{
    const struct parting *parting = &arrangement->partings[dart >> 1];

    return (dart & 1) == 0 ? parting->from_vertex : parting->to_vertex;
}

static uint32_t dart_piece(const struct arrangement *arrangement, uint32_t dart)
{
    const struct parting *parting = &arrangement->partings[dart >> 1];

    return (dart & 1) == 0 ? parting->left : parting->right;
}

/** Takes the end of the walk, from a place on, as a ring of the piece. */
static enum status take_ring(struct tracing *tracing, uint32_t from, struct multipolygon *rings)
{
    enum status status = STATUS_OK;

    for (uint32_t i = from; i < tracing->walk_count && status == STATUS_OK; i++)
        status =
            multipolygon_add_position(rings, dart_from(tracing->arrangement, tracing->walk[i]));
    tracing->walk_count = from;
    return status == STATUS_OK ? multipolygon_close_ring(rings) : status;
}

/** Walks around a piece, and cuts a ring off wherever a vertex is met again. */
static enum status walk_from(struct tracing *tracing, uint32_t first, struct multipolygon *rings)
{
    const struct arrangement *arrangement = tracing->arrangement;
    uint32_t dart = first;
    enum status status = STATUS_OK;

    tracing->walk_count = 0;
    do {
        uint32_t vertex = dart_vertex(arrangement, dart);
        uint32_t at = tracing->left_at[vertex];

        if (at < tracing->walk_count && dart_vertex(arrangement, tracing->walk[at]) == vertex)
            status = take_ring(tracing, at, rings);
        tracing->left_at[vertex] = tracing->walk_count;
        tracing->walk[tracing->walk_count++] = dart;
        tracing->is_done[dart] = true;
        dart = arrangement->next[dart];
    } while (dart != first && status == STATUS_OK);
    return status == STATUS_OK ? take_ring(tracing, 0, rings) : status;
}

static enum status walk_all(struct tracing *tracing, const bool chosen[])
{
    const struct arrangement *arrangement = tracing->arrangement;
    enum status status = STATUS_OK;

    for (uint32_t dart = 0; dart < 2 * arrangement->parting_count && status == STATUS_OK; dart++) {
        uint32_t piece = dart_piece(arrangement, dart);

        if (piece == PIECE_OUTSIDE || !chosen[piece] || tracing->is_done[dart])
            continue;
        if (tracing->rings_of[piece] == NULL)
            tracing->rings_of[piece] = multipolygon_new();
        status = tracing->rings_of[piece] == NULL
                     ? STATUS_NO_MEMORY
                     : walk_from(tracing, dart, tracing->rings_of[piece]);
    }
    return status;
}

static enum status copy_ring(const struct multipolygon *from, uint32_t ring,
                             struct multipolygon *to)
{
    size_t count;
    const struct position *positions = multipolygon_ring(from, ring, &count);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = multipolygon_add_position(to, positions[i]);
    return status == STATUS_OK ? multipolygon_close_ring(to) : status;
}

static int turn_of(const struct multipolygon *rings, uint32_t ring)
{
    size_t count;
    const struct position *positions = multipolygon_ring(rings, ring, &count);

    return ring_orientation(positions, count);
}

/** A piece is connected: one of its rings turns counter-clockwise, and that is the shell. */
static enum status shell_first(const struct multipolygon *rings, struct multipolygon **ret_shape)
{
    AUTO(multipolygon) shape = multipolygon_new();
    enum status status = shape == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    for (int turn = 1; turn >= -1; turn -= 2) {
        for (uint32_t ring = 0; ring < rings->ring_count && status == STATUS_OK; ring++) {
            if (turn_of(rings, ring) == turn)
                status = copy_ring(rings, ring, shape);
        }
    }
    if (status == STATUS_OK)
        status = multipolygon_end_polygon(shape);
    if (status == STATUS_OK)
        *ret_shape = TAKE(shape);
    return status;
}

enum status arrangement_shapes(const struct arrangement *arrangement, const bool chosen[],
                               struct multipolygon *ret_shapes[], struct error *err)
{
    size_t darts = 2 * (size_t)arrangement->parting_count + 1;
    struct tracing tracing = {
        .arrangement = arrangement,
        .walk = malloc(darts * sizeof *tracing.walk),
        .left_at = calloc((size_t)arrangement->vertex_count + 1, sizeof *tracing.left_at),
        .is_done = calloc(darts, sizeof *tracing.is_done),
        .rings_of = calloc((size_t)arrangement->piece_count + 1, sizeof(struct multipolygon *)),
    };
    enum status status = STATUS_NO_MEMORY;

    for (uint32_t piece = 0; piece < arrangement->piece_count; piece++)
        ret_shapes[piece] = NULL;
    if (tracing.walk != NULL && tracing.left_at != NULL && tracing.is_done != NULL &&
        tracing.rings_of != NULL)
        status = walk_all(&tracing, chosen);
    for (uint32_t piece = 0; piece < arrangement->piece_count && tracing.rings_of != NULL;
         piece++) {
        if (status == STATUS_OK && tracing.rings_of[piece] != NULL)
            status = shell_first(tracing.rings_of[piece], &ret_shapes[piece]);
        multipolygon_free(tracing.rings_of[piece]);
    }
    free(tracing.walk);
    free(tracing.left_at);
    free(tracing.is_done);
    free(tracing.rings_of);
    return status == STATUS_OK ? STATUS_OK : error_no_memory(err);
}
