/* Laws of outlines, neighbours and places: geometry.md, invariants 5 to 8. */
#include <stdlib.h>

#include "geo/contact.h"
#include "geo/locate.h"
#include "property/by_force.h"
#include "property/laws.h"
#include "property/second_opinion.h"

/** Every ring is turned as RFC 7946 wants, starts at its lowest position, and repeats none. */
static bool rings_are_simple(const struct multipolygon *outline)
{
    for (uint32_t polygon = 0; polygon < outline->polygon_count; polygon++) {
        uint32_t shell = multipolygon_polygon_begin(outline, polygon);

        for (uint32_t r = shell; r < multipolygon_polygon_end(outline, polygon); r++) {
            size_t count;
            const struct position *ring = multipolygon_ring(outline, r, &count);

            if (!same_number("orientation", ring_orientation(ring, count), r == shell ? 1 : -1))
                return false;
            for (size_t i = 1; i < count; i++) {
                if (!same_number("the first is lowest", position_compare(ring[0], ring[i]) < 0,
                                 true))
                    return false;
            }
        }
    }
    return same_number("a position comes twice in a ring", repeats_by_force(outline), false);
}

/** No position of a hole is outside its shell, and some are inside or all touch. */
static bool holes_are_in_shells(const struct multipolygon *outline)
{
    for (uint32_t polygon = 0; polygon < outline->polygon_count; polygon++) {
        uint32_t shell = multipolygon_polygon_begin(outline, polygon);
        size_t shell_count;
        const struct position *ring = multipolygon_ring(outline, shell, &shell_count);

        for (uint32_t r = shell + 1; r < multipolygon_polygon_end(outline, polygon); r++) {
            size_t count;
            const struct position *hole = multipolygon_ring(outline, r, &count);

            for (size_t i = 0; i < count; i++) {
                if (!same_number("a hole leaves its shell",
                                 ring_side_of(ring, shell_count, hole[i]) == RING_OUTSIDE, false))
                    return false;
            }
        }
    }
    return true;
}

static bool has_form(const struct mosaic *tiling, uint64_t *random)
{
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) canonical = NULL;

    random_units(tiling, chosen, random);
    outline = outline_of_units(tiling->coverage, units, units_of(tiling, chosen, units));
    canonical = multipolygon_clone(outline);
    assert_int_equal(multipolygon_canonicalize(canonical), STATUS_OK);
    return same_number("polygons", outline->polygon_count,
                       lattice_piece_count(&tiling->lattice, chosen)) &&
           rings_are_simple(outline) && holes_are_in_shells(outline) &&
           same_shape("canonical form", outline, canonical) &&
           same_number("valid by force",
                       tiles_by_force((const struct multipolygon *const[]){outline}, 1), true);
}

static void each_connected_piece_has_one_shell_and_its_holes(void **state)
{
    (void)state;
    law_holds(has_form);
}

static bool equals_the_lattices(const struct mosaic *tiling, uint64_t *random)
{
    for (int i = 0; i < 10; i++) {
        bool chosen[LATTICE_UNITS_MAX];
        uint32_t units[LATTICE_UNITS_MAX];
        AUTO(multipolygon) outline = NULL;
        AUTO(multipolygon) wanted = NULL;

        random_units(tiling, chosen, random);
        outline = outline_of_units(tiling->coverage, units, units_of(tiling, chosen, units));
        wanted = lattice_outline(&tiling->lattice, chosen);
        if (!same_shape("outline", outline, wanted))
            return false;
    }
    return true;
}

static void an_outline_is_what_a_walk_on_the_lattice_gives(void **state)
{
    (void)state;
    law_holds(equals_the_lattices);
}

static bool equals_geos(const struct mosaic *tiling, uint64_t *random)
{
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];
    const struct multipolygon *members[LATTICE_UNITS_MAX];
    size_t count, member_count = 0;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;
    struct error err = {0};

    random_units(tiling, chosen, random);
    count = units_of(tiling, chosen, units);
    for (size_t i = 0; i < count; i++) {
        if (tiling->units[units[i]] != NULL)
            members[member_count++] = tiling->units[units[i]];
    }
    outline = outline_of_units(tiling->coverage, units, count);
    expect_ok(overlay_coverage_union(members, member_count, &wanted, &err), &err);
    return same_shape("outline, and GEOS's", outline, wanted);
}

static void an_outline_is_what_geos_unites(void **state)
{
    (void)state;
    law_holds(equals_geos);
}

/** A region changed unit by unit is the region set at once. */
static bool toggles_like_set(const struct mosaic *tiling, uint64_t *random)
{
    bool chosen[LATTICE_UNITS_MAX] = {false};
    AUTO(region) region = region_of(tiling->coverage, NULL, 0);

    for (int i = 0; i < 30; i++) {
        uint32_t unit = random_below(random, tiling->lattice.unit_count);
        uint32_t units[LATTICE_UNITS_MAX];
        AUTO(region) fresh = NULL;
        AUTO(multipolygon) outline = NULL;
        AUTO(multipolygon) wanted = NULL;

        region_toggle(region, unit);
        chosen[unit] = !chosen[unit];
        fresh = region_of(tiling->coverage, units, units_of(tiling, chosen, units));
        outline = outline_of(region);
        wanted = outline_of(fresh);
        if (!same_shape("toggled", outline, wanted) ||
            !same_number("toggled area", region_area(region), region_area(fresh)) ||
            !same_number("toggled length", region_length(region), region_length(fresh)) ||
            !same_number("units", (int64_t)region_unit_count(region),
                         (int64_t)region_unit_count(fresh)))
            return false;
    }
    return true;
}

static void a_region_forgets_how_it_came_to_be(void **state)
{
    (void)state;
    law_holds(toggles_like_set);
}

static bool is_neighbour(const struct coverage *coverage, uint32_t a, uint32_t b)
{
    size_t count;
    const uint32_t *neighbours = adjacency_neighbours(coverage_adjacency(coverage), a, &count);

    for (size_t i = 0; i < count; i++) {
        if (neighbours[i] == b)
            return true;
    }
    return false;
}

static bool is_listed_so(const struct contact contacts[], size_t count, uint32_t a, uint32_t b,
                         bool is_contact, bool is_edge)
{
    for (size_t i = 0; i < count; i++) {
        if (contacts[i].a == a && contacts[i].b == b)
            return same_number("touch", true, is_contact) &&
                   same_number("by an edge", contacts[i].is_edge, is_edge) &&
                   same_number("length", contacts[i].length > 0, is_edge && contacts[i].length);
    }
    return same_number("touch", false, is_contact);
}

static bool knows_who_touches(const struct mosaic *tiling, uint64_t *random)
{
    struct contact *contacts;
    size_t count;
    bool is_kept = true;

    (void)random;
    assert_int_equal(contacts_list(tiling->coverage, &contacts, &count), STATUS_OK);
    for (uint32_t a = 0; a < tiling->lattice.unit_count && is_kept; a++) {
        is_kept = same_number("its own neighbour", is_neighbour(tiling->coverage, a, a), false);
        for (uint32_t b = a + 1; b < tiling->lattice.unit_count && is_kept; b++) {
            bool is_contact = share_vertex_by_force(tiling->units[a], tiling->units[b]);
            bool is_edge = share_edge_by_force(tiling->units[a], tiling->units[b]);

            is_kept = same_number("a b", is_neighbour(tiling->coverage, a, b), is_edge) &&
                      same_number("b a", is_neighbour(tiling->coverage, b, a), is_edge) &&
                      is_listed_so(contacts, count, a, b, is_contact, is_edge);
        }
    }
    free(contacts);
    return is_kept;
}

static void who_touches_whom_is_mutual_and_complete(void **state)
{
    (void)state;
    law_holds(knows_who_touches);
}

static int32_t within(int64_t e7, int64_t limit_deg)
{
    int64_t limit = limit_deg * DEGREE_E7;

    return (int32_t)(e7 > limit ? limit : e7 < -limit ? -limit : e7);
}

/** A vertex, the middle of an edge, or anywhere near the tiling; a few steps aside at times. */
static struct position random_place(const struct mosaic *tiling, uint64_t *random)
{
    const struct lattice *lattice = &tiling->lattice;
    int count = lattice_vertex_count(lattice);
    struct position a = lattice->places[random_below(random, (uint64_t)count)];
    struct position b = lattice->places[random_below(random, (uint64_t)count)];
    int64_t part = random_chance(random, 40) ? 0 : random_between(random, -2, 10);
    int64_t lon = a.lon_e7 + ((int64_t)b.lon_e7 - a.lon_e7) * part / 8;
    int64_t lat = a.lat_e7 + ((int64_t)b.lat_e7 - a.lat_e7) * part / 8;

    if (random_chance(random, 40)) {
        lon += random_between(random, -2, 2);
        lat += random_between(random, -2, 2);
    }
    return (struct position){within(lon, 180), within(lat, 90)};
}

static bool locates(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(locator) locator = NULL;
    struct error err = {0};

    expect_ok(locator_new(tiling->coverage, &locator, &err), &err);
    for (int i = 0; i < 500; i++) {
        struct position place = random_place(tiling, random);
        uint32_t wanted = unit_by_force(tiling->units, tiling->lattice.unit_count, place);

        if (same_number("unit", locator_unit(locator, place), wanted))
            continue;
        printf("# at %d %d\n", place.lon_e7, place.lat_e7);
        return false;
    }
    return true;
}

static void a_place_is_in_the_lowest_unit_that_holds_it(void **state)
{
    (void)state;
    law_holds(locates);
}

static bool finds_boxes(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(locator) locator = NULL;
    struct error err = {0};

    expect_ok(locator_new(tiling->coverage, &locator, &err), &err);
    for (int i = 0; i < 60; i++) {
        struct position corners[2] = {random_place(tiling, random), random_place(tiling, random)};
        struct box box = box_of(corners, 2);
        uint32_t *units;
        size_t count, found = 0;

        expect_ok(locator_units_in_box(locator, box, &units, &count, &err), &err);
        for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
            bool is_listed = found < count && units[found] == unit;
            bool is_met = tiling->units[unit] != NULL &&
                          multipolygon_intersects_box(tiling->units[unit], box);

            found += is_listed;
            if (same_number("unit meets the box", is_listed, is_met))
                continue;
            printf("# unit %u, box %d %d %d %d\n", unit, box.west_e7, box.south_e7, box.east_e7,
                   box.north_e7);
            free(units);
            return false;
        }
        free(units);
        if (!same_number("units in the box", (int64_t)count, (int64_t)found))
            return false;
    }
    return true;
}

static void a_box_meets_what_has_a_point_in_it(void **state)
{
    (void)state;
    law_holds(finds_boxes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_connected_piece_has_one_shell_and_its_holes),
        cmocka_unit_test(an_outline_is_what_a_walk_on_the_lattice_gives),
        cmocka_unit_test(an_outline_is_what_geos_unites),
        cmocka_unit_test(a_region_forgets_how_it_came_to_be),
        cmocka_unit_test(who_touches_whom_is_mutual_and_complete),
        cmocka_unit_test(a_place_is_in_the_lowest_unit_that_holds_it),
        cmocka_unit_test(a_box_meets_what_has_a_point_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
