/* Shapes cut along lines: drawn ones, and laws on random tilings. */
#include <stdio.h>
#include <string.h>

#include "geo/cut.h"
#include "geo/geodesic.h"
#include "property/by_force.h"
#include "property/laws.h"

enum { LINE_MAX_COUNT = 8 };

/** A line in whole or broken degrees, "x y, x y, …". */
struct line {
    struct position positions[LINE_MAX_COUNT];
    size_t count;
};

static struct line line_of(const char *text)
{
    struct line line = {.count = 0};
    double lon_deg, lat_deg;
    int length;

    while (sscanf(text, " %lf %lf%n", &lon_deg, &lat_deg, &length) == 2) {
        assert_true(line.count < LINE_MAX_COUNT);
        assert_int_equal(
            position_from_degrees(lon_deg, lat_deg, &line.positions[line.count++], NULL),
            STATUS_OK);
        text += length;
        text += *text == ',';
    }
    return line;
}

/** Both parts, and by how much the ends were moved. */
struct cut {
    struct multipolygon *left, *right;
    double prolonged_m[2];
};

static void cut_release(struct cut *cut)
{
    multipolygon_free(cut->left);
    multipolygon_free(cut->right);
}
DEFINE_SCOPED(cut)

static enum status cut_along(struct cut *cut, const struct multipolygon *shape,
                             const struct line *line, struct error *err)
{
    *cut = (struct cut){.left = NULL};
    return multipolygon_cut(shape, line->positions, line->count, &cut->left, &cut->right,
                            cut->prolonged_m, err);
}

static void expect_parts(const char *rings, const char *text, const char *left, const char *right)
{
    SCOPED(cut) cut;
    AUTO(multipolygon) shape = shape_of(rings);
    AUTO(multipolygon) wanted_left = shape_of(left);
    AUTO(multipolygon) wanted_right = shape_of(right);
    struct line line = line_of(text);
    struct error err = {0};

    expect_ok(cut_along(&cut, shape, &line, &err), &err);
    assert_int_equal(multipolygon_canonicalize(wanted_left), STATUS_OK);
    assert_int_equal(multipolygon_canonicalize(wanted_right), STATUS_OK);
    expect_shape(cut.left, wanted_left);
    expect_shape(cut.right, wanted_right);
}

/** In English: both languages are known to say the same. */
static void expect_no_cut(const char *rings, const char *text, const char *place,
                          const char *sentence)
{
    SCOPED(cut) cut;
    AUTO(multipolygon) shape = shape_of(rings);
    struct line line = line_of(text);
    struct error err = {0};

    expect_refusal(cut_along(&cut, shape, &line, &err), STATUS_INVALID, &err,
                   (const char *const[]){place, NULL});
    if (strstr(err.en, sentence) == NULL)
        fail_msg("“%s” does not say “%s”", err.en, sentence);
    assert_null(cut.left);
    assert_null(cut.right);
}

static const char square[] = "0 0, 4 0, 4 4, 0 4";

static void a_line_from_vertex_to_vertex_cuts(void **state)
{
    (void)state;
    expect_parts(square, "0 0, 4 4", "0 0, 4 4, 0 4", "0 0, 4 0, 4 4");
    expect_parts(square, "4 4, 0 0", "0 0, 4 0, 4 4", "0 0, 4 4, 0 4");
    expect_parts(square, "0 0, 2 1, 4 4", "0 0, 2 1, 4 4, 0 4", "0 0, 4 0, 4 4, 2 1");
}

static void an_end_inside_is_joined_to_the_nearest_vertex(void **state)
{
    SCOPED(cut) cut;
    AUTO(multipolygon) shape = shape_of(square);
    struct line line = line_of("1 0.5, 3 3");
    struct error err = {0};

    (void)state;
    expect_parts(square, "1 0.5, 3 3", "0 0, 1 0.5, 3 3, 4 4, 0 4", "0 0, 4 0, 4 4, 3 3, 1 0.5");
    expect_ok(cut_along(&cut, shape, &line, &err), &err);
    expect_near(cut.prolonged_m[0], geodesic_distance_m(line.positions[0], (struct position){0, 0}),
                1e-6);
    expect_near(
        cut.prolonged_m[1],
        geodesic_distance_m(line.positions[1], (struct position){4 * DEGREE_E7, 4 * DEGREE_E7}),
        1e-6);
}

static void an_end_on_the_border_is_moved_to_a_vertex(void **state)
{
    SCOPED(cut) cut;
    AUTO(multipolygon) shape = shape_of(square);
    struct line line = line_of("1 0, 3 4");
    struct error err = {0};

    (void)state;
    expect_parts(square, "1 0, 3 4", "0 0, 4 4, 0 4", "0 0, 4 0, 4 4");
    expect_ok(cut_along(&cut, shape, &line, &err), &err);
    assert_true(cut.prolonged_m[0] > 110000 && cut.prolonged_m[0] < 112000);
}

static void positions_that_repeat_count_once(void **state)
{
    (void)state;
    expect_parts(square, "0 0, 0 0, 2 1, 2 1, 4 4, 4 4", "0 0, 2 1, 4 4, 0 4",
                 "0 0, 4 0, 4 4, 2 1");
}

static void holes_go_to_their_part(void **state)
{
    (void)state;
    expect_parts("0 0, 4 0, 4 4, 0 4 / 1 2, 1 3, 2 3 / 2 1, 3 2, 3 1", "0 0, 4 4",
                 "0 0, 4 4, 0 4 / 1 2, 1 3, 2 3", "0 0, 4 0, 4 4 / 2 1, 3 2, 3 1");
}

static void a_hole_may_touch_the_end_of_the_line(void **state)
{
    (void)state;
    expect_parts("0 0, 4 0, 4 4, 0 4 / 0 0, 1 3, 2 3", "0 0, 4 4", "0 0, 4 4, 0 4 / 0 0, 1 3, 2 3",
                 "0 0, 4 0, 4 4");
    expect_parts("0 0, 4 0, 4 4, 0 4 / 0 0, 3 2, 3 1", "0 0, 4 4", "0 0, 4 4, 0 4",
                 "0 0, 4 0, 4 4 / 0 0, 3 2, 3 1");
}

static void other_polygons_stay_with_the_left_part(void **state)
{
    static const char islands[] = "0 0, 4 0, 4 4, 0 4 ; 6 0, 8 0, 8 2 / 7 0.5, 7.5 1, 7.5 0.5";

    (void)state;
    expect_parts(islands, "0 0, 4 4", "0 0, 4 4, 0 4 ; 6 0, 8 0, 8 2 / 7 0.5, 7.5 1, 7.5 0.5",
                 "0 0, 4 0, 4 4");
    expect_parts(islands, "4 4, 0 0", "0 0, 4 0, 4 4 ; 6 0, 8 0, 8 2 / 7 0.5, 7.5 1, 7.5 0.5",
                 "0 0, 4 4, 0 4");
}

/** A bay of one polygon holds the other, and they touch at both ends of the line. */
static void of_two_polygons_that_touch_the_one_that_holds_the_line_is_cut(void **state)
{
    (void)state;
    expect_parts("0 0, 6 0, 6 4, 4 1, 2 1, 0 4 ; 2 1, 3 1.5, 4 1, 3 3", "2 1, 3 2, 4 1",
                 "0 0, 6 0, 6 4, 4 1, 2 1, 0 4 ; 2 1, 3 2, 4 1, 3 3", "2 1, 3 1.5, 4 1, 3 2");
    expect_parts("0 0, 6 0, 6 4, 4 1, 3 0.5, 2 1, 0 4 ; 2 1, 3 0.8, 4 1, 3 3", "2 1, 4 1",
                 "0 0, 6 0, 6 4, 4 1, 3 0.5, 2 1, 0 4 ; 2 1, 4 1, 3 3", "2 1, 3 0.8, 4 1");
}

static void a_line_has_two_positions(void **state)
{
    (void)state;
    expect_no_cut(square, "", "0", "two positions");
    expect_no_cut(square, "1 1", "1", "two positions");
}

static void both_ends_must_not_come_to_one_vertex(void **state)
{
    (void)state;
    expect_no_cut(square, "1 1, 1.5 1.5", "0.0000000 0.0000000", "nearest to this vertex");
    expect_no_cut(square, "1 1, 1 1", "0.0000000 0.0000000", "nearest to this vertex");
    expect_no_cut(square, "4 0, 2 2, 4 0", "4.0000000 0.0000000", "nearest to this vertex");
}

static void a_line_stays_in_one_polygon(void **state)
{
    static const char islands[] = "0 0, 4 0, 4 4, 0 4 ; 6 0, 8 0, 8 2";
    static const char bay[] = "0 0, 4 0, 4 4, 2 1, 0 4";

    (void)state;
    expect_no_cut(square, "-1 -1, 4 4", "-1.0000000 -1.0000000", "an end");
    expect_no_cut(square, "0 0, 5 4", "5.0000000 4.0000000", "an end");
    expect_no_cut(square, "0 0, 5 2, 4 4", "5.0000000 2.0000000", "leaves the shape");
    expect_no_cut(islands, "0 0, 7 0.5", "0.0000000 0.0000000", "to another");
    expect_no_cut(bay, "0 4, 4 4", "0.0000000 4.0000000", "leaves the shape");
    expect_no_cut(bay, "0.5 3, 3.5 3", "2.0000000 1.0000000", "meets the border");
    expect_no_cut("0 0, 4 0, 4 4, 0 4 / 1 1, 1 2, 2 2, 2 1", "1.5 1.5, 4 4", "1.5000000 1.5000000",
                  "an end");
}

static void a_line_touches_the_border_with_its_ends_only(void **state)
{
    static const char bay[] = "0 0, 4 0, 4 4, 2 1, 0 4";

    (void)state;
    expect_no_cut(square, "0 0, 4 0", "0.0000000", "meets the border");
    expect_no_cut(square, "0 0, 2 0, 4 4", "4.0000000 0.0000000", "meets the border");
    expect_no_cut(square, "0 0, 4 0, 4 4", "4.0000000 0.0000000", "meets the border");
    expect_no_cut(bay, "0 0.5, 2 1, 4 0.5", "2.0000000 1.0000000", "meets the border");
    expect_no_cut(bay, "0.5 1, 3.5 1", "2.0000000 1.0000000", "meets the border");
}

static void a_line_meets_no_hole(void **state)
{
    static const char ring[] = "0 0, 4 0, 4 4, 0 4 / 1 1, 1 2, 2 2, 2 1";

    (void)state;
    expect_no_cut(ring, "0 0, 4 4", "1.0000000 1.0000000", "a hole");
    expect_no_cut(ring, "0 0, 0.5 2, 4 2", "2.0000000", "a hole");
    expect_no_cut(ring, "2 1, 4 4", "1.0000000 1.0000000", "a hole");
}

static void a_line_does_not_cross_itself(void **state)
{
    (void)state;
    expect_no_cut(square, "0 0, 3 3, 3 1, 1 3, 4 4", "3.0000000 1.0000000", "crosses itself");
    expect_no_cut(square, "0 0, 3 1, 1 0.2, 4 4", "", "crosses itself");
    expect_no_cut(square, "0 0, 3 1, 2 2, 3 1, 4 4", "", "crosses itself");
    /* Drawn from past the nearest vertex's way to it. */
    expect_no_cut(square, "1 1, 0.5 0.5, 4 4", "", "crosses itself");
}

/** A position inside a polygon of the shape; false when none was hit. */
static bool random_inside(const struct multipolygon *shape, uint64_t *random,
                          struct position *ret_position)
{
    struct box box = multipolygon_box(shape);

    for (int i = 0; i < 100; i++) {
        *ret_position = random_position(random, box);
        if (multipolygon_side_of(shape, *ret_position) == RING_INSIDE)
            return true;
    }
    return false;
}

static bool random_line(const struct multipolygon *shape, uint64_t *random, struct line *line)
{
    line->count = 2 + random_below(random, 3);
    for (size_t i = 0; i < line->count; i++) {
        bool is_end = i == 0 || i + 1 == line->count;

        if (is_end && random_chance(random, 30))
            line->positions[i] = shape->positions[random_below(random, shape->position_count)];
        else if (!random_inside(shape, random, &line->positions[i]))
            return false;
    }
    return true;
}

static bool is_canonical(const struct multipolygon *shape)
{
    AUTO(multipolygon) canonical = multipolygon_clone(shape);

    assert_non_null(canonical);
    assert_int_equal(multipolygon_canonicalize(canonical), STATUS_OK);
    return same_shape("canonical", shape, canonical);
}

/** Does a ring of the shape walk from one position to the next? */
static bool walks(const struct multipolygon *shape, struct position from, struct position to)
{
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(shape, r, &count);

        for (size_t i = 0, j = count - 1; i < count; j = i++) {
            if (position_equal(ring[j], from) && position_equal(ring[i], to))
                return true;
        }
    }
    return false;
}

/** The line lies between the parts, the left one on its left. */
static bool is_along_line(const struct cut *cut, const struct multipolygon *shape,
                          const struct line *line)
{
    for (size_t i = 0; i + 1 < line->count; i++) {
        struct position from = line->positions[i], to = line->positions[i + 1];

        /* An end on the border may have been moved. */
        if (multipolygon_side_of(shape, from) != RING_INSIDE ||
            multipolygon_side_of(shape, to) != RING_INSIDE || position_equal(from, to))
            continue;
        if (!same_number("left of the line", walks(cut->left, from, to), true) ||
            !same_number("right of the line", walks(cut->right, to, from), true))
            return false;
    }
    return true;
}

static bool has_area(const struct cut *cut, const struct multipolygon *shape)
{
    wide_integer left = twice_area_by_force(cut->left);
    wide_integer right = twice_area_by_force(cut->right);

    return same_number("left has area", left > 0, true) &&
           same_number("right has area", right > 0, true) &&
           same_number("area is kept", left + right == twice_area_by_force(shape), true);
}

/** Beside unchanged neighbours both parts tile, and together they are the shape again. */
static bool tiles_with_neighbours(const struct mosaic *tiling, uint32_t unit, const struct cut *cut)
{
    const struct multipolygon *units[LATTICE_UNITS_MAX + 1];
    uint32_t count = tiling->lattice.unit_count;
    uint32_t parts[] = {unit, count};
    AUTO(coverage) coverage = NULL;
    AUTO(multipolygon) whole = NULL;
    struct error err = {0};

    for (uint32_t i = 0; i < count; i++)
        units[i] = i == unit ? cut->left : tiling->units[i];
    units[count] = cut->right;
    if (coverage_new(units, count + 1, &coverage, NULL, &err) != STATUS_OK) {
        printf("# the parts do not tile: %s: %s\n", err.subject, err.en);
        return false;
    }
    whole = outline_of_units(coverage, parts, 2);
    return same_shape("both parts", whole, tiling->units[unit]);
}

/** The other way around the parts change names, and other polygons of the shape sides. */
static bool turns_around(const struct cut *cut, const struct multipolygon *shape,
                         const struct line *line)
{
    SCOPED(cut) back;
    struct line reversed = *line;
    struct error err = {0};

    ring_reverse(reversed.positions, reversed.count);
    expect_ok(cut_along(&back, shape, &reversed, &err), &err);
    if (shape->polygon_count == 1)
        return same_shape("left, turned around", back.right, cut->left) &&
               same_shape("right, turned around", back.left, cut->right);
    return same_number("polygons of the right part", back.right->polygon_count, 1);
}

static bool is_a_cut(const struct mosaic *tiling, uint32_t unit, const struct line *line,
                     const struct cut *cut)
{
    const struct multipolygon *shape = tiling->units[unit];

    return is_canonical(cut->left) && is_canonical(cut->right) && has_area(cut, shape) &&
           same_number("the right part is one polygon", cut->right->polygon_count, 1) &&
           is_along_line(cut, shape, line) && tiles_with_neighbours(tiling, unit, cut) &&
           turns_around(cut, shape, line);
}

static size_t cuts_made, cuts_refused;

static bool cuts(const struct mosaic *tiling, uint64_t *random)
{
    for (int i = 0; i < 20; i++) {
        SCOPED(cut) cut = {.left = NULL};
        uint32_t unit = random_below(random, tiling->lattice.unit_count);
        struct line line;
        struct error err = {0};
        enum status status;

        if (tiling->units[unit] == NULL || !random_line(tiling->units[unit], random, &line))
            continue;
        status = cut_along(&cut, tiling->units[unit], &line, &err);
        if (status != STATUS_OK && status != STATUS_INVALID)
            return same_number("status", status, STATUS_OK);
        cuts_made += status == STATUS_OK;
        cuts_refused += status != STATUS_OK;
        if (status == STATUS_OK && !is_a_cut(tiling, unit, &line, &cut)) {
            for (size_t p = 0; p < line.count; p++)
                printf("# unit %u, line %d %d\n", unit, line.positions[p].lon_e7,
                       line.positions[p].lat_e7);
            return false;
        }
    }
    return true;
}

static void parts_tile_with_the_neighbours(void **state)
{
    (void)state;
    cuts_made = cuts_refused = 0;
    law_holds(cuts);
    printf("# %zu cuts, %zu refused\n", cuts_made, cuts_refused);
    assert_true(cuts_made > cuts_refused / 10);
}

/** From one vertex straight to another of a unit of one polygon without hole: is it cut? */
static bool is_diagonal(const struct multipolygon *shape, uint32_t from, uint32_t to)
{
    const struct position *ring = shape->positions;
    uint32_t count = shape->position_count;
    struct position a = ring[from], b = ring[to];
    struct position twice_middle = {a.lon_e7 + b.lon_e7, a.lat_e7 + b.lat_e7};
    struct position twice[LATTICE_VERTICES_MAX];

    for (uint32_t i = 0, j = count - 1; i < count; j = i++) {
        bool is_beside = i == from || i == to || j == from || j == to;

        twice[i] = (struct position){2 * ring[i].lon_e7, 2 * ring[i].lat_e7};
        if (i != from && i != to && segment_holds(a, b, ring[i]))
            return false;
        if (!is_beside && segments_meet(a, b, ring[i], ring[j]))
            return false;
    }
    return ring_side_of(twice, count, twice_middle) == RING_INSIDE;
}

/** Every pair of vertices: neither too much nor too little is refused. */
static bool cuts_diagonals(const struct mosaic *tiling, uint64_t *random)
{
    uint32_t unit = random_below(random, tiling->lattice.unit_count);
    const struct multipolygon *shape = tiling->units[unit];

    if (shape == NULL || shape->ring_count != 1 || shape->position_count > 40)
        return true;
    for (uint32_t i = 0; i < shape->position_count; i++) {
        struct position place = shape->positions[i];

        /* Twice a position must fit in 32 bits. */
        if (place.lon_e7 > 1000000000 || place.lon_e7 < -1000000000)
            return true;
    }
    for (uint32_t from = 0; from < shape->position_count; from++) {
        for (uint32_t to = 0; to < shape->position_count; to++) {
            SCOPED(cut) cut;
            struct line line = {{shape->positions[from], shape->positions[to]}, 2};
            struct error err = {0};
            bool is_cut = cut_along(&cut, shape, &line, &err) == STATUS_OK;

            if (!same_number("a diagonal is cut", is_cut,
                             from != to && is_diagonal(shape, from, to)))
                return false;
            if (is_cut && !is_a_cut(tiling, unit, &line, &cut))
                return false;
        }
    }
    return true;
}

static void diagonals_cut_and_nothing_else_straight(void **state)
{
    (void)state;
    law_holds(cuts_diagonals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_from_vertex_to_vertex_cuts),
        cmocka_unit_test(an_end_inside_is_joined_to_the_nearest_vertex),
        cmocka_unit_test(an_end_on_the_border_is_moved_to_a_vertex),
        cmocka_unit_test(positions_that_repeat_count_once),
        cmocka_unit_test(holes_go_to_their_part),
        cmocka_unit_test(a_hole_may_touch_the_end_of_the_line),
        cmocka_unit_test(other_polygons_stay_with_the_left_part),
        cmocka_unit_test(of_two_polygons_that_touch_the_one_that_holds_the_line_is_cut),
        cmocka_unit_test(a_line_has_two_positions),
        cmocka_unit_test(both_ends_must_not_come_to_one_vertex),
        cmocka_unit_test(a_line_stays_in_one_polygon),
        cmocka_unit_test(a_line_touches_the_border_with_its_ends_only),
        cmocka_unit_test(a_line_meets_no_hole),
        cmocka_unit_test(a_line_does_not_cross_itself),
        cmocka_unit_test(parts_tile_with_the_neighbours),
        cmocka_unit_test(diagonals_cut_and_nothing_else_straight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
