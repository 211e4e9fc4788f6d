/* Coverages of unit squares: what any honest union and adjacency must satisfy. */
#include <stdlib.h>
#include <string.h>

#include "geo/coverage.h"
#include "geo/geodesic.h"
#include "geo/locate.h"
#include "support/expect.h"
#include "support/overlay.h"

enum { SIDE = 6, UNITS = SIDE * SIDE };

struct grid {
    const struct multipolygon *units[UNITS];
    struct coverage *coverage;
};

static int set_up(void **state)
{
    struct grid *grid = calloc(1, sizeof *grid);
    struct error err = {0};

    for (int i = 0; i < UNITS; i++)
        grid->units[i] = square_at(i % SIDE, i / SIDE, 1);
    expect_ok(coverage_new(grid->units, UNITS, &grid->coverage, NULL, &err), &err);
    *state = grid;
    return 0;
}

static int tear_down(void **state)
{
    struct grid *grid = *state;

    coverage_free(grid->coverage);
    for (int i = 0; i < UNITS; i++)
        multipolygon_free((struct multipolygon *)(uintptr_t)grid->units[i]);
    free(grid);
    return 0;
}

static void neighbours_share_an_edge_not_a_corner(void **state)
{
    const struct grid *grid = *state;

    for (int a = 0; a < UNITS; a++) {
        size_t count;
        const uint32_t *neighbours =
            adjacency_neighbours(coverage_adjacency(grid->coverage), (uint32_t)a, &count);
        size_t found = 0;

        for (int b = 0; b < UNITS; b++) {
            int distance = abs(a % SIDE - b % SIDE) + abs(a / SIDE - b / SIDE);
            bool is_listed = found < count && neighbours[found] == (uint32_t)b;

            if (is_listed != (distance == 1))
                fail_msg("squares %d and %d", a, b);
            found += is_listed;
        }
        assert_int_equal(found, count);
    }
}

static void a_unit_of_two_touching_polygons_is_not_its_own_neighbour(void **state)
{
    struct multipolygon *pair = shape_of("2 49, 3 49, 3 50, 2 50; 3 49, 4 49, 4 50, 3 50");
    const struct multipolygon *units[] = {pair};
    AUTO(coverage) coverage = NULL;
    struct error err = {0};
    size_t count;

    (void)state;
    expect_ok(coverage_new(units, 1, &coverage, NULL, &err), &err);
    (void)adjacency_neighbours(coverage_adjacency(coverage), 0, &count);
    assert_int_equal(count, 0);
    multipolygon_free(pair);
}

static void a_checkerboard_is_as_many_sets_as_squares(void **state)
{
    const struct grid *grid = *state;
    bool chosen[UNITS];
    uint32_t sets[UNITS];
    size_t count;

    for (int i = 0; i < UNITS; i++)
        chosen[i] = (i % SIDE + i / SIDE) % 2 == 0;
    assert_int_equal(
        adjacency_connected_sets(coverage_adjacency(grid->coverage), chosen, sets, &count),
        STATUS_OK);
    assert_int_equal(count, UNITS / 2);
    assert_int_equal(sets[0], 0);
    assert_true(sets[1] == ADJACENCY_NONE);
    assert_int_equal(sets[2], 1);
}

static void the_whole_is_one_square(void **state)
{
    const struct grid *grid = *state;
    AUTO(multipolygon) outline = NULL;
    uint32_t all[UNITS];
    struct error err = {0};
    double area_m2 = 0;

    for (uint32_t i = 0; i < UNITS; i++) {
        all[i] = i;
        area_m2 += geodesic_area_m2(grid->units[i]);
    }
    expect_ok(coverage_union(grid->coverage, all, UNITS, &outline, &err), &err);
    assert_int_equal(outline->polygon_count, 1);
    assert_int_equal(outline->ring_count, 1);
    assert_int_equal(outline->position_count, 4 * SIDE); /* every vertex of the border stays */
    expect_near(geodesic_area_m2(outline), area_m2, 1e-3);
}

static void squares_that_touch_at_a_corner_stay_two(void **state)
{
    const struct grid *grid = *state;
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};
    const uint32_t pair[] = {0, SIDE + 1};

    expect_ok(coverage_union(grid->coverage, pair, 2, &outline, &err), &err);
    assert_int_equal(outline->polygon_count, 2);
}

static void a_ring_of_squares_has_a_hole(void **state)
{
    const struct grid *grid = *state;
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};
    const uint32_t ring[] = {0, 1, 2, SIDE, SIDE + 2, 2 * SIDE, 2 * SIDE + 1, 2 * SIDE + 2};

    expect_ok(coverage_union(grid->coverage, ring, 8, &outline, &err), &err);
    assert_int_equal(outline->polygon_count, 1);
    assert_int_equal(multipolygon_hole_count(outline), 1);
}

/** xorshift64 (G. Marsaglia, J. Stat. Software 8, 2003): the same numbers in every run. */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void any_union_keeps_the_area_and_forgets_the_order(void **state)
{
    const struct grid *grid = *state;
    uint64_t seed = 20210601;

    for (int round = 0; round < 300; round++) {
        AUTO(multipolygon) outline = NULL;
        AUTO(multipolygon) again = NULL;
        uint32_t units[UNITS], backwards[UNITS];
        struct error err = {0};
        size_t count = 0;
        double area_m2 = 0;

        for (uint32_t i = 0; i < UNITS; i++) {
            if (next_random(&seed) % 3 != 0) {
                area_m2 += geodesic_area_m2(grid->units[i]);
                units[count++] = i;
            }
        }
        for (size_t i = 0; i < count; i++)
            backwards[i] = units[count - 1 - i];
        expect_ok(coverage_union(grid->coverage, units, count, &outline, &err), &err);
        expect_ok(coverage_union(grid->coverage, backwards, count, &again, &err), &err);
        expect_shape(again, outline);
        expect_near(geodesic_area_m2(outline), area_m2, 1e-3);
    }
}

static void no_unit_has_no_outline(void **state)
{
    const struct grid *grid = *state;
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};

    expect_ok(coverage_union(grid->coverage, NULL, 0, &outline, &err), &err);
    assert_int_equal(outline->polygon_count, 0);
}

static void shapes_that_overlap_are_refused_with_their_place(void **state)
{
    struct multipolygon *first = square_at(0, 0, 2);
    struct multipolygon *second = square_at(0, 0, 2);
    const struct multipolygon *units[] = {first, NULL, second};
    struct defect defect = {0};
    struct coverage *coverage = NULL;
    struct error err = {0};

    (void)state;
    expect_refusal(coverage_new(units, 3, &coverage, &defect, &err), STATUS_INVALID, &err,
                   (const char *const[]){"0", "2", "49.0", NULL});
    assert_int_equal(defect.unit, 0);
    assert_int_equal(defect.other, 2);
    assert_null(coverage);
    multipolygon_free(first);
    multipolygon_free(second);
}

static void shapes_that_do_not_tile_are_not_united(void **state)
{
    struct multipolygon *big = square_at(0, 0, 3);
    struct multipolygon *small = square_at(1, 1, 1);
    const struct multipolygon *members[] = {big, small};
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};

    (void)state;
    /* One lies in the other: cancelling edges alone would make a hole of it. */
    expect_refusal(overlay_coverage_union(members, 2, &outline, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    assert_null(outline);
    multipolygon_free(big);
    multipolygon_free(small);
}

static void a_position_is_in_the_unit_that_holds_it(void **state)
{
    const struct grid *grid = *state;
    AUTO(locator) locator = NULL;
    struct error err = {0};

    expect_ok(locator_new(grid->coverage, &locator, &err), &err);
    for (int i = 0; i < UNITS; i++) {
        struct position centre = {20000000 + (i % SIDE) * 100000 + 50000,
                                  490000000 + (i / SIDE) * 100000 + 50000};

        assert_int_equal(locator_unit(locator, centre), i);
    }
    /* On a border the lowest index wins. */
    assert_int_equal(locator_unit(locator, (struct position){20100000, 490050000}), 0);
    assert_true(locator_unit(locator, (struct position){19999999, 490050000}) == LOCATE_NONE);
}

static void what_is_near_comes_nearest_first(void **state)
{
    const struct grid *grid = *state;
    struct nearby *near;
    size_t count;
    AUTO(locator) locator = NULL;
    struct error err = {0};
    /* 100 e-7 degrees (0.7 m) left of the border between squares 0 and 1. */
    struct position position = {20099900, 490050000};

    expect_ok(locator_new(grid->coverage, &locator, &err), &err);
    expect_ok(locator_nearby(locator, position, 100, &near, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_int_equal(near[0].unit, 0);
    expect_near(near[0].distance_m, 0, 0);
    assert_int_equal(near[1].unit, 1);
    expect_near(near[1].distance_m,
                geodesic_distance_m(position, (struct position){20100000, 490050000}), 0.001);
    free(near);
    expect_refusal(locator_nearby(locator, position, 60000, &near, &count, &err), STATUS_INVALID,
                   &err, (const char *const[]){"60000", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_share_an_edge_not_a_corner),
        cmocka_unit_test(a_unit_of_two_touching_polygons_is_not_its_own_neighbour),
        cmocka_unit_test(a_checkerboard_is_as_many_sets_as_squares),
        cmocka_unit_test(the_whole_is_one_square),
        cmocka_unit_test(squares_that_touch_at_a_corner_stay_two),
        cmocka_unit_test(a_ring_of_squares_has_a_hole),
        cmocka_unit_test(any_union_keeps_the_area_and_forgets_the_order),
        cmocka_unit_test(no_unit_has_no_outline),
        cmocka_unit_test(shapes_that_overlap_are_refused_with_their_place),
        cmocka_unit_test(shapes_that_do_not_tile_are_not_united),
        cmocka_unit_test(a_position_is_in_the_unit_that_holds_it),
        cmocka_unit_test(what_is_near_comes_nearest_first),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
