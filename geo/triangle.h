/* A closed triangle, and what it holds beside its corners. */
#ifndef GEO_TRIANGLE_H
#define GEO_TRIANGLE_H

#include "geo/ring.h"

struct triangle {
    struct position a, b, c; /* counter-clockwise, or flat */
    struct box box;
};

static inline struct triangle triangle_of(struct position a, struct position b, struct position c)
{
    bool is_clockwise = orient(a, b, c) < 0;

    return (struct triangle){a, is_clockwise ? c : b, is_clockwise ? b : c,
                             box_join(box_of(&a, 1), box_join(box_of(&b, 1), box_of(&c, 1)))};
}

/** Is p in the triangle or on its border, and not one of its corners? */
static inline bool triangle_holds(const struct triangle *triangle, struct position p)
{
    return box_holds(triangle->box, p) && orient(triangle->a, triangle->b, p) >= 0 &&
           orient(triangle->b, triangle->c, p) >= 0 && orient(triangle->c, triangle->a, p) >= 0 &&
           !position_equal(p, triangle->a) && !position_equal(p, triangle->b) &&
           !position_equal(p, triangle->c);
}

#endif
