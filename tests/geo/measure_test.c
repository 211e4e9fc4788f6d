/* Measures of arcs, against the geodesic of whole shapes. */
#include <stdlib.h>
#include <string.h>

#include "geo/geodesic.h"
#include "geo/measure.h"
#include "geo/region.h"
#include "property/lattice.h"
#include "support/expect.h"

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static void units_measure_what_the_geodesic_says(void **state)
{
    SCOPED(mosaic) tiling;

    (void)state;
    draw(&tiling, "AABB|ACCB|ACDB|EECB");
    for (uint32_t unit = 0; unit < tiling.lattice.unit_count; unit++) {
        double area_m2 = measure_area_m2(coverage_unit_area(tiling.coverage, unit));
        double length_m = measure_length_m(coverage_unit_length(tiling.coverage, unit));

        /* 2^-17 m² and 2^-21 m are lost on each edge, and as much again in the sum by vertices. */
        expect_near(area_m2, geodesic_area_m2(tiling.units[unit]), 0.01);
        expect_near(length_m, geodesic_perimeter_m(tiling.units[unit]), 0.0001);
    }
}

static void a_hundredth_of_a_degree_is_about_a_kilometre(void **state)
{
    SCOPED(mosaic) tiling;

    (void)state;
    draw(&tiling, "A");
    /* At 49°: 731.6 m by 1112.1 m, from the radii of GRS80. */
    expect_near(measure_area_m2(coverage_unit_area(tiling.coverage, 0)), 813500, 200);
    expect_near(measure_length_m(coverage_unit_length(tiling.coverage, 0)), 3687.2, 1);
}

static void areas_add_up_to_the_last_bit(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;
    struct error err = {0};
    int64_t sum = 0;

    (void)state;
    draw(&tiling, "ABCAB|CABCA|.DDE.|FGHIJ");
    expect_ok(region_new(tiling.coverage, &region, &err), &err);
    for (uint32_t unit = 0; unit < tiling.lattice.unit_count; unit++) {
        sum += coverage_unit_area(tiling.coverage, unit);
        region_toggle(region, unit);
        assert_true(region_area(region) == sum);
    }
}

static void holes_take_area_and_give_length(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(mosaic) full;
    int64_t enclave;

    (void)state;
    draw(&tiling, "AAA|ABA|AAA");
    draw(&full, "AAA|AAA|AAA");
    enclave = coverage_unit_area(tiling.coverage, 1);
    assert_true(coverage_unit_area(tiling.coverage, 0) + enclave ==
                coverage_unit_area(full.coverage, 0));
    assert_true(coverage_unit_length(tiling.coverage, 0) -
                    coverage_unit_length(tiling.coverage, 1) ==
                coverage_unit_length(full.coverage, 0));
}

static void a_unit_without_polygon_measures_nothing(void **state)
{
    SCOPED(mosaic) tiling;

    (void)state;
    draw(&tiling, "AC");
    assert_true(coverage_unit_area(tiling.coverage, 1) == 0);
    assert_true(coverage_unit_length(tiling.coverage, 1) == 0);
}

static struct coverage *unmeasured(const struct mosaic *tiling)
{
    struct coverage *coverage = NULL;
    struct error err = {0};

    expect_ok(coverage_new(tiling->units, tiling->lattice.unit_count, &coverage, NULL, &err), &err);
    assert_null(coverage->areas);
    assert_null(coverage->lengths);
    return coverage;
}

static void measures_come_back_from_their_bytes(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) again = NULL;
    void *bytes = NULL;
    size_t size;

    (void)state;
    draw(&tiling, "AAB|ACB|DDB");
    again = unmeasured(&tiling);
    assert_int_equal(coverage_measures_get(tiling.coverage, &bytes, &size), STATUS_OK);
    assert_true(coverage_measures_set(again, bytes, size));
    free(bytes);
    assert_memory_equal(again->areas, tiling.coverage->areas,
                        tiling.coverage->arc_count * sizeof *again->areas);
    assert_memory_equal(again->lengths, tiling.coverage->lengths,
                        tiling.coverage->arc_count * sizeof *again->lengths);
}

static void bytes_that_are_not_of_this_coverage_are_refused(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(mosaic) other;
    AUTO(coverage) again = NULL;
    unsigned char *bytes;
    void *measures = NULL;
    size_t size;

    (void)state;
    draw(&tiling, "AAB|ACB|DDB");
    draw(&other, "AAB|ACB|DDB");
    other.lattice.places[5].lon_e7++; /* one vertex, one grid step */
    mosaic_release(&other);
    assert_int_equal(mosaic_init(&other, NULL), STATUS_OK);
    again = unmeasured(&tiling);
    assert_int_equal(coverage_measures_get(other.coverage, &measures, &size), STATUS_OK);
    assert_false(coverage_measures_set(again, measures, size));
    free(measures);
    assert_int_equal(coverage_measures_get(tiling.coverage, &measures, &size), STATUS_OK);
    for (size_t shorter = 0; shorter < size; shorter++)
        assert_false(coverage_measures_set(again, measures, shorter));
    bytes = calloc(size + 8, 1);
    assert_non_null(bytes);
    memcpy(bytes, measures, size);
    assert_false(coverage_measures_set(again, bytes, size + 8));
    memset(bytes, 0, size);
    assert_false(coverage_measures_set(again, bytes, size));
    free(bytes);
    free(measures);
    assert_null(again->areas);
}

static void measuring_twice_changes_nothing(void **state)
{
    SCOPED(mosaic) tiling;
    int64_t area;

    (void)state;
    draw(&tiling, "AB|CC");
    area = coverage_unit_area(tiling.coverage, 2);
    assert_int_equal(coverage_measure(tiling.coverage), STATUS_OK);
    assert_true(coverage_unit_area(tiling.coverage, 2) == area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_measure_what_the_geodesic_says),
        cmocka_unit_test(a_hundredth_of_a_degree_is_about_a_kilometre),
        cmocka_unit_test(areas_add_up_to_the_last_bit),
        cmocka_unit_test(holes_take_area_and_give_length),
        cmocka_unit_test(a_unit_without_polygon_measures_nothing),
        cmocka_unit_test(measures_come_back_from_their_bytes),
        cmocka_unit_test(bytes_that_are_not_of_this_coverage_are_refused),
        cmocka_unit_test(measuring_twice_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
