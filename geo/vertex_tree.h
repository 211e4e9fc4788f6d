/*
 * Positions in a tree of boxes, from which they can be struck off: is any that is left in a
 * triangle? Packed once in Morton order (G. M. Morton, IBM, 1966), sixteen to a box.
 */
#ifndef GEO_VERTEX_TREE_H
#define GEO_VERTEX_TREE_H

#include "geo/ring.h"

struct vertex_tree;

void vertex_tree_free(struct vertex_tree *tree);
DEFINE_AUTO(vertex_tree)
/** Vertex i is positions[i]; borrowed. is_left_out[i] (may be NULL): it is not in the tree. */
enum status vertex_tree_new(const struct position *positions, const bool is_left_out[],
                            uint32_t count, struct vertex_tree **ret_tree) MUST_CHECK;

void vertex_tree_strike(struct vertex_tree *tree, uint32_t vertex);

/** Does the closed triangle hold a vertex that is left, at another position than its corners? */
bool vertex_tree_meets_triangle(struct vertex_tree *tree, struct position a, struct position b,
                                struct position c);

#endif
