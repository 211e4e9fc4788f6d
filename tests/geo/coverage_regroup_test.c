/* Tiles in other hands: a regrouped coverage against one built anew from the unions of its tiles.
 */
#include <stdlib.h>
#include <string.h>

#include "geo/contiguity.h"
#include "geo/coverage_regroup.h"
#include "geo/locate.h"
#include "geo/measure.h"
#include "geo/simplify.h"
#include "property/by_force.h"
#include "property/laws.h"

/** A coverage whose tiles changed hands, and the same map built anew. */
struct twins {
    uint32_t unit_of[LATTICE_UNITS_MAX]; /* unit of the base → of both below */
    uint32_t unit_count;                 /* of them some may be without tile */
    struct coverage *regrouped;
    struct mosaic anew;
};

static void twins_release(struct twins *twins)
{
    coverage_free(twins->regrouped);
    mosaic_release(&twins->anew);
}
DEFINE_SCOPED(twins)

static struct coverage *regroup(const struct coverage *base, const uint32_t unit_of[],
                                uint32_t unit_count)
{
    struct coverage *regrouped = NULL;
    struct error err = {0};

    expect_ok(coverage_regroup(base, unit_of, unit_count, &regrouped, &err), &err);
    return regrouped;
}

/** unit_of and unit_count are given. */
static void twins_init(struct twins *twins, const struct mosaic *base)
{
    struct lattice *lattice = &twins->anew.lattice;
    struct error err = {0};

    *lattice = base->lattice;
    lattice->unit_count = twins->unit_count;
    for (uint32_t tile = 0; tile < lattice->tile_count; tile++) {
        uint32_t unit = lattice->tile_units[tile];

        lattice->tile_units[tile] = unit == UNIT_OUTSIDE ? UNIT_OUTSIDE : twins->unit_of[unit];
    }
    expect_ok(mosaic_init(&twins->anew, &err), &err);
    twins->regrouped = regroup(base->coverage, twins->unit_of, twins->unit_count);
}

static void twins_random(struct twins *twins, const struct mosaic *base, uint64_t *random)
{
    twins->unit_count = 1 + random_below(random, LATTICE_UNITS_MAX);
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        twins->unit_of[unit] = random_below(random, twins->unit_count);
    twins_init(twins, base);
}

static bool same_region(const char *what, struct region *got, struct region *wanted)
{
    AUTO(multipolygon) got_shape = outline_of(got);
    AUTO(multipolygon) wanted_shape = outline_of(wanted);

    return same_shape(what, got_shape, wanted_shape) &&
           same_number("area", region_area(got), region_area(wanted)) &&
           same_number("length", region_length(got), region_length(wanted));
}

static bool has_outlines(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];

    twins_random(&twins, base, random);
    for (int i = 0; i < 4; i++) {
        size_t count;
        AUTO(region) got = NULL;
        AUTO(region) wanted = NULL;

        random_units(&twins.anew, chosen, random);
        count = units_of(&twins.anew, chosen, units);
        got = region_of(twins.regrouped, units, count);
        wanted = region_of(twins.anew.coverage, units, count);
        if (!same_region("outline of a set", got, wanted))
            return false;
        for (int step = 0; step < 3; step++) {
            uint32_t unit = random_below(random, twins.unit_count);

            region_toggle(got, unit);
            region_toggle(wanted, unit);
            if (!same_region("outline after a change", got, wanted))
                return false;
        }
        region_set_all(got);
        region_set_all(wanted);
        if (!same_region("outline of all", got, wanted))
            return false;
    }
    return true;
}

static void outlines_and_measures_are_those_of_a_coverage_built_anew(void **state)
{
    (void)state;
    law_holds(has_outlines);
}

static bool same_box(struct box got, struct box wanted)
{
    return same_number("west", got.west_e7, wanted.west_e7) &&
           same_number("south", got.south_e7, wanted.south_e7) &&
           same_number("east", got.east_e7, wanted.east_e7) &&
           same_number("north", got.north_e7, wanted.north_e7);
}

/** A unit by itself, and the union of its tiles in the base. */
static bool has_units(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;

    twins_random(&twins, base, random);
    for (uint32_t unit = 0; unit < twins.unit_count; unit++) {
        const struct coverage *anew = twins.anew.coverage;
        uint32_t tiles[LATTICE_UNITS_MAX];
        size_t count = 0;
        AUTO(multipolygon) got = outline_of_units(twins.regrouped, &unit, 1);
        AUTO(multipolygon) wanted = NULL;

        for (uint32_t tile = 0; tile < base->lattice.unit_count; tile++) {
            if (twins.unit_of[tile] == unit)
                tiles[count++] = tile;
        }
        wanted = outline_of_units(base->coverage, tiles, count);
        if (!same_shape("outline of a unit", got, wanted) ||
            !same_number("its area", coverage_unit_area(twins.regrouped, unit),
                         coverage_unit_area(anew, unit)) ||
            !same_number("its length", coverage_unit_length(twins.regrouped, unit),
                         coverage_unit_length(anew, unit)) ||
            !same_box(coverage_unit_box(twins.regrouped, unit), coverage_unit_box(anew, unit)))
            return false;
    }
    return true;
}

static void a_unit_is_the_union_of_its_tiles(void **state)
{
    (void)state;
    law_holds(has_units);
}

static bool same_adjacency(const struct adjacency *got, const struct adjacency *wanted)
{
    if (!same_number("units", (int64_t)got->unit_count, (int64_t)wanted->unit_count))
        return false;
    for (uint32_t unit = 0; unit < got->unit_count; unit++) {
        size_t got_count, wanted_count;
        const uint32_t *got_row = adjacency_neighbours(got, unit, &got_count);
        const uint32_t *wanted_row = adjacency_neighbours(wanted, unit, &wanted_count);

        if (!same_number("neighbours", (int64_t)got_count, (int64_t)wanted_count))
            return false;
        for (size_t i = 0; i < got_count; i++) {
            if (!same_number("neighbour", got_row[i], wanted_row[i]))
                return false;
        }
    }
    return true;
}

static bool same_contacts(const struct contact got[], size_t got_count,
                          const struct contact wanted[], size_t wanted_count)
{
    if (!same_number("contacts", (int64_t)got_count, (int64_t)wanted_count))
        return false;
    for (size_t i = 0; i < got_count; i++) {
        if (!same_number("contact's first", got[i].a, wanted[i].a) ||
            !same_number("contact's second", got[i].b, wanted[i].b) ||
            !same_number("contact is an edge", got[i].is_edge, wanted[i].is_edge) ||
            !same_number("contact's length", got[i].length, wanted[i].length))
            return false;
    }
    return true;
}

static bool has_contacts(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    struct contact *got = NULL;
    struct contact *wanted = NULL;
    size_t got_count, wanted_count;
    bool is_same;

    twins_random(&twins, base, random);
    assert_int_equal(contacts_list(twins.regrouped, &got, &got_count), STATUS_OK);
    assert_int_equal(contacts_list(twins.anew.coverage, &wanted, &wanted_count), STATUS_OK);
    is_same = same_adjacency(coverage_adjacency(twins.regrouped),
                             coverage_adjacency(twins.anew.coverage)) &&
              same_contacts(got, got_count, wanted, wanted_count);
    free(got);
    free(wanted);
    return is_same;
}

static void neighbours_and_contacts_are_those_of_a_coverage_built_anew(void **state)
{
    (void)state;
    law_holds(has_contacts);
}

static bool same_enclave(const struct enclave *got, const struct enclave *wanted)
{
    if (!same_number("units enclosed", got->unit_count, wanted->unit_count) ||
        !same_number("gap enclosed", got->has_gap, wanted->has_gap) ||
        !same_number("length around", got->length, wanted->length))
        return false;
    for (uint32_t i = 0; i < got->unit_count; i++) {
        if (!same_number("unit enclosed", got->units[i], wanted->units[i]))
            return false;
    }
    return true;
}

static bool same_contiguity(const struct contiguity *got, const struct contiguity *wanted)
{
    if (!same_number("pieces", got->piece_count, wanted->piece_count) ||
        !same_number("enclaves", (int64_t)got->enclave_count, (int64_t)wanted->enclave_count) ||
        !same_number("cuts", (int64_t)got->cut_unit_count, (int64_t)wanted->cut_unit_count))
        return false;
    for (size_t i = 0; i < got->enclave_count; i++) {
        if (!same_enclave(&got->enclaves[i], &wanted->enclaves[i]))
            return false;
    }
    for (size_t i = 0; i < got->cut_unit_count; i++) {
        if (!same_number("cut unit", got->cut_units[i], wanted->cut_units[i]))
            return false;
    }
    return same_contacts(got->thin, got->thin_count, wanted->thin, wanted->thin_count);
}

static bool holds_together(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];

    twins_random(&twins, base, random);
    for (int i = 0; i < 3; i++) {
        SCOPED(contiguity) got = {0};
        SCOPED(contiguity) wanted = {0};
        AUTO(region) got_region = NULL;
        AUTO(region) wanted_region = NULL;
        AUTO(region) got_other = NULL;
        AUTO(region) wanted_other = NULL;
        struct error err = {0};
        uint32_t other = random_below(random, twins.unit_count);
        size_t count;

        random_units(&twins.anew, chosen, random);
        count = units_of(&twins.anew, chosen, units);
        got_region = region_of(twins.regrouped, units, count);
        wanted_region = region_of(twins.anew.coverage, units, count);
        got_other = region_of(twins.regrouped, &other, 1);
        wanted_other = region_of(twins.anew.coverage, &other, 1);
        expect_ok(contiguity_of(got_region, 1e9, &got, &err), &err);
        expect_ok(contiguity_of(wanted_region, 1e9, &wanted, &err), &err);
        if (!same_contiguity(&got, &wanted) ||
            !same_number("shared length", regions_shared_length(got_region, got_other),
                         regions_shared_length(wanted_region, wanted_other)))
            return false;
    }
    return true;
}

static void sets_hold_together_as_in_a_coverage_built_anew(void **state)
{
    (void)state;
    law_holds(holds_together);
}

/** Two locators that shall agree. */
struct places {
    struct locator *cells, *got, *wanted; /* cells: of the base */
    const struct twins *twins;
};

static void places_release(struct places *places)
{
    locator_free(places->got);
    locator_free(places->wanted);
    locator_free(places->cells);
}
DEFINE_SCOPED(places)

static void places_init(struct places *places, const struct mosaic *base, const struct twins *twins)
{
    struct error err = {0};

    *places = (struct places){.twins = twins};
    expect_ok(locator_new(base->coverage, &places->cells, &err), &err);
    expect_ok(locator_share(places->cells, twins->regrouped, &places->got, &err), &err);
    expect_ok(locator_new(twins->anew.coverage, &places->wanted, &err), &err);
}

static bool same_unit(const struct places *places, struct position place)
{
    const struct mosaic *anew = &places->twins->anew;
    uint32_t got = locator_unit(places->got, place);

    return same_number("unit at a place", got, locator_unit(places->wanted, place)) &&
           same_number("unit by force", got,
                       unit_by_force(anew->units, anew->lattice.unit_count, place));
}

static bool same_in_box(const struct places *places, struct box box)
{
    uint32_t *got = NULL;
    uint32_t *wanted = NULL;
    size_t got_count, wanted_count;
    struct error err = {0};
    bool is_same;

    expect_ok(locator_units_in_box(places->got, box, &got, &got_count, &err), &err);
    expect_ok(locator_units_in_box(places->wanted, box, &wanted, &wanted_count, &err), &err);
    is_same = same_number("units in a box", (int64_t)got_count, (int64_t)wanted_count);
    for (size_t i = 0; i < got_count && is_same; i++)
        is_same = same_number("unit in a box", got[i], wanted[i]);
    free(got);
    free(wanted);
    return is_same;
}

/** Nearly equal distances may change places: the last bits depend on which edge was asked first. */
static bool same_nearby(const struct places *places, struct position place, double radius_m)
{
    struct nearby *got = NULL;
    struct nearby *wanted = NULL;
    size_t got_count, wanted_count;
    struct error err = {0};
    double got_m[LATTICE_UNITS_MAX];
    bool is_same;

    expect_ok(locator_nearby(places->got, place, radius_m, &got, &got_count, &err), &err);
    expect_ok(locator_nearby(places->wanted, place, radius_m, &wanted, &wanted_count, &err), &err);
    is_same = same_number("units nearby", (int64_t)got_count, (int64_t)wanted_count);
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        got_m[unit] = -1;
    for (size_t i = 0; i < got_count && is_same; i++) {
        is_same = same_number("a unit nearby comes once", got_m[got[i].unit] >= 0, false);
        got_m[got[i].unit] = got[i].distance_m;
    }
    for (size_t i = 0; i < wanted_count && is_same; i++) {
        double apart_m = got_m[wanted[i].unit] - wanted[i].distance_m;

        is_same = same_number("distance differs", apart_m < -1e-6 || apart_m > 1e-6, false);
    }
    free(got);
    free(wanted);
    return is_same;
}

/** Around the coverage too. */
static struct box wide_box(const struct coverage *coverage)
{
    struct box box = box_of(coverage->positions, coverage->arcs[coverage->arc_count].begin);
    int64_t aside_e7 = (int64_t)(box.east_e7 - (int64_t)box.west_e7) / 8 + 1;

    if (box_is_empty(box))
        return (struct box){0, 0, 1, 1};
    if (box.west_e7 - aside_e7 > INT32_MIN)
        box.west_e7 -= (int32_t)aside_e7;
    if (box.east_e7 + aside_e7 < INT32_MAX)
        box.east_e7 += (int32_t)aside_e7;
    return box;
}

static bool locates_at_random(const struct places *places, const struct coverage *base,
                              uint64_t *random)
{
    struct box box = wide_box(base);

    for (int i = 0; i < 20; i++) {
        struct position a = random_position(random, box);
        struct position b = random_position(random, box);
        double radius_m = (double)random_between(random, 0, 50000);

        if (!same_unit(places, a) || !same_nearby(places, a, radius_m) ||
            !same_in_box(places, box_join(box_of(&a, 1), box_of(&b, 1))))
            return false;
    }
    return true;
}

/** On vertices and in the middle of edges, those of seams too. */
static bool locates_on_borders(const struct places *places, const struct coverage *base)
{
    for (uint32_t arc = 0; arc < base->arc_count; arc++) {
        uint32_t count;
        const struct position *positions = coverage_arc(base, arc, &count);

        for (uint32_t i = 0; i + 1 < count; i++) {
            struct position a = positions[i];
            struct position middle = {
                (int32_t)(((int64_t)a.lon_e7 + positions[i + 1].lon_e7) / 2),
                (int32_t)(((int64_t)a.lat_e7 + positions[i + 1].lat_e7) / 2),
            };

            if (!same_unit(places, a) || !same_unit(places, middle) ||
                !same_in_box(places, box_of(&a, 1)) || !same_in_box(places, box_of(&middle, 1)))
                return false;
        }
    }
    return true;
}

static bool locates(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    SCOPED(places) places;

    twins_random(&twins, base, random);
    places_init(&places, base, &twins);
    return locates_at_random(&places, base->coverage, random) &&
           locates_on_borders(&places, base->coverage);
}

static void places_are_in_the_units_of_a_coverage_built_anew(void **state)
{
    (void)state;
    law_holds(locates);
}

/** Shapes at a tolerance, and the coverage that they form. */
struct simple {
    struct multipolygon *units[LATTICE_UNITS_MAX];
    struct coverage *coverage;
};

static void simple_release(struct simple *simple)
{
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        multipolygon_free(simple->units[unit]);
    coverage_free(simple->coverage);
}
DEFINE_SCOPED(simple)

static void simplify(struct simple *simple, const struct coverage *coverage, double tolerance_m)
{
    AUTO(simplifier) simplifier = NULL;
    struct error err = {0};

    *simple = (struct simple){.coverage = NULL};
    expect_ok(simplifier_new(coverage, &simplifier, &err), &err);
    expect_ok(simplifier_units(simplifier, tolerance_m, simple->units, &err), &err);
    expect_ok(coverage_new((const struct multipolygon *const *)simple->units, coverage->unit_count,
                           &simple->coverage, NULL, &err),
              &err);
}

/** To simplify and to regroup can change places. */
static bool simplifies(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    double tolerance_m = (double)((uint64_t)1 << random_below(random, 24));
    SCOPED(simple) got;
    SCOPED(simple) tiles;
    AUTO(coverage) wanted = NULL;

    twins_random(&twins, base, random);
    simplify(&got, twins.regrouped, tolerance_m);
    simplify(&tiles, base->coverage, tolerance_m);
    wanted = regroup(tiles.coverage, twins.unit_of, twins.unit_count);
    for (uint32_t unit = 0; unit < twins.unit_count; unit++) {
        AUTO(multipolygon) got_shape = outline_of_units(got.coverage, &unit, 1);
        AUTO(multipolygon) wanted_shape = outline_of_units(wanted, &unit, 1);

        if (!same_shape("a simpler unit", got_shape, wanted_shape))
            return false;
    }
    return true;
}

static void a_simpler_unit_is_the_union_of_simpler_tiles(void **state)
{
    (void)state;
    law_holds(simplifies);
}

static bool is_unchanged(const struct mosaic *base, uint64_t *random)
{
    uint32_t unit_of[LATTICE_UNITS_MAX];
    uint32_t count = base->coverage->unit_count;
    AUTO(coverage) same = NULL;

    (void)random;
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        unit_of[unit] = unit;
    same = regroup(base->coverage, unit_of, count);
    assert_memory_equal(same->face_units, base->coverage->face_units,
                        same->face_count * sizeof *same->face_units);
    assert_memory_equal(same->unit_starts, base->coverage->unit_starts,
                        (count + 1) * sizeof *same->unit_starts);
    assert_memory_equal(same->unit_faces, base->coverage->unit_faces,
                        same->face_count * sizeof *same->unit_faces);
    for (uint32_t unit = 0; unit < count; unit++) {
        if (!same_box(coverage_unit_box(same, unit), coverage_unit_box(base->coverage, unit)))
            return false;
    }
    return same_adjacency(coverage_adjacency(same), coverage_adjacency(base->coverage));
}

static void each_unit_to_itself_changes_nothing(void **state)
{
    (void)state;
    law_holds(is_unchanged);
}

/** In two steps, by way of a coverage that is regrouped itself. */
static bool regroups_twice(const struct mosaic *base, uint64_t *random)
{
    SCOPED(twins) twins;
    uint32_t halfway[LATTICE_UNITS_MAX];
    uint32_t last[LATTICE_UNITS_MAX];
    AUTO(coverage) first = NULL;
    AUTO(coverage) got = NULL;
    AUTO(locator) cells = NULL;
    AUTO(locator) locator = NULL;
    struct error err = {0};

    /* Units 2u and 2u + 1 go together, then each of the pairs where it likes. */
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++) {
        halfway[unit] = unit / 2;
        last[unit] = random_below(random, LATTICE_UNITS_MAX);
    }
    twins.unit_count = LATTICE_UNITS_MAX;
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        twins.unit_of[unit] = last[halfway[unit]];
    twins_init(&twins, base);
    first = regroup(base->coverage, halfway, LATTICE_UNITS_MAX / 2);
    got = regroup(first, last, LATTICE_UNITS_MAX);
    expect_ok(locator_new(base->coverage, &cells, &err), &err);
    expect_ok(locator_share(cells, got, &locator, &err), &err);
    for (int i = 0; i < 20; i++) {
        struct position place = random_position(random, wide_box(base->coverage));

        if (!same_number("unit at a place", locator_unit(locator, place),
                         unit_by_force(twins.anew.units, twins.anew.lattice.unit_count, place)))
            return false;
    }
    return same_adjacency(coverage_adjacency(got), coverage_adjacency(twins.anew.coverage));
}

static void regrouping_twice_is_regrouping_once(void **state)
{
    (void)state;
    law_holds(regroups_twice);
}

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static void expect_neighbours(const struct coverage *coverage, uint32_t unit,
                              const uint32_t wanted[], size_t wanted_count)
{
    size_t count;
    const uint32_t *row = adjacency_neighbours(coverage_adjacency(coverage), unit, &count);

    assert_int_equal(count, wanted_count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(row[i], wanted[i]);
}

static void forgotten_neighbours_stay_forgotten(void **state)
{
    static const struct unit_pair forgotten[] = {{0, 1}, {2, 4}};
    SCOPED(mosaic) tiling;
    AUTO(coverage) apart = NULL;
    AUTO(coverage) together = NULL;

    (void)state;
    draw(&tiling, "ABC|DDE");
    adjacency_forget(&tiling.coverage->adjacency, forgotten, 2);
    /* D goes to A: A meets B through D, but C and E meet nowhere else. */
    apart = regroup(tiling.coverage, (const uint32_t[]){0, 1, 2, 0, 3}, 4);
    expect_neighbours(apart, 0, (const uint32_t[]){1, 3}, 2);
    expect_neighbours(apart, 1, (const uint32_t[]){0, 2}, 2);
    expect_neighbours(apart, 2, (const uint32_t[]){1}, 1);
    expect_neighbours(apart, 3, (const uint32_t[]){0}, 1);
    /* B and C together: only D is left to meet them. */
    together = regroup(tiling.coverage, (const uint32_t[]){0, 1, 1, 2, 3}, 4);
    expect_neighbours(together, 0, (const uint32_t[]){2}, 1);
    expect_neighbours(together, 1, (const uint32_t[]){2}, 1);
    expect_neighbours(together, 3, (const uint32_t[]){2}, 1);
}

static void a_unit_may_have_no_tile(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) regrouped = NULL;
    uint32_t units[] = {0, 1, 2};
    AUTO(multipolygon) none = NULL;
    AUTO(multipolygon) all = NULL;

    (void)state;
    draw(&tiling, "AB");
    regrouped = regroup(tiling.coverage, (const uint32_t[]){1, 1}, 3);
    expect_neighbours(regrouped, 1, NULL, 0);
    assert_true(box_is_empty(coverage_unit_box(regrouped, 2)));
    none = outline_of_units(regrouped, &units[2], 1);
    assert_int_equal(none->polygon_count, 0);
    all = outline_of_units(regrouped, units, 3);
    assert_int_equal(all->polygon_count, 1);
    assert_int_equal(all->position_count, 6); /* where the seam ends there are vertices still */
}

static void everything_large_is_shared(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) regrouped = NULL;

    (void)state;
    draw(&tiling, "AABBCC|AABBCC|DDEEFF|DDEEFF");
    regrouped = regroup(tiling.coverage, (const uint32_t[]){0, 0, 0, 1, 1, 1}, 2);
    assert_ptr_equal(regrouped->positions, tiling.coverage->positions);
    assert_ptr_equal(regrouped->areas, tiling.coverage->areas);
    assert_ptr_equal(regrouped->lengths, tiling.coverage->lengths);
    assert_true(coverage_bytes(regrouped) < coverage_bytes(tiling.coverage) / 2);
}

static void what_is_regrouped_is_measured_at_its_base(void **state)
{
    SCOPED(mosaic) tiling;
    AUTO(coverage) regrouped = NULL;
    void *bytes = NULL;
    size_t size;

    (void)state;
    draw(&tiling, "AB|CC");
    regrouped = regroup(tiling.coverage, (const uint32_t[]){0, 1, 0}, 2);
    assert_int_equal(coverage_measure(regrouped), STATUS_INVALID);
    assert_int_equal(coverage_measures_get(regrouped, &bytes, &size), STATUS_OK);
    assert_false(coverage_measures_set(regrouped, bytes, size));
    assert_true(coverage_measures_set(tiling.coverage, bytes, size));
    free(bytes);
}

static void every_tile_is_some_units(void **state)
{
    SCOPED(mosaic) tiling;
    struct coverage *regrouped = NULL;
    struct error err = {0};

    (void)state;
    draw(&tiling, "AB");
    expect_refusal(coverage_regroup(tiling.coverage, (const uint32_t[]){0, 2}, 2, &regrouped, &err),
                   STATUS_INVALID, &err, (const char *const[]){"1", "2", NULL});
    expect_refusal(
        coverage_regroup(tiling.coverage, (const uint32_t[]){UNIT_OUTSIDE, 0}, 1, &regrouped, &err),
        STATUS_INVALID, &err, (const char *const[]){"0", NULL});
    assert_null(regrouped);
}

static void cells_are_shared_by_one_family_only(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(mosaic) other;
    AUTO(coverage) regrouped = NULL;
    AUTO(locator) cells = NULL;
    AUTO(locator) shared = NULL;
    struct locator *none = NULL;
    struct error err = {0};

    (void)state;
    draw(&tiling, "AB");
    draw(&other, "AB");
    regrouped = regroup(tiling.coverage, (const uint32_t[]){0, 0}, 1);
    expect_ok(locator_new(tiling.coverage, &cells, &err), &err);
    expect_ok(locator_share(cells, regrouped, &shared, &err), &err);
    expect_refusal(locator_share(cells, other.coverage, &none, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    expect_refusal(locator_share(shared, regrouped, &none, &err), STATUS_INVALID, &err,
                   (const char *const[]){NULL});
    assert_null(none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_and_measures_are_those_of_a_coverage_built_anew),
        cmocka_unit_test(a_unit_is_the_union_of_its_tiles),
        cmocka_unit_test(neighbours_and_contacts_are_those_of_a_coverage_built_anew),
        cmocka_unit_test(sets_hold_together_as_in_a_coverage_built_anew),
        cmocka_unit_test(places_are_in_the_units_of_a_coverage_built_anew),
        cmocka_unit_test(a_simpler_unit_is_the_union_of_simpler_tiles),
        cmocka_unit_test(each_unit_to_itself_changes_nothing),
        cmocka_unit_test(regrouping_twice_is_regrouping_once),
        cmocka_unit_test(forgotten_neighbours_stay_forgotten),
        cmocka_unit_test(a_unit_may_have_no_tile),
        cmocka_unit_test(everything_large_is_shared),
        cmocka_unit_test(what_is_regrouped_is_measured_at_its_base),
        cmocka_unit_test(every_tile_is_some_units),
        cmocka_unit_test(cells_are_shared_by_one_family_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
