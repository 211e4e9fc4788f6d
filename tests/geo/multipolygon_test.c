#include "geo/multipolygon.h"
#include "support/expect.h"

static void shells_turn_left_and_holes_right(void **state)
{
    /* Both rings are given clockwise. */
    AUTO(multipolygon) shape = shape_of("0 0, 0 9, 9 9, 9 0 / 3 3, 3 6, 6 6, 6 3");
    size_t count;
    const struct position *shell = multipolygon_ring(shape, 0, &count);
    const struct position *hole = multipolygon_ring(shape, 1, &count);

    (void)state;
    assert_int_equal(ring_orientation(shell, 4), 1);
    assert_int_equal(ring_orientation(hole, 4), -1);
    assert_int_equal(multipolygon_hole_count(shape), 1);
}

static void a_repeated_position_is_dropped(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 9 0, 9 0, 9 9, 0 9, 0 0");
    size_t count;

    (void)state;
    (void)multipolygon_ring(shape, 0, &count);
    assert_int_equal(count, 4);
}

static void a_ring_without_area_is_refused(void **state)
{
    AUTO(multipolygon) shape = multipolygon_new();
    struct error err = {0};

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(multipolygon_add_position(shape, (struct position){i % 2, i % 2}),
                         STATUS_OK);
    expect_refusal(multipolygon_end_ring(shape, &err), STATUS_INVALID, &err,
                   (const char *const[]){"4", NULL});
}

static void a_hole_is_outside_and_its_rim_is_border(void **state)
{
    AUTO(multipolygon)
    shape = shape_of("0 0, 9 0, 9 9, 0 9 / 3 3, 6 3, 6 6, 3 6; 20 0, 21 0, 21 1");

    (void)state;
    assert_int_equal(multipolygon_side_of(shape, (struct position){10000000, 10000000}),
                     RING_INSIDE);
    assert_int_equal(multipolygon_side_of(shape, (struct position){40000000, 40000000}),
                     RING_OUTSIDE);
    assert_int_equal(multipolygon_side_of(shape, (struct position){30000000, 40000000}),
                     RING_BORDER);
    assert_int_equal(multipolygon_side_of(shape, (struct position){208000000, 5000000}),
                     RING_INSIDE);
}

static void a_box_in_a_hole_meets_nothing(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 9 0, 9 9, 0 9 / 3 3, 6 3, 6 6, 3 6");

    (void)state;
    assert_false(
        multipolygon_intersects_box(shape, (struct box){40000000, 40000000, 50000000, 50000000}));
    assert_true(
        multipolygon_intersects_box(shape, (struct box){40000000, 40000000, 60000000, 50000000}));
    assert_true(
        multipolygon_intersects_box(shape, (struct box){10000000, 10000000, 11000000, 11000000}));
    assert_true(multipolygon_intersects_box(
        shape, (struct box){-10000000, -10000000, 100000000, 100000000}));
    assert_false(multipolygon_intersects_box(shape, (struct box){91000000, 0, 92000000, 10}));
}

static void the_canonical_form_forgets_how_it_was_given(void **state)
{
    AUTO(multipolygon)
    a = shape_of("0 0, 9 0, 9 9, 0 9 / 1 1, 2 1, 2 2 / 5 5, 6 5, 6 6; 20 0, 21 0, 21 1");
    AUTO(multipolygon)
    b = shape_of("21 1, 20 0, 21 0; 9 9, 0 9, 0 0, 9 0 / 6 6, 5 5, 6 5 / 2 2, 2 1, 1 1");

    (void)state;
    assert_false(multipolygon_equal(a, b));
    assert_int_equal(multipolygon_canonicalize(a), STATUS_OK);
    assert_int_equal(multipolygon_canonicalize(b), STATUS_OK);
    expect_shape(b, a);
    assert_int_equal(multipolygon_canonicalize(b), STATUS_OK);
    expect_shape(b, a);
}

static void a_clone_is_equal_and_its_own(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 9 0, 9 9 / 5 4, 6 4, 6 5");
    AUTO(multipolygon) clone = multipolygon_clone(shape);

    (void)state;
    expect_shape(clone, shape);
    clone->positions[0].lon_e7++;
    assert_false(multipolygon_equal(clone, shape));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shells_turn_left_and_holes_right),
        cmocka_unit_test(a_repeated_position_is_dropped),
        cmocka_unit_test(a_ring_without_area_is_refused),
        cmocka_unit_test(a_hole_is_outside_and_its_rim_is_border),
        cmocka_unit_test(a_box_in_a_hole_meets_nothing),
        cmocka_unit_test(the_canonical_form_forgets_how_it_was_given),
        cmocka_unit_test(a_clone_is_equal_and_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
