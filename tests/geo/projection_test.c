/* Expected values: pyproj, OGC:CRS84 to EPSG:2154. */
#include <math.h>

#include "geo/projection.h"
#include "support/expect.h"

static const struct {
    struct position position;
    struct lambert93 point;
} pairs[] = {
    {{30000000, 465000000}, {700000.0, 6600000.0}}, /* the origin of the projection */
    {{23000000, 499000000}, {649668.1041752377, 6978145.51717894}},
    {{16000000, 507000000}, {600919.8593192232, 7067903.0658719465}},
    {{42000000, 499000000}, {786281.0589145867, 6978578.04359199}},
};

static void positions_become_metres_and_back(void **state)
{
    AUTO(projection) projection = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(projection_new(&projection, &err), &err);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct lambert93 point;
        struct position position;

        expect_ok(projection_to_lambert93(projection, pairs[i].position, &point, &err), &err);
        expect_near(point.x_m, pairs[i].point.x_m, 1e-3);
        expect_near(point.y_m, pairs[i].point.y_m, 1e-3);
        expect_ok(projection_from_lambert93(projection, point, &position, &err), &err);
        assert_true(position_equal(position, pairs[i].position));
    }
}

static void what_is_far_from_france_is_refused(void **state)
{
    AUTO(projection) projection = NULL;
    struct lambert93 point;
    struct position position;
    struct error err = {0};

    (void)state;
    expect_ok(projection_new(&projection, &err), &err);
    expect_refusal(
        projection_to_lambert93(projection, (struct position){0, -900000000}, &point, &err),
        STATUS_INVALID, &err, (const char *const[]){"-90", NULL});
    assert_int_equal(
        projection_from_lambert93(projection, (struct lambert93){(double)NAN, 0}, &position, NULL),
        STATUS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_become_metres_and_back),
        cmocka_unit_test(what_is_far_from_france_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
