/* Overlaps and gaps: which units, how much, where. */
#include "geo/geodesic.h"
#include "geo/misfit.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { UNITS_MAX = 4 };

static void find(struct misfits *misfits, const struct multipolygon *const units[], size_t count)
{
    struct error err = {0};

    expect_ok(misfits_find(misfits, units, count, &err), &err);
}

/** The misfits of at most UNITS_MAX units, NULL after the last; the units are freed. */
static void find_and_free(struct misfits *misfits, struct multipolygon *units[UNITS_MAX])
{
    size_t count = 0;

    while (count < UNITS_MAX && units[count] != NULL)
        count++;
    find(misfits, (const struct multipolygon *const *)units, count);
    for (size_t unit = 0; unit < count; unit++)
        multipolygon_free(units[unit]);
}

/** Those of a drawing. */
static void find_drawn(struct misfits *misfits, const char *rows)
{
    SCOPED(mosaic) tiling;
    struct error err = {0};

    lattice_draw(&tiling.lattice, rows);
    expect_ok(mosaic_init(&tiling, &err), &err);
    find(misfits, tiling.units, tiling.lattice.unit_count);
}

/** Relative, of areas of squares whose edges are cut: a chord is not quite its geodesic. */
static void expect_area(double got_m2, double wanted_m2)
{
    expect_near(got_m2, wanted_m2, 1e-6 * wanted_m2);
}

static void expect_within(struct inside_point place, double west, double south, double east,
                          double north)
{
    if (!(west < place.lon_deg && place.lon_deg < east && south < place.lat_deg &&
          place.lat_deg < north))
        fail_msg("%.9f %.9f is not in %.9f %.9f, %.9f %.9f", place.lon_deg, place.lat_deg, west,
                 south, east, north);
}

static void expect_neighbours(const struct gap_piece *gap, const char *letters)
{
    for (uint32_t i = 0; i < gap->neighbour_count; i++) {
        if (letters[i] == '\0' || gap->neighbours[i] != (uint32_t)(letters[i] - 'A'))
            fail_msg("neighbour %u is unit %u, expected the units %s", i, gap->neighbours[i],
                     letters);
    }
    assert_true(letters[gap->neighbour_count] == '\0');
}

static void what_tiles_has_no_misfit(void **state)
{
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_drawn(&misfits, "AAB.|ADBC|EDBB"); /* the dot is open to the outside */
    assert_int_equal(misfits.overlap_count, 0);
    assert_int_equal(misfits.gap_count, 0);
}

static void two_squares_overlap_in_one(void **state)
{
    AUTO(multipolygon) common = square_at(1, 1, 1);
    struct multipolygon *units[UNITS_MAX] = {square_at(0, 0, 2), square_at(1, 1, 2)};
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_and_free(&misfits, units);
    assert_int_equal(misfits.overlap_count, 1);
    assert_int_equal(misfits.gap_count, 0);
    assert_int_equal(misfits.overlaps[0].a, 0);
    assert_int_equal(misfits.overlaps[0].b, 1);
    expect_area(misfits.overlaps[0].area_m2, geodesic_area_m2(common));
    expect_within(misfits.overlaps[0].place, 2.01, 49.01, 2.02, 49.02);
}

static void pieces_of_one_pair_are_one_overlap_shown_in_the_largest(void **state)
{
    AUTO(multipolygon) small = square_at(1, 3, 1);
    AUTO(multipolygon) large = shape_of("2.05 49.03, 2.08 49.03, 2.08 49.04, 2.05 49.04");
    struct multipolygon *units[UNITS_MAX] = {
        shape_of("2.01 49, 2.08 49, 2.08 49.05, 2.05 49.05, 2.05 49.01, 2.02 49.01, 2.02 49.05, "
                 "2.01 49.05"),
        shape_of("2 49.03, 2.09 49.03, 2.09 49.04, 2 49.04"),
    };
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_and_free(&misfits, units);
    assert_int_equal(misfits.overlap_count, 1);
    expect_area(misfits.overlaps[0].area_m2, geodesic_area_m2(small) + geodesic_area_m2(large));
    expect_within(misfits.overlaps[0].place, 2.05, 49.03, 2.08, 49.04);
}

static void three_at_one_place_are_three_pairs(void **state)
{
    AUTO(multipolygon) common = square_at(2, 0, 1);
    struct multipolygon *units[UNITS_MAX] = {
        square_at(0, 0, 3),
        square_at(2, 0, 3),
        square_at(2, 0, 1),
    };
    SCOPED(misfits) misfits = {0};
    static const uint32_t wanted[][2] = {{0, 1}, {0, 2}, {1, 2}};

    (void)state;
    find_and_free(&misfits, units);
    assert_int_equal(misfits.overlap_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(misfits.overlaps[i].a, wanted[i][0]);
        assert_int_equal(misfits.overlaps[i].b, wanted[i][1]);
    }
    expect_area(misfits.overlaps[1].area_m2, geodesic_area_m2(common));
    expect_area(misfits.overlaps[2].area_m2, geodesic_area_m2(common));
}

static void an_enclave_without_its_hole_overlaps_whole(void **state)
{
    AUTO(multipolygon) enclave = square_at(1, 1, 1);
    struct multipolygon *units[UNITS_MAX] = {square_at(1, 1, 1), square_at(0, 0, 3)};
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_and_free(&misfits, units);
    assert_int_equal(misfits.overlap_count, 1);
    expect_area(misfits.overlaps[0].area_m2, geodesic_area_m2(enclave));
}

static void a_gap_has_its_area_length_width_and_neighbours(void **state)
{
    AUTO(multipolygon) hole = square_at(2, 1, 1);
    SCOPED(misfits) misfits = {0};
    const struct gap_piece *gap;

    (void)state;
    find_drawn(&misfits, "AABBE|AA.BE|CCCCE");
    assert_int_equal(misfits.gap_count, 1);
    assert_int_equal(misfits.overlap_count, 0);
    gap = &misfits.gaps[0];
    expect_area(gap->area_m2, geodesic_area_m2(hole));
    expect_near(gap->length_m, geodesic_perimeter_m(hole), 0.001);
    expect_near(gap->width_m, 2 * gap->area_m2 / gap->length_m, 1e-9);
    expect_within(gap->place, 2.02, 49.01, 2.03, 49.02);
    expect_neighbours(gap, "ABC");
}

static void the_island_in_a_gap_is_not_of_its_area(void **state)
{
    AUTO(multipolygon) hole = square_at(1, 1, 3);
    AUTO(multipolygon) island = square_at(2, 2, 1);
    SCOPED(misfits) misfits = {0};
    const struct gap_piece *gap;

    (void)state;
    find_drawn(&misfits, "AAAAA|A...A|A.B.A|A...A|AAAAA");
    assert_int_equal(misfits.gap_count, 1);
    gap = &misfits.gaps[0];
    /* Of the hole's sides, cut in three: chords of 2 km, not of 700 m. */
    expect_near(gap->area_m2, geodesic_area_m2(hole) - geodesic_area_m2(island), 1);
    expect_near(gap->length_m, geodesic_perimeter_m(hole) + geodesic_perimeter_m(island), 0.01);
    expect_neighbours(gap, "AB");
    assert_int_equal(gap->shape->polygon_count, 1);
    assert_int_equal(gap->shape->ring_count, 2);
}

static void a_gap_holds_its_inside_and_its_border(void **state)
{
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_drawn(&misfits, "AAAAA|A...A|A.B.A|A...A|AAAAA");
    assert_true(gap_holds(&misfits, 0, (struct position){20150000, 490150000}));
    assert_true(gap_holds(&misfits, 0, (struct position){20100000, 490150000}));
    assert_true(gap_holds(&misfits, 0, (struct position){20200000, 490200000}));
    assert_false(gap_holds(&misfits, 0, (struct position){20250000, 490250000}));
    assert_false(gap_holds(&misfits, 0, (struct position){20200001, 490200001}));
    assert_false(gap_holds(&misfits, 0, (struct position){20050000, 490150000}));
    assert_false(gap_holds(&misfits, 0, (struct position){1700000000, -800000000}));
}

static void gaps_come_largest_first(void **state)
{
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_drawn(&misfits, "AAAAAAA|A.A..AA|AAAAAAA|A...A.A|AAAAAAA");
    assert_int_equal(misfits.gap_count, 4);
    for (size_t i = 1; i < misfits.gap_count; i++) {
        if (!(misfits.gaps[i - 1].area_m2 >= misfits.gaps[i].area_m2))
            fail_msg("gap %zu of %.17g m² comes after %.17g m²", i, misfits.gaps[i].area_m2,
                     misfits.gaps[i - 1].area_m2);
    }
}

/** Shape of e7 offsets from 2° E 49° N. */
static struct multipolygon *shape_of_steps(const int32_t corners[][2], int count)
{
    struct multipolygon *shape = multipolygon_new();

    assert_non_null(shape);
    for (int i = 0; i < count; i++) {
        struct position position = {20000000 + corners[i][0], 490000000 + corners[i][1]};

        assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
    }
    assert_int_equal(multipolygon_end_ring(shape, NULL), STATUS_OK);
    assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
    return shape;
}

static void slivers_thinner_than_the_grid_are_measured(void **state)
{
    /* Along the edge of the west, the east goes half a step beyond, crosses, half a step short. A
       meridian, because there a chord and its geodesic are one. */
    static const int32_t west[][2] = {{0, 0}, {1, 1000000}, {-100000, 1000000}, {-100000, 0}};
    static const int32_t east[][2] = {{0, 0},       {100000, 0}, {100000, 1000000},
                                      {1, 1000000}, {0, 750000}, {1, 250000}};
    struct multipolygon *units[UNITS_MAX] = {shape_of_steps(west, 4), shape_of_steps(east, 6)};
    /* At 49° N a step is 1.112 cm north and 0.732 cm east; at 49.1°, 0.2 % less. */
    double triangle_m2 = 187500 * 0.0111219 * 0.0073172;
    SCOPED(misfits) misfits = {0};

    (void)state;
    find_and_free(&misfits, units);
    assert_int_equal(misfits.overlap_count, 1);
    assert_int_equal(misfits.gap_count, 1);
    /* Triangles of 500,000 steps by three quarters of a step. */
    expect_near(misfits.overlaps[0].area_m2, triangle_m2, triangle_m2 * 0.003);
    expect_near(misfits.gaps[0].area_m2, triangle_m2, triangle_m2 * 0.003);
    if (misfits.gaps[0].width_m > 0.0074)
        fail_msg("%.17g m wide, expected less than a grid step", misfits.gaps[0].width_m);
    expect_neighbours(&misfits.gaps[0], "AB");
}

static uint32_t root_of(uint32_t forest[], uint32_t item)
{
    while (forest[item] != item)
        item = forest[item] = forest[forest[item]];
    return item;
}

/** Sets of tiles without unit, connected by edges, that do not reach the outside. */
static uint32_t gaps_by_force(const struct lattice *lattice)
{
    uint32_t forest[LATTICE_TILES_MAX + 1];
    uint32_t outside = lattice->tile_count, gaps = 0;

    for (uint32_t tile = 0; tile <= outside; tile++)
        forest[tile] = tile;
    for (int vertex = 0; vertex < lattice_vertex_count(lattice); vertex++) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            uint32_t left = lattice->lefts[vertex][direction];
            uint32_t right = lattice_right(lattice, vertex, direction);

            if (lattice_has_edge(lattice, vertex, direction) &&
                lattice_unit_of(lattice, left) == UNIT_OUTSIDE &&
                lattice_unit_of(lattice, right) == UNIT_OUTSIDE)
                forest[root_of(forest, left == TILE_NONE ? outside : left)] =
                    root_of(forest, right == TILE_NONE ? outside : right);
        }
    }
    for (uint32_t tile = 0; tile < outside; tile++)
        gaps += lattice->tile_units[tile] == UNIT_OUTSIDE && forest[tile] == tile;
    return root_of(forest, outside) == outside ? gaps : gaps - 1;
}

static void every_gap_of_a_lattice_is_found(void **state)
{
    uint64_t random = random_seed();
    size_t gaps = 0;

    (void)state;
    for (int i = 0; i < 300; i++) {
        SCOPED(mosaic) tiling;
        SCOPED(misfits) misfits = {0};
        struct error err = {0};
        uint32_t wanted;

        lattice_random(&tiling.lattice, 8, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        find(&misfits, tiling.units, tiling.lattice.unit_count);
        wanted = gaps_by_force(&tiling.lattice);
        if (misfits.overlap_count != 0 || misfits.gap_count != wanted) {
            units_print(tiling.units, tiling.lattice.unit_count);
            fail_msg("lattice %d: %zu overlaps, %zu gaps; expected 0 and %u", i,
                     misfits.overlap_count, misfits.gap_count, wanted);
        }
        gaps += wanted;
    }
    if (gaps < 100)
        fail_msg("%zu gaps in all: too few to prove much", gaps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_tiles_has_no_misfit),
        cmocka_unit_test(two_squares_overlap_in_one),
        cmocka_unit_test(pieces_of_one_pair_are_one_overlap_shown_in_the_largest),
        cmocka_unit_test(three_at_one_place_are_three_pairs),
        cmocka_unit_test(an_enclave_without_its_hole_overlaps_whole),
        cmocka_unit_test(a_gap_has_its_area_length_width_and_neighbours),
        cmocka_unit_test(the_island_in_a_gap_is_not_of_its_area),
        cmocka_unit_test(a_gap_holds_its_inside_and_its_border),
        cmocka_unit_test(gaps_come_largest_first),
        cmocka_unit_test(slivers_thinner_than_the_grid_are_measured),
        cmocka_unit_test(every_gap_of_a_lattice_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
