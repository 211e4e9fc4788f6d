/* Who touches whom, along what, and without whom a set falls apart. */
#include <stdlib.h>

#include "geo/contact.h"
#include "geo/geodesic.h"
#include "geo/measure.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static void touching_pairs_are_listed_in_order_and_kind(void **state)
{
    static const struct {
        uint32_t a, b;
        bool is_edge;
    } wanted[] = {
        {0, 1, true}, {0, 2, true}, {0, 3, false}, {1, 2, false}, {1, 3, true}, {2, 3, true},
    };
    SCOPED(mosaic) tiling;
    struct contact *contacts;
    size_t count;

    (void)state;
    draw(&tiling, "AB|CD");
    assert_int_equal(contacts_list(tiling.coverage, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 6);
    assert_int_equal(contacts_count_points(contacts, count), 2);
    for (size_t i = 0; i < count; i++) {
        if (contacts[i].a != wanted[i].a || contacts[i].b != wanted[i].b ||
            contacts[i].is_edge != wanted[i].is_edge)
            fail_msg("contact %zu: %u %u %d, expected %u %u %d", i, contacts[i].a, contacts[i].b,
                     contacts[i].is_edge, wanted[i].a, wanted[i].b, wanted[i].is_edge);
        assert_int_equal(contacts[i].length > 0, contacts[i].is_edge);
    }
    free(contacts);
}

static void a_pair_that_shares_edges_and_points_shares_edges(void **state)
{
    SCOPED(mosaic) tiling;
    struct contact *contacts;
    size_t count;
    struct position places[4];
    double length_m = 0;

    (void)state;
    draw(&tiling, "AB.|.AB"); /* an edge twice, a corner twice: one pair */
    assert_int_equal(contacts_list(tiling.coverage, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 1);
    assert_true(contacts[0].is_edge);
    /* The three edges: west and south of the upper B, west of the lower one. */
    places[0] = tiling.lattice.places[1 + 2 * 4];
    places[1] = tiling.lattice.places[1 + 1 * 4];
    places[2] = tiling.lattice.places[2 + 1 * 4];
    places[3] = tiling.lattice.places[2 + 0 * 4];
    for (int i = 0; i < 3; i++)
        length_m += geodesic_distance_m(places[i], places[i + 1]);
    expect_near(measure_length_m(contacts[0].length), length_m, 0.001);
    free(contacts);
}

static void a_unit_does_not_touch_itself(void **state)
{
    SCOPED(mosaic) tiling;
    struct contact *contacts;
    size_t count;

    (void)state;
    draw(&tiling, "A.|.A");
    assert_int_equal(contacts_list(tiling.coverage, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 0);
    free(contacts);
}

static void an_enclave_touches_its_host_only(void **state)
{
    SCOPED(mosaic) tiling;
    struct contact *contacts;
    size_t count;

    (void)state;
    draw(&tiling, "AAAA|ABAC|AAAA");
    assert_int_equal(contacts_list(tiling.coverage, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 2);
    assert_true(contacts[0].a == 0 && contacts[0].b == 1 && contacts[0].is_edge);
    assert_true(contacts[0].length == coverage_unit_length(tiling.coverage, 1));
    assert_true(contacts[1].a == 0 && contacts[1].b == 2 && contacts[1].is_edge);
    free(contacts);
}

static void a_coverage_not_measured_has_contacts_without_length(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) plain = NULL;
    struct error err = {0};
    struct contact *contacts;
    size_t count;

    (void)state;
    draw(&tiling, "AB");
    expect_ok(coverage_new(tiling.units, 2, &plain, NULL, &err), &err);
    assert_int_equal(contacts_list(plain, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 1);
    assert_true(contacts[0].is_edge && contacts[0].length == 0);
    free(contacts);
}

/** A triangle of a fan around one point. */
static struct multipolygon *fan_blade(int at, int count)
{
    const struct position centre = {20000000, 490000000};
    struct multipolygon *blade = multipolygon_new();
    int64_t turn = (int64_t)at * 8000000 / count;
    /* Around a square of four sides of 2,000,000 steps. */
    int64_t side = turn / 2000000, along = turn % 2000000 - 1000000;
    const struct position from[] = {{1000000, (int32_t)along},
                                    {(int32_t)-along, 1000000},
                                    {-1000000, (int32_t)-along},
                                    {(int32_t)along, -1000000}};
    struct position a = {centre.lon_e7 + from[side].lon_e7, centre.lat_e7 + from[side].lat_e7};
    struct position b = {a.lon_e7 + (side == 1   ? -100
                                     : side == 3 ? 100
                                                 : 0),
                         a.lat_e7 + (side == 0   ? 100
                                     : side == 2 ? -100
                                                 : 0)};

    assert_non_null(blade);
    assert_int_equal(multipolygon_add_position(blade, centre), STATUS_OK);
    assert_int_equal(multipolygon_add_position(blade, a), STATUS_OK);
    assert_int_equal(multipolygon_add_position(blade, b), STATUS_OK);
    assert_int_equal(multipolygon_end_ring(blade, NULL), STATUS_OK);
    assert_int_equal(multipolygon_end_polygon(blade), STATUS_OK);
    return blade;
}

enum { BLADES_MAX = 2100 };

/** Contacts of a fan of blades that meet in one point only. */
static enum status contacts_of_fan(int blades, struct contact **ret_contacts, size_t *ret_count)
{
    static const struct multipolygon *units[BLADES_MAX];
    AUTO(coverage) coverage = NULL;
    struct error err = {0};

    for (int i = 0; i < blades; i++)
        units[i] = fan_blade(i, blades);
    expect_ok(coverage_new(units, (size_t)blades, &coverage, NULL, &err), &err);
    for (int i = 0; i < blades; i++)
        multipolygon_free((struct multipolygon *)(uintptr_t)units[i]);
    return contacts_list(coverage, ret_contacts, ret_count);
}

static void all_that_meet_in_a_point_touch_up_to_a_limit(void **state)
{
    struct contact *contacts = NULL;
    size_t count = 0;

    (void)state;
    assert_int_equal(contacts_of_fan(100, &contacts, &count), STATUS_OK);
    assert_int_equal(count, 100 * 99 / 2);
    assert_int_equal(contacts_count_points(contacts, count), count);
    free(contacts);
    contacts = NULL;
    /* Two arcs each: past 4,096 in one node. */
    assert_int_equal(contacts_of_fan(2049, &contacts, &count), STATUS_LIMIT);
    assert_null(contacts);
}

/** How many connected sets the chosen units form, one left out. */
static size_t sets_without(const struct mosaic *tiling, const bool chosen[], uint32_t left_out)
{
    bool rest[LATTICE_UNITS_MAX];
    uint32_t sets[LATTICE_UNITS_MAX];
    size_t count;

    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        rest[unit] = chosen[unit] && unit != left_out;
    assert_int_equal(
        adjacency_connected_sets(coverage_adjacency(tiling->coverage), rest, sets, &count),
        STATUS_OK);
    return count;
}

static bool has_chosen_neighbour(const struct mosaic *tiling, const bool chosen[], uint32_t unit)
{
    size_t count;
    const uint32_t *neighbours =
        adjacency_neighbours(coverage_adjacency(tiling->coverage), unit, &count);

    for (size_t i = 0; i < count; i++) {
        if (chosen[neighbours[i]])
            return true;
    }
    return false;
}

static void expect_cut_units(const struct mosaic *tiling, const bool chosen[])
{
    bool is_cut[LATTICE_UNITS_MAX] = {false};
    size_t sets = sets_without(tiling, chosen, UINT32_MAX);

    assert_int_equal(adjacency_cut_units(coverage_adjacency(tiling->coverage), chosen, is_cut),
                     STATUS_OK);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        /* A unit alone takes its set with it: nothing falls apart. */
        bool wanted = chosen[unit] && has_chosen_neighbour(tiling, chosen, unit) &&
                      sets_without(tiling, chosen, unit) > sets;

        if (is_cut[unit] != wanted) {
            units_print(tiling->units, tiling->lattice.unit_count);
            fail_msg("unit %u: cut %d, expected %d", unit, is_cut[unit], wanted);
        }
    }
}

static void a_bridge_is_a_cut_unit(void **state)
{
    SCOPED(mosaic) tiling;
    bool chosen[LATTICE_UNITS_MAX] = {true, true, true, true, true, true, true};
    bool is_cut[LATTICE_UNITS_MAX] = {false};

    (void)state;
    draw(&tiling, "AB..EF|CDGGHI");
    chosen[7] = chosen[8] = true;
    assert_int_equal(adjacency_cut_units(coverage_adjacency(tiling.coverage), chosen, is_cut),
                     STATUS_OK);
    for (uint32_t unit = 0; unit < 9; unit++)
        assert_int_equal(is_cut[unit], unit == 3 || unit == 6 || unit == 7);
}

static void cut_units_are_those_whose_removal_parts_a_set(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        SCOPED(mosaic) tiling;
        bool chosen[LATTICE_UNITS_MAX] = {false};
        struct error err = {0};

        lattice_random(&tiling.lattice, 6, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        for (uint32_t unit = 0; unit < tiling.lattice.unit_count; unit++)
            chosen[unit] = random_chance(&random, 70);
        expect_cut_units(&tiling, chosen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touching_pairs_are_listed_in_order_and_kind),
        cmocka_unit_test(a_pair_that_shares_edges_and_points_shares_edges),
        cmocka_unit_test(a_unit_does_not_touch_itself),
        cmocka_unit_test(an_enclave_touches_its_host_only),
        cmocka_unit_test(a_coverage_not_measured_has_contacts_without_length),
        cmocka_unit_test(all_that_meet_in_a_point_touch_up_to_a_limit),
        cmocka_unit_test(a_bridge_is_a_cut_unit),
        cmocka_unit_test(cut_units_are_those_whose_removal_parts_a_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
