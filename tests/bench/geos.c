/* geos coverage|unary UNITSDIR: the same operations by the GEOS of the system, see worker.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include "units.h"
#include "worker.h"

struct bench {
    GEOSContextHandle_t geos;
    struct units units;
    struct points points;
    GEOSGeometry **shapes;
    GEOSGeometry **collections[4]; /* of each group, by kind */
    int counts[4];
    const GEOSPreparedGeometry **prepared;
    GEOSSTRtree *tree;
    GEOSGeometry *(*unite)(GEOSContextHandle_t, const GEOSGeometry *);

    GEOSGeometry **outlines; /* the last results */
    int outline_count;
    GEOSGeoJSONWriter *writer;
    double number;
    GEOSGeometry *point; /* to locate */
    int found;
};

enum { FIFTY, EPCI, REGIONS, ALL };

static int group_of(const struct units *units, int kind, size_t unit)
{
    switch (kind) {
    case FIFTY:
        return units->is_fifty[unit] ? 0 : -1;
    case EPCI:
        return units->epci[unit];
    case REGIONS:
        return units->regions[unit];
    default:
        return 0;
    }
}

/** A collection owns its members: they are copies, all made before anything is timed. */
static void collect(struct bench *bench, int kind, int count)
{
    GEOSGeometry **members = calloc(bench->units.count, sizeof(GEOSGeometry *));

    bench->counts[kind] = count;
    bench->collections[kind] = calloc((size_t)count, sizeof(GEOSGeometry *));
    for (int group = 0; group < count; group++) {
        unsigned member_count = 0;

        for (size_t i = 0; i < bench->units.count; i++) {
            if (group_of(&bench->units, kind, i) == group)
                members[member_count++] = GEOSGeom_clone_r(bench->geos, bench->shapes[i]);
        }
        bench->collections[kind][group] = GEOSGeom_createCollection_r(
            bench->geos, GEOS_GEOMETRYCOLLECTION, members, member_count);
    }
    free(members);
}

static void unite(struct bench *bench, int kind)
{
    for (int i = 0; i < bench->outline_count; i++)
        GEOSGeom_destroy_r(bench->geos, bench->outlines[i]);
    bench->outline_count = bench->counts[kind];
    bench->outlines =
        realloc(bench->outlines, (size_t)bench->outline_count * sizeof(GEOSGeometry *));
    for (int i = 0; i < bench->outline_count; i++) {
        bench->outlines[i] = bench->unite(bench->geos, bench->collections[kind][i]);
        if (bench->outlines[i] == NULL)
            worker_give_up("GEOS refuses a union");
    }
}

static void unite_text(struct bench *bench, int kind)
{
    unite(bench, kind);
    for (int i = 0; i < bench->outline_count; i++)
        GEOSFree_r(bench->geos, GEOSGeoJSONWriter_writeGeometry_r(bench->geos, bench->writer,
                                                                  bench->outlines[i], -1));
}

static struct check degrees(void *context)
{
    struct bench *bench = context;
    struct check sum = {0};

    for (int i = 0; i < bench->outline_count; i++) {
        double area = 0, length = 0;

        (void)GEOSArea_r(bench->geos, bench->outlines[i], &area);
        (void)GEOSLength_r(bench->geos, bench->outlines[i], &length);
        sum.first += area;
        sum.second += length;
    }
    return sum;
}

static struct check number(void *context)
{
    return (struct check){((struct bench *)context)->number, 0};
}

#define UNION_OF(name, kind)                                                                       \
    static void name(void *context)                                                                \
    {                                                                                              \
        unite(context, kind);                                                                      \
    }                                                                                              \
    static void name##_text(void *context)                                                         \
    {                                                                                              \
        unite_text(context, kind);                                                                 \
    }

UNION_OF(fifty, FIFTY)
UNION_OF(epci, EPCI)
UNION_OF(regions, REGIONS)
UNION_OF(all, ALL)

static void keep_holder(void *item, void *context)
{
    struct bench *bench = context;
    int unit = (int)(size_t)item;

    if (GEOSPreparedContains_r(bench->geos, bench->prepared[unit], bench->point) == 1)
        bench->found = unit;
}

static void locate(void *context)
{
    struct bench *bench = context;

    bench->number = 0;
    for (size_t i = 0; i < bench->points.count; i++) {
        bench->point = GEOSGeom_createPointFromXY_r(bench->geos, bench->points.e7[i][0] / 1e7,
                                                    bench->points.e7[i][1] / 1e7);
        bench->found = -1;
        GEOSSTRtree_query_r(bench->geos, bench->tree, bench->point, keep_holder, bench);
        GEOSGeom_destroy_r(bench->geos, bench->point);
        bench->number += bench->found + 1;
    }
}

static void prepare(struct bench *bench)
{
    GEOSWKBReader *reader = GEOSWKBReader_create_r(bench->geos);

    bench->shapes = calloc(bench->units.count, sizeof(GEOSGeometry *));
    bench->prepared = calloc(bench->units.count, sizeof(GEOSPreparedGeometry *));
    bench->tree = GEOSSTRtree_create_r(bench->geos, 10);
    bench->writer = GEOSGeoJSONWriter_create_r(bench->geos);
    for (size_t i = 0; i < bench->units.count; i++) {
        const char *hex = bench->units.shapes[i];

        bench->shapes[i] =
            GEOSWKBReader_readHEX_r(bench->geos, reader, (const unsigned char *)hex, strlen(hex));
        if (bench->shapes[i] == NULL)
            worker_give_up("GEOS cannot read a shape");
        bench->prepared[i] = GEOSPrepare_r(bench->geos, bench->shapes[i]);
        GEOSSTRtree_insert_r(bench->geos, bench->tree, bench->shapes[i], (void *)i);
    }
    GEOSWKBReader_destroy_r(bench->geos, reader);
    collect(bench, FIFTY, 1);
    collect(bench, EPCI, bench->units.epci_count);
    collect(bench, REGIONS, bench->units.region_count);
    collect(bench, ALL, 1);
}

/* A unary union is slow enough for its text not to count. */
static const struct operation coverage_operations[] = {
    {"fifty", fifty, degrees},     {"fifty_text", fifty_text, degrees},
    {"epci", epci, degrees},       {"epci_text", epci_text, degrees},
    {"regions", regions, degrees}, {"regions_text", regions_text, degrees},
    {"all", all, degrees},         {"all_text", all_text, degrees},
    {"locate", locate, number},
};
static const struct operation unary_operations[] = {
    {"fifty", fifty, degrees},
    {"epci", epci, degrees},
    {"regions", regions, degrees},
    {"all", all, degrees},
};

int main(int argc, char **argv)
{
    struct bench bench = {.geos = GEOS_init_r()};
    char path[4096], facts[64];
    bool is_unary;

    if (argc != 3)
        worker_give_up("usage: geos coverage|unary UNITSDIR");
    is_unary = strcmp(argv[1], "unary") == 0;
    bench.unite = is_unary ? GEOSUnaryUnion_r : GEOSCoverageUnion_r;
    (void)snprintf(path, sizeof path, "%s/units.tsv", argv[2]);
    units_read(&bench.units, path);
    (void)snprintf(path, sizeof path, "%s/points.bin", argv[2]);
    points_read(&bench.points, path);
    prepare(&bench);
    (void)snprintf(facts, sizeof facts, ", \"version\": \"%.*s\"", (int)strcspn(GEOSversion(), "-"),
                   GEOSversion());
    if (is_unary)
        return worker_serve("GEOS unary", facts, unary_operations,
                            sizeof unary_operations / sizeof *unary_operations, &bench);
    return worker_serve("GEOS coverage", facts, coverage_operations,
                        sizeof coverage_operations / sizeof *coverage_operations, &bench);
}
