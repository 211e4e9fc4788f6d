/* Places, boxes and neighbourhoods on drawn coverages. */
#include <stdlib.h>

#include "geo/geodesic.h"
#include "geo/locate.h"
#include "property/by_force.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { CELL = 100000 }; /* of a drawing, in grid steps */

static void draw(struct mosaic *tiling, struct locator **locator, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
    expect_ok(locator_new(tiling->coverage, locator, &err), &err);
}

/** From the south-west corner of a drawing, in halves of a cell, and some steps aside. */
static struct position at(int x, int y, int aside_x, int aside_y)
{
    return (struct position){20000000 + x * CELL / 2 + aside_x, 490000000 + y * CELL / 2 + aside_y};
}

static void expect_unit(const struct locator *locator, struct position place, uint32_t wanted)
{
    uint32_t got = locator_unit(locator, place);

    if (got != wanted)
        fail_msg("%d %d: unit %u, expected %u", place.lon_e7, place.lat_e7, got, wanted);
}

static void a_place_inside_is_in_its_unit(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "AAAA|ABCA|AB.A|AAAA");
    expect_unit(locator, at(1, 1, 0, 0), 0);
    expect_unit(locator, at(3, 3, 0, 0), 1);
    expect_unit(locator, at(3, 5, 0, 0), 1);
    expect_unit(locator, at(5, 5, 0, 0), 2);
    expect_unit(locator, at(7, 7, 0, 0), 0);
}

static void a_gap_and_the_outside_are_nowhere(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "AAAA|ABCA|AB.A|AAAA");
    expect_unit(locator, at(5, 3, 0, 0), LOCATE_NONE);
    expect_unit(locator, at(0, 3, -1, 0), LOCATE_NONE);
    expect_unit(locator, at(8, 3, 1, 0), LOCATE_NONE);
    expect_unit(locator, at(3, 0, 0, -1), LOCATE_NONE);
    expect_unit(locator, at(3, 8, 0, 1), LOCATE_NONE);
    expect_unit(locator, (struct position){-180 * DEGREE_E7, -90 * DEGREE_E7}, LOCATE_NONE);
    expect_unit(locator, (struct position){180 * DEGREE_E7, 90 * DEGREE_E7}, LOCATE_NONE);
}

static void on_a_border_the_lowest_unit_wins(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "DC|BA");
    expect_unit(locator, at(2, 1, 0, 0), 0);
    expect_unit(locator, at(2, 1, -1, 0), 1);
    expect_unit(locator, at(2, 1, 1, 0), 0);
    expect_unit(locator, at(1, 2, 0, 0), 1);
    expect_unit(locator, at(1, 2, 0, 1), 3);
    expect_unit(locator, at(3, 2, 0, 0), 0);
    expect_unit(locator, at(2, 3, 0, 0), 2);
    /* The middle belongs to all four, the outer border to who is there. */
    expect_unit(locator, at(2, 2, 0, 0), 0);
    expect_unit(locator, at(0, 0, 0, 0), 1);
    expect_unit(locator, at(4, 4, 0, 0), 2);
    expect_unit(locator, at(0, 2, 0, 0), 1);
}

static void a_vertex_where_pieces_touch_is_in_the_lowest(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "B.|.A");
    expect_unit(locator, at(2, 2, 0, 0), 0);
    expect_unit(locator, at(2, 2, -1, 1), 1);
    expect_unit(locator, at(2, 2, 1, -1), 0);
    expect_unit(locator, at(2, 2, 1, 1), LOCATE_NONE);
    expect_unit(locator, at(2, 2, -1, -1), LOCATE_NONE);
}

static void an_empty_coverage_holds_nothing(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;
    struct nearby *near;
    uint32_t *units;
    size_t count;
    struct error err = {0};

    (void)state;
    draw(&tiling, &locator, "...");
    expect_unit(locator, at(1, 1, 0, 0), LOCATE_NONE);
    expect_ok(locator_nearby(locator, at(1, 1, 0, 0), 1000, &near, &count, &err), &err);
    assert_int_equal(count, 0);
    free(near);
    expect_ok(locator_units_in_box(locator, (struct box){0, 0, 1, 1}, &units, &count, &err), &err);
    assert_int_equal(count, 0);
    free(units);
}

/** Every position of a small coverage and around it, where level edges lie along cells' sides. */
static void every_grid_position_of_small_coverages_is_located(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 300; i++) {
        SCOPED(mosaic) tiling;
        AUTO(locator) locator = NULL;
        struct error err = {0};
        int width = (int)random_between(&random, 1, 8),
            height = (int)random_between(&random, 1, 40);

        lattice_draw(&tiling.lattice, i % 2 == 0 ? "ABA|CAB|A.A|BCA" : "A.B|BBC|ABA");
        for (int v = 0; v < lattice_vertex_count(&tiling.lattice); v++)
            tiling.lattice.places[v] = (struct position){v % 4 * width, v / 4 * height};
        expect_ok(mosaic_init(&tiling, &err), &err);
        expect_ok(locator_new(tiling.coverage, &locator, &err), &err);
        for (int y = -1; y <= 4 * height + 1; y++) {
            for (int x = -1; x <= 3 * width + 1; x++) {
                struct position place = {x, y};

                expect_unit(locator, place,
                            unit_by_force(tiling.units, tiling.lattice.unit_count, place));
            }
        }
    }
}

static void expect_box(const struct mosaic *tiling, const struct locator *locator, struct box box)
{
    uint32_t *units;
    size_t count, found = 0;
    struct error err = {0};

    expect_ok(locator_units_in_box(locator, box, &units, &count, &err), &err);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        bool is_listed = found < count && units[found] == unit;
        bool wanted =
            tiling->units[unit] != NULL && multipolygon_intersects_box(tiling->units[unit], box);

        if (is_listed != wanted)
            fail_msg("unit %u in %d %d %d %d: %d, expected %d", unit, box.west_e7, box.south_e7,
                     box.east_e7, box.north_e7, is_listed, wanted);
        found += is_listed;
    }
    assert_int_equal(found, count);
    free(units);
}

static void a_box_meets_units_by_their_points(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "AAAA|ABCA|AB.A|AAAA");
    for (int x = -1; x < 9; x++) {
        for (int y = -1; y < 9; y++) {
            for (int size = 0; size < 9; size++) {
                struct position low = at(x, y, 0, 0), high = at(x + size, y + size, 0, 0);
                struct box box = {low.lon_e7, low.lat_e7, high.lon_e7, high.lat_e7};

                expect_box(&tiling, locator, box);
                box.west_e7++; /* off the borders */
                box.north_e7--;
                if (!box_is_empty(box) && box.south_e7 <= box.north_e7)
                    expect_box(&tiling, locator, box);
            }
        }
    }
}

static void an_empty_box_meets_nothing(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;
    uint32_t *units;
    size_t count;
    struct error err = {0};

    (void)state;
    draw(&tiling, &locator, "AB");
    expect_ok(locator_units_in_box(locator, box_empty(), &units, &count, &err), &err);
    assert_int_equal(count, 0);
    free(units);
}

/** Nearest first, then by unit; each as far as its border by the geodesic. */
static void expect_nearby(const struct mosaic *tiling, const struct locator *locator,
                          struct position place, double radius_m)
{
    struct nearby *near;
    size_t count, wanted = 0;
    struct error err = {0};

    expect_ok(locator_nearby(locator, place, radius_m, &near, &count, &err), &err);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        double distance_m = tiling->units[unit] == NULL ? radius_m + 1
                            : multipolygon_side_of(tiling->units[unit], place) != RING_OUTSIDE
                                ? 0
                                : geodesic_border_distance_m(tiling->units[unit], place);
        size_t i = 0;

        while (i < count && near[i].unit != unit)
            i++;
        if (distance_m <= radius_m && i == count)
            fail_msg("unit %u is missing, at %.17g m", unit, distance_m);
        wanted += distance_m <= radius_m;
        if (i < count)
            expect_near(near[i].distance_m, distance_m, 0.01);
    }
    assert_int_equal(count, wanted);
    for (size_t i = 1; i < count; i++)
        assert_true(
            near[i - 1].distance_m < near[i].distance_m ||
            (near[i - 1].distance_m <= near[i].distance_m && near[i - 1].unit < near[i].unit));
    free(near);
}

static void what_is_near_is_as_far_as_its_border(void **state)
{
    static const double radii_m[] = {0, 1, 300, 700, 1500, 5000};
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;

    (void)state;
    draw(&tiling, &locator, "AABC|DE.C|DFFG|H.IG");
    for (int x = -4; x <= 12; x++) {
        for (int y = -4; y <= 12; y++) {
            for (size_t r = 0; r < sizeof radii_m / sizeof *radii_m; r++)
                expect_nearby(&tiling, locator, at(x, y, x * 1234, y * 777), radii_m[r]);
        }
    }
}

static void a_radius_is_within_its_limit(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(locator) locator = NULL;
    struct nearby *near = NULL;
    size_t count;
    struct error err = {0};

    (void)state;
    draw(&tiling, &locator, "AB");
    expect_ok(locator_nearby(locator, at(1, 1, 0, 0), 50000, &near, &count, &err), &err);
    assert_int_equal(count, 2);
    free(near);
    near = NULL;
    expect_refusal(locator_nearby(locator, at(1, 1, 0, 0), 50001, &near, &count, &err),
                   STATUS_INVALID, &err, (const char *const[]){NULL});
    assert_null(near);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_inside_is_in_its_unit),
        cmocka_unit_test(a_gap_and_the_outside_are_nowhere),
        cmocka_unit_test(on_a_border_the_lowest_unit_wins),
        cmocka_unit_test(a_vertex_where_pieces_touch_is_in_the_lowest),
        cmocka_unit_test(an_empty_coverage_holds_nothing),
        cmocka_unit_test(every_grid_position_of_small_coverages_is_located),
        cmocka_unit_test(a_box_meets_units_by_their_points),
        cmocka_unit_test(an_empty_box_meets_nothing),
        cmocka_unit_test(what_is_near_is_as_far_as_its_border),
        cmocka_unit_test(a_radius_is_within_its_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
