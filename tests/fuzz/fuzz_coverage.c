/*
 * Small coverages from bytes: what is accepted tiles by force and obeys the laws, what is refused
 * does not.
 *
 * The first byte says how large a step is. Then each byte is a position of a grid of 8 by 8 (its
 * low six bits), after which, by its high two bits, nothing ends, the ring ends, the polygon ends,
 * or the unit ends.
 */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz/target.h"
#include "geo/contact.h"
#include "geo/locate.h"
#include "geo/measure.h"
#include "geo/region.h"
#include "property/by_force.h"
#include "property/lattice.h"

enum { UNITS_MAX = 24, BYTES_MAX = 200 };

enum ending { ENDS_NOTHING, ENDS_RING, ENDS_POLYGON, ENDS_UNIT };

struct input {
    const struct multipolygon *units[UNITS_MAX];
    size_t count;
};

/** Like assert(), in every build, and with the shapes. */
static void claim(const struct input *input, bool is_true, const char *what)
{
    if (is_true)
        return;
    units_print(input->units, input->count);
    printf("# broken: %s\n", what);
    (void)fflush(stdout);
    abort();
}

static void must(enum status status)
{
    if (status != STATUS_OK)
        abort();
}

/** Grid steps from one position to the next: one, many, or nearly all there are. */
static struct position place_of(uint8_t scale, uint8_t byte)
{
    static const int32_t steps[4][2] = {{1, 1}, {100000, 1}, {3, 100003}, {450000000, 225000000}};
    int x = (byte & 7) - 4, y = (byte >> 3 & 7) - 4;

    return (struct position){x * steps[scale % 4][0], y * steps[scale % 4][1]};
}

static bool has_open_ring(const struct multipolygon *shape)
{
    return shape->position_count >
           (shape->ring_count == 0 ? 0 : shape->ring_ends[shape->ring_count - 1]);
}

static bool has_open_polygon(const struct multipolygon *shape)
{
    return shape->ring_count >
           (shape->polygon_count == 0 ? 0 : shape->polygon_ends[shape->polygon_count - 1]);
}

static void end(struct multipolygon *shape, enum ending ending)
{
    if (ending >= ENDS_RING && has_open_ring(shape))
        must(multipolygon_close_ring(shape));
    if (ending >= ENDS_POLYGON && has_open_polygon(shape))
        must(multipolygon_end_polygon(shape));
}

static void read_units(struct input *input, const uint8_t *bytes, size_t size)
{
    struct multipolygon *shape = NULL;

    for (size_t i = 1; i < size && i < BYTES_MAX && input->count < UNITS_MAX; i++) {
        enum ending ending = (enum ending)(bytes[i] >> 6);

        if (shape == NULL)
            shape = multipolygon_new();
        if (shape == NULL)
            abort();
        must(multipolygon_add_position(shape, place_of(bytes[0], bytes[i])));
        end(shape, ending);
        if (ending == ENDS_UNIT) {
            input->units[input->count++] = shape;
            shape = NULL;
        }
    }
    if (shape != NULL) {
        end(shape, ENDS_UNIT);
        input->units[input->count++] = shape;
    }
}

static void check_areas(const struct input *input, struct region *all,
                        const struct multipolygon *outline)
{
    wide_integer twice = 0;
    uint64_t area = 0; /* modulo 2^64, as measure.h says */

    for (uint32_t unit = 0; unit < input->count; unit++) {
        twice += twice_area_by_force(input->units[unit]);
        area += (uint64_t)coverage_unit_area(region_coverage(all), unit);
    }
    claim(input, twice == twice_area_by_force(outline), "areas add up on the grid");
    claim(input, (int64_t)area == region_area(all), "geodesic areas add up");
}

static void check_outline(const struct input *input, struct region *region)
{
    struct multipolygon *outline = NULL;
    const struct multipolygon *shapes[1];
    struct coverage *again = NULL;

    must(region_outline(region, &outline, NULL));
    shapes[0] = outline;
    claim(input, !repeats_by_force(outline), "no ring repeats a vertex");
    claim(input, tiles_by_force(shapes, 1), "an outline is valid");
    claim(input, coverage_new(shapes, 1, &again, NULL, NULL) == STATUS_OK,
          "an outline is accepted again");
    if (region_unit_count(region) == input->count)
        check_areas(input, region, outline);
    coverage_free(again);
    multipolygon_free(outline);
}

static void check_places(const struct input *input, const struct coverage *coverage)
{
    struct locator *locator = NULL;

    must(locator_new(coverage, &locator, NULL));
    for (uint32_t i = 0; i < coverage->arcs[coverage->arc_count].begin; i++) {
        for (int aside = 0; aside < 5; aside++) {
            struct position place = coverage->positions[i];

            place.lon_e7 += aside % 3 - 1;
            place.lat_e7 += aside / 3;
            claim(input,
                  locator_unit(locator, place) == unit_by_force(input->units, input->count, place),
                  "a place is in the lowest unit that holds it");
        }
    }
    locator_free(locator);
}

static void check_contacts(const struct input *input, const struct coverage *coverage)
{
    struct contact *contacts = NULL;
    size_t count, found = 0;

    must(contacts_list(coverage, &contacts, &count));
    for (uint32_t a = 0; a < input->count; a++) {
        for (uint32_t b = a + 1; b < input->count; b++) {
            bool is_listed = found < count && contacts[found].a == a && contacts[found].b == b;

            claim(input, is_listed == share_vertex_by_force(input->units[a], input->units[b]),
                  "who touches is listed");
            if (is_listed)
                claim(input,
                      contacts[found].is_edge ==
                          share_edge_by_force(input->units[a], input->units[b]),
                      "an edge is told from a point");
            found += is_listed;
        }
    }
    claim(input, found == count, "each contact once");
    free(contacts);
}

static void check_laws(const struct input *input, struct coverage *coverage)
{
    struct region *region = NULL;

    must(coverage_measure(coverage));
    must(region_new(coverage, &region, NULL));
    region_set_all(region);
    check_outline(input, region);
    for (uint32_t unit = 0; unit < input->count; unit += 2)
        region_toggle(region, unit);
    check_outline(input, region);
    check_places(input, coverage);
    check_contacts(input, coverage);
    region_free(region);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input = {.count = 0};
    struct coverage_report report = {0};
    struct coverage *coverage = NULL;
    struct error err = {0};
    enum status status;
    bool is_tiling;

    if (size < 2)
        return 0;
    read_units(&input, bytes, size);
    is_tiling = tiles_by_force(input.units, input.count);
    must(coverage_check(input.units, input.count, &report, NULL));
    claim(&input, is_tiling == (report.defect_count == 0), "the check finds what force finds");
    status = coverage_new(input.units, input.count, &coverage, NULL, &err);
    if (status != (is_tiling ? STATUS_OK : STATUS_INVALID))
        printf("# %s\n", err.en);
    claim(&input, status == (is_tiling ? STATUS_OK : STATUS_INVALID), "what tiles is accepted");
    if (status == STATUS_OK)
        check_laws(&input, coverage);
    coverage_report_release(&report);
    coverage_free(coverage);
    for (size_t unit = 0; unit < input.count; unit++)
        multipolygon_free((struct multipolygon *)(uintptr_t)input.units[unit]);
    return 0;
}
