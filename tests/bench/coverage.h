/* What our own operations share: the units, what is built of them, and the last results. */
#ifndef BENCH_COVERAGE_H
#define BENCH_COVERAGE_H

#include "geo/arc_text.h"
#include "geo/edge_graph.h"
#include "geo/locate.h"
#include "geo/measure.h"
#include "geo/simplify.h"
#include "units.h"
#include "worker.h"

struct groups {
    uint32_t *starts, *units; /* units of group g are units[starts[g] … starts[g+1]) */
    size_t count;
};

struct bench {
    const char *shapes_path;
    struct units units;
    struct points points;
    struct multipolygon **shapes;
    struct coverage *coverage, *unmeasured;
    struct edge_graph graph;
    struct region *region;
    struct arc_text *arc_text;
    struct locator *locator;
    struct simplifier *simplifier;
    struct groups fifty, epci, regions, all, thousand;
    size_t toggled;

    struct multipolygon **outlines; /* the last results */
    size_t outline_count;
    struct text text;
    double number;
};

extern const struct operation build_operations[], union_operations[], other_operations[];
extern const size_t build_count, union_count, other_count;

/** Ends the program when the status is not STATUS_OK. */
void demand(enum status status, const struct error *err);

#endif
