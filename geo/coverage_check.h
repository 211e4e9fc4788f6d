/*
 * Do shapes tile? Exact on the grid, and complete: what passes is a planar subdivision whose faces
 * are the polygons, each once, and whatever lies between them is a gap.
 *
 *   every ring        has area, does not touch itself, lies where its polygon wants it
 *   every edge        is walked once on a side, and never by one polygon on both
 *   every two edges   meet at common ends only
 *   around a vertex   the face left of an edge is the face right of the next one
 *   every component   lies in the face that it claims as its surroundings
 *   in all            V - E + F = 1 + C (Euler)
 */
#ifndef GEO_COVERAGE_CHECK_H
#define GEO_COVERAGE_CHECK_H

#include "geo/edge_graph.h"

enum defect_kind {
    DEFECT_FLAT_RING,    /* a ring encloses no area */
    DEFECT_SPIKE,        /* a polygon lies on both sides of an edge */
    DEFECT_SELF_TOUCH,   /* a ring passes a vertex twice */
    DEFECT_SPLIT,        /* rings of a polygon touch so that its inside is in pieces */
    DEFECT_CROSSING,     /* two edges cross */
    DEFECT_JUNCTION,     /* a vertex of one unit lies on an edge of another: a T-junction */
    DEFECT_COLLINEAR,    /* two edges run along each other without being one */
    DEFECT_SAME_SIDE,    /* two units lie on the same side of an edge: they overlap there */
    DEFECT_INCONSISTENT, /* around a vertex two units claim one wedge: they overlap there */
    DEFECT_MISSING_HOLE, /* a unit lies inside a polygon that has no hole for it */
    DEFECT_STRAY_HOLE,   /* a hole lies outside its shell */
    DEFECT_EULER,        /* the counts do not add up: our own proof fails */
};
enum { DEFECT_KINDS = DEFECT_EULER + 1 };

struct defect {
    enum defect_kind kind;
    uint32_t unit;
    uint32_t other; /* the second unit; UNIT_OUTSIDE when there is none */
    struct position place;
};

struct coverage_report {
    uint32_t features, parts, rings, holes; /* as given; features without polygon too */
    uint32_t vertices, edges, arcs, nodes;  /* distinct; arcs without node are closed rings */
    uint32_t components;                    /* of the graph of edges */
    uint32_t islands;                       /* components that no polygon surrounds */
    struct defect *defects;                 /* by place, then kind and units; each once */
    size_t defect_count;
    bool is_cut; /* there are more defects than were looked for */
};

void coverage_report_release(struct coverage_report *report);
DEFINE_SCOPED(coverage_report)

/**
 * Checks shapes as they were read (multipolygon_close_ring() keeps flat rings). STATUS_OK with
 * defects in the report is the normal answer for shapes that do not tile. STATUS_LIMIT: see
 * edge_cells_meetings(). Gaps are no defect: see coverage_gaps() and pieces.
 */
enum status coverage_check(const struct multipolygon *const units[], size_t count,
                           struct coverage_report *ret_report, struct error *err) MUST_CHECK;

/** The same on a graph of these units that is built already. */
enum status coverage_check_graph(const struct edge_graph *graph,
                                 const struct multipolygon *const units[], size_t count,
                                 struct coverage_report *ret_report, struct error *err) MUST_CHECK;

/** "crossing", "t_junction", …: for machines. */
const char *defect_name(enum defect_kind kind);
/** « deux arêtes se croisent » … */
struct words defect_words(enum defect_kind kind);

#endif
