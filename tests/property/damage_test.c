/* Damaged tilings are refused with a defect, or what is accepted obeys the laws all the same. */
#include <stdlib.h>

#include "geo/locate.h"
#include "property/by_force.h"
#include "property/laws.h"
#include "property/second_opinion.h"
#include "property/variant.h"

/** The shapes of a tiling, copied, with room for one more. */
struct damaged {
    const struct multipolygon *units[LATTICE_UNITS_MAX + 1];
    size_t count;
};

static void free_all(const struct multipolygon *shapes[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        multipolygon_free((struct multipolygon *)(uintptr_t)shapes[i]);
}

static void damaged_init(struct damaged *damaged, const struct mosaic *tiling)
{
    *damaged = (struct damaged){.count = tiling->lattice.unit_count};
    for (size_t unit = 0; unit < damaged->count; unit++) {
        if (tiling->units[unit] != NULL)
            damaged->units[unit] = multipolygon_clone(tiling->units[unit]);
    }
}

static void damaged_release(struct damaged *damaged)
{
    free_all(damaged->units, damaged->count);
}
DEFINE_SCOPED(damaged)

/** The defect names units that exist, and is the first of the report by place. */
static bool names_the_defect(const struct damaged *damaged, const struct defect *defect)
{
    SCOPED(coverage_report) report = {0};
    struct error err = {0};

    expect_ok(coverage_check(damaged->units, damaged->count, &report, &err), &err);
    if (!same_number("defects", report.defect_count > 0, true))
        return false;
    for (size_t i = 0; i < report.defect_count; i++) {
        const struct defect *other = &report.defects[i];

        if (!same_number("a unit of the shapes", other->unit < damaged->count, true) ||
            !same_number("another unit",
                         other->other == UNIT_OUTSIDE ||
                             (other->other < damaged->count && other->unit < other->other),
                         true) ||
            !same_number("in order", i == 0 || position_compare(other[-1].place, other->place) <= 0,
                         true))
            return false;
    }
    return same_number("kind", defect->kind, report.defects[0].kind) &&
           same_number("longitude", defect->place.lon_e7, report.defects[0].place.lon_e7) &&
           same_number("latitude", defect->place.lat_e7, report.defects[0].place.lat_e7);
}

static bool areas_add(const struct damaged *damaged, const uint32_t units[], size_t count,
                      const struct multipolygon *outline)
{
    wide_integer sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += twice_area_by_force(damaged->units[units[i]]);
    return same_number("doubled area", (int64_t)twice_area_by_force(outline), (int64_t)sum);
}

/** Rings that a damage has turned inside out, turned again: GEOS counts on it. */
static struct multipolygon *turned(const struct multipolygon *shape)
{
    struct multipolygon *clone = multipolygon_clone(shape);

    assert_non_null(clone);
    assert_int_equal(multipolygon_canonicalize(clone), STATUS_OK);
    return clone;
}

/** Some units are united by the engine and by GEOS; all of them are located. */
static bool obeys(const struct damaged *damaged, const struct coverage *coverage, uint64_t *random)
{
    uint32_t units[LATTICE_UNITS_MAX + 1];
    const struct multipolygon *members[LATTICE_UNITS_MAX + 1];
    size_t count = 0;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) wanted = NULL;
    struct error err = {0};

    for (uint32_t unit = 0; unit < damaged->count; unit++) {
        if (damaged->units[unit] == NULL || damaged->units[unit]->polygon_count == 0 ||
            random_chance(random, 30))
            continue;
        members[count] = turned(damaged->units[unit]);
        units[count++] = unit;
    }
    outline = outline_of_units(coverage, units, count);
    expect_ok(overlay_coverage_union(members, count, &wanted, &err), &err);
    free_all(members, count);
    return areas_add(damaged, units, count, outline) &&
           same_shape("outline, and GEOS's", outline, wanted) &&
           same_number("outline repeats", repeats_by_force(outline), false);
}

static bool vertices_are_located(const struct damaged *damaged, const struct coverage *coverage)
{
    AUTO(locator) locator = NULL;
    struct error err = {0};

    expect_ok(locator_new(coverage, &locator, &err), &err);
    for (uint32_t i = 0; i < coverage->arcs[coverage->arc_count].begin; i++) {
        struct position place = coverage->positions[i];

        if (!same_number("unit of a vertex", locator_unit(locator, place),
                         unit_by_force(damaged->units, damaged->count, place)))
            return false;
    }
    return true;
}

static int accepted, refused;

static bool is_refused_or_obeys(const struct damaged *damaged, uint64_t *random)
{
    AUTO(coverage) coverage = NULL;
    struct defect defect = {.unit = UNIT_OUTSIDE};
    struct error err = {0};
    enum status status = coverage_new(damaged->units, damaged->count, &coverage, &defect, &err);
    bool is_tiling = tiles_by_force(damaged->units, damaged->count);

    if (status == STATUS_OK)
        accepted++;
    else
        refused++;
    if (status != STATUS_OK)
        return same_number("status", status, STATUS_INVALID) &&
               same_number("tiles, by force", false, is_tiling) &&
               names_the_defect(damaged, &defect);
    return same_number("tiles, by force", true, is_tiling) && obeys(damaged, coverage, random) &&
           vertices_are_located(damaged, coverage);
}

static enum damage_kind kind_tried;

static bool is_safe(const struct mosaic *tiling, uint64_t *random)
{
    for (int i = 0; i < 4; i++) {
        SCOPED(damaged) damaged;

        damaged_init(&damaged, tiling);
        for (uint32_t times = random_below(random, 3) + 1; times > 0; times--)
            (void)units_damage(damaged.units, &damaged.count, kind_tried, random);
        if (is_refused_or_obeys(&damaged, random))
            continue;
        printf("# damaged, then as it was:\n");
        units_print(damaged.units, damaged.count);
        return false;
    }
    return true;
}

static void try(enum damage_kind kind)
{
    accepted = 0;
    refused = 0;
    kind_tried = kind;
    law_holds(is_safe);
    printf("# %d accepted, %d refused\n", accepted, refused);
}

static void a_vertex_that_moved_is_refused_or_harmless(void **state)
{
    (void)state;
    try(DAMAGE_VERTEX_MOVED);
}

static void a_place_that_moved_for_all_is_refused_or_harmless(void **state)
{
    (void)state;
    try(DAMAGE_PLACE_MOVED);
}

static void a_vertex_on_one_side_is_refused_or_harmless(void **state)
{
    (void)state;
    try(DAMAGE_VERTEX_ADDED);
}

static void a_vertex_missing_on_one_side_is_refused_or_harmless(void **state)
{
    (void)state;
    try(DAMAGE_VERTEX_MISSING);
}

static void a_hole_dropped_is_refused_or_harmless(void **state)
{
    (void)state;
    try(DAMAGE_HOLE_DROPPED);
}

static void a_polygon_dropped_leaves_a_gap(void **state)
{
    (void)state;
    try(DAMAGE_POLYGON_DROPPED);
    if (refused != 0)
        fail_msg("%d refused, expected 0", refused);
}

static void a_unit_that_comes_twice_is_refused(void **state)
{
    (void)state;
    try(DAMAGE_UNIT_DOUBLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vertex_that_moved_is_refused_or_harmless),
        cmocka_unit_test(a_place_that_moved_for_all_is_refused_or_harmless),
        cmocka_unit_test(a_vertex_on_one_side_is_refused_or_harmless),
        cmocka_unit_test(a_vertex_missing_on_one_side_is_refused_or_harmless),
        cmocka_unit_test(a_hole_dropped_is_refused_or_harmless),
        cmocka_unit_test(a_polygon_dropped_leaves_a_gap),
        cmocka_unit_test(a_unit_that_comes_twice_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
