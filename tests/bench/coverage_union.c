/* Outlines of sets of units, as positions and as GeoJSON text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "coverage.h"
#include "geo/geojson.h"

static void drop_outlines(struct bench *bench)
{
    for (size_t i = 0; i < bench->outline_count; i++)
        multipolygon_free(bench->outlines[i]);
    bench->outline_count = 0;
}

static void set(struct bench *bench, const struct groups *groups, size_t group)
{
    region_set(bench->region, groups->units + groups->starts[group],
               groups->starts[group + 1] - groups->starts[group]);
}

static void unite(struct bench *bench, const struct groups *groups)
{
    struct error err = {0};

    drop_outlines(bench);
    bench->outlines = realloc(bench->outlines, groups->count * sizeof *bench->outlines);
    for (size_t i = 0; i < groups->count; i++) {
        set(bench, groups, i);
        demand(region_outline(bench->region, &bench->outlines[bench->outline_count++], &err), &err);
    }
}

/* The text is begun again without giving its memory back, as a server's buffer would be. */
static void unite_text(struct bench *bench, const struct groups *groups)
{
    struct error err = {0};

    bench->text.length = 0;
    for (size_t i = 0; i < groups->count; i++) {
        set(bench, groups, i);
        demand(arc_text_add_region(&bench->text, bench->arc_text, bench->region, &err), &err);
    }
}

static struct check degrees(void *context)
{
    struct bench *bench = context;
    struct check check = {0};

    for (size_t o = 0; o < bench->outline_count; o++) {
        const struct multipolygon *outline = bench->outlines[o];

        for (uint32_t r = 0; r < outline->ring_count; r++) {
            size_t count;
            const struct position *ring = multipolygon_ring(outline, r, &count);

            for (size_t i = 0; i < count; i++) {
                struct position a = ring[i], b = ring[i + 1 == count ? 0 : i + 1];
                double x = (a.lon_e7 - ring[0].lon_e7) / 1e7, y = (a.lat_e7 - ring[0].lat_e7) / 1e7;
                double dx = (b.lon_e7 - a.lon_e7) / 1e7, dy = (b.lat_e7 - a.lat_e7) / 1e7;

                check.first += (x * dy - y * dx) / 2;
                check.second += hypot(dx, dy);
            }
        }
    }
    return check;
}

/** The text must be that of the outlines, byte for byte; then theirs are the numbers. */
static struct check degrees_of_text(struct bench *bench, const struct groups *groups)
{
    SCOPED(text) expected = {0};

    text_init(&expected, SIZE_MAX / 2);
    unite(bench, groups);
    for (size_t i = 0; i < bench->outline_count; i++)
        geojson_add_multipolygon(&expected, bench->outlines[i]);
    if (expected.length != bench->text.length ||
        memcmp(expected.bytes, bench->text.bytes, expected.length) != 0)
        worker_give_up("the text of arcs is not that of the outline");
    return degrees(bench);
}

/** Without a region at hand. */
static void fifty_alone(void *context)
{
    struct bench *bench = context;
    struct error err = {0};

    drop_outlines(bench);
    bench->outlines = realloc(bench->outlines, sizeof *bench->outlines);
    demand(coverage_union(bench->coverage, bench->fifty.units, bench->fifty.starts[1],
                          &bench->outlines[bench->outline_count++], &err),
           &err);
}

#define UNION_OF(groups)                                                                           \
    static void groups##_union(void *context)                                                      \
    {                                                                                              \
        unite(context, &((struct bench *)context)->groups);                                        \
    }                                                                                              \
    static void groups##_union_text(void *context)                                                 \
    {                                                                                              \
        unite_text(context, &((struct bench *)context)->groups);                                   \
    }                                                                                              \
    static struct check groups##_text_check(void *context)                                         \
    {                                                                                              \
        return degrees_of_text(context, &((struct bench *)context)->groups);                       \
    }

UNION_OF(fifty)
UNION_OF(epci)
UNION_OF(regions)
UNION_OF(all)

const struct operation union_operations[] = {
    {"fifty", fifty_union, degrees},
    {"fifty_alone", fifty_alone, degrees},
    {"fifty_text", fifty_union_text, fifty_text_check},
    {"epci", epci_union, degrees},
    {"epci_text", epci_union_text, epci_text_check},
    {"regions", regions_union, degrees},
    {"regions_text", regions_union_text, regions_text_check},
    {"all", all_union, degrees},
    {"all_text", all_union_text, all_text_check},
};
const size_t union_count = sizeof union_operations / sizeof *union_operations;
