/*
 * The laws on the real region, against GEOS and against a search by boxes. LISIERE_SUBSETS (200)
 * and LISIERE_POINTS (200,000) say how much; 10,000 subsets and 10 million points were tried by
 * hand.
 */
#include <stdlib.h>
#include <time.h>

#include "geo/contact.h"
#include "geo/geodesic.h"
#include "geo/locate.h"
#include "geo/measure.h"
#include "property/laws.h"
#include "property/real_region.h"
#include "property/second_opinion.h"

static int set_up(void **state)
{
    *state = real_region_read();
    return 0;
}

static int tear_down(void **state)
{
    real_region_free(*state);
    return 0;
}

static double seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/** Seconds spent in the engine and in GEOS. */
struct race {
    double engine, geos;
};

static void equals_geos(const struct real_region *real, struct region *region,
                        const uint32_t units[], size_t count, struct race *race)
{
    const struct multipolygon **members = malloc((count + 1) * sizeof(*members));
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;
    struct error err = {0};
    double start = seconds(), middle;

    assert_non_null(members);
    for (size_t i = 0; i < count; i++)
        members[i] = real->units[units[i]];
    region_set(region, units, count);
    outline = outline_of(region);
    middle = seconds();
    expect_ok(overlay_coverage_union(members, count, &wanted, &err), &err);
    race->engine += middle - start;
    race->geos += seconds() - middle;
    free(members);
    if (!same_shape("outline, and GEOS's", outline, wanted))
        fail_msg("the outline of %zu units differs", count);
}

static void every_epci_is_what_geos_unites(void **state)
{
    const struct real_region *real = *state;
    AUTO(region) region = region_of(real->coverage, NULL, 0);
    struct race race = {0};

    assert_true(real->epci_count > 80);
    for (uint32_t epci = 0; epci < real->epci_count; epci++) {
        uint32_t units[REAL_UNITS_MAX];
        size_t count = 0;

        for (uint32_t unit = 0; unit < real->unit_count; unit++) {
            if (real->epci[unit] == epci)
                units[count++] = unit;
        }
        equals_geos(real, region, units, count, &race);
    }
    printf("# %zu EPCI: %.4f s, GEOS %.3f s\n", real->epci_count, race.engine, race.geos);
}

/**
 * The whole region, or a third of its width and height around some commune: GEOS takes half a
 * second for the whole, and pinches, holes and enclaves are as frequent in a part.
 */
static struct box random_window(const struct real_region *real, bool is_whole, uint64_t *random)
{
    struct box all =
        box_of(real->coverage->positions, real->coverage->arcs[real->coverage->arc_count].begin);
    struct box centre = coverage_unit_box(real->coverage, random_below(random, real->unit_count));
    int32_t width = (all.east_e7 - all.west_e7) / 6, height = (all.north_e7 - all.south_e7) / 6;

    if (is_whole)
        return all;
    return (struct box){centre.west_e7 - width, centre.south_e7 - height, centre.east_e7 + width,
                        centre.north_e7 + height};
}

/** Densities from 5 to 95 percent in steps of 5, one after the other; each tenth on the whole. */
static void any_subset_is_what_geos_unites(void **state)
{
    const struct real_region *real = *state;
    AUTO(region) region = region_of(real->coverage, NULL, 0);
    uint64_t random = random_seed();
    uint64_t subsets = number_from("LISIERE_SUBSETS", 200);
    struct race race = {0};

    for (uint64_t subset = 0; subset < subsets; subset++) {
        unsigned percent = 5 + 5 * (unsigned)(subset % 19);
        struct box window = random_window(real, subset / 19 % 10 == 0, &random);
        uint32_t units[REAL_UNITS_MAX];
        size_t count = 0;

        for (uint32_t unit = 0; unit < real->unit_count; unit++) {
            if (box_intersects(coverage_unit_box(real->coverage, unit), window) &&
                random_chance(&random, percent))
                units[count++] = unit;
        }
        equals_geos(real, region, units, count, &race);
    }
    printf("# %llu subsets: %.3f s, GEOS %.1f s\n", (unsigned long long)subsets, race.engine,
           race.geos);
}

static void the_region_is_as_large_as_its_communes(void **state)
{
    const struct real_region *real = *state;
    AUTO(region) region = region_of(real->coverage, NULL, 0);
    AUTO(multipolygon) outline = NULL;
    int64_t sum = 0;
    double sum_m2 = 0;

    for (uint32_t unit = 0; unit < real->unit_count; unit++) {
        sum += coverage_unit_area(real->coverage, unit);
        sum_m2 += geodesic_area_m2(real->units[unit]);
    }
    region_set_all(region);
    outline = outline_of(region);
    assert_true(region_area(region) == sum);
    /* geometry.md §11: the sum of the parts is the whole to 1 m². */
    expect_near(measure_area_m2(sum), geodesic_area_m2(outline), 1);
    expect_near(measure_area_m2(sum), sum_m2, 1);
    expect_near(measure_length_m(region_length(region)), geodesic_perimeter_m(outline), 0.01);
}

static void contacts_and_neighbours_agree(void **state)
{
    const struct real_region *real = *state;
    struct contact *contacts;
    size_t count, neighbours = 0, edges;

    assert_int_equal(contacts_list(real->coverage, &contacts, &count), STATUS_OK);
    edges = count - contacts_count_points(contacts, count);
    free(contacts);
    for (uint32_t unit = 0; unit < real->unit_count; unit++) {
        size_t its_count;

        (void)adjacency_neighbours(coverage_adjacency(real->coverage), unit, &its_count);
        neighbours += its_count;
    }
    printf("# %zu units, %zu pairs share an edge, %zu touch at points\n", real->unit_count, edges,
           count - edges);
    assert_int_equal(neighbours, 2 * edges);
}

enum { BUCKETS = 128 };

/** The units whose boxes meet a bucket, ascending: a second way to a place. */
struct buckets {
    struct box box;
    uint32_t *units[BUCKETS * BUCKETS];
    size_t counts[BUCKETS * BUCKETS];
};

static int bucket_at(int64_t at, int64_t low, int64_t high)
{
    return (int)((at - low) * BUCKETS / (high - low + 1));
}

static void put(struct buckets *buckets, int bucket, uint32_t unit)
{
    size_t count = buckets->counts[bucket]++;

    if ((count & (count - 1)) == 0) {
        buckets->units[bucket] =
            realloc(buckets->units[bucket], 2 * (count + 1) * sizeof *buckets->units[bucket]);
        assert_non_null(buckets->units[bucket]);
    }
    buckets->units[bucket][count] = unit;
}

static struct buckets *fill_buckets(const struct real_region *real)
{
    struct buckets *buckets = calloc(1, sizeof *buckets);

    assert_non_null(buckets);
    buckets->box = box_empty();
    for (uint32_t unit = 0; unit < real->unit_count; unit++)
        buckets->box = box_join(buckets->box, multipolygon_box(real->units[unit]));
    for (uint32_t unit = 0; unit < real->unit_count; unit++) {
        struct box b = multipolygon_box(real->units[unit]), all = buckets->box;

        for (int y = bucket_at(b.south_e7, all.south_e7, all.north_e7);
             y <= bucket_at(b.north_e7, all.south_e7, all.north_e7); y++) {
            for (int x = bucket_at(b.west_e7, all.west_e7, all.east_e7);
                 x <= bucket_at(b.east_e7, all.west_e7, all.east_e7); x++)
                put(buckets, y * BUCKETS + x, unit);
        }
    }
    return buckets;
}

static void free_buckets(struct buckets *buckets)
{
    for (int i = 0; i < BUCKETS * BUCKETS; i++)
        free(buckets->units[i]);
    free(buckets);
}

static uint32_t unit_by_buckets(const struct real_region *real, const struct buckets *buckets,
                                struct position place)
{
    struct box all = buckets->box;
    int bucket;

    if (!box_holds(all, place))
        return LOCATE_NONE;
    bucket = bucket_at(place.lat_e7, all.south_e7, all.north_e7) * BUCKETS +
             bucket_at(place.lon_e7, all.west_e7, all.east_e7);
    for (size_t i = 0; i < buckets->counts[bucket]; i++) {
        uint32_t unit = buckets->units[bucket][i];

        if (box_holds(coverage_unit_box(real->coverage, unit), place) &&
            multipolygon_side_of(real->units[unit], place) != RING_OUTSIDE)
            return unit;
    }
    return LOCATE_NONE;
}

/** Half of the places lie anywhere, the others on a vertex, on an edge or a step beside. */
static struct position random_place(const struct real_region *real, struct box box,
                                    uint64_t *random)
{
    const struct multipolygon *unit = real->units[random_below(random, real->unit_count)];
    size_t count;
    const struct position *ring = multipolygon_ring(unit, 0, &count);
    size_t at = random_below(random, count);
    struct position a = ring[at], b = ring[(at + 1) % count];
    int64_t part = random_below(random, 5);

    if (random_chance(random, 50))
        return random_position(random, (struct box){box.west_e7 - 1000, box.south_e7 - 1000,
                                                    box.east_e7 + 1000, box.north_e7 + 1000});
    a.lon_e7 += (int32_t)(((int64_t)b.lon_e7 - a.lon_e7) * part / 4);
    a.lat_e7 += (int32_t)(((int64_t)b.lat_e7 - a.lat_e7) * part / 4);
    if (random_chance(random, 50)) {
        a.lon_e7 += (int32_t)random_between(random, -1, 1);
        a.lat_e7 += (int32_t)random_between(random, -1, 1);
    }
    return a;
}

static void a_place_is_in_the_lowest_unit_that_holds_it(void **state)
{
    const struct real_region *real = *state;
    struct buckets *buckets = fill_buckets(real);
    AUTO(locator) locator = NULL;
    uint64_t random = random_seed();
    uint64_t points = number_from("LISIERE_POINTS", 200000);
    struct error err = {0};
    double start = seconds();

    expect_ok(locator_new(real->coverage, &locator, &err), &err);
    for (uint64_t i = 0; i < points; i++) {
        struct position place = random_place(real, buckets->box, &random);
        uint32_t got = locator_unit(locator, place);
        uint32_t wanted = unit_by_buckets(real, buckets, place);

        if (got != wanted)
            fail_msg("place %llu (%d %d): unit %u, expected %u", (unsigned long long)i,
                     place.lon_e7, place.lat_e7, got, wanted);
    }
    printf("# %llu places in %.1f s, both ways\n", (unsigned long long)points, seconds() - start);
    free_buckets(buckets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_epci_is_what_geos_unites),
        cmocka_unit_test(any_subset_is_what_geos_unites),
        cmocka_unit_test(the_region_is_as_large_as_its_communes),
        cmocka_unit_test(contacts_and_neighbours_agree),
        cmocka_unit_test(a_place_is_in_the_lowest_unit_that_holds_it),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
