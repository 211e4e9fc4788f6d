/* Pieces of the plane and who claims them. */
#include <stdlib.h>
#include <string.h>

#include "geo/arrangement.h"
#include "geo/noding.h"
#include "property/random.h"
#include "support/expect.h"

enum { UNITS_MAX = 8, OWNERS_MAX = 1000 };

/** Shapes, noded, their arrangement, and all of its pieces as polygons. */
struct scene {
    struct multipolygon *units[UNITS_MAX];
    struct multipolygon *noded[UNITS_MAX];
    size_t count;
    struct arrangement arrangement;
    struct multipolygon **shapes;
};

static void scene_init(struct scene *scene)
{
    const struct multipolygon *cut[UNITS_MAX];
    struct error err = {0};
    bool *chosen;

    while (scene->count < UNITS_MAX && scene->units[scene->count] != NULL)
        scene->count++;
    expect_ok(noding_run((const struct multipolygon *const *)scene->units, scene->count, 10000,
                         scene->noded, &err),
              &err);
    for (size_t i = 0; i < scene->count; i++)
        cut[i] = scene->noded[i] != NULL ? scene->noded[i] : scene->units[i];
    expect_ok(arrangement_init(&scene->arrangement, cut, scene->count, &err), &err);
    chosen = calloc(scene->arrangement.piece_count, sizeof *chosen);
    scene->shapes = calloc(scene->arrangement.piece_count, sizeof(struct multipolygon *));
    assert_non_null(chosen);
    assert_non_null(scene->shapes);
    for (uint32_t piece = 1; piece < scene->arrangement.piece_count; piece++)
        chosen[piece] = true;
    expect_ok(arrangement_shapes(&scene->arrangement, chosen, scene->shapes, &err), &err);
    assert_null(scene->shapes[PIECE_OUTSIDE]);
    free(chosen);
}

static void scene_release(struct scene *scene)
{
    for (uint32_t piece = 0; piece < scene->arrangement.piece_count; piece++)
        multipolygon_free(scene->shapes[piece]);
    free(scene->shapes);
    for (size_t i = 0; i < scene->count; i++) {
        multipolygon_free(scene->units[i]);
        multipolygon_free(scene->noded[i]);
    }
    arrangement_release(&scene->arrangement);
}
DEFINE_SCOPED(scene)

/** Shells minus holes, twice, exact. */
static wide_integer twice_area(const struct multipolygon *shape)
{
    wide_integer sum = 0;

    for (uint32_t r = 0; r < shape->ring_count; r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(shape, r, &count);

        sum += ring_twice_area(ring, count);
    }
    return sum;
}

/** In squares of 0.01 degree. */
static double squares(const struct multipolygon *shape)
{
    return (double)twice_area(shape) / (2 * 1e5 * 1e5);
}

/** There is one piece with just these owners ("01", "" for nobody), of that area and holes. */
static void expect_piece(const struct scene *scene, const char *owners, double area, uint32_t holes)
{
    const struct arrangement *arrangement = &scene->arrangement;
    uint32_t found = 0;

    for (uint32_t piece = 1; piece < arrangement->piece_count; piece++) {
        uint32_t count = piece_owner_count(arrangement, piece);
        bool is_it = strlen(owners) == count;

        for (uint32_t i = 0; i < count && is_it; i++)
            is_it = arrangement->owners[arrangement->pieces[piece].begin + i] ==
                    (uint32_t)(owners[i] - '0');
        if (!is_it)
            continue;
        found++;
        expect_near(squares(scene->shapes[piece]), area, 1e-9);
        assert_int_equal(scene->shapes[piece]->polygon_count, 1);
        assert_int_equal(multipolygon_hole_count(scene->shapes[piece]), holes);
    }
    if (found != 1)
        fail_msg("%u pieces are claimed by “%s”, expected 1", found, owners);
}

static void two_squares_that_overlap_are_three_pieces(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(1, 1, 2)}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 4);
    assert_int_equal(piece_owner_count(&scene.arrangement, PIECE_OUTSIDE), 0);
    expect_piece(&scene, "0", 3, 0);
    expect_piece(&scene, "1", 3, 0);
    expect_piece(&scene, "01", 1, 0);
}

static void an_enclave_without_its_hole_is_claimed_twice(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(1, 1, 1), square_at(0, 0, 3)}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 3);
    expect_piece(&scene, "1", 8, 1);
    expect_piece(&scene, "01", 1, 0);
}

static void a_duplicate_is_one_piece_of_both(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(0, 0, 2)}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 2);
    expect_piece(&scene, "01", 4, 0);
}

static void the_lobes_of_a_figure_eight_are_two_pieces_of_one_unit(void **state)
{
    SCOPED(scene) scene = {.units = {shape_of("2 49, 2.06 49.06, 2.06 49, 2 49.03")}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 3);
    for (uint32_t piece = 1; piece < 3; piece++)
        assert_int_equal(piece_owner_count(&scene.arrangement, piece), 1);
    /* The crossing is at 2.02 49.02: triangles of base 3, height 2 and base 6, height 4. */
    expect_near(squares(scene.shapes[1]), 3, 1e-9);
    expect_near(squares(scene.shapes[2]), 12, 1e-9);
}

static void what_a_ring_winds_around_twice_is_nobodys(void **state)
{
    /* Around the outer square, then around the inner one in the same direction. */
    SCOPED(scene)
    scene = {.units = {shape_of("2 49, 2.04 49, 2.04 49.04, 2 49.04, 2 49, "
                                "2.01 49.01, 2.03 49.01, 2.03 49.03, 2.01 49.03, "
                                "2.01 49.01")}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 3);
    expect_piece(&scene, "0", 12, 1);
    expect_piece(&scene, "", 4, 0);
}

static void a_gap_is_a_piece_of_nobody_with_islands_as_holes(void **state)
{
    SCOPED(scene)
    scene = {
        .units = {shape_of("2 49, 2.05 49, 2.05 49.05, 2 49.05 / "
                           "2.01 49.01, 2.04 49.01, 2.04 49.04, 2.01 49.04"),
                  square_at(2, 2, 1)},
    };

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 4);
    expect_piece(&scene, "0", 16, 1);
    expect_piece(&scene, "", 8, 1);
    expect_piece(&scene, "1", 1, 0);
}

static void pieces_that_touch_at_a_corner_are_two(void **state)
{
    SCOPED(scene)
    scene = {.units = {shape_of("2 49, 2.01 49, 2.01 49.01, 2 49.01; "
                                "2.01 49.01, 2.03 49.01, 2.03 49.03, 2.01 49.03")}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 3);
    expect_near(squares(scene.shapes[1]) + squares(scene.shapes[2]), 5, 1e-9);
}

static void rings_may_turn_either_way(void **state)
{
    static const struct position corners[] = {
        {20000000, 490000000}, {20000000, 490200000}, {20200000, 490200000}, {20200000, 490000000}};
    struct multipolygon *clockwise = multipolygon_new();
    SCOPED(scene) scene = {.units = {clockwise, square_at(1, 1, 2)}};

    (void)state;
    assert_non_null(clockwise);
    for (int i = 0; i < 4; i++)
        assert_int_equal(multipolygon_add_position(clockwise, corners[i]), STATUS_OK);
    assert_int_equal(multipolygon_close_ring(clockwise), STATUS_OK);
    assert_int_equal(multipolygon_end_polygon(clockwise), STATUS_OK);
    assert_int_equal(ring_orientation(clockwise->positions, 4), -1);
    scene_init(&scene);
    expect_piece(&scene, "0", 3, 0);
    expect_piece(&scene, "1", 3, 0);
    expect_piece(&scene, "01", 1, 0);
}

static void a_spike_claims_nothing(void **state)
{
    SCOPED(scene)
    scene = {.units = {shape_of("2 49, 2.02 49, 2.05 49, 2.02 49, 2.02 49.02, 2 49.02")}};

    (void)state;
    scene_init(&scene);
    assert_int_equal(scene.arrangement.piece_count, 2);
    expect_piece(&scene, "0", 4, 0);
}

static void a_thousand_claim_a_piece_one_more_does_not(void **state)
{
    static const struct multipolygon *units[OWNERS_MAX + 1];
    AUTO(multipolygon) square = square_at(0, 0, 1);
    struct arrangement arrangement = {0};
    struct error err = {0};

    (void)state;
    for (int i = 0; i <= OWNERS_MAX; i++)
        units[i] = square;
    expect_ok(arrangement_init(&arrangement, units, OWNERS_MAX, &err), &err);
    assert_int_equal(piece_owner_count(&arrangement, 1), OWNERS_MAX);
    arrangement_release(&arrangement);
    expect_refusal(arrangement_init(&arrangement, units, OWNERS_MAX + 1, &err), STATUS_LIMIT, &err,
                   (const char *const[]){NULL});
}

static uint32_t left_of(const struct arrangement *arrangement, uint32_t walk)
{
    const struct parting *parting = &arrangement->partings[walk / 2];

    return walk % 2 == 0 ? parting->left : parting->right;
}

static uint32_t vertex_of(const struct arrangement *arrangement, uint32_t walk, bool is_start)
{
    const struct parting *parting = &arrangement->partings[walk / 2];

    return (walk % 2 == 0) == is_start ? parting->from_vertex : parting->to_vertex;
}

/** Each walk is followed by one that starts where it ends and has the same piece on its left. */
static void expect_walks_around_pieces(const struct arrangement *arrangement)
{
    for (uint32_t walk = 0; walk < 2 * arrangement->parting_count; walk++) {
        uint32_t next = arrangement->next[walk];

        if (vertex_of(arrangement, next, true) != vertex_of(arrangement, walk, false) ||
            left_of(arrangement, next) != left_of(arrangement, walk) ||
            left_of(arrangement, walk) == left_of(arrangement, walk ^ 1))
            fail_msg("walk %u around piece %u is followed by walk %u around piece %u", walk,
                     left_of(arrangement, walk), next, left_of(arrangement, next));
    }
}

static struct multipolygon *random_triangle(uint64_t *random)
{
    for (;;) {
        struct multipolygon *shape = multipolygon_new();

        assert_non_null(shape);
        for (int i = 0; i < 3; i++) {
            struct position position =
                random_position(random, (struct box){0, 0, 1000000, 1000000});

            assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
        }
        if (multipolygon_end_ring(shape, NULL) == STATUS_OK) {
            assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
            return shape;
        }
        multipolygon_free(shape);
    }
}

static void the_claimed_area_is_that_of_the_pieces_times_their_owners(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int round = 0; round < 400; round++) {
        SCOPED(scene) scene = {0};
        wide_integer claimed = 0, pieces = 0;
        uint32_t count = 1 + random_below(&random, UNITS_MAX);

        for (uint32_t i = 0; i < count; i++)
            scene.units[i] = random_triangle(&random);
        scene_init(&scene);
        expect_walks_around_pieces(&scene.arrangement);
        for (uint32_t i = 0; i < count; i++)
            claimed += twice_area(scene.noded[i] != NULL ? scene.noded[i] : scene.units[i]);
        for (uint32_t piece = 1; piece < scene.arrangement.piece_count; piece++) {
            wide_integer area = twice_area(scene.shapes[piece]);

            assert_true(area > 0);
            pieces += area * piece_owner_count(&scene.arrangement, piece);
        }
        if (claimed != pieces)
            fail_msg("round %d: %.17g claimed, %.17g in pieces", round, (double)claimed,
                     (double)pieces);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_squares_that_overlap_are_three_pieces),
        cmocka_unit_test(an_enclave_without_its_hole_is_claimed_twice),
        cmocka_unit_test(a_duplicate_is_one_piece_of_both),
        cmocka_unit_test(the_lobes_of_a_figure_eight_are_two_pieces_of_one_unit),
        cmocka_unit_test(what_a_ring_winds_around_twice_is_nobodys),
        cmocka_unit_test(a_gap_is_a_piece_of_nobody_with_islands_as_holes),
        cmocka_unit_test(pieces_that_touch_at_a_corner_are_two),
        cmocka_unit_test(rings_may_turn_either_way),
        cmocka_unit_test(a_spike_claims_nothing),
        cmocka_unit_test(a_thousand_claim_a_piece_one_more_does_not),
        cmocka_unit_test(the_claimed_area_is_that_of_the_pieces_times_their_owners),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
