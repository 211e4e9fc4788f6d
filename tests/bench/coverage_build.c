/* From a file to a checked coverage, step by step. */
#include <stdlib.h>

#include "coverage.h"
#include "data/source/layer.h"

static const struct multipolygon *const *shapes_of(const struct bench *bench)
{
    return (const struct multipolygon *const *)bench->shapes;
}

static void load(void *context)
{
    struct bench *bench = context;
    AUTO(source_file) file = NULL;
    struct error err = {0};
    struct layer_row row;
    bool more = true;

    bench->number = 0;
    demand(source_file_open(bench->shapes_path, &file, &err), &err);
    for (;;) {
        demand(layer_next(source_file_layer(file, 0), SHAPES_SOUND, &row, &more, &err), &err);
        if (!more)
            return;
        bench->number++;
        multipolygon_free(row.shape);
    }
}

static void graph(void *context)
{
    struct bench *bench = context;
    SCOPED(edge_graph) graph = {0};
    struct error err = {0};

    demand(edge_graph_init(&graph, shapes_of(bench), bench->units.count, &err), &err);
    bench->number = graph.vertex_count;
}

static void check(void *context)
{
    struct bench *bench = context;
    SCOPED(coverage_report) report = {0};
    struct error err = {0};

    demand(coverage_check_graph(&bench->graph, shapes_of(bench), bench->units.count, &report, &err),
           &err);
    bench->number = (double)report.defect_count;
}

static void whole(void *context)
{
    struct bench *bench = context;
    AUTO(coverage) coverage = NULL;
    struct error err = {0};

    demand(coverage_new(shapes_of(bench), bench->units.count, &coverage, NULL, &err), &err);
    bench->number = coverage->edge_count;
}

static void measure(void *context)
{
    struct bench *bench = context;

    free(bench->unmeasured->areas);
    free(bench->unmeasured->lengths);
    bench->unmeasured->areas = bench->unmeasured->lengths = NULL;
    demand(coverage_measure(bench->unmeasured), NULL);
    bench->number = bench->unmeasured->arc_count;
}

static struct check number(void *context)
{
    return (struct check){((struct bench *)context)->number, 0};
}

const struct operation build_operations[] = {
    {"load", load, number},   {"graph", graph, number},     {"check", check, number},
    {"whole", whole, number}, {"measure", measure, number},
};
const size_t build_count = sizeof build_operations / sizeof *build_operations;
