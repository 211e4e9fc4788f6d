/* Areas in the plane of Lambert-93, against pyproj and against the geodesic. */
#include "geo/geodesic.h"
#include "geo/planar.h"
#include "support/expect.h"

/* pyproj 3.7.2 with PROJ 9.5.1, OGC:CRS84 to EPSG:2154, shoelace formula from the first corner. */
static const double small_m2 = 813667.1347; /* square_at(0, 0, 1) */
static const double large_m2 = 79822025.0133;
static const double hole_m2 = 12771525.7440;
/* Coordinates of 7,000,000 m leave 1e-9 m, times a perimeter of 40 km. */
static const double rounding_m2 = 1e-3;

static int set_up(void **state)
{
    struct projection *projection = NULL;
    struct error err = {0};

    expect_ok(projection_new(&projection, &err), &err);
    *state = projection;
    return 0;
}

static int tear_down(void **state)
{
    projection_free(*state);
    return 0;
}

static double planar_of(void **state, const struct multipolygon *shape)
{
    double area_m2 = 0;
    struct error err = {0};

    expect_ok(planar_area_m2(*state, shape, &area_m2, &err), &err);
    return area_m2;
}

static void squares_measure_what_pyproj_says(void **state)
{
    AUTO(multipolygon) small = square_at(0, 0, 1);
    AUTO(multipolygon) large = shape_of("2.5 50, 2.6 50, 2.6 50.1, 2.5 50.1");

    expect_near(planar_of(state, small), small_m2, rounding_m2);
    expect_near(planar_of(state, large), large_m2, rounding_m2);
}

static void a_hole_is_taken_off(void **state)
{
    AUTO(multipolygon)
    pierced = shape_of("2.5 50, 2.6 50, 2.6 50.1, 2.5 50.1 / "
                       "2.53 50.03, 2.57 50.03, 2.57 50.07, 2.53 50.07");

    expect_near(planar_of(state, pierced), large_m2 - hole_m2, rounding_m2);
}

static void polygons_are_added(void **state)
{
    AUTO(multipolygon)
    both = shape_of("2.5 50, 2.6 50, 2.6 50.1, 2.5 50.1; 2 49, 2.01 49, 2.01 49.01, 2 49.01");
    AUTO(multipolygon) none = multipolygon_new();

    expect_near(planar_of(state, both), large_m2 + small_m2, rounding_m2);
    assert_non_null(none);
    expect_near(planar_of(state, none), 0, 0);
}

static void the_plane_is_too_large_north_of_49_and_more_so_further_north(void **state)
{
    double previous = 1.0018;

    /* From 50° to 51.05° N, in units of 0.01 degree from 49°. */
    for (int y = 100; y <= 205; y += 5) {
        AUTO(multipolygon) square = square_at(50, y, 1);
        double ratio = planar_of(state, square) / geodesic_area_m2(square);

        if (!(previous < ratio && ratio < 1.0046))
            fail_msg("at 49° + %d: %.9f, expected above %.9f and below 1.0046", y, ratio, previous);
        previous = ratio;
    }
}

static void the_plane_is_too_small_between_its_parallels(void **state)
{
    AUTO(multipolygon) square = shape_of("2.5 46.5, 2.51 46.5, 2.51 46.51, 2.5 46.51");
    double ratio = planar_of(state, square) / geodesic_area_m2(square);

    if (!(0.998 < ratio && ratio < 0.9985))
        fail_msg("%.9f at 46.5°, expected about 0.9981", ratio);
}

static void what_is_far_away_is_refused(void **state)
{
    AUTO(multipolygon) guiana = shape_of("-53 4, -52 4, -52 5, -53 5");
    double area_m2 = 7;
    struct error err = {0};

    expect_refusal(planar_area_m2(*state, guiana, &area_m2, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    expect_near(area_m2, 7, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(squares_measure_what_pyproj_says),
        cmocka_unit_test(a_hole_is_taken_off),
        cmocka_unit_test(polygons_are_added),
        cmocka_unit_test(the_plane_is_too_large_north_of_49_and_more_so_further_north),
        cmocka_unit_test(the_plane_is_too_small_between_its_parallels),
        cmocka_unit_test(what_is_far_away_is_refused),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
