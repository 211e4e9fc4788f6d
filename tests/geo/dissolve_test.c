/* A coarser coverage is the coverage that the outlines of its groups make. */
#include <stdlib.h>
#include <string.h>

#include "geo/contact.h"
#include "geo/dissolve.h"
#include "geo/region.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { GROUPS_MAX = 8 };

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

/** Groups of the units A, B, C … as digits, a dot for none: "0011.". */
static void read_groups(const char *digits, uint32_t groups[])
{
    for (int unit = 0; digits[unit] != '\0'; unit++)
        groups[unit] = digits[unit] == '.' ? GROUP_NONE : (uint32_t)(digits[unit] - '0');
}

static struct coverage *dissolved(const struct coverage *coverage, const uint32_t groups[],
                                  uint32_t group_count)
{
    struct coverage *coarser = NULL;
    struct error err = {0};

    expect_ok(coverage_dissolve(coverage, groups, group_count, &coarser, &err), &err);
    return coarser;
}

static struct multipolygon *outline_of(const struct coverage *coverage, const uint32_t units[],
                                       size_t count)
{
    struct multipolygon *outline = NULL;
    struct error err = {0};

    expect_ok(coverage_union(coverage, units, count, &outline, &err), &err);
    return outline;
}

static void nodes_of_the_finer_coverage_alone_are_gone(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) coarser = NULL;
    uint32_t groups[LATTICE_UNITS_MAX];

    (void)state;
    draw(&tiling, "ABCD|EFGH");
    read_groups("00110011", groups);
    coarser = dissolved(tiling.coverage, groups, 2);
    assert_int_equal(coarser->unit_count, 2);
    assert_int_equal(coarser->face_count, 2);
    assert_int_equal(coarser->node_count, 2);
    assert_int_equal(coarser->arc_count, 3);
    /* The border of 12 edges and the 2 between: no vertex of theirs is lost. */
    assert_int_equal(coarser->vertex_count, 13);
    assert_int_equal(coarser->edge_count, 14);
}

static void units_of_no_group_leave_a_gap(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) coarser = NULL;
    AUTO(multipolygon) whole = NULL;
    uint32_t groups[LATTICE_UNITS_MAX];

    (void)state;
    draw(&tiling, "AAA|ABA|AAA");
    read_groups("0.", groups);
    coarser = dissolved(tiling.coverage, groups, 1);
    whole = outline_of(coarser, (const uint32_t[]){0}, 1);
    assert_int_equal(coarser->unit_count, 1);
    assert_int_equal(multipolygon_hole_count(whole), 1);
}

static void a_group_without_unit_has_no_face(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) coarser = NULL;
    struct multipolygon *outlines[3] = {NULL};
    uint32_t groups[LATTICE_UNITS_MAX];
    struct error err = {0};

    (void)state;
    draw(&tiling, "AB");
    read_groups("20", groups);
    coarser = dissolved(tiling.coverage, groups, 3);
    assert_int_equal(coarser->unit_count, 3);
    assert_int_equal(coarser->unit_starts[1], coarser->unit_starts[2]);
    expect_ok(coverage_outlines(tiling.coverage, groups, 3, outlines, &err), &err);
    assert_true(outlines[1] == NULL || outlines[1]->polygon_count == 0);
    for (int group = 0; group < 3; group++)
        multipolygon_free(outlines[group]);
}

static void everything_in_no_group_is_nothing(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) coarser = NULL;
    uint32_t groups[LATTICE_UNITS_MAX];

    (void)state;
    draw(&tiling, "AB");
    read_groups("..", groups);
    coarser = dissolved(tiling.coverage, groups, 1);
    assert_int_equal(coarser->arc_count, 0);
    assert_int_equal(coarser->face_count, 0);
}

static void units_are_sorted_by_group(void **state)
{
    uint32_t groups[7];
    uint32_t *starts = NULL, *units = NULL;
    static const uint32_t wanted_starts[] = {0, 2, 2, 5}, wanted[] = {1, 4, 0, 3, 6};

    (void)state;
    read_groups("20.20.2", groups);
    assert_int_equal(units_by_group(groups, 7, 3, &starts, &units), STATUS_OK);
    for (int group = 0; group < 4; group++)
        assert_int_equal(starts[group], wanted_starts[group]);
    for (int i = 0; i < 5; i++)
        assert_int_equal(units[i], wanted[i]);
    free(starts);
    free(units);
}

static void expect_same_contacts(const struct coverage *got, const struct coverage *wanted)
{
    struct contact *got_contacts, *wanted_contacts;
    size_t got_count, wanted_count;

    assert_int_equal(contacts_list(got, &got_contacts, &got_count), STATUS_OK);
    assert_int_equal(contacts_list(wanted, &wanted_contacts, &wanted_count), STATUS_OK);
    assert_int_equal(got_count, wanted_count);
    for (size_t i = 0; i < got_count; i++) {
        assert_int_equal(got_contacts[i].a, wanted_contacts[i].a);
        assert_int_equal(got_contacts[i].b, wanted_contacts[i].b);
        assert_int_equal(got_contacts[i].is_edge, wanted_contacts[i].is_edge);
    }
    free(got_contacts);
    free(wanted_contacts);
}

/** The same arcs, faces and nodes: not only the same map. */
static void expect_same_coverage(const struct coverage *got, const struct coverage *wanted)
{
    assert_int_equal(got->arc_count, wanted->arc_count);
    assert_int_equal(got->face_count, wanted->face_count);
    assert_int_equal(got->unit_count, wanted->unit_count);
    assert_int_equal(got->node_count, wanted->node_count);
    assert_int_equal(got->vertex_count, wanted->vertex_count);
    assert_int_equal(got->edge_count, wanted->edge_count);
    for (uint32_t arc = 0; arc < got->arc_count; arc++) {
        uint32_t got_count, wanted_count;
        const struct position *got_positions = coverage_arc(got, arc, &got_count);
        const struct position *wanted_positions = coverage_arc(wanted, arc, &wanted_count);

        assert_int_equal(got_count, wanted_count);
        assert_memory_equal(got_positions, wanted_positions, got_count * sizeof *got_positions);
        assert_int_equal(face_unit(got, got->arcs[arc].left),
                         face_unit(wanted, wanted->arcs[arc].left));
        assert_int_equal(face_unit(got, got->arcs[arc].right),
                         face_unit(wanted, wanted->arcs[arc].right));
    }
    expect_same_contacts(got, wanted);
}

/** Outlines by group, by union of its units, and of the dissolved coverage are the same. */
static void expect_dissolved(const struct mosaic *tiling, const uint32_t groups[], uint32_t count)
{
    AUTO(coverage) coarser = dissolved(tiling->coverage, groups, count);
    AUTO(coverage) rebuilt = NULL;
    struct multipolygon *outlines[GROUPS_MAX] = {NULL};
    const struct multipolygon *shapes[GROUPS_MAX] = {NULL};
    struct error err = {0};

    expect_ok(coverage_outlines(tiling->coverage, groups, count, outlines, &err), &err);
    for (uint32_t group = 0; group < count; group++) {
        AUTO(multipolygon) wanted = NULL;
        AUTO(multipolygon) got = outline_of(coarser, &group, 1);
        uint32_t units[LATTICE_UNITS_MAX];
        size_t unit_count = 0;

        for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
            if (groups[unit] == group)
                units[unit_count++] = unit;
        }
        wanted = outline_of(tiling->coverage, units, unit_count);
        expect_shape(got, wanted);
        if (outlines[group] == NULL) {
            assert_int_equal(wanted->polygon_count, 0);
            continue;
        }
        expect_shape(outlines[group], wanted);
        shapes[group] = wanted->polygon_count == 0 ? NULL : outlines[group];
    }
    expect_ok(coverage_new(shapes, count, &rebuilt, NULL, &err), &err);
    expect_same_coverage(coarser, rebuilt);
    for (uint32_t group = 0; group < count; group++)
        multipolygon_free(outlines[group]);
}

static void a_dissolved_coverage_is_the_one_of_the_outlines(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 400; i++) {
        SCOPED(mosaic) tiling;
        uint32_t groups[LATTICE_UNITS_MAX];
        uint32_t count = 1 + random_below(&random, GROUPS_MAX);
        unsigned percent_none = random_below(&random, 3) * 15;
        struct error err = {0};

        lattice_random(&tiling.lattice, 8, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
            groups[unit] =
                random_chance(&random, percent_none) ? GROUP_NONE : random_below(&random, count);
        expect_dissolved(&tiling, groups, count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_of_the_finer_coverage_alone_are_gone),
        cmocka_unit_test(units_of_no_group_leave_a_gap),
        cmocka_unit_test(a_group_without_unit_has_no_face),
        cmocka_unit_test(everything_in_no_group_is_nothing),
        cmocka_unit_test(units_are_sorted_by_group),
        cmocka_unit_test(a_dissolved_coverage_is_the_one_of_the_outlines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
