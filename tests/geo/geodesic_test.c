/* Expected values: PROJ's geodesics through pyproj on GRS80, and laws. */
#include <math.h>

#include "geo/geodesic.h"
#include "support/expect.h"

static void a_quadrangle_has_the_area_and_length_of_its_geodesics(void **state)
{
    AUTO(multipolygon) shape = shape_of("2 49, 3 49, 3 50, 2 50");

    (void)state;
    expect_near(geodesic_area_m2(shape), 8056095456.899292, 1e-3);
    expect_near(geodesic_perimeter_m(shape), 367305.3028273528, 1e-6);
}

static void a_hole_takes_area_away_and_adds_length(void **state)
{
    AUTO(multipolygon) whole = shape_of("2 49, 3 49, 3 50, 2 50");
    AUTO(multipolygon) part = shape_of("2.4 49.4, 2.6 49.4, 2.6 49.6, 2.4 49.6");
    AUTO(multipolygon)
    holed = shape_of("2 49, 3 49, 3 50, 2 50 / 2.4 49.4, 2.6 49.4, 2.6 49.6, 2.4 49.6");

    (void)state;
    expect_near(geodesic_area_m2(holed), geodesic_area_m2(whole) - geodesic_area_m2(part), 1e-3);
    expect_near(geodesic_perimeter_m(holed),
                geodesic_perimeter_m(whole) + geodesic_perimeter_m(part), 1e-6);
}

static void distances_are_geodesic(void **state)
{
    (void)state;
    expect_near(geodesic_distance_m((struct position){20000000, 490000000},
                                    (struct position){20010000, 490010000}),
                133.12254555452873, 1e-6);
    expect_near(geodesic_distance_m((struct position){20000000, 490000000},
                                    (struct position){30000000, 500000000}),
                132725.47791096548, 1e-6);
}

static void the_nearest_border_is_found_between_vertices(void **state)
{
    AUTO(multipolygon) shape = shape_of("2 49, 3 49, 3 50, 2 50");
    struct position inside = {20010000, 495000000};  /* 0.001° east of the western edge */
    struct position outside = {19990000, 495000000}; /* 0.001° west of it */
    struct position beyond = {19990000, 489990000};  /* nearest to the corner */
    double wanted_m = geodesic_distance_m(inside, (struct position){20000000, 495000000});

    (void)state;
    expect_near(geodesic_border_distance_m(shape, inside), wanted_m, 0.01);
    expect_near(geodesic_border_distance_m(shape, outside), wanted_m, 0.01);
    expect_near(geodesic_border_distance_m(shape, beyond),
                geodesic_distance_m(beyond, (struct position){20000000, 490000000}), 0.01);
    expect_near(geodesic_border_distance_m(shape, (struct position){20000000, 495000000}), 0, 0);
}

static void without_a_ring_no_border_is_near(void **state)
{
    AUTO(multipolygon) empty = multipolygon_new();

    (void)state;
    assert_true(isinf(geodesic_border_distance_m(empty, (struct position){0, 0})) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quadrangle_has_the_area_and_length_of_its_geodesics),
        cmocka_unit_test(a_hole_takes_area_away_and_adds_length),
        cmocka_unit_test(distances_are_geodesic),
        cmocka_unit_test(the_nearest_border_is_found_between_vertices),
        cmocka_unit_test(without_a_ring_no_border_is_near),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
