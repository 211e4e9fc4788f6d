/* coverage DATASET/VINTAGE UNITSDIR: serves our own operations, see worker.h. */
#include "coverage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/dissolve.h"
#include "geo/wkb.h"

enum { TOGGLED_UNITS = 1000 };

void demand(enum status status, const struct error *err)
{
    char line[1024];

    if (status == STATUS_OK)
        return;
    if (err == NULL)
        worker_give_up(status_name(status));
    error_line(err, LANGUAGE_EN, line, sizeof line);
    worker_give_up(line);
}

static unsigned nibble(char digit)
{
    return digit <= '9' ? (unsigned)(digit - '0') : (unsigned)(digit - 'A' + 10);
}

static struct multipolygon *shape_of(const char *hex)
{
    size_t size = strlen(hex) / 2;
    unsigned char *bytes = malloc(size);
    struct multipolygon *shape = NULL;
    struct error err = {0};

    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(nibble(hex[2 * i]) << 4 | nibble(hex[2 * i + 1]));
    demand(wkb_read(bytes, size, &shape, &err), &err);
    free(bytes);
    return shape;
}

static void group(struct groups *groups, const struct bench *bench, const uint32_t group_of[],
                  size_t count)
{
    groups->count = count;
    demand(units_by_group(group_of, (uint32_t)bench->units.count, (uint32_t)count, &groups->starts,
                          &groups->units),
           NULL);
}

/** A thousand units that are connected, or as many as there are, from the fifty on. */
static void mark_thousand(const struct bench *bench, uint32_t group_of[])
{
    uint32_t *queue = calloc(bench->units.count, sizeof *queue);
    size_t queued = 0;

    for (uint32_t unit = 0; unit < bench->units.count; unit++) {
        group_of[unit] = bench->units.is_fifty[unit] ? 0 : GROUP_NONE;
        if (bench->units.is_fifty[unit])
            queue[queued++] = unit;
    }
    for (size_t at = 0; at < queued && queued < TOGGLED_UNITS; at++) {
        size_t count;
        const uint32_t *neighbours =
            adjacency_neighbours(coverage_adjacency(bench->coverage), queue[at], &count);

        for (size_t i = 0; i < count && queued < TOGGLED_UNITS; i++) {
            if (group_of[neighbours[i]] == 0)
                continue;
            group_of[neighbours[i]] = 0;
            queue[queued++] = neighbours[i];
        }
    }
    free(queue);
}

static void group_all(struct bench *bench)
{
    const struct units *units = &bench->units;
    uint32_t *group_of = calloc(units->count + 1, sizeof *group_of);

    group(&bench->all, bench, group_of, 1);
    for (size_t i = 0; i < units->count; i++)
        group_of[i] = units->is_fifty[i] ? 0 : GROUP_NONE;
    group(&bench->fifty, bench, group_of, 1);
    for (size_t i = 0; i < units->count; i++)
        group_of[i] = units->epci[i] < 0 ? GROUP_NONE : (uint32_t)units->epci[i];
    group(&bench->epci, bench, group_of, (size_t)units->epci_count);
    for (size_t i = 0; i < units->count; i++)
        group_of[i] = units->regions[i] < 0 ? GROUP_NONE : (uint32_t)units->regions[i];
    group(&bench->regions, bench, group_of, (size_t)units->region_count);
    mark_thousand(bench, group_of);
    group(&bench->thousand, bench, group_of, 1);
    free(group_of);
}

static void build_all(struct bench *bench)
{
    const struct multipolygon *const *shapes = (const struct multipolygon *const *)bench->shapes;
    struct error err = {0};

    demand(coverage_new(shapes, bench->units.count, &bench->coverage, NULL, &err), &err);
    demand(coverage_new(shapes, bench->units.count, &bench->unmeasured, NULL, &err), &err);
    demand(coverage_measure(bench->coverage), NULL);
    demand(edge_graph_init(&bench->graph, shapes, bench->units.count, &err), &err);
    demand(region_new(bench->coverage, &bench->region, &err), &err);
    demand(arc_text_new(bench->coverage, &bench->arc_text, &err), &err);
    demand(locator_new(bench->coverage, &bench->locator, &err), &err);
    demand(simplifier_new(bench->coverage, &bench->simplifier, &err), &err);
    text_init(&bench->text, SIZE_MAX / 2);
    group_all(bench);
}

static void write_facts(const struct bench *bench, char *facts, size_t size)
{
    const struct coverage *coverage = bench->coverage;

    (void)snprintf(facts, size,
                   ", \"version\": \"this\", \"facts\": {\"units\": %u, \"vertices\": %u, "
                   "\"edges\": %u, \"arcs\": %u, \"epci\": %zu, \"toggled\": %u, "
                   "\"bytes\": %zu, \"text_bytes\": %zu}",
                   coverage->unit_count, coverage->vertex_count, coverage->edge_count,
                   coverage->arc_count, bench->epci.count, bench->thousand.starts[1],
                   coverage_bytes(coverage), arc_text_bytes(bench->arc_text));
}

int main(int argc, char **argv)
{
    struct operation operations[64];
    struct bench bench = {0};
    char path[2][4096], facts[512];
    size_t count = 0;

    if (argc != 3)
        worker_give_up("usage: coverage DATASET/VINTAGE UNITSDIR");
    (void)snprintf(path[0], sizeof path[0], "%s/units.tsv", argv[2]);
    units_read(&bench.units, path[0]);
    (void)snprintf(path[0], sizeof path[0], "%s/points.bin", argv[2]);
    points_read(&bench.points, path[0]);
    (void)snprintf(path[1], sizeof path[1], "%s/shapes.fgb", argv[1]);
    bench.shapes_path = path[1];
    bench.shapes = calloc(bench.units.count, sizeof *bench.shapes);
    for (size_t i = 0; i < bench.units.count; i++)
        bench.shapes[i] = shape_of(bench.units.shapes[i]);
    build_all(&bench);
    for (size_t i = 0; i < build_count; i++)
        operations[count++] = build_operations[i];
    for (size_t i = 0; i < union_count; i++)
        operations[count++] = union_operations[i];
    for (size_t i = 0; i < other_count; i++)
        operations[count++] = other_operations[i];
    write_facts(&bench, facts, sizeof facts);
    return worker_serve("lisiere", facts, operations, count, &bench);
}
