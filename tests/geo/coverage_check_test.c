/* Each kind of defect on a small shape, and the shape mended. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "geo/coverage.h"
#include "geo/coverage_check.h"
#include "property/by_force.h"
#include "property/lattice.h"
#include "support/expect.h"

/** A shape as it is, in grid steps: "x y, x y, …"; rings parted by `/`, polygons by `;`. */
static struct multipolygon *raw_shape(const char *rings)
{
    struct multipolygon *shape = multipolygon_new();
    const char *at = rings;

    assert_non_null(shape);
    while (*at != '\0') {
        struct position position;
        int length = 0;

        if (sscanf(at, " %d %d%n", &position.lon_e7, &position.lat_e7, &length) != 2)
            fail_msg("cannot read “%s”", at);
        at += length;
        at += strspn(at, " ,");
        assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
        if (*at == '/' || *at == ';' || *at == '\0')
            assert_int_equal(multipolygon_close_ring(shape), STATUS_OK);
        if (*at == ';' || *at == '\0')
            assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
        at += *at == '/' || *at == ';';
    }
    return shape;
}

enum { UNITS_MAX = 3 };

/** Shapes, NULL after the last one, and one defect that must be among those found. */
struct example {
    const char *units[UNITS_MAX];
    const char *mended[UNITS_MAX];
    struct defect defect;
    struct position or_place; /* where it may be told as well: which ring came first decides */
};

static size_t read_units(const char *const texts[], const struct multipolygon *units[])
{
    size_t count = 0;

    while (count < UNITS_MAX && texts[count] != NULL) {
        units[count] = raw_shape(texts[count]);
        count++;
    }
    return count;
}

static void free_units(const struct multipolygon *units[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        multipolygon_free((struct multipolygon *)(uintptr_t)units[i]);
}

static bool is_found(const struct coverage_report *report, const struct example *example)
{
    const struct defect *wanted = &example->defect;

    for (size_t i = 0; i < report->defect_count; i++) {
        const struct defect *got = &report->defects[i];

        if (got->kind == wanted->kind && got->unit == wanted->unit && got->other == wanted->other &&
            (position_equal(got->place, wanted->place) ||
             position_equal(got->place, example->or_place)))
            return true;
    }
    return false;
}

static void print_report(const struct coverage_report *report)
{
    for (size_t i = 0; i < report->defect_count; i++) {
        const struct defect *defect = &report->defects[i];

        printf("# %s, units %u %u, at %d %d\n", defect_name(defect->kind), defect->unit,
               defect->other, defect->place.lon_e7, defect->place.lat_e7);
    }
}

static void expect_found(const struct example *example)
{
    const struct multipolygon *units[UNITS_MAX];
    size_t count = read_units(example->units, units);
    SCOPED(coverage_report) report = {0};
    struct defect first = {.unit = UNIT_OUTSIDE};
    struct coverage *coverage = NULL;
    struct error err = {0};

    expect_ok(coverage_check(units, count, &report, &err), &err);
    if (!is_found(&report, example)) {
        print_report(&report);
        fail_msg("no %s of units %u %u at %d %d in %s", defect_name(example->defect.kind),
                 example->defect.unit, example->defect.other, example->defect.place.lon_e7,
                 example->defect.place.lat_e7, example->units[0]);
    }
    expect_refusal(coverage_new(units, count, &coverage, &first, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    assert_null(coverage);
    assert_int_equal(first.kind, report.defects[0].kind);
    assert_true(position_equal(first.place, report.defects[0].place));
    assert_false(tiles_by_force(units, count));
    free_units(units, count);
}

static void expect_silence(const char *const texts[])
{
    const struct multipolygon *units[UNITS_MAX];
    size_t count = read_units(texts, units);
    SCOPED(coverage_report) report = {0};
    AUTO(coverage) coverage = NULL;
    struct error err = {0};

    expect_ok(coverage_check(units, count, &report, &err), &err);
    print_report(&report);
    assert_int_equal(report.defect_count, 0);
    expect_ok(coverage_new(units, count, &coverage, NULL, &err), &err);
    assert_true(tiles_by_force(units, count));
    free_units(units, count);
}

static void try(const struct example *example)
{
    struct example turned = *example;

    if (turned.or_place.lon_e7 == 0 && turned.or_place.lat_e7 == 0)
        turned.or_place = turned.defect.place;
    expect_found(&turned);
    expect_silence(turned.mended);
}

static void a_ring_without_area_is_flat(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 10 0, 5 0"},
                          .mended = {"0 0, 10 0, 5 1"},
                          .defect = {DEFECT_FLAT_RING, 0, UNIT_OUTSIDE, {0, 0}}});
    try(&(struct example){.units = {"0 0, 9 0, 0 9", "9 0, 9 9"},
                          .mended = {"0 0, 9 0, 0 9", "9 0, 9 9, 0 9"},
                          .defect = {DEFECT_FLAT_RING, 1, UNIT_OUTSIDE, {9, 0}}});
}

static void an_edge_walked_there_and_back_is_a_spike(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 10 0, 10 10, 10 20, 10 10, 0 10"},
                          .mended = {"0 0, 10 0, 10 10, 0 10"},
                          .defect = {DEFECT_SPIKE, 0, UNIT_OUTSIDE, {10, 10}},
                          .or_place = {10, 20}});
    /* A hole that shares an edge with its shell. */
    try(&(struct example){.units = {"0 0, 20 0, 20 20, 0 20 / 0 0, 10 10, 20 0"},
                          .mended = {"0 0, 10 10, 20 0, 20 20, 0 20"},
                          .defect = {DEFECT_SPIKE, 0, UNIT_OUTSIDE, {0, 0}},
                          .or_place = {20, 0}});
}

static void a_ring_that_passes_a_vertex_twice_touches_itself(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 10 10, 20 0, 20 20, 10 10, 0 20"},
                          .mended = {"0 0, 10 10, 0 20; 10 10, 20 0, 20 20"},
                          .defect = {DEFECT_SELF_TOUCH, 0, UNIT_OUTSIDE, {10, 10}}});
}

/** Blades from the origin, each of its own; then a unit of two blades in one ring, far apart. */
static void a_crowded_vertex_hides_no_touch(void **state)
{
    enum { BLADES = 200 };
    const struct multipolygon *units[BLADES + 1];
    SCOPED(coverage_report) report = {0};
    struct error err = {0};

    (void)state;
    for (int i = 0; i < BLADES; i++) {
        char text[80];

        (void)snprintf(text, sizeof text, "0 0, %d 1000, %d 1000", 10 * i + 3, 10 * i);
        units[i] = raw_shape(text);
    }
    units[BLADES] = raw_shape("0 0, 10 1000, 7 1000, 0 0, -5 -1000, 5 -1000");
    expect_ok(coverage_check(units, BLADES + 1, &report, &err), &err);
    assert_int_equal(report.defect_count, 1);
    assert_int_equal(report.defects[0].kind, DEFECT_SELF_TOUCH);
    assert_int_equal(report.defects[0].unit, BLADES);
    free_units(units, BLADES + 1);
}

static void rings_that_touch_twice_split_their_polygon(void **state)
{
    (void)state;
    try(&(struct example){
        .units = {"0 0, 20 0, 40 0, 40 40, 20 40, 0 40 / 20 0, 10 20, 20 40, 30 20"},
        .mended = {"0 0, 20 0, 40 0, 40 40, 20 40, 0 40 / 20 0, 10 20, 20 39, 30 20"},
        .defect = {DEFECT_SPLIT, 0, UNIT_OUTSIDE, {20, 0}},
        .or_place = {20, 40}});
}

static void three_holes_that_meet_in_one_vertex_split_nothing(void **state)
{
    (void)state;
    expect_silence((const char *const[UNITS_MAX]){"0 0, 40 0, 40 40, 0 40 / 20 20, 30 22, 30 28 / "
                                                  "20 20, 22 10, 28 10 / 20 20, 10 12, 10 18"});
    expect_silence((const char *const[UNITS_MAX]){
        "0 0, 20 0, 40 0, 40 40, 0 40 / 20 0, 10 10, 12 10 / 20 0, 18 10, 22 10 / "
        "20 0, 28 10, 30 10"});
}

static void edges_that_cross_are_found_where_they_cross(void **state)
{
    static const char *const mended[UNITS_MAX] = {"0 0, 20 0, 20 20, 0 20",
                                                  "20 0, 40 0, 40 20, 20 20"};
    struct example example = {
        .units = {"0 0, 20 0, 20 20, 0 20", "10 10, 30 10, 30 30, 10 30"},
        .defect = {DEFECT_CROSSING, 0, 1, {20, 10}},
    };

    (void)state;
    memcpy(example.mended, mended, sizeof mended);
    try(&example);
    example.defect.place = (struct position){10, 20};
    try(&example);
    /* A ring that crosses itself, off the grid: at 7.5 5. */
    try(&(struct example){.units = {"0 0, 15 10, 15 0, 0 10, 0 5"},
                          .mended = {"0 0, 15 0, 15 10, 0 10, 0 5"},
                          .defect = {DEFECT_CROSSING, 0, UNIT_OUTSIDE, {7, 5}},
                          .or_place = {8, 5}});
}

static void a_vertex_on_anothers_edge_is_a_junction(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 20 0, 20 20, 0 20", "20 10, 40 0, 40 20"},
                          .mended = {"0 0, 20 0, 20 10, 20 20, 0 20", "20 10, 40 0, 40 20"},
                          .defect = {DEFECT_JUNCTION, 0, 1, {20, 10}}});
}

static void edges_that_run_along_each_other_are_collinear(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 20 0, 20 20, 0 20", "20 0, 40 0, 40 20, 20 20, 20 10"},
                          .mended = {"0 0, 20 0, 20 20, 0 20", "20 0, 40 0, 40 20, 20 20"},
                          .defect = {DEFECT_COLLINEAR, 0, 1, {20, 10}}});
}

static void units_on_one_side_of_an_edge_overlap(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 10 0, 10 10, 0 10", "10 10, 0 10, 0 0, 10 0"},
                          .mended = {"0 0, 10 0, 10 10, 0 10"},
                          .defect = {DEFECT_SAME_SIDE, 0, 1, {0, 0}}});
}

static void units_that_claim_one_wedge_overlap(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 20 0, 10 20", "0 0, 20 10, 0 20"},
                          .mended = {"0 0, 20 0, 10 20", "0 0, 10 20, 0 20"},
                          .defect = {DEFECT_INCONSISTENT, 0, 1, {0, 0}}});
    /* One in the other: both wedges end at the outer unit, which alone is named. */
    try(&(struct example){.units = {"0 0, 20 0, 20 20, 0 20", "0 0, 10 5, 5 10"},
                          .mended = {"0 0, 20 0, 20 20, 0 20 / 0 0, 5 10, 10 5", "0 0, 10 5, 5 10"},
                          .defect = {DEFECT_INCONSISTENT, 0, UNIT_OUTSIDE, {0, 0}}});
}

static void a_unit_inside_another_needs_a_hole(void **state)
{
    (void)state;
    try(&(struct example){
        .units = {"0 0, 20 0, 20 20, 0 20", "5 5, 10 5, 10 10, 5 10"},
        .mended = {"0 0, 20 0, 20 20, 0 20 / 5 5, 10 5, 10 10, 5 10", "5 5, 10 5, 10 10, 5 10"},
        .defect = {DEFECT_MISSING_HOLE, 0, 1, {5, 5}}});
}

static void a_hole_lies_in_its_shell(void **state)
{
    (void)state;
    try(&(struct example){.units = {"0 0, 20 0, 20 20, 0 20 / 30 30, 40 30, 40 40, 30 40"},
                          .mended = {"0 0, 20 0, 20 20, 0 20 / 5 5, 10 5, 10 10, 5 10"},
                          .defect = {DEFECT_STRAY_HOLE, 0, UNIT_OUTSIDE, {30, 30}}});
}

static void what_is_given_is_counted(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(coverage_report) report = {0};
    struct error err = {0};

    (void)state;
    lattice_draw(&tiling.lattice, "AA..|AA.D|....|BBB.|BCB.|BBB.");
    expect_ok(mosaic_init(&tiling, &err), &err);
    expect_ok(coverage_check(tiling.units, 5, &report, &err), &err);
    assert_int_equal(report.features, 5);
    assert_int_equal(report.parts, 4);
    assert_int_equal(report.rings, 5);
    assert_int_equal(report.holes, 1);
    assert_int_equal(report.vertices, 8 + 4 + 12 + 4);
    assert_int_equal(report.edges, 8 + 4 + 12 + 4);
    assert_int_equal(report.nodes, 0);
    assert_int_equal(report.arcs, 4);
    assert_int_equal(report.components, 4);
    assert_false(report.is_cut);
}

static void every_kind_has_a_name_and_words(void **state)
{
    (void)state;
    for (int kind = 0; kind < DEFECT_KINDS; kind++) {
        assert_true(defect_name((enum defect_kind)kind)[0] != '\0');
        assert_true(defect_words((enum defect_kind)kind).fr[0] != '\0');
        assert_true(defect_words((enum defect_kind)kind).en[0] != '\0');
        for (int other = 0; other < kind; other++)
            assert_string_not_equal(defect_name((enum defect_kind)kind),
                                    defect_name((enum defect_kind)other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ring_without_area_is_flat),
        cmocka_unit_test(an_edge_walked_there_and_back_is_a_spike),
        cmocka_unit_test(a_ring_that_passes_a_vertex_twice_touches_itself),
        cmocka_unit_test(a_crowded_vertex_hides_no_touch),
        cmocka_unit_test(rings_that_touch_twice_split_their_polygon),
        cmocka_unit_test(three_holes_that_meet_in_one_vertex_split_nothing),
        cmocka_unit_test(edges_that_cross_are_found_where_they_cross),
        cmocka_unit_test(a_vertex_on_anothers_edge_is_a_junction),
        cmocka_unit_test(edges_that_run_along_each_other_are_collinear),
        cmocka_unit_test(units_on_one_side_of_an_edge_overlap),
        cmocka_unit_test(units_that_claim_one_wedge_overlap),
        cmocka_unit_test(a_unit_inside_another_needs_a_hole),
        cmocka_unit_test(a_hole_lies_in_its_shell),
        cmocka_unit_test(what_is_given_is_counted),
        cmocka_unit_test(every_kind_has_a_name_and_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
