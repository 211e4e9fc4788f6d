/* Neighbours, points, levels of detail, and a region that changes. */
#include <math.h>
#include <stdlib.h>

#include "coverage.h"
#include "geo/contact.h"

enum { ZOOM_FIRST = 4, ZOOM_LAST = 14 };

static const double EQUATOR_PIXEL_M = 156543.034; /* of a 256-pixel tile at zoom 0 */
static const double LATITUDE_COSINE = 0.65;       /* at 49.5° north */
static const double TOLERANCE_M = 100;

static struct check number(void *context)
{
    return (struct check){((struct bench *)context)->number, 0};
}

static void adjacency(void *context)
{
    struct bench *bench = context;
    struct contact *contacts;
    size_t count;

    demand(contacts_list(bench->coverage, &contacts, &count), NULL);
    bench->number = (double)(count - contacts_count_points(contacts, count));
    free(contacts);
}

static void locator(void *context)
{
    struct bench *bench = context;
    AUTO(locator) locator = NULL;
    struct error err = {0};

    demand(locator_new(bench->coverage, &locator, &err), &err);
}

static void locate(void *context)
{
    struct bench *bench = context;
    uint64_t found = 0;

    for (size_t i = 0; i < bench->points.count; i++) {
        const int32_t *point = bench->points.e7[i];

        found += locator_unit(bench->locator, (struct position){point[0], point[1]}) + (uint32_t)1;
    }
    bench->number = (double)found;
}

static void weights(void *context)
{
    struct bench *bench = context;
    AUTO(simplifier) simplifier = NULL;
    struct error err = {0};

    demand(simplifier_new(bench->coverage, &simplifier, &err), &err);
}

static void shapes_at(struct bench *bench, const struct simplifier *simplifier, double tolerance_m)
{
    struct multipolygon **shapes = calloc(bench->units.count, sizeof *shapes);
    struct error err = {0};

    demand(simplifier_units(simplifier, tolerance_m, shapes, &err), &err);
    for (size_t i = 0; i < bench->units.count; i++)
        multipolygon_free(shapes[i]);
    free(shapes);
}

static void simplify(void *context)
{
    struct bench *bench = context;
    AUTO(simplifier) simplifier = NULL;
    struct error err = {0};

    demand(simplifier_new(bench->coverage, &simplifier, &err), &err);
    shapes_at(bench, simplifier, TOLERANCE_M);
    bench->number = simplifier_vertex_count(simplifier, TOLERANCE_M);
}

/** Shapes of every zoom, each one checked. */
static void pyramid(void *context)
{
    struct bench *bench = context;
    AUTO(simplifier) simplifier = NULL;
    struct error err = {0};

    demand(simplifier_new(bench->coverage, &simplifier, &err), &err);
    for (int zoom = ZOOM_FIRST; zoom <= ZOOM_LAST; zoom++)
        shapes_at(bench, simplifier, EQUATOR_PIXEL_M * LATITUDE_COSINE / exp2(zoom));
}

/** The next unit of the thousand leaves; the one that left before comes back. */
static void toggle_next(struct bench *bench)
{
    const uint32_t *units = bench->thousand.units;
    size_t count = bench->thousand.starts[1];

    if (region_unit_count(bench->region) != count - 1 ||
        region_has(bench->region, units[bench->toggled])) {
        region_set(bench->region, units, count);
        region_toggle(bench->region, units[bench->toggled]);
    }
    region_toggle(bench->region, units[bench->toggled]);
    bench->toggled = (bench->toggled + 1) % count;
    region_toggle(bench->region, units[bench->toggled]);
}

static void toggle(void *context)
{
    toggle_next(context);
}

static void toggle_outline(void *context)
{
    struct bench *bench = context;
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};

    toggle_next(bench);
    demand(region_outline(bench->region, &outline, &err), &err);
}

const struct operation other_operations[] = {
    {"adjacency", adjacency, number}, {"locator", locator, NULL},
    {"locate", locate, number},       {"weights", weights, NULL},
    {"simplify", simplify, NULL},     {"pyramid", pyramid, NULL},
    {"toggle", toggle, NULL},         {"toggle_outline", toggle_outline, NULL},
};
const size_t other_count = sizeof other_operations / sizeof *other_operations;
