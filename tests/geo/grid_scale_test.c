/* Finer grids: nothing is lost on the way there and back. */
#include "geo/grid_scale.h"
#include "property/random.h"
#include "support/expect.h"

enum { STEPS_MAX = 1 << 20 }; /* 1e-8 m: nothing is measured finer */

static int64_t larger_side(struct box box)
{
    int64_t width = (int64_t)box.east_e7 - box.west_e7;
    int64_t height = (int64_t)box.north_e7 - box.south_e7;

    return width > height ? width : height;
}

static bool fits(int64_t steps)
{
    return INT32_MIN <= steps && steps <= INT32_MAX;
}

/** Powers of two, the box within 32 bits, and no room for twice as many but a few steps' margin. */
static void expect_scale(struct box box)
{
    struct grid_scale scale = grid_scale_of(box);
    int64_t west = ((int64_t)box.west_e7 - scale.lon_e7) * scale.steps;
    int64_t east = ((int64_t)box.east_e7 - scale.lon_e7) * scale.steps;
    int64_t south = ((int64_t)box.south_e7 - scale.lat_e7) * scale.steps;
    int64_t north = ((int64_t)box.north_e7 - scale.lat_e7) * scale.steps;

    if (scale.steps <= 0 || (scale.steps & (scale.steps - 1)) != 0)
        fail_msg("%d steps are no power of two", scale.steps);
    if (!fits(west) || !fits(east) || !fits(south) || !fits(north))
        fail_msg("%d %d %d %d at %d steps does not fit", box.west_e7, box.south_e7, box.east_e7,
                 box.north_e7, scale.steps);
    if (scale.steps < STEPS_MAX &&
        larger_side(box) * 2 * scale.steps < UINT32_MAX - 8ll * scale.steps)
        fail_msg("a side of %lld has room for more than %d steps", (long long)larger_side(box),
                 scale.steps);
}

static struct box random_box(uint64_t *random)
{
    int64_t reach = (int64_t)1 << random_between(random, 4, 31);
    int64_t lon[2], lat[2];

    for (int i = 0; i < 2; i++) {
        lon[i] = random_between(random, -reach, reach) % (180ll * DEGREE_E7 + 1);
        lat[i] = random_between(random, -reach, reach) % (90ll * DEGREE_E7 + 1);
    }
    return (struct box){
        .west_e7 = (int32_t)(lon[0] < lon[1] ? lon[0] : lon[1]),
        .south_e7 = (int32_t)(lat[0] < lat[1] ? lat[0] : lat[1]),
        .east_e7 = (int32_t)(lon[0] < lon[1] ? lon[1] : lon[0]),
        .north_e7 = (int32_t)(lat[0] < lat[1] ? lat[1] : lat[0]),
    };
}

static void the_grid_is_the_finest_that_holds_the_box(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 10000; i++)
        expect_scale(random_box(&random));
    expect_scale((struct box){-1800000000, -900000000, 1800000000, 900000000});
}

static void hauts_de_france_has_128_steps(void **state)
{
    struct box box = {13800000, 488400000, 42560000, 510900000};

    (void)state;
    assert_int_equal(grid_scale_of(box).steps, 128);
}

static void the_whole_earth_has_one_step(void **state)
{
    struct box box = {-1800000000, -900000000, 1800000000, 900000000};

    (void)state;
    assert_int_equal(grid_scale_of(box).steps, 1);
}

static void expect_same_places(const struct multipolygon *shape)
{
    struct grid_scale scale = grid_scale_of(multipolygon_box(shape));
    AUTO(multipolygon) finer = grid_scale_shape(scale, shape);

    assert_non_null(finer);
    assert_int_equal(finer->ring_count, shape->ring_count);
    assert_int_equal(finer->polygon_count, shape->polygon_count);
    assert_int_equal(finer->position_count, shape->position_count);
    for (uint32_t i = 0; i < shape->position_count; i++) {
        int64_t lon = (int64_t)scale.lon_e7 * scale.steps + finer->positions[i].lon_e7;
        int64_t lat = (int64_t)scale.lat_e7 * scale.steps + finer->positions[i].lat_e7;

        assert_true(lon == (int64_t)shape->positions[i].lon_e7 * scale.steps);
        assert_true(lat == (int64_t)shape->positions[i].lat_e7 * scale.steps);
        /* Exact in doubles too: a whole number of steps comes back as one of 1e-7 degree. */
        expect_near(grid_lon_deg(scale, finer->positions[i].lon_e7),
                    position_lon_deg(shape->positions[i]), 0);
        expect_near(grid_lat_deg(scale, finer->positions[i].lat_e7),
                    position_lat_deg(shape->positions[i]), 0);
    }
}

static void a_shape_on_a_finer_grid_is_where_it_was(void **state)
{
    AUTO(multipolygon) square = square_at(3, 4, 5);
    AUTO(multipolygon)
    parts =
        shape_of("2 49, 5 49, 5 51, 2 51 / 3 49.5, 3 50, 4 50; 2 49, 1 48.0000001, 1.9999999 48");
    AUTO(multipolygon) earth = shape_of("-180 -90, 180 -90, 180 90, -180 90");

    (void)state;
    expect_same_places(square);
    expect_same_places(parts);
    expect_same_places(earth);
}

static void areas_grow_with_the_square_of_the_steps(void **state)
{
    AUTO(multipolygon) shape = shape_of("2 49, 5 49.3, 4.7 51, 2.1234567 50.7654321");
    struct grid_scale scale = grid_scale_of(multipolygon_box(shape));
    AUTO(multipolygon) finer = grid_scale_shape(scale, shape);
    wide_integer factor = (wide_integer)scale.steps * scale.steps;

    (void)state;
    assert_non_null(finer);
    assert_true(ring_twice_area(finer->positions, 4) ==
                factor * ring_twice_area(shape->positions, 4));
}

static void a_shape_on_the_usual_grid_is_itself(void **state)
{
    AUTO(multipolygon) shape = shape_of("2 49, 5 49, 5 51, 2 51 / 3 49.5, 3 50, 4 50");
    AUTO(multipolygon) same = grid_scale_shape(GRID_E7, shape);

    (void)state;
    assert_non_null(same);
    expect_shape(same, shape);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grid_is_the_finest_that_holds_the_box),
        cmocka_unit_test(hauts_de_france_has_128_steps),
        cmocka_unit_test(the_whole_earth_has_one_step),
        cmocka_unit_test(a_shape_on_a_finer_grid_is_where_it_was),
        cmocka_unit_test(areas_grow_with_the_square_of_the_steps),
        cmocka_unit_test(a_shape_on_the_usual_grid_is_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
