/* Repairs: who gets what, and that the rest stays. The rule is that of piece_award.h. */
#include "geo/coverage.h"
#include "geo/coverage_repair.h"
#include "geo/geodesic.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { UNITS_MAX = LATTICE_UNITS_MAX };

static const struct repair_limits any_change = {.max_change = 2, .max_gap_width_m = 5000};

struct scene {
    struct multipolygon *units[UNITS_MAX];
    size_t count;
    struct repair repair;
};

static enum status repair(struct scene *scene, struct repair_limits limits, uint32_t *unit,
                          struct error *err)
{
    while (scene->count < UNITS_MAX && scene->units[scene->count] != NULL)
        scene->count++;
    return coverage_repair((const struct multipolygon *const *)scene->units, scene->count, limits,
                           &scene->repair, unit, err);
}

static void must_repair(struct scene *scene, struct repair_limits limits)
{
    struct error err = {0};

    expect_ok(repair(scene, limits, NULL, &err), &err);
}

static void scene_release(struct scene *scene)
{
    for (size_t unit = 0; unit < UNITS_MAX; unit++)
        multipolygon_free(scene->units[unit]);
    repair_release(&scene->repair);
}
DEFINE_SCOPED(scene)

static const struct multipolygon *result_of(const struct scene *scene, size_t unit)
{
    struct multipolygon *shape = scene->repair.shapes[unit];

    return shape != NULL ? shape : scene->units[unit];
}

static void expect_coverage(const struct scene *scene)
{
    const struct multipolygon *results[UNITS_MAX];
    AUTO(coverage) coverage = NULL;
    struct error err = {0};

    for (size_t unit = 0; unit < scene->count; unit++)
        results[unit] = result_of(scene, unit);
    expect_ok(coverage_new(results, scene->count, &coverage, NULL, &err), &err);
}

static void expect_result(const struct scene *scene, size_t unit, const char *rings)
{
    AUTO(multipolygon) wanted = shape_of(rings);
    AUTO(multipolygon) got = multipolygon_clone(result_of(scene, unit));

    assert_int_equal(multipolygon_canonicalize(wanted), STATUS_OK);
    assert_int_equal(multipolygon_canonicalize(got), STATUS_OK);
    expect_shape(got, wanted);
}

/** West: 2° to 2.1° by 49° to 49.1°. East: from 2.09°, not as high, so that the west has more. */
static void draw_overlap(struct scene *scene, int west)
{
    scene->units[west] = square_at(0, 0, 10);
    scene->units[1 - west] = shape_of("2.09 49.02, 2.2 49.02, 2.2 49.08, 2.09 49.08");
}

static void an_overlap_goes_to_the_longest_common_border(void **state)
{
    (void)state;
    for (int west = 0; west < 2; west++) {
        SCOPED(scene) scene = {.count = 0};

        draw_overlap(&scene, west);
        must_repair(&scene, any_change);
        expect_coverage(&scene);
        assert_int_equal(scene.repair.gift_count, 1);
        assert_int_equal(scene.repair.gifts[0].to, west);
        assert_int_equal(scene.repair.gifts[0].owner_count, 2);
        expect_result(&scene, (size_t)(1 - west), "2.1 49.02, 2.2 49.02, 2.2 49.08, 2.1 49.08");
    }
}

static void equal_borders_give_to_the_lowest_unit(void **state)
{
    (void)state;
    for (int west = 0; west < 2; west++) {
        SCOPED(scene) scene = {.count = 0};

        scene.units[west] = square_at(0, 0, 10);
        scene.units[1 - west] = square_at(9, 0, 10);
        must_repair(&scene, any_change);
        expect_coverage(&scene);
        assert_int_equal(scene.repair.gift_count, 1);
        assert_int_equal(scene.repair.gifts[0].to, 0);
    }
}

static void an_enclave_without_its_hole_stays_with_itself(void **state)
{
    (void)state;
    for (int host = 0; host < 2; host++) {
        SCOPED(scene) scene = {.count = 0};

        scene.units[host] = square_at(0, 0, 9);
        scene.units[1 - host] = square_at(3, 3, 3);
        must_repair(&scene, any_change);
        expect_coverage(&scene);
        assert_int_equal(multipolygon_hole_count(result_of(&scene, (size_t)host)), 1);
        expect_shape(result_of(&scene, (size_t)(1 - host)), scene.units[1 - host]);
    }
}

static void half_of_a_claimant_stays_with_it(void **state)
{
    /* The small one has six tenths of its land in the large one, and the shorter border. */
    SCOPED(scene)
    scene = {
        .units = {square_at(0, 0, 10), shape_of("2.094 49.04, 2.104 49.04, 2.104 49.05, "
                                                "2.094 49.05")},
    };

    (void)state;
    must_repair(&scene, any_change);
    expect_coverage(&scene);
    assert_int_equal(scene.repair.gift_count, 1);
    assert_int_equal(scene.repair.gifts[0].to, 1);
    expect_near(geodesic_area_m2(result_of(&scene, 1)), geodesic_area_m2(scene.units[1]), 1);
}

/** Two units with a sliver between them: a triangle 10 km high, 15 m wide at most. */
static void draw_sliver(struct scene *scene)
{
    scene->units[0] = square_at(0, 0, 10);
    scene->units[1] = shape_of("2.1 49, 2.2 49, 2.2 49.1, 2.1 49.1, 2.1002 49.05");
}

static void a_narrow_gap_is_filled_by_its_longest_border(void **state)
{
    SCOPED(scene) scene = {.count = 0};

    (void)state;
    draw_sliver(&scene);
    must_repair(&scene, REPAIR_LIMITS_USUAL);
    expect_coverage(&scene);
    assert_int_equal(scene.repair.gift_count, 1);
    assert_int_equal(scene.repair.gifts[0].owner_count, 0);
    assert_int_equal(scene.repair.gifts[0].to, 1); /* two sides of the triangle against one */
    assert_null(scene.repair.shapes[0]);
    assert_int_equal(scene.repair.change_count, 1);
    assert_int_equal(scene.repair.changes[0].unit, 1);
    expect_near(scene.repair.changes[0].gained_m2, scene.repair.gifts[0].area_m2, 1e-6);
    expect_near(scene.repair.changes[0].lost_m2, 0, 0);
}

static void a_wide_gap_stays(void **state)
{
    SCOPED(scene) scene = {.count = 0};
    struct repair_limits narrow = {.max_change = 0.01, .max_gap_width_m = 5};

    (void)state;
    draw_sliver(&scene); /* 7 m wide on average */
    must_repair(&scene, narrow);
    assert_int_equal(scene.repair.unit_count, 2);
    assert_null(scene.repair.shapes[0]);
    assert_null(scene.repair.shapes[1]);
    assert_int_equal(scene.repair.change_count, 0);
    assert_int_equal(scene.repair.gift_count, 0);
    assert_int_equal(scene.repair.contact_count, 0);
}

static void a_change_past_the_limit_is_refused_with_its_unit(void **state)
{
    (void)state;
    for (int west = 0; west < 2; west++) {
        SCOPED(scene) scene = {.count = 0};
        struct repair_limits limits = {.max_change = 0.08, .max_gap_width_m = 50};
        uint32_t unit = UINT32_MAX - 1;
        struct error err = {0};

        draw_overlap(&scene, west); /* the east loses 1/11 = 9.1 % */
        expect_refusal(repair(&scene, limits, &unit, &err), STATUS_INVALID, &err,
                       (const char *const[]){NULL});
        assert_int_equal(unit, 1 - west);
        limits.max_change = 0.1;
        must_repair(&scene, limits);
    }
}

static void a_duplicate_is_refused(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(5, 5, 1), square_at(0, 0, 2), square_at(0, 0, 2)}};
    uint32_t unit = UINT32_MAX - 1;
    struct error err = {0};

    (void)state;
    /* Even where any change is allowed: one of them would be left without land. */
    expect_refusal(repair(&scene, any_change, &unit, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    assert_int_equal(unit, 2);
}

static void a_contact_through_a_gift_is_listed(void **state)
{
    static const char *const drawings[] = {"AAA|B.C|DDD", "AAA|C.B|DDD"};

    (void)state;
    for (int i = 0; i < 2; i++) {
        SCOPED(mosaic) tiling;
        SCOPED(scene) scene = {.count = 0};
        struct error err = {0};

        lattice_draw(&tiling.lattice, drawings[i]);
        expect_ok(mosaic_init(&tiling, &err), &err);
        for (int unit = 0; unit < 4; unit++)
            scene.units[unit] = multipolygon_clone(tiling.units[unit]);
        must_repair(&scene, any_change);
        expect_coverage(&scene);
        /* A cell is higher than wide: B and C have the longest border, B is the lowest. */
        assert_int_equal(scene.repair.gift_count, 1);
        assert_int_equal(scene.repair.gifts[0].to, 1);
        assert_int_equal(scene.repair.contact_count, 1);
        assert_int_equal(scene.repair.contacts[0].a, 1);
        assert_int_equal(scene.repair.contacts[0].b, 2);
    }
}

static void what_no_defect_touches_is_left_alone(void **state)
{
    SCOPED(scene)
    scene = {
        .units = {square_at(0, 0, 10), shape_of("2.09 49.02, 2.2 49.02, 2.2 49.08, 2.09 49.08"),
                  shape_of("2.1 49.2, 2 49.2, 2 49.1, 2.1 49.1"), square_at(40, 40, 3)},
    };

    (void)state;
    must_repair(&scene, any_change);
    expect_coverage(&scene);
    assert_null(scene.repair.shapes[2]);
    assert_null(scene.repair.shapes[3]);
}

static void a_missing_vertex_is_added_and_changes_nothing_else(void **state)
{
    SCOPED(scene) scene = {.units = {square_at(0, 0, 2), square_at(2, 0, 1), square_at(2, 1, 1)}};

    (void)state;
    must_repair(&scene, any_change);
    expect_coverage(&scene);
    expect_result(&scene, 0, "2 49, 2.02 49, 2.02 49.01, 2.02 49.02, 2 49.02");
    expect_shape(result_of(&scene, 1), scene.units[1]);
    expect_shape(result_of(&scene, 2), scene.units[2]);
    assert_int_equal(scene.repair.gift_count, 0);
    assert_int_equal(scene.repair.contact_count, 0);
}

/** Rows of letters at random: few units, many borders, some gaps. */
static void random_rows(char rows[], uint64_t *random)
{
    uint32_t side = 2 + random_below(random, 5), letters = 2 + random_below(random, 6);
    size_t at = 0;

    for (uint32_t y = 0; y < side; y++) {
        for (uint32_t x = 0; x < side; x++)
            rows[at++] =
                random_chance(random, 8) ? '.' : (char)('A' + random_below(random, letters));
        rows[at++] = y + 1 < side ? '|' : '\0';
    }
}

/** The units of a random drawing, whose vertices moved by some metres in one unit and not another.
 */
static void draw_damaged(struct scene *scene, uint64_t *random)
{
    SCOPED(mosaic) tiling;
    char rows[64];
    int32_t reach = random_chance(random, 50) ? 20 : 3000;
    struct error err = {0};

    random_rows(rows, random);
    lattice_draw(&tiling.lattice, rows);
    expect_ok(mosaic_init(&tiling, &err), &err);
    for (uint32_t unit = 0; unit < tiling.lattice.unit_count; unit++) {
        struct multipolygon *shape;

        if (tiling.units[unit] == NULL)
            continue;
        shape = multipolygon_clone(tiling.units[unit]);
        assert_non_null(shape);
        for (uint32_t i = 0; i < shape->position_count; i++) {
            if (!random_chance(random, 15))
                continue;
            shape->positions[i].lon_e7 += (int32_t)random_between(random, -reach, reach);
            shape->positions[i].lat_e7 += (int32_t)random_between(random, -reach, reach);
        }
        scene->units[scene->count++] = shape;
    }
}

/** What units lose is what was claimed by more than one, what they gain is what nobody had. */
static void expect_sums(const struct repair *repair)
{
    double lost_m2 = 0, gained_m2 = 0, shared_m2 = 0, filled_m2 = 0;

    for (size_t i = 0; i < repair->change_count; i++) {
        const struct repair_change *change = &repair->changes[i];

        assert_non_null(repair->shapes[change->unit]);
        assert_true(i == 0 || repair->changes[i - 1].unit < change->unit);
        expect_near(change->after_m2, change->before_m2 - change->lost_m2 + change->gained_m2, 1);
        expect_near(change->after_m2, geodesic_area_m2(repair->shapes[change->unit]), 1);
        lost_m2 += change->lost_m2;
        gained_m2 += change->gained_m2;
    }
    for (size_t i = 0; i < repair->gift_count; i++) {
        const struct repair_gift *gift = &repair->gifts[i];

        assert_true(i == 0 || repair->gifts[i - 1].area_m2 >= gift->area_m2);
        if (gift->owner_count == 0)
            filled_m2 += gift->area_m2;
        else
            shared_m2 += gift->area_m2 * (gift->owner_count - 1);
    }
    expect_near(lost_m2, shared_m2, 1);
    expect_near(gained_m2, filled_m2, 1);
}

static void repairs_of_damaged_lattices_tile_and_add_up(void **state)
{
    uint64_t random = random_seed();
    int repaired = 0;

    (void)state;
    for (int round = 0; round < 300; round++) {
        SCOPED(scene) scene = {.count = 0};
        struct multipolygon *sources[UNITS_MAX] = {NULL};
        size_t shapes = 0;

        draw_damaged(&scene, &random);
        for (size_t unit = 0; unit < scene.count; unit++)
            sources[unit] = multipolygon_clone(scene.units[unit]);
        must_repair(&scene, (struct repair_limits){.max_change = 1, .max_gap_width_m = 20});
        expect_coverage(&scene);
        expect_sums(&scene.repair);
        for (size_t unit = 0; unit < scene.count; unit++) {
            expect_shape(scene.units[unit], sources[unit]);
            multipolygon_free(sources[unit]);
            shapes += scene.repair.shapes[unit] != NULL;
        }
        assert_int_equal(shapes, scene.repair.change_count);
        repaired += shapes > 0;
    }
    if (repaired < 100)
        fail_msg("%d repairs in all: too few to prove much", repaired);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_overlap_goes_to_the_longest_common_border),
        cmocka_unit_test(equal_borders_give_to_the_lowest_unit),
        cmocka_unit_test(an_enclave_without_its_hole_stays_with_itself),
        cmocka_unit_test(half_of_a_claimant_stays_with_it),
        cmocka_unit_test(a_narrow_gap_is_filled_by_its_longest_border),
        cmocka_unit_test(a_wide_gap_stays),
        cmocka_unit_test(a_change_past_the_limit_is_refused_with_its_unit),
        cmocka_unit_test(a_duplicate_is_refused),
        cmocka_unit_test(a_contact_through_a_gift_is_listed),
        cmocka_unit_test(what_no_defect_touches_is_left_alone),
        cmocka_unit_test(a_missing_vertex_is_added_and_changes_nothing_else),
        cmocka_unit_test(repairs_of_damaged_lattices_tile_and_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
