/* How sets hold together: pieces, enclaves, cut units, thin borders; against a look at each cell.
 */
#include <stdlib.h>
#include <string.h>

#include "geo/contiguity.h"
#include "geo/geodesic.h"
#include "geo/measure.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

/** A drawing and a region on it. */
struct scene {
    struct mosaic tiling;
    struct region *region;
    bool chosen[LATTICE_UNITS_MAX];
};

static void scene_init(struct scene *scene, const char *rows, const char *letters)
{
    uint32_t units[LATTICE_UNITS_MAX];
    size_t count = 0;
    struct error err = {0};

    *scene = (struct scene){.region = NULL};
    lattice_draw(&scene->tiling.lattice, rows);
    expect_ok(mosaic_init(&scene->tiling, &err), &err);
    expect_ok(region_new(scene->tiling.coverage, &scene->region, &err), &err);
    for (; letters[count] != '\0'; count++) {
        units[count] = (uint32_t)(letters[count] - 'A');
        scene->chosen[units[count]] = true;
    }
    region_set(scene->region, units, count);
}

static void scene_release(struct scene *scene)
{
    region_free(scene->region);
    mosaic_release(&scene->tiling);
}
DEFINE_SCOPED(scene)

static void judge(struct scene *scene, double thin_m, struct contiguity *contiguity)
{
    struct error err = {0};

    expect_ok(contiguity_of(scene->region, thin_m, contiguity, &err), &err);
}

static void expect_units(const uint32_t units[], size_t count, const char *letters)
{
    bool is_same = strlen(letters) == count;

    for (size_t i = 0; i < count && is_same; i++)
        is_same = units[i] == (uint32_t)(letters[i] - 'A');
    for (size_t i = 0; i < count && !is_same; i++)
        printf("# unit %c\n", 'A' + (int)units[i]);
    if (!is_same)
        fail_msg("%zu units, expected “%s”", count, letters);
}

static void expect_pieces(const char *rows, const char *letters, uint32_t pieces, const char *cuts)
{
    SCOPED(scene) scene;
    SCOPED(contiguity) contiguity = {0};

    scene_init(&scene, rows, letters);
    judge(&scene, 0, &contiguity);
    if (contiguity.piece_count != pieces)
        fail_msg("%s of %s: %u pieces, expected %u", letters, rows, contiguity.piece_count, pieces);
    expect_units(contiguity.cut_units, contiguity.cut_unit_count, cuts);
}

static void a_point_does_not_connect(void **state)
{
    (void)state;
    expect_pieces("AB|CD", "AD", 2, "");
    expect_pieces("AB|CD", "ABD", 1, "B");
    expect_pieces("AB|CD", "ABCD", 1, "");
    expect_pieces("AB|CD", "A", 1, "");
    expect_pieces("AB|CD", "", 0, "");
    expect_pieces("ABCDE", "ABCDE", 1, "BCD");
    expect_pieces("ABCDE", "ABDE", 2, "");
    expect_pieces("AB.EF|CDGGH", "ABCDEFGH", 1, "DG");
}

static void enclaves_come_with_their_units_and_gaps(void **state)
{
    SCOPED(scene) scene;
    SCOPED(contiguity) contiguity = {0};
    AUTO(multipolygon) hole = square_at(5, 1, 1);

    (void)state;
    scene_init(&scene, "AAAAAAAAA|ABCA.AD.A|AAAAAAAAA", "A");
    judge(&scene, 0, &contiguity);
    assert_int_equal(contiguity.enclave_count, 3);
    expect_units(contiguity.enclaves[0].units, contiguity.enclaves[0].unit_count, "BC");
    assert_false(contiguity.enclaves[0].has_gap);
    expect_units(contiguity.enclaves[1].units, contiguity.enclaves[1].unit_count, "");
    assert_true(contiguity.enclaves[1].has_gap);
    expect_units(contiguity.enclaves[2].units, contiguity.enclaves[2].unit_count, "D");
    assert_true(contiguity.enclaves[2].has_gap);
    expect_near(measure_length_m(contiguity.enclaves[1].length), geodesic_perimeter_m(hole), 0.001);
}

static void an_island_in_an_enclave_is_not_of_the_enclave(void **state)
{
    SCOPED(scene) scene;
    SCOPED(contiguity) contiguity = {0};

    (void)state;
    /* C is of the set, in B that is not; D, in C, is an enclave of its own. */
    scene_init(&scene, "AAAAAAA|ABBBBBA|ABCCCBA|ABCDCBA|ABCCCBA|ABBBBBA|AAAAAAA", "AC");
    judge(&scene, 0, &contiguity);
    assert_int_equal(contiguity.piece_count, 2);
    assert_int_equal(contiguity.enclave_count, 2);
    expect_units(contiguity.enclaves[0].units, contiguity.enclaves[0].unit_count, "B");
    expect_units(contiguity.enclaves[1].units, contiguity.enclaves[1].unit_count, "D");
}

static void a_pair_is_judged_by_its_whole_border(void **state)
{
    SCOPED(scene) scene;
    SCOPED(contiguity) thin = {0};
    SCOPED(contiguity) thinner = {0};

    (void)state;
    /* A and B share two sides of 1,112 m each, B and C a corner, A and C a side of 732 m. */
    scene_init(&scene, "AB.|A.C|AB.|C..", "ABC");
    judge(&scene, 2000, &thin);
    judge(&scene, 700, &thinner);
    assert_int_equal(thin.thin_count, 2);
    assert_true(thin.thin[0].a == 0 && thin.thin[0].b == 2 && thin.thin[0].is_edge);
    assert_true(thin.thin[1].a == 1 && thin.thin[1].b == 2 && !thin.thin[1].is_edge);
    assert_int_equal(thinner.thin_count, 1);
    assert_int_equal(thinner.thin[0].a, 1);
}

static void a_region_of_nothing_holds_nothing(void **state)
{
    SCOPED(scene) scene;
    SCOPED(contiguity) contiguity = {0};

    (void)state;
    scene_init(&scene, "AB|CD", "");
    judge(&scene, 1000, &contiguity);
    assert_int_equal(contiguity.piece_count, 0);
    assert_int_equal(contiguity.enclave_count, 0);
    assert_int_equal(contiguity.cut_unit_count, 0);
    assert_int_equal(contiguity.thin_count, 0);
}

/** The hole that holds a position most closely: of holes in holes, the smallest; -1 outside. */
static int hole_of(const struct multipolygon *outline, struct position position)
{
    wide_integer best_area = 0;
    int best = -1, hole = 0;

    for (uint32_t polygon = 0; polygon < outline->polygon_count; polygon++) {
        for (uint32_t ring = multipolygon_polygon_begin(outline, polygon) + 1;
             ring < multipolygon_polygon_end(outline, polygon); ring++, hole++) {
            size_t count;
            const struct position *positions = multipolygon_ring(outline, ring, &count);
            wide_integer area = -ring_twice_area(positions, count);

            if (ring_side_of(positions, count, position) == RING_INSIDE &&
                (best < 0 || area < best_area)) {
                best = hole;
                best_area = area;
            }
        }
    }
    return best;
}

/** Each cell of the drawing that is not of the set is in the enclave of its hole, and no other. */
static void expect_enclaves(const struct scene *scene, const struct contiguity *contiguity)
{
    const struct lattice *lattice = &scene->tiling.lattice;
    static bool units[LATTICE_TILES_MAX][LATTICE_UNITS_MAX];
    static bool has_gap[LATTICE_TILES_MAX];
    AUTO(multipolygon) outline = NULL;
    struct error err = {0};

    memset(units, false, sizeof units);
    memset(has_gap, false, sizeof has_gap);
    expect_ok(region_outline(scene->region, &outline, &err), &err);
    assert_int_equal(contiguity->enclave_count, multipolygon_hole_count(outline));
    for (int y = 0; y < lattice->height; y++) {
        for (int x = 0; x < lattice->width; x++) {
            struct position centre = {20050000 + x * 100000, 490050000 + y * 100000};
            uint32_t unit = lattice->lefts[x + y * (lattice->width + 1)][0];
            int hole = hole_of(outline, centre);

            unit = lattice_unit_of(lattice, unit);
            if (hole < 0 || (unit != UNIT_OUTSIDE && scene->chosen[unit]))
                continue;
            if (unit == UNIT_OUTSIDE)
                has_gap[hole] = true;
            else
                units[hole][unit] = true;
        }
    }
    for (size_t i = 0; i < contiguity->enclave_count; i++) {
        const struct enclave *enclave = &contiguity->enclaves[i];
        uint32_t found = 0;

        assert_int_equal(enclave->has_gap, has_gap[i]);
        for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++) {
            bool is_listed = found < enclave->unit_count && enclave->units[found] == unit;

            if (is_listed != units[i][unit])
                fail_msg("enclave %zu: unit %c is listed %d, expected %d", i, 'A' + (int)unit,
                         is_listed, units[i][unit]);
            found += is_listed;
        }
        assert_int_equal(found, enclave->unit_count);
    }
}

/** How many connected sets the chosen units form, one left out. */
static size_t sets_without(const struct scene *scene, uint32_t left_out)
{
    bool rest[LATTICE_UNITS_MAX];
    uint32_t sets[LATTICE_UNITS_MAX];
    size_t count;

    memcpy(rest, scene->chosen, sizeof rest);
    if (left_out != UINT32_MAX)
        rest[left_out] = false;
    assert_int_equal(
        adjacency_connected_sets(coverage_adjacency(scene->tiling.coverage), rest, sets, &count),
        STATUS_OK);
    return count;
}

static void expect_cut_units(const struct scene *scene, const struct contiguity *contiguity)
{
    size_t sets = sets_without(scene, UINT32_MAX), found = 0;

    assert_int_equal(contiguity->piece_count, sets);
    for (uint32_t unit = 0; unit < scene->tiling.lattice.unit_count; unit++) {
        bool is_listed = found < contiguity->cut_unit_count && contiguity->cut_units[found] == unit;
        /* A unit alone takes its set with it: one set less, not one more. */
        bool wanted = scene->chosen[unit] && sets_without(scene, unit) > sets;

        if (is_listed != wanted)
            fail_msg("unit %c is listed %d, expected %d", 'A' + (int)unit, is_listed, wanted);
        found += is_listed;
    }
    assert_int_equal(found, contiguity->cut_unit_count);
}

static void expect_thin(const struct scene *scene, const struct contiguity *contiguity,
                        double thin_m)
{
    struct contact *contacts;
    size_t count, found = 0;

    assert_int_equal(contacts_list(scene->tiling.coverage, &contacts, &count), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        const struct contact *wanted = &contacts[i], *got = &contiguity->thin[found];

        if (!scene->chosen[wanted->a] || !scene->chosen[wanted->b] ||
            (wanted->is_edge && measure_length_m(wanted->length) >= thin_m))
            continue;
        if (found == contiguity->thin_count || got->a != wanted->a || got->b != wanted->b ||
            got->is_edge != wanted->is_edge || got->length != wanted->length)
            fail_msg("the border of %c and %c is not where expected", 'A' + (int)wanted->a,
                     'A' + (int)wanted->b);
        found++;
    }
    assert_int_equal(found, contiguity->thin_count);
    free(contacts);
}

/** Rows of letters at random, some of them chosen. */
static void random_drawing(char rows[], char chosen[], uint64_t *random)
{
    uint32_t width = 3 + random_below(random, 8), height = 3 + random_below(random, 8);
    uint32_t letters = 2 + random_below(random, 12);
    unsigned percent_chosen = 40 + random_below(random, 6) * 10;
    size_t at = 0;

    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++)
            rows[at++] =
                random_chance(random, 8) ? '.' : (char)('A' + random_below(random, letters));
        rows[at++] = y + 1 < height ? '|' : '\0';
    }
    at = 0;
    for (uint32_t letter = 0; letter < letters; letter++) {
        if (random_chance(random, percent_chosen) && strchr(rows, 'A' + (int)letter) != NULL)
            chosen[at++] = (char)('A' + letter);
    }
    chosen[at] = '\0';
}

static void random_sets_are_judged_as_by_a_look_at_each_cell(void **state)
{
    static const double thins_m[] = {0, 800, 1200, 3000, 1e9};
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 500; i++) {
        SCOPED(scene) scene;
        SCOPED(contiguity) contiguity = {0};
        char rows[LATTICE_SIDE_MAX * (LATTICE_SIDE_MAX + 1) + 1];
        char chosen[LATTICE_UNITS_MAX + 1];

        random_drawing(rows, chosen, &random);
        printf("# %s of %s\n", chosen, rows);
        scene_init(&scene, rows, chosen);
        judge(&scene, thins_m[i % 5], &contiguity);
        expect_enclaves(&scene, &contiguity);
        expect_cut_units(&scene, &contiguity);
        expect_thin(&scene, &contiguity, thins_m[i % 5]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_does_not_connect),
        cmocka_unit_test(enclaves_come_with_their_units_and_gaps),
        cmocka_unit_test(an_island_in_an_enclave_is_not_of_the_enclave),
        cmocka_unit_test(a_pair_is_judged_by_its_whole_border),
        cmocka_unit_test(a_region_of_nothing_holds_nothing),
        cmocka_unit_test(random_sets_are_judged_as_by_a_look_at_each_cell),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
