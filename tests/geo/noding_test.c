/* Edges cut where they meet: where it must be, nowhere else, until nothing meets. */
#include "geo/noding.h"
#include "property/random.h"
#include "support/expect.h"

enum { UNITS_MAX = 8, MEETINGS_MAX = 10000 };

/** Units, and their shapes after noding. */
struct scene {
    struct multipolygon *units[UNITS_MAX];
    struct multipolygon *noded[UNITS_MAX]; /* NULL where nothing was to do */
    size_t count;
};

static const struct multipolygon *result_of(const struct scene *scene, size_t unit)
{
    return scene->noded[unit] != NULL ? scene->noded[unit] : scene->units[unit];
}

static enum status node(struct scene *scene, size_t max, struct error *err)
{
    return noding_run((const struct multipolygon *const *)scene->units, scene->count, max,
                      scene->noded, err);
}

static void scene_release(struct scene *scene)
{
    for (size_t unit = 0; unit < scene->count; unit++) {
        multipolygon_free(scene->units[unit]);
        multipolygon_free(scene->noded[unit]);
    }
}
DEFINE_SCOPED(scene)

static void must_node(struct scene *scene)
{
    struct error err = {0};

    expect_ok(node(scene, MEETINGS_MAX, &err), &err);
}

/** The result of a unit is these rings, wherever they start. */
static void expect_result(const struct scene *scene, size_t unit, const char *rings)
{
    AUTO(multipolygon) wanted = shape_of(rings);
    AUTO(multipolygon) got = multipolygon_clone(result_of(scene, unit));

    assert_non_null(scene->noded[unit]);
    assert_int_equal(multipolygon_canonicalize(wanted), STATUS_OK);
    assert_int_equal(multipolygon_canonicalize(got), STATUS_OK);
    expect_shape(got, wanted);
}

static void shapes_that_tile_are_left_alone(void **state)
{
    SCOPED(scene)
    scene = {
        .units = {square_at(0, 0, 2), square_at(2, 0, 2), square_at(4, 2, 1), square_at(9, 9, 1)},
        .count = 4,
    };

    (void)state;
    must_node(&scene);
    for (size_t unit = 0; unit < scene.count; unit++)
        assert_null(scene.noded[unit]);
}

static void a_crossing_is_a_vertex_of_both(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(1, 1, 2)}, .count = 2};

    (void)state;
    must_node(&scene);
    expect_result(&scene, 0, "2 49, 2.02 49, 2.02 49.01, 2.02 49.02, 2.01 49.02, 2 49.02");
    expect_result(&scene, 1,
                  "2.01 49.01, 2.02 49.01, 2.03 49.01, 2.03 49.03, 2.01 49.03, 2.01 49.02");
}

static void a_vertex_on_an_edge_cuts_that_edge_only(void **state)
{
    SCOPED(scene)
    scene = {
        .units = {square_at(0, 0, 2), square_at(2, 0, 1), square_at(2, 1, 1)},
        .count = 3,
    };

    (void)state;
    must_node(&scene);
    expect_result(&scene, 0, "2 49, 2.02 49, 2.02 49.01, 2.02 49.02, 2 49.02");
    assert_null(scene.noded[1]);
    assert_null(scene.noded[2]);
}

static void every_ring_that_walks_the_edge_gets_the_vertex(void **state)
{
    SCOPED(scene)
    scene = {
        .units = {square_at(0, 0, 2), square_at(2, 0, 2), square_at(1, -1, 2), square_at(0, 0, 2)},
        .count = 4,
    };

    (void)state;
    must_node(&scene);
    expect_result(&scene, 0, "2 49, 2.01 49, 2.02 49, 2.02 49.01, 2.02 49.02, 2 49.02");
    expect_result(&scene, 1, "2.02 49, 2.03 49, 2.04 49, 2.04 49.02, 2.02 49.02, 2.02 49.01");
    expect_result(&scene, 2,
                  "2.01 48.99, 2.03 48.99, 2.03 49, 2.03 49.01, 2.02 49.01, 2.01 49.01, 2.01 49");
    expect_shape(scene.noded[3], scene.noded[0]);
}

static void edges_along_each_other_are_cut_at_each_others_ends(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(2, 1, 2)}, .count = 2};

    (void)state;
    must_node(&scene);
    expect_result(&scene, 0, "2 49, 2.02 49, 2.02 49.01, 2.02 49.02, 2 49.02");
    expect_result(&scene, 1, "2.02 49.01, 2.04 49.01, 2.04 49.03, 2.02 49.03, 2.02 49.02");
}

static void a_ring_that_crosses_itself_passes_the_vertex_twice(void **state)
{
    SCOPED(scene) scene = {.units = {shape_of("0 0, 4 4, 4 0, 0 3")}, .count = 1};

    (void)state;
    must_node(&scene);
    assert_non_null(scene.noded[0]);
    assert_int_equal(scene.noded[0]->position_count, 6);
}

static void too_many_meetings_pass_the_limit_and_what_came_out_is_freed(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(1, 1, 2)}, .count = 2};
    struct error err = {0};

    (void)state;
    expect_refusal(node(&scene, 1, &err), STATUS_LIMIT, &err, (const char *const[]){NULL});
}

static bool is_between(struct position a, struct position b, struct position c)
{
    struct position ends[] = {a, c};

    return orient(a, b, c) == 0 && !position_equal(a, b) && !position_equal(b, c) &&
           box_holds(box_of(ends, 2), b);
}

/** Do the edges a–b and c–d meet anywhere but at ends of both? */
static bool edges_meet(struct position a, struct position b, struct position c, struct position d)
{
    if (is_between(a, c, b) || is_between(a, d, b) || is_between(c, a, d) || is_between(c, b, d))
        return true;
    return orient(a, b, c) * orient(a, b, d) < 0 && orient(c, d, a) * orient(c, d, b) < 0;
}

/** Units here are one ring each. */
static void expect_no_meeting(const struct scene *scene)
{
    for (size_t u = 0; u < scene->count; u++) {
        const struct multipolygon *one = result_of(scene, u);

        for (size_t v = u; v < scene->count; v++) {
            const struct multipolygon *other = result_of(scene, v);

            for (uint32_t i = 0; i < one->position_count; i++) {
                for (uint32_t j = 0; j < other->position_count; j++) {
                    if (edges_meet(one->positions[i], one->positions[(i + 1) % one->position_count],
                                   other->positions[j],
                                   other->positions[(j + 1) % other->position_count]))
                        fail_msg("edge %u of unit %zu meets edge %u of unit %zu", i, u, j, v);
                }
            }
        }
    }
}

/** How many vertices of a ring come in their order in another one, forward or backward. */
static uint32_t kept_in_order(const struct multipolygon *before, const struct multipolygon *after,
                              bool is_backward)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < after->position_count && kept < before->position_count; i++) {
        uint32_t next = is_backward ? before->position_count - 1 - kept : kept;

        kept += position_equal(after->positions[i], before->positions[next]);
    }
    return kept;
}

/** No vertex is lost; a clockwise shell may have been turned. */
static void expect_vertices_kept(const struct multipolygon *before,
                                 const struct multipolygon *after)
{
    uint32_t forward = kept_in_order(before, after, false);
    uint32_t backward = kept_in_order(before, after, true);

    if (forward != before->position_count && backward != before->position_count)
        fail_msg("%u forward, %u backward of %u vertices are there in their order", forward,
                 backward, before->position_count);
}

/** Rings of 3 to 6 random corners, which may cross themselves; none of 2, which would not count. */
static struct multipolygon *random_ring(int64_t reach, uint64_t *random)
{
    for (;;) {
        struct multipolygon *shape = multipolygon_new();
        uint32_t corners = 3 + random_below(random, 4);

        assert_non_null(shape);
        for (uint32_t i = 0; i < corners; i++) {
            struct position position =
                random_position(random, (struct box){0, 0, (int32_t)reach, (int32_t)reach});

            assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
        }
        assert_int_equal(multipolygon_close_ring(shape), STATUS_OK);
        assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
        if (shape->position_count > 2)
            return shape;
        multipolygon_free(shape);
    }
}

static void random_scene(struct scene *scene, int64_t reach, uint64_t *random)
{
    scene->count = 2 + random_below(random, UNITS_MAX - 1);
    for (size_t unit = 0; unit < scene->count; unit++)
        scene->units[unit] = random_ring(reach, random);
}

static void what_comes_out_meets_at_ends_only_and_stays_as_it_is(void **state)
{
    static const int64_t reaches[] = {10, 1000, 100000, 10000000, 800000000};
    uint64_t random = random_seed();

    (void)state;
    for (int round = 0; round < 500; round++) {
        SCOPED(scene) scene = {0};
        struct multipolygon *again[UNITS_MAX] = {NULL};
        const struct multipolygon *results[UNITS_MAX];
        struct error err = {0};

        random_scene(&scene, reaches[round % 5], &random);
        must_node(&scene);
        expect_no_meeting(&scene);
        for (size_t unit = 0; unit < scene.count; unit++) {
            results[unit] = result_of(&scene, unit);
            expect_vertices_kept(scene.units[unit], results[unit]);
        }
        expect_ok(noding_run(results, scene.count, MEETINGS_MAX, again, &err), &err);
        for (size_t unit = 0; unit < scene.count; unit++)
            assert_null(again[unit]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_that_tile_are_left_alone),
        cmocka_unit_test(a_crossing_is_a_vertex_of_both),
        cmocka_unit_test(a_vertex_on_an_edge_cuts_that_edge_only),
        cmocka_unit_test(every_ring_that_walks_the_edge_gets_the_vertex),
        cmocka_unit_test(edges_along_each_other_are_cut_at_each_others_ends),
        cmocka_unit_test(a_ring_that_crosses_itself_passes_the_vertex_twice),
        cmocka_unit_test(too_many_meetings_pass_the_limit_and_what_came_out_is_freed),
        cmocka_unit_test(what_comes_out_meets_at_ends_only_and_stays_as_it_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
