#include "geo/ring.h"
#include "support/expect.h"

static void the_turn_is_exact_where_doubles_are_not(void **state)
{
    struct position a = {-1800000000, -900000000};
    struct position b = {1800000000, 900000000};

    (void)state;
    assert_int_equal(orient(a, b, (struct position){0, 0}), 0);
    assert_int_equal(orient(a, b, (struct position){0, 1}), 1);
    assert_int_equal(orient(a, b, (struct position){0, -1}), -1);
    assert_int_equal(orient(a, b, (struct position){1, 0}), -1);
}

static void orientation_follows_the_walk(void **state)
{
    struct position ring[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    struct position flat[] = {{0, 0}, {5, 5}, {10, 10}};
    struct position world[] = {{-1800000000, -900000000},
                               {1800000000, -900000000},
                               {1800000000, 900000000},
                               {-1800000000, 900000000}};

    (void)state;
    assert_int_equal(ring_orientation(ring, 4), 1);
    ring_reverse(ring, 4);
    assert_int_equal(ring_orientation(ring, 4), -1);
    assert_int_equal(ring_orientation(flat, 3), 0);
    assert_int_equal(ring_orientation(world, 4), 1);
}

static void every_position_is_inside_outside_or_on_the_border(void **state)
{
    /* An L: the unit squares (0,0), (1,0), (0,1) times ten. */
    const struct position ring[] = {{0, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 20}, {0, 20}};

    (void)state;
    for (int x = -2; x <= 22; x++) {
        for (int y = -2; y <= 22; y++) {
            bool closed = (x >= 0 && x <= 20 && y >= 0 && y <= 10) ||
                          (x >= 0 && x <= 10 && y >= 0 && y <= 20);
            bool open =
                (x > 0 && x < 20 && y > 0 && y < 10) || (x > 0 && x < 10 && y > 0 && y < 20);
            enum ring_side wanted = open ? RING_INSIDE : closed ? RING_BORDER : RING_OUTSIDE;
            enum ring_side got = ring_side_of(ring, 6, (struct position){x, y});

            if (got != wanted)
                fail_msg("(%d, %d): side %d, expected %d", x, y, (int)got, (int)wanted);
        }
    }
}

static void a_segment_meets_a_box_it_only_crosses(void **state)
{
    struct box box = {0, 0, 10, 10};

    (void)state;
    assert_true(segment_meets_box((struct position){-5, 5}, (struct position){15, 6}, box));
    assert_true(segment_meets_box((struct position){-5, 5}, (struct position){5, 15}, box));
    assert_false(segment_meets_box((struct position){-5, 6}, (struct position){5, 16}, box));
    assert_true(segment_meets_box((struct position){-5, 15}, (struct position){0, 10}, box));
    assert_true(segment_meets_box((struct position){3, 3}, (struct position){4, 4}, box));
    assert_false(segment_meets_box((struct position){11, 0}, (struct position){11, 10}, box));
}

static bool meet(int a_x, int a_y, int b_x, int b_y)
{
    struct position from = {-4, 0}, to = {4, 0};
    struct position a = {a_x, a_y}, b = {b_x, b_y};
    bool is_met = segments_meet(from, to, a, b);

    assert_int_equal(segments_meet(to, from, a, b), is_met);
    assert_int_equal(segments_meet(b, a, from, to), is_met);
    return is_met;
}

static void segments_meet_where_they_have_a_point_in_common(void **state)
{
    (void)state;
    assert_true(meet(0, -1, 1, 1));
    assert_true(meet(1, 0, 2, 5));
    assert_true(meet(4, 0, 9, 1));
    assert_true(meet(4, -3, 4, 3));
    assert_true(meet(3, 0, 8, 0));
    assert_true(meet(-9, 0, 9, 0));
    assert_false(meet(5, 0, 8, 0));
    assert_false(meet(5, -1, 5, 1));
    assert_false(meet(0, 1, 1, 9));
    assert_false(meet(-4, 1, 4, 1));
    assert_false(meet(3, -3, 9, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_turn_is_exact_where_doubles_are_not),
        cmocka_unit_test(orientation_follows_the_walk),
        cmocka_unit_test(every_position_is_inside_outside_or_on_the_border),
        cmocka_unit_test(a_segment_meets_a_box_it_only_crosses),
        cmocka_unit_test(segments_meet_where_they_have_a_point_in_common),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
