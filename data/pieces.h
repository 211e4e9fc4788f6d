/*
 * The pieces of a perimeter: communes that border one another, as far as nobody decided otherwise.
 * Two communes may count as neighbours though they do not touch, and two that touch may not: see
 * struct adjacency_exception. The communes of a whole EPCI, however many pieces it is in, are one
 * group.
 */
#ifndef DATA_PIECES_H
#define DATA_PIECES_H

#include "data/perimeter.h"

/** An exception that links two pieces which nothing else does. */
struct piece_link {
    const struct adjacency_exception *exception;
    uint32_t a, b; /* communes of the vintage */
};

struct pieces {
    uint32_t *piece_of; /* of each commune of the vintage, ADJACENCY_NONE outside */
    size_t piece_count;
    size_t *group_of; /* of each piece: the lowest piece of its group */
    size_t group_count;
    struct piece_link *links; /* that were needed */
    size_t link_count;
};

void pieces_release(struct pieces *pieces);
DEFINE_SCOPED(pieces)

/** With the exceptions of the register that hold on the date for certain. */
enum status pieces_find(const struct perimeter *perimeter, const struct register_rows *rows,
                        struct date date, struct pieces *ret_pieces, struct error *err) MUST_CHECK;

/** The piece with the most communes; the first of several. */
size_t pieces_largest(const struct pieces *pieces, const struct perimeter *perimeter);

#endif
