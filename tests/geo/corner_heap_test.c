/* The heap of corners against the smallest found by looking at all. */
#include "geo/corner_heap.h"
#include "property/random.h"
#include "support/expect.h"

enum { CORNERS = 40 };

static void areas_come_out_rising(void **state)
{
    static const double areas_m2[] = {5, 0.25, 7, 1e9, 0, 3};
    static const uint32_t wanted[] = {4, 1, 5, 0, 2, 3};
    struct corner_heap heap;
    uint32_t corner;
    double area_m2;

    (void)state;
    assert_int_equal(corner_heap_init(&heap, 6), STATUS_OK);
    for (uint32_t i = 0; i < 6; i++)
        corner_heap_put(&heap, i, areas_m2[i]);
    for (int i = 0; i < 6; i++) {
        assert_true(corner_heap_take(&heap, &corner, &area_m2));
        assert_int_equal(corner, wanted[i]);
        expect_near(area_m2, areas_m2[corner], 0);
    }
    assert_false(corner_heap_take(&heap, &corner, &area_m2));
    corner_heap_release(&heap);
}

static void equal_areas_come_by_number(void **state)
{
    struct corner_heap heap;
    uint32_t corner;
    double area_m2;

    (void)state;
    assert_int_equal(corner_heap_init(&heap, CORNERS), STATUS_OK);
    for (uint32_t i = 0; i < CORNERS; i++)
        corner_heap_put(&heap, i * 7 % CORNERS, 2.5);
    for (uint32_t i = 0; i < CORNERS; i++) {
        assert_true(corner_heap_take(&heap, &corner, &area_m2));
        assert_int_equal(corner, i);
    }
    corner_heap_release(&heap);
}

static void no_corner_is_no_trouble(void **state)
{
    struct corner_heap heap;
    uint32_t corner = 9;
    double area_m2 = 9;

    (void)state;
    assert_int_equal(corner_heap_init(&heap, 0), STATUS_OK);
    assert_false(corner_heap_take(&heap, &corner, &area_m2));
    assert_int_equal(corner, 9);
    corner_heap_release(&heap);
}

/** What is queued, without order. */
struct bag {
    bool is_queued[CORNERS];
    double areas_m2[CORNERS];
};

static uint32_t smallest(const struct bag *bag)
{
    uint32_t best = CORNERS;

    for (uint32_t i = 0; i < CORNERS; i++) {
        if (bag->is_queued[i] && (best == CORNERS || bag->areas_m2[i] < bag->areas_m2[best]))
            best = i;
    }
    return best;
}

static void expect_smallest(struct corner_heap *heap, struct bag *bag)
{
    uint32_t wanted = smallest(bag), corner = CORNERS;
    double area_m2 = -1;
    bool is_taken = corner_heap_take(heap, &corner, &area_m2);

    if (is_taken != (wanted != CORNERS) || corner != wanted)
        fail_msg("took corner %u, expected %u", corner, wanted);
    if (!is_taken)
        return;
    expect_near(area_m2, bag->areas_m2[wanted], 0);
    bag->is_queued[wanted] = false;
}

static void puts_changes_and_takes_in_any_order_take_the_smallest(void **state)
{
    uint64_t random = random_seed();
    struct corner_heap heap;
    struct bag bag = {0};

    (void)state;
    assert_int_equal(corner_heap_init(&heap, CORNERS), STATUS_OK);
    for (int i = 0; i < 20000; i++) {
        uint32_t corner = random_below(&random, CORNERS);

        if (random_chance(&random, 40)) {
            expect_smallest(&heap, &bag);
            continue;
        }
        /* Few values, so that many are equal; a corner that is queued goes up or down. */
        bag.is_queued[corner] = true;
        bag.areas_m2[corner] = random_below(&random, 12) / 4.0;
        corner_heap_put(&heap, corner, bag.areas_m2[corner]);
    }
    while (smallest(&bag) != CORNERS)
        expect_smallest(&heap, &bag);
    expect_smallest(&heap, &bag);
    corner_heap_release(&heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_come_out_rising),
        cmocka_unit_test(equal_areas_come_by_number),
        cmocka_unit_test(no_corner_is_no_trouble),
        cmocka_unit_test(puts_changes_and_takes_in_any_order_take_the_smallest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
