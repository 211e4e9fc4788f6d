/* Regions on drawn coverages: sets, borders, rings. */
#include <stdlib.h>

#include "geo/contact.h"
#include "geo/measure.h"
#include "geo/region.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static struct region *region_on(const struct mosaic *tiling)
{
    struct region *region = NULL;
    struct error err = {0};

    expect_ok(region_new(tiling->coverage, &region, &err), &err);
    return region;
}

/** Units by their letters. */
static void set_letters(struct region *region, const char *letters)
{
    uint32_t units[LATTICE_UNITS_MAX];
    size_t count = 0;

    for (; letters[count] != '\0'; count++)
        units[count] = (uint32_t)(letters[count] - 'A');
    region_set(region, units, count);
}

static struct multipolygon *outline_of(struct region *region)
{
    struct multipolygon *outline = NULL;
    struct error err = {0};

    expect_ok(region_outline(region, &outline, &err), &err);
    return outline;
}

/** The outline of some letters of a drawing has so many polygons and holes, and is the lattice's.
 */
static void expect_outline(const char *rows, const char *letters, uint32_t polygons, uint32_t holes)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;
    bool chosen[LATTICE_UNITS_MAX] = {false};

    draw(&tiling, rows);
    region = region_on(&tiling);
    set_letters(region, letters);
    for (const char *letter = letters; *letter != '\0'; letter++)
        chosen[*letter - 'A'] = true;
    wanted = lattice_outline(&tiling.lattice, chosen);
    outline = outline_of(region);
    expect_shape(outline, wanted);
    if (outline->polygon_count != polygons || multipolygon_hole_count(outline) != holes)
        fail_msg("%s of %s: %u polygons and %u holes, expected %u and %u", letters, rows,
                 outline->polygon_count, multipolygon_hole_count(outline), polygons, holes);
}

static void a_new_region_is_empty(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;
    AUTO(multipolygon) outline = NULL;
    size_t count;

    (void)state;
    draw(&tiling, "AB|CD");
    region = region_on(&tiling);
    outline = outline_of(region);
    (void)region_border(region, &count);
    assert_int_equal(count, 0);
    assert_int_equal(region_unit_count(region), 0);
    assert_int_equal(outline->polygon_count, 0);
    assert_true(region_area(region) == 0 && region_length(region) == 0);
    assert_ptr_equal(region_coverage(region), tiling.coverage);
}

static void setting_replaces_the_set_and_counts_a_unit_once(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;

    (void)state;
    draw(&tiling, "ABC|DEF");
    region = region_on(&tiling);
    set_letters(region, "ABE");
    set_letters(region, "CFCC");
    assert_int_equal(region_unit_count(region), 2);
    for (uint32_t unit = 0; unit < 6; unit++)
        assert_int_equal(region_has(region, unit), unit == 2 || unit == 5);
    assert_int_equal(region_units(region)[0] + region_units(region)[1], 2 + 5);
    assert_true(region_area(region) ==
                coverage_unit_area(tiling.coverage, 2) + coverage_unit_area(tiling.coverage, 5));
}

static void toggling_adds_then_removes(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;

    (void)state;
    draw(&tiling, "ABC|DEF");
    region = region_on(&tiling);
    region_toggle(region, 4);
    assert_true(region_has(region, 4));
    assert_true(region_area(region) == coverage_unit_area(tiling.coverage, 4));
    assert_true(region_length(region) == coverage_unit_length(tiling.coverage, 4));
    region_toggle(region, 4);
    assert_false(region_has(region, 4));
    assert_int_equal(region_unit_count(region), 0);
    assert_true(region_area(region) == 0 && region_length(region) == 0);
}

static void all_units_are_the_whole(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;
    AUTO(region) listed = NULL;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;

    (void)state;
    draw(&tiling, "ABC|D.F|GHC");
    region = region_on(&tiling);
    listed = region_on(&tiling);
    region_set_all(region);
    set_letters(listed, "HGFDCBAE"); /* E is a unit without polygon */
    outline = outline_of(region);
    wanted = outline_of(listed);
    expect_shape(outline, wanted);
    assert_int_equal(multipolygon_hole_count(outline), 1);
}

static void rings_are_those_of_the_lattice(void **state)
{
    (void)state;
    expect_outline("AB|CD", "ABCD", 1, 0);
    expect_outline("ABA|BAB", "A", 3, 0);     /* pieces that touch at corners */
    expect_outline("AAA|ABA|AAA", "A", 1, 1); /* an enclave */
    expect_outline("AAA|ABA|AAA", "AB", 1, 0);
    expect_outline("AAAAA|ABBBA|ABCBA|ABBBA|AAAAA", "AC", 2, 1); /* an island in a lake */
    expect_outline("AAA|A.A|.AA", "A", 1, 1);                    /* a hole touches its shell */
    expect_outline("AAAA|A.AA|AA.A|AAAA", "A", 1, 2);            /* two holes touch */
    expect_outline("AAAA|A.AA|.AAA|AAAA", "A", 1, 1);
    expect_outline("A.A|.A.|A.A", "A", 5, 0);
}

static void pieces_that_touch_around_a_gap_are_a_coverage(void **state)
{
    (void)state;
    expect_outline(".A.|B.C|.D.", "ABCD", 4, 0);
    expect_outline(".A.|A.A|.A.", "A", 4, 0);
    expect_outline("AAA|A..|A.B|AAA", "AB", 1, 0);
    expect_outline("AAAA|A..A|A.B.|AAAA", "AB", 1, 1);
}

static void a_ring_starts_at_its_lowest_position(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) region = NULL;
    struct outline_rings rings;
    struct error err = {0};

    (void)state;
    draw(&tiling, "AAAAA|A.ABA|CDA.A|AAAAA");
    region = region_on(&tiling);
    set_letters(region, "ACD");
    expect_ok(region_trace(region, &rings, &err), &err);
    for (size_t i = 0; i < rings.count; i++) {
        const struct outline_ring *ring = &rings.list[i];
        uint32_t half = rings.halves[ring->first], count;
        const struct position *arc = coverage_arc(tiling.coverage, half >> 1, &count);
        uint32_t at = (half & 1) == 0 ? ring->offset : count - 1 - ring->offset;

        assert_true(ring->begin <= ring->first && ring->first < ring->end);
        assert_true(position_equal(arc[at], ring->lowest));
        assert_int_equal(ring->is_hole, ring->shell != i);
        assert_false(rings.list[ring->shell].is_hole);
        assert_true(!ring->is_hole || ring->shell < i);
    }
    assert_int_equal(rings.count, 3);
}

static void order_of_units_leaves_no_trace(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) one = NULL;
    AUTO(region) other = NULL;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;

    (void)state;
    draw(&tiling, "ABCD|EFGH|IJKL|MNOP");
    one = region_on(&tiling);
    other = region_on(&tiling);
    set_letters(one, "ABCEGIJKP");
    set_letters(other, "PKJIGECBA");
    outline = outline_of(one);
    wanted = outline_of(other);
    expect_shape(outline, wanted);
}

static void a_toggled_region_is_the_one_set_at_once(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) toggled = NULL;
    AUTO(region) set = NULL;
    uint64_t random = 7;

    (void)state;
    draw(&tiling, "ABCDE|FAGHI|JKL.M|NOPQR");
    toggled = region_on(&tiling);
    set = region_on(&tiling);
    for (int i = 0; i < 500; i++) {
        AUTO(multipolygon) outline = NULL;
        AUTO(multipolygon) wanted = NULL;
        uint32_t units[LATTICE_UNITS_MAX];
        size_t count;

        region_toggle(toggled, random_below(&random, 18));
        count = region_unit_count(toggled);
        for (size_t j = 0; j < count; j++)
            units[j] = region_units(toggled)[j];
        region_set(set, units, count);
        outline = outline_of(toggled);
        wanted = outline_of(set);
        expect_shape(outline, wanted);
        assert_true(region_area(toggled) == region_area(set));
        assert_true(region_length(toggled) == region_length(set));
    }
}

static void two_regions_share_the_border_between_them(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(region) west = NULL;
    AUTO(region) east = NULL;
    AUTO(region) both = NULL;
    int64_t shared;

    (void)state;
    draw(&tiling, "ABC|DEF");
    west = region_on(&tiling);
    east = region_on(&tiling);
    both = region_on(&tiling);
    set_letters(west, "AD");
    set_letters(east, "BE");
    set_letters(both, "ADBE");
    shared = regions_shared_length(west, east);
    assert_true(shared > 0);
    assert_true(shared == regions_shared_length(east, west));
    assert_true(region_length(both) == region_length(west) + region_length(east) - 2 * shared);
    set_letters(east, "CF");
    assert_true(regions_shared_length(west, east) == 0);
    set_letters(west, "A");
    set_letters(east, "E"); /* a corner has no length */
    assert_true(regions_shared_length(west, east) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_region_is_empty),
        cmocka_unit_test(setting_replaces_the_set_and_counts_a_unit_once),
        cmocka_unit_test(toggling_adds_then_removes),
        cmocka_unit_test(all_units_are_the_whole),
        cmocka_unit_test(rings_are_those_of_the_lattice),
        cmocka_unit_test(pieces_that_touch_around_a_gap_are_a_coverage),
        cmocka_unit_test(a_ring_starts_at_its_lowest_position),
        cmocka_unit_test(order_of_units_leaves_no_trace),
        cmocka_unit_test(a_toggled_region_is_the_one_set_at_once),
        cmocka_unit_test(two_regions_share_the_border_between_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
