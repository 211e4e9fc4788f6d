/* The tree of vertices against a look at each of them. */
#include <stdlib.h>

#include "geo/vertex_tree.h"
#include "property/random.h"
#include "support/expect.h"

enum { VERTICES_MAX = 600 };

struct cloud {
    struct position positions[VERTICES_MAX];
    bool is_left_out[VERTICES_MAX];
    uint32_t count;
};

/** Is the position in the closed triangle, which may be flat and turn either way? */
static bool triangle_holds(const struct position corners[3], struct position position)
{
    int turns[3], left = 0, right = 0;

    for (int i = 0; i < 3; i++) {
        turns[i] = orient(corners[i], corners[(i + 1) % 3], position);
        left += turns[i] > 0;
        right += turns[i] < 0;
    }
    if (left > 0 && right > 0)
        return false;
    /* On the line of a flat triangle, or on the line of one side: within the box then. */
    return box_holds(box_of(corners, 3), position);
}

static bool meets_by_force(const struct cloud *cloud, const struct position corners[3])
{
    for (uint32_t i = 0; i < cloud->count; i++) {
        struct position position = cloud->positions[i];

        if (!cloud->is_left_out[i] && !position_equal(position, corners[0]) &&
            !position_equal(position, corners[1]) && !position_equal(position, corners[2]) &&
            triangle_holds(corners, position))
            return true;
    }
    return false;
}

static struct position random_around(int64_t reach, uint64_t *random)
{
    return random_position(random, (struct box){(int32_t)-reach, (int32_t)(-reach / 2),
                                                (int32_t)reach, (int32_t)(reach / 2)});
}

/** Corners are vertices as a rule: so they are when a line is simplified. */
static struct position random_corner(const struct cloud *cloud, int64_t reach, uint64_t *random)
{
    if (cloud->count > 0 && random_chance(random, 70))
        return cloud->positions[random_below(random, cloud->count)];
    return random_around(reach, random);
}

static void expect_answers(const struct cloud *cloud, struct vertex_tree *tree, int64_t reach,
                           uint64_t *random)
{
    for (int i = 0; i < 40; i++) {
        struct position corners[3];
        bool got, wanted;

        for (int j = 0; j < 3; j++)
            corners[j] = random_corner(cloud, reach, random);
        wanted = meets_by_force(cloud, corners);
        got = vertex_tree_meets_triangle(tree, corners[0], corners[1], corners[2]);
        if (got != wanted)
            fail_msg("of %u, triangle %d %d, %d %d, %d %d: %d, expected %d", cloud->count,
                     corners[0].lon_e7, corners[0].lat_e7, corners[1].lon_e7, corners[1].lat_e7,
                     corners[2].lon_e7, corners[2].lat_e7, got, wanted);
    }
}

static void strike_some(struct cloud *cloud, struct vertex_tree *tree, uint64_t *random)
{
    for (uint32_t i = 0; i < cloud->count; i++) {
        if (!cloud->is_left_out[i] && random_chance(random, 40)) {
            cloud->is_left_out[i] = true;
            vertex_tree_strike(tree, i);
        }
    }
}

static void triangles_meet_what_a_look_at_all_finds(void **state)
{
    /* So few places that vertices fall together; a city; all the grid. */
    static const int64_t reaches[] = {6, 1000, 1000000, 1800000000};
    uint64_t random = random_seed();

    (void)state;
    for (int round = 0; round < 200; round++) {
        int64_t reach = reaches[round % 4];
        AUTO(vertex_tree) tree = NULL;
        struct cloud cloud = {.count = random_below(&random, VERTICES_MAX >> round % 7)};

        for (uint32_t i = 0; i < cloud.count; i++) {
            cloud.positions[i] = random_around(reach, &random);
            cloud.is_left_out[i] = random_chance(&random, 20);
        }
        assert_int_equal(vertex_tree_new(cloud.positions, cloud.is_left_out, cloud.count, &tree),
                         STATUS_OK);
        for (int strikes = 0; strikes < 6; strikes++) {
            expect_answers(&cloud, tree, reach, &random);
            strike_some(&cloud, tree, &random);
        }
    }
}

static void a_vertex_on_a_side_is_met_one_at_a_corner_is_not(void **state)
{
    static const struct position vertices[] = {{0, 0}, {10, 0}, {0, 10}, {5, 0}};
    AUTO(vertex_tree) tree = NULL;

    (void)state;
    assert_int_equal(vertex_tree_new(vertices, NULL, 4, &tree), STATUS_OK);
    assert_true(vertex_tree_meets_triangle(tree, vertices[0], vertices[1], vertices[2]));
    assert_true(vertex_tree_meets_triangle(tree, vertices[2], vertices[1], vertices[0]));
    assert_false(vertex_tree_meets_triangle(tree, vertices[0], vertices[3], vertices[2]));
    vertex_tree_strike(tree, 3);
    assert_false(vertex_tree_meets_triangle(tree, vertices[0], vertices[1], vertices[2]));
}

static void a_second_vertex_at_a_corner_is_not_met(void **state)
{
    static const struct position vertices[] = {{0, 0}, {10, 0}, {0, 10}, {10, 0}};
    AUTO(vertex_tree) tree = NULL;

    (void)state;
    assert_int_equal(vertex_tree_new(vertices, NULL, 4, &tree), STATUS_OK);
    assert_false(vertex_tree_meets_triangle(tree, vertices[0], vertices[1], vertices[2]));
}

static void a_tree_of_nothing_meets_nothing(void **state)
{
    static const struct position vertices[] = {{1, 1}, {2, 2}};
    static const bool is_left_out[] = {true, true};
    AUTO(vertex_tree) none = NULL;
    AUTO(vertex_tree) left_out = NULL;
    struct position a = {0, 0}, b = {9, 0}, c = {0, 9};

    (void)state;
    assert_int_equal(vertex_tree_new(vertices, NULL, 0, &none), STATUS_OK);
    assert_false(vertex_tree_meets_triangle(none, a, b, c));
    assert_int_equal(vertex_tree_new(vertices, is_left_out, 2, &left_out), STATUS_OK);
    assert_false(vertex_tree_meets_triangle(left_out, a, b, c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triangles_meet_what_a_look_at_all_finds),
        cmocka_unit_test(a_vertex_on_a_side_is_met_one_at_a_corner_is_not),
        cmocka_unit_test(a_second_vertex_at_a_corner_is_not_met),
        cmocka_unit_test(a_tree_of_nothing_meets_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
