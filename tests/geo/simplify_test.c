/* Fewer vertices, the same map: it tiles, and who touches whom does not change. */
#include <stdlib.h>

#include "geo/contact.h"
#include "geo/simplify.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { UNITS_MAX = LATTICE_UNITS_MAX, TOLERANCES = 9 };

/* From a grid step to all of the earth. */
static const double tolerances_m[TOLERANCES] = {0, 0.01, 1, 20, 200, 1000, 5000, 100000, 1e9};

/** Units and their coverage. */
struct map {
    struct multipolygon *units[UNITS_MAX];
    size_t count;
    struct coverage *coverage;
};

static void map_release(struct map *map)
{
    coverage_free(map->coverage);
    for (size_t unit = 0; unit < map->count; unit++)
        multipolygon_free(map->units[unit]);
}
DEFINE_SCOPED(map)

/** Units are counted up to the last that is there. */
static enum status map_build(struct map *map, struct error *err)
{
    for (size_t unit = 0; unit < UNITS_MAX; unit++)
        map->count = map->units[unit] != NULL ? unit + 1 : map->count;
    return coverage_new((const struct multipolygon *const *)map->units, map->count, &map->coverage,
                        NULL, err);
}

static void must_build(struct map *map)
{
    struct error err = {0};

    expect_ok(map_build(map, &err), &err);
}

static struct simplifier *simplifier_of(const struct map *map)
{
    struct simplifier *simplifier = NULL;
    struct error err = {0};

    expect_ok(simplifier_new(map->coverage, &simplifier, &err), &err);
    return simplifier;
}

/** The map at a tolerance. */
static void simplify(const struct map *map, const struct simplifier *simplifier, double tolerance_m,
                     struct map *ret_map)
{
    struct error err = {0};

    ret_map->coverage = NULL;
    expect_ok(simplifier_units(simplifier, tolerance_m, ret_map->units, &err), &err);
    ret_map->count = map->count;
    expect_ok(coverage_new((const struct multipolygon *const *)ret_map->units, map->count,
                           &ret_map->coverage, NULL, &err),
              &err);
}

static bool same_contacts(const struct map *before, const struct map *after)
{
    struct contact *wanted, *got;
    size_t wanted_count, got_count;
    bool is_same;

    assert_int_equal(contacts_list(before->coverage, &wanted, &wanted_count), STATUS_OK);
    assert_int_equal(contacts_list(after->coverage, &got, &got_count), STATUS_OK);
    is_same = wanted_count == got_count;
    for (size_t i = 0; i < got_count && is_same; i++)
        is_same = got[i].a == wanted[i].a && got[i].b == wanted[i].b &&
                  got[i].is_edge == wanted[i].is_edge;
    free(wanted);
    free(got);
    return is_same;
}

static bool has_vertex(const struct map *map, struct position position)
{
    for (uint32_t i = 0; i < map->coverage->arcs[map->coverage->arc_count].begin; i++) {
        if (position_equal(map->coverage->positions[i], position))
            return true;
    }
    return false;
}

/** Every vertex of the coarser map is one of the finer; a ring has three at least. */
static void expect_nested(const struct map *map, const struct map *finer, const struct map *coarser)
{
    for (size_t unit = 0; unit < coarser->count; unit++) {
        const struct multipolygon *shape = coarser->units[unit];

        assert_int_equal(shape == NULL, finer->units[unit] == NULL);
        for (uint32_t ring = 0; shape != NULL && ring < shape->ring_count; ring++) {
            size_t count;
            const struct position *positions = multipolygon_ring(shape, ring, &count);

            assert_true(count >= 3);
            for (size_t i = 0; i < count; i++) {
                if (!has_vertex(finer, positions[i]))
                    fail_msg("%d %d was not there", positions[i].lon_e7, positions[i].lat_e7);
            }
        }
        /* Polygons of one unit that share an edge have become one already. */
        if (shape != NULL && finer != map)
            assert_int_equal(shape->ring_count, finer->units[unit]->ring_count);
    }
}

/** An arc between two faces of one unit: no shape of the unit has its vertices. */
static bool has_seam(const struct coverage *coverage)
{
    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        if (face_unit(coverage, coverage->arcs[arc].left) ==
            face_unit(coverage, coverage->arcs[arc].right))
            return true;
    }
    return false;
}

/** All levels, each from the first and each inside the one before. */
static void expect_levels(const struct map *map)
{
    AUTO(simplifier) simplifier = simplifier_of(map);
    struct map levels[TOLERANCES] = {0};

    for (int i = 0; i < TOLERANCES; i++) {
        simplify(map, simplifier, tolerances_m[i], &levels[i]);
        expect_nested(map, i == 0 ? map : &levels[i - 1], &levels[i]);
        if (has_seam(map->coverage))
            assert_true(simplifier_vertex_count(simplifier, tolerances_m[i]) >=
                        levels[i].coverage->vertex_count);
        else
            assert_int_equal(simplifier_vertex_count(simplifier, tolerances_m[i]),
                             levels[i].coverage->vertex_count);
        if (!same_contacts(map, &levels[i]))
            fail_msg("at %g m the contacts are others", tolerances_m[i]);
    }
    for (int i = 0; i < TOLERANCES; i++)
        map_release(&levels[i]);
}

/** The lowest corners that a tolerance of 1e9 m leaves to each unit. */
static void expect_coarsest(const struct map *map, const uint32_t vertex_counts[])
{
    AUTO(simplifier) simplifier = simplifier_of(map);
    SCOPED(map) coarsest = {.count = 0};

    simplify(map, simplifier, 1e9, &coarsest);
    for (size_t unit = 0; unit < map->count; unit++) {
        if (coarsest.units[unit]->position_count != vertex_counts[unit])
            fail_msg("unit %zu keeps %u vertices, expected %u", unit,
                     coarsest.units[unit]->position_count, vertex_counts[unit]);
    }
}

static void nothing_goes_at_no_tolerance(void **state)
{
    SCOPED(map)
    map = {
        .units = {shape_of("2 49, 3 49, 3 49.5, 3 50, 2.5 50.2, 2 50"),
                  shape_of("3 49, 4 49, 4 50, 3 50, 3 49.5"), NULL, square_at(400, 0, 7)},
    };
    AUTO(simplifier) simplifier = NULL;
    SCOPED(map) same = {.count = 0};

    (void)state;
    must_build(&map);
    simplifier = simplifier_of(&map);
    simplify(&map, simplifier, 0, &same);
    for (size_t unit = 0; unit < map.count; unit++) {
        if (map.units[unit] == NULL)
            continue;
        assert_int_equal(multipolygon_canonicalize(map.units[unit]), STATUS_OK);
        expect_shape(same.units[unit], map.units[unit]);
    }
    assert_null(same.units[2]);
    assert_int_equal(simplifier_vertex_count(simplifier, 0), map.coverage->vertex_count);
}

static void the_smallest_triangle_goes_first(void **state)
{
    /* Bumps of 0.3 degree by 0.01 and by 0.02: as large as squares of 3,494 and 4,889 m. */
    SCOPED(map) map = {.units = {shape_of("2 49, 2.15 48.99, 2.3 49, 2.3 50, 2.15 50.02, 2 50")}};
    AUTO(simplifier) simplifier = NULL;

    (void)state;
    must_build(&map);
    simplifier = simplifier_of(&map);
    assert_int_equal(simplifier_vertex_count(simplifier, 3480), 6);
    assert_int_equal(simplifier_vertex_count(simplifier, 3510), 5);
    assert_int_equal(simplifier_vertex_count(simplifier, 4870), 5);
    assert_int_equal(simplifier_vertex_count(simplifier, 4910), 4);
}

static void nodes_stay_and_rings_keep_three_corners(void **state)
{
    /* Two neighbours: the nodes at 3 49 and 3 50; an island far away. */
    SCOPED(map)
    map = {
        .units = {shape_of("2 49, 3 49, 3.1 49.5, 3 50, 2 50, 1.9 49.5"),
                  shape_of("3 49, 4 49, 4 50, 3 50, 3.1 49.5"),
                  shape_of("6 49, 7 49, 7.1 49.5, 7 50, 6 50")},
    };

    (void)state;
    must_build(&map);
    expect_levels(&map);
    expect_coarsest(&map, (const uint32_t[]){3, 3, 3});
}

static void two_arcs_between_two_nodes_never_fall_together(void **state)
{
    /* A lens between west and east, with nodes at its tips. */
    SCOPED(map)
    map = {
        .units = {shape_of("2 49, 2.1 49, 2.1 49.02, 2.09 49.05, 2.1 49.08, 2.1 49.1, 2 49.1"),
                  shape_of("2.1 49.02, 2.11 49.05, 2.1 49.08, 2.09 49.05"),
                  shape_of("2.1 49, 2.2 49, 2.2 49.1, 2.1 49.1, 2.1 49.08, 2.11 49.05, 2.1 49.02")},
    };
    SCOPED(map) coarsest = {.count = 0};
    AUTO(simplifier) simplifier = NULL;

    (void)state;
    must_build(&map);
    expect_levels(&map);
    simplifier = simplifier_of(&map);
    simplify(&map, simplifier, 1e9, &coarsest);
    assert_int_equal(coarsest.units[1]->position_count, 3);
}

static void many_lenses_between_two_nodes_stay_in_order(void **state)
{
    /* Seven arcs of one bend each from 2 49 to 2 50: one more to the east each time. */
    SCOPED(map) map = {.count = 0};

    (void)state;
    for (int i = 0; i < 6; i++) {
        char rings[120];

        (void)snprintf(rings, sizeof rings, "2 49, %.1f 49.5, 2 50, %.1f 49.5", 2.2 + i / 10.0,
                       2.1 + i / 10.0);
        map.units[i] = shape_of(rings);
    }
    must_build(&map);
    expect_levels(&map);
}

static void a_shore_does_not_pass_over_an_island(void **state)
{
    /* A lake with a chimney, and an island at its top; a bay with one at its end. */
    SCOPED(map)
    map = {
        .units = {shape_of("2 49, 2.12 49, 2.12 49.05, 2.03 49.055, 2.12 49.06, 2.12 49.12, "
                           "2 49.12 / 2.02 49.07, 2.08 49.07, 2.08 49.09, 2.055 49.09, "
                           "2.055 49.115, 2.045 49.115, 2.045 49.09, 2.02 49.09"),
                  shape_of("2.049 49.11, 2.051 49.11, 2.051 49.112, 2.049 49.112"),
                  shape_of("2.05 49.055, 2.051 49.0549, 2.051 49.0551")},
    };
    AUTO(simplifier) simplifier = NULL;

    (void)state;
    must_build(&map);
    expect_levels(&map);
    simplifier = simplifier_of(&map);
    for (double tolerance_m = 1; tolerance_m < 1e7; tolerance_m *= 1.5) {
        SCOPED(map) level = {.count = 0};

        simplify(&map, simplifier, tolerance_m, &level);
        for (int island = 1; island < 3; island++) {
            for (uint32_t i = 0; i < level.units[island]->position_count; i++)
                assert_int_equal(
                    multipolygon_side_of(level.units[0], level.units[island]->positions[i]),
                    RING_OUTSIDE);
        }
    }
}

static void islands_in_a_row_do_not_vanish_or_meet(void **state)
{
    SCOPED(map) map = {.count = 0};

    (void)state;
    for (int i = 0; i < 8; i++) {
        char rings[200];
        double west = 2 + i / 100.0, east = west + 0.00999;

        (void)snprintf(rings, sizeof rings,
                       "%.5f 49, %.5f 49, %.5f 49.5, %.5f 49.9, %.5f 49.9, %.5f 49.5", west, east,
                       west + 0.015, east, west, west + 0.00502);
        map.units[i] = shape_of(rings);
    }
    must_build(&map);
    expect_levels(&map);
}

/** Where an edge bends at a share of its way: the same for both its sides. */
static struct position bend(struct position a, struct position b, int at, int reach)
{
    bool is_backward = position_compare(a, b) > 0;
    struct position from = is_backward ? b : a, to = is_backward ? a : b;
    uint64_t random = ((uint64_t)(uint32_t)from.lon_e7 << 32 | (uint32_t)from.lat_e7) * 31 +
                      (uint64_t)(uint32_t)to.lon_e7 * 17 + (uint32_t)to.lat_e7 + 1;
    int64_t share = is_backward ? 4 - at : at, sideways = 0;

    for (int64_t i = 0; i < 8 + share; i++)
        sideways = random_between(&random, -reach, reach);
    return (struct position){
        (int32_t)(from.lon_e7 + share * (to.lon_e7 - from.lon_e7) / 4 -
                  sideways * (to.lat_e7 - from.lat_e7) / 1000),
        (int32_t)(from.lat_e7 + share * (to.lat_e7 - from.lat_e7) / 4 +
                  sideways * (to.lon_e7 - from.lon_e7) / 1000),
    };
}

/** Each edge in four, bent to the sides by at most reach thousandths of its length. */
static struct multipolygon *bent(const struct multipolygon *shape, int reach)
{
    struct multipolygon *to = multipolygon_new();

    assert_non_null(to);
    for (uint32_t polygon = 0; polygon < shape->polygon_count; polygon++) {
        for (uint32_t ring = multipolygon_polygon_begin(shape, polygon);
             ring < multipolygon_polygon_end(shape, polygon); ring++) {
            size_t count;
            const struct position *positions = multipolygon_ring(shape, ring, &count);

            for (size_t i = 0; i < count; i++) {
                struct position next = positions[(i + 1) % count];

                assert_int_equal(multipolygon_add_position(to, positions[i]), STATUS_OK);
                for (int at = 1; at < 4; at++)
                    assert_int_equal(
                        multipolygon_add_position(to, bend(positions[i], next, at, reach)),
                        STATUS_OK);
            }
            assert_int_equal(multipolygon_close_ring(to), STATUS_OK);
        }
        assert_int_equal(multipolygon_end_polygon(to), STATUS_OK);
    }
    return to;
}

static void random_lattices_keep_tiling_and_their_contacts(void **state)
{
    uint64_t random = random_seed();
    int tried = 0, bent_count = 0;

    (void)state;
    /* 300 maps, and more until a hundred of them are bent. */
    while (tried < 300 || (bent_count < 100 && tried < 3000)) {
        SCOPED(mosaic) tiling;
        SCOPED(map) map = {.count = 0};
        int reach = (int)random_below(&random, 4) * 60;
        struct error err = {0};

        lattice_random(&tiling.lattice, 9, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        for (uint32_t unit = 0; unit < tiling.lattice.unit_count; unit++) {
            if (tiling.units[unit] != NULL)
                map.units[unit] = reach == 0 ? multipolygon_clone(tiling.units[unit])
                                             : bent(tiling.units[unit], reach);
        }
        /* Bends of tiles that are small or sharp may cross: such maps are left out. */
        if (map_build(&map, &err) != STATUS_OK)
            continue;
        expect_levels(&map);
        tried++;
        bent_count += reach > 0;
    }
    if (bent_count < 100)
        fail_msg("%d of %d maps are bent: too few to prove much", bent_count, tried);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_goes_at_no_tolerance),
        cmocka_unit_test(the_smallest_triangle_goes_first),
        cmocka_unit_test(nodes_stay_and_rings_keep_three_corners),
        cmocka_unit_test(two_arcs_between_two_nodes_never_fall_together),
        cmocka_unit_test(many_lenses_between_two_nodes_stay_in_order),
        cmocka_unit_test(a_shore_does_not_pass_over_an_island),
        cmocka_unit_test(islands_in_a_row_do_not_vanish_or_meet),
        cmocka_unit_test(random_lattices_keep_tiling_and_their_contacts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
