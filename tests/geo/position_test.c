#include <math.h>

#include "geo/position.h"
#include "support/expect.h"

static void degrees_are_rounded_half_to_even_on_the_grid(void **state)
{
    struct position position;

    (void)state;
    assert_int_equal(position_from_degrees(1.23456784, -0.00000006, &position, NULL), STATUS_OK);
    assert_int_equal(position.lon_e7, 12345678);
    assert_int_equal(position.lat_e7, -1);
    assert_int_equal(position_from_degrees(-0.0, 0.00000005, &position, NULL), STATUS_OK);
    assert_int_equal(position.lon_e7, 0);
    assert_int_equal(position.lat_e7, 0);
    assert_int_equal(position_from_degrees(180, -90, &position, NULL), STATUS_OK);
    assert_int_equal(position.lon_e7, 1800000000);
}

static void what_is_no_place_on_earth_is_refused(void **state)
{
    static const double wrong[][2] = {
        {(double)NAN, 0},      {0, (double)INFINITY},  {1e308, 0}, {180.0001, 0}, {0, -90.0001},
        {652000.0, 6862000.0}, {-(double)INFINITY, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct position position = {7, 7};
        struct error err = {0};

        expect_refusal(position_from_degrees(wrong[i][0], wrong[i][1], &position, &err),
                       STATUS_INVALID, &err, (const char *const[]){NULL});
        assert_int_equal(position.lon_e7, 7);
    }
}

static void every_grid_position_survives_degrees(void **state)
{
    (void)state;
    for (int32_t e7 = -1800000000; e7 < 1799000000; e7 += 9876543) {
        struct position position = {e7, e7 / 2};
        struct position back;

        assert_int_equal(position_from_degrees(position_lon_deg(position),
                                               position_lat_deg(position), &back, NULL),
                         STATUS_OK);
        assert_true(position_equal(position, back));
    }
}

static void boxes_join_and_meet(void **state)
{
    struct box a = {0, 0, 10, 10};
    struct box b = {10, 10, 20, 20};
    struct box c = {11, 0, 20, 9};

    (void)state;
    assert_true(box_intersects(a, b)); /* closed: a corner is enough */
    assert_false(box_intersects(a, c));
    assert_true(box_is_empty(box_empty()));
    assert_false(box_is_empty(a));
    assert_false(box_intersects(a, box_empty()));
    assert_int_equal(box_join(a, box_empty()).east_e7, 10);
    assert_int_equal(box_join(a, b).north_e7, 20);
    assert_true(box_holds(a, (struct position){10, 0}));
    assert_false(box_holds(a, (struct position){11, 0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_are_rounded_half_to_even_on_the_grid),
        cmocka_unit_test(what_is_no_place_on_earth_is_refused),
        cmocka_unit_test(every_grid_position_survives_degrees),
        cmocka_unit_test(boxes_join_and_meet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
