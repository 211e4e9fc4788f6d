/* Laws of areas, borders, orders and repetition: geometry.md, invariants 1 to 4. */
#include <stdlib.h>
#include <string.h>

#include "geo/contact.h"
#include "geo/geodesic.h"
#include "geo/measure.h"
#include "property/by_force.h"
#include "property/laws.h"
#include "property/variant.h"

/** Sums of areas are taken modulo 2^64, so that tilings as large as the globe obey too. */
static int64_t sum_of_areas(const struct mosaic *tiling, const bool chosen[])
{
    uint64_t sum = 0;

    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        if (chosen[unit])
            sum += (uint64_t)coverage_unit_area(tiling->coverage, unit);
    }
    return (int64_t)sum;
}

static bool planar_areas_add(const struct mosaic *tiling, const bool chosen[],
                             const struct multipolygon *outline)
{
    wide_integer sum = 0;

    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++)
        sum += chosen[unit] ? twice_area_by_force(tiling->units[unit]) : 0;
    return sum == twice_area_by_force(outline) ||
           same_number("doubled area on the grid", (int64_t)twice_area_by_force(outline),
                       (int64_t)sum);
}

/** Against the whole outline at once, where the area is not taken modulo anything. */
static bool geodesic_area_agrees(const struct multipolygon *outline, int64_t area)
{
    struct box box = multipolygon_box(outline);
    double wanted_m2;

    if (outline->polygon_count == 0 || box.east_e7 - (int64_t)box.west_e7 > 5 * DEGREE_E7 ||
        box.north_e7 - (int64_t)box.south_e7 > 5 * DEGREE_E7)
        return true;
    wanted_m2 = geodesic_area_m2(outline);
    /* 0.1 m² a vertex: what C. Karney states for geodesic polygons. */
    if (measure_area_m2(area) - wanted_m2 <= 0.1 * outline->position_count &&
        wanted_m2 - measure_area_m2(area) <= 0.1 * outline->position_count)
        return true;
    printf("# area %.17g m², geodesic %.17g m²\n", measure_area_m2(area), wanted_m2);
    return false;
}

static bool areas_add(const struct mosaic *tiling, uint64_t *random)
{
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];
    AUTO(region) region = NULL;
    AUTO(multipolygon) outline = NULL;

    random_units(tiling, chosen, random);
    region = region_of(tiling->coverage, units, units_of(tiling, chosen, units));
    outline = outline_of(region);
    return same_number("area", region_area(region), sum_of_areas(tiling, chosen)) &&
           planar_areas_add(tiling, chosen, outline) &&
           geodesic_area_agrees(outline, region_area(region));
}

static void the_area_of_units_is_the_sum_of_their_areas(void **state)
{
    (void)state;
    law_holds(areas_add);
}

/** Lengths: a border shared by two sets counts in each, and once less in their union. */
static bool lengths_add(const struct mosaic *tiling, uint64_t *random)
{
    bool chosen[LATTICE_UNITS_MAX], rest[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX], others[LATTICE_UNITS_MAX];
    AUTO(region) a = NULL;
    AUTO(region) b = NULL;
    AUTO(region) all = NULL;
    int64_t shared;

    random_units(tiling, chosen, random);
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        rest[unit] = !chosen[unit];
    a = region_of(tiling->coverage, units, units_of(tiling, chosen, units));
    b = region_of(tiling->coverage, others, units_of(tiling, rest, others));
    all = region_of(tiling->coverage, NULL, 0);
    region_set_all(all);
    shared = regions_shared_length(a, b);
    return same_number("shared length", regions_shared_length(b, a), shared) &&
           same_number("length of all", region_length(all),
                       region_length(a) + region_length(b) - 2 * shared) &&
           same_number("area of all", region_area(all),
                       (int64_t)((uint64_t)region_area(a) + (uint64_t)region_area(b)));
}

static void a_set_and_its_complement_share_their_inner_border(void **state)
{
    (void)state;
    law_holds(lengths_add);
}

/** For each half-arc of the coverage, is it in the border of the region? */
static bool *border_marks(const struct region *region)
{
    const struct coverage *coverage = region_coverage(region);
    bool *marks = calloc(2u * coverage->arc_count + 1, sizeof *marks);
    size_t count;
    const uint32_t *halves = region_border(region, &count);

    assert_non_null(marks);
    for (size_t i = 0; i < count; i++) {
        if (marks[halves[i]])
            fail_msg("half-arc %u twice in a border", halves[i]);
        marks[halves[i]] = true;
    }
    return marks;
}

/** Is the half-arc's left in the set, and its right not? */
static bool bounds(const struct coverage *coverage, uint32_t half, const bool set[])
{
    uint32_t left = face_unit(coverage, half_left(coverage, half));
    uint32_t right = face_unit(coverage, half_right(coverage, half));

    return left != UNIT_OUTSIDE && set[left] && (right == UNIT_OUTSIDE || !set[right]);
}

static bool borders_mirror(const struct mosaic *tiling, uint64_t *random)
{
    const struct coverage *coverage = tiling->coverage;
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX];
    AUTO(region) region = NULL;
    bool *border, *mirror;
    bool is_kept = true;

    random_units(tiling, chosen, random);
    region = region_of(coverage, units, units_of(tiling, chosen, units));
    border = border_marks(region);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++)
        region_toggle(region, unit);
    mirror = border_marks(region);
    for (uint32_t half = 0; half < 2 * coverage->arc_count && is_kept; half++) {
        bool is_outer = half_right(coverage, half) == FACE_NONE;

        is_kept = same_number("border", border[half], bounds(coverage, half, chosen)) &&
                  (is_outer || half_left(coverage, half) == FACE_NONE ||
                   same_number("mirrored", mirror[half ^ 1], border[half])) &&
                  (!is_outer || same_number("outer", border[half] != mirror[half], true));
    }
    free(border);
    free(mirror);
    return is_kept;
}

static void the_border_of_a_set_is_its_complements_reversed_but_for_the_outer_one(void **state)
{
    (void)state;
    law_holds(borders_mirror);
}

/** Arcs and outlines of two coverages; unit u of the first is unit map[u] of the second. */
static bool same_arcs(const struct coverage *a, const struct coverage *b, const uint32_t map[])
{
    if (!same_number("arcs", b->arc_count, a->arc_count) ||
        !same_number("nodes", b->node_count, a->node_count) ||
        !same_number("faces", b->face_count, a->face_count))
        return false;
    for (uint32_t i = 0; i <= a->arc_count; i++) {
        struct arc arc = a->arcs[i];
        uint32_t left, right;

        if (!same_number("begin of an arc", b->arcs[i].begin, arc.begin))
            return false;
        if (i == a->arc_count)
            break;
        left = face_unit(a, arc.left);
        right = face_unit(a, arc.right);
        if (!same_number("left of an arc", face_unit(b, b->arcs[i].left),
                         left == UNIT_OUTSIDE ? left : map[left]) ||
            !same_number("right of an arc", face_unit(b, b->arcs[i].right),
                         right == UNIT_OUTSIDE ? right : map[right]) ||
            !same_number("start of an arc", b->arcs[i].start, arc.start) ||
            !same_number("end of an arc", b->arcs[i].end, arc.end) ||
            !same_number("lowest of an arc", b->arcs[i].lowest, arc.lowest))
            return false;
    }
    return memcmp(a->positions, b->positions, a->arcs[a->arc_count].begin * sizeof *a->positions) ==
               0 ||
           same_number("positions", 0, 1);
}

static bool same_contacts(const struct coverage *a, const struct coverage *b, const uint32_t map[])
{
    struct contact *ours, *theirs;
    size_t count, other_count;
    bool is_kept;

    assert_int_equal(contacts_list(a, &ours, &count), STATUS_OK);
    assert_int_equal(contacts_list(b, &theirs, &other_count), STATUS_OK);
    is_kept = same_number("contacts", (int64_t)other_count, (int64_t)count);
    for (size_t i = 0; i < count && is_kept; i++) {
        uint32_t low = map[ours[i].a] < map[ours[i].b] ? map[ours[i].a] : map[ours[i].b];
        uint32_t high = map[ours[i].a] < map[ours[i].b] ? map[ours[i].b] : map[ours[i].a];
        size_t j = 0;

        while (j < other_count && (theirs[j].a != low || theirs[j].b != high))
            j++;
        is_kept = same_number("a contact is there", j < other_count, true) &&
                  same_number("kind of a contact", theirs[j].is_edge, ours[i].is_edge) &&
                  same_number("length of a contact", theirs[j].length, ours[i].length);
    }
    free(ours);
    free(theirs);
    return is_kept;
}

/** The tiling again: unit u is told otherwise and becomes unit map[u]. */
static bool retold_is_the_same(const struct mosaic *tiling, const uint32_t map[], uint64_t *random)
{
    const struct multipolygon *retold[LATTICE_UNITS_MAX] = {NULL};
    uint32_t count = tiling->lattice.unit_count;
    AUTO(coverage) again = NULL;
    struct error err = {0};
    bool chosen[LATTICE_UNITS_MAX];
    uint32_t units[LATTICE_UNITS_MAX], mapped[LATTICE_UNITS_MAX];
    size_t chosen_count;
    AUTO(multipolygon) outline = NULL;
    AUTO(multipolygon) other = NULL;

    for (uint32_t unit = 0; unit < count; unit++) {
        if (tiling->units[unit] != NULL)
            retold[map[unit]] = shape_retold(tiling->units[unit], random);
    }
    expect_ok(coverage_new(retold, count, &again, NULL, &err), &err);
    assert_int_equal(coverage_measure(again), STATUS_OK);
    for (uint32_t unit = 0; unit < count; unit++)
        multipolygon_free((struct multipolygon *)(uintptr_t)retold[unit]);
    random_units(tiling, chosen, random);
    chosen_count = units_of(tiling, chosen, units);
    for (size_t i = 0; i < chosen_count; i++)
        mapped[chosen_count - 1 - i] = map[units[i]];
    outline = outline_of_units(tiling->coverage, units, chosen_count);
    other = outline_of_units(again, mapped, chosen_count);
    return same_arcs(tiling->coverage, again, map) && same_shape("outline", other, outline) &&
           same_contacts(tiling->coverage, again, map);
}

static bool forgets_the_telling(const struct mosaic *tiling, uint64_t *random)
{
    uint32_t map[LATTICE_UNITS_MAX];

    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        map[unit] = unit;
    if (!retold_is_the_same(tiling, map, random))
        return false;
    for (uint32_t unit = tiling->lattice.unit_count - 1; unit > 0; unit--) {
        uint32_t other = random_below(random, unit + 1u), swapped = map[unit];

        map[unit] = map[other];
        map[other] = swapped;
    }
    return retold_is_the_same(tiling, map, random);
}

static void orders_starts_and_directions_leave_no_trace(void **state)
{
    (void)state;
    law_holds(forgets_the_telling);
}

/** Units are grouped, the groups' outlines make a coverage; groups of groups are the same. */
static bool is_idempotent(const struct mosaic *tiling, uint64_t *random)
{
    enum { GROUPS = 5 };
    const struct multipolygon *outlines[GROUPS];
    uint32_t groups[GROUPS], members[LATTICE_UNITS_MAX], of[LATTICE_UNITS_MAX];
    size_t group_count = 0, member_count = 0;
    AUTO(coverage) grouped = NULL;
    AUTO(multipolygon) once = NULL;
    AUTO(multipolygon) twice = NULL;
    struct error err = {0};

    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++)
        of[unit] = random_below(random, GROUPS);
    for (uint32_t group = 0; group < GROUPS; group++) {
        uint32_t units[LATTICE_UNITS_MAX];
        size_t count = 0;
        bool is_in = random_chance(random, 60);

        for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
            if (of[unit] != group)
                continue;
            units[count++] = unit;
            if (is_in)
                members[member_count++] = unit;
        }
        if (is_in)
            groups[group_count++] = group;
        outlines[group] = outline_of_units(tiling->coverage, units, count);
    }
    expect_ok(coverage_new(outlines, GROUPS, &grouped, NULL, &err), &err);
    once = outline_of_units(tiling->coverage, members, member_count);
    twice = outline_of_units(grouped, groups, group_count);
    for (uint32_t group = 0; group < GROUPS; group++)
        multipolygon_free((struct multipolygon *)(uintptr_t)outlines[group]);
    return same_shape("united in two steps", twice, once);
}

static void united_groups_unite_to_what_their_units_do(void **state)
{
    (void)state;
    law_holds(is_idempotent);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_area_of_units_is_the_sum_of_their_areas),
        cmocka_unit_test(a_set_and_its_complement_share_their_inner_border),
        cmocka_unit_test(the_border_of_a_set_is_its_complements_reversed_but_for_the_outer_one),
        cmocka_unit_test(orders_starts_and_directions_leave_no_trace),
        cmocka_unit_test(united_groups_unite_to_what_their_units_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
