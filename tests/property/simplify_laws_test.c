/* Laws of simplification: geometry.md, invariant 9. */
#include <math.h>
#include <stdlib.h>

#include "geo/simplify.h"
#include "property/by_force.h"
#include "property/laws.h"
#include "property/variant.h"

/** The shapes of a tiling at a tolerance. */
struct simple {
    struct multipolygon *units[LATTICE_UNITS_MAX];
};

static void simple_release(struct simple *simple)
{
    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        multipolygon_free(simple->units[unit]);
}
DEFINE_SCOPED(simple)

static struct simplifier *simplifier_of(const struct coverage *coverage)
{
    struct simplifier *simplifier = NULL;
    struct error err = {0};

    expect_ok(simplifier_new(coverage, &simplifier, &err), &err);
    return simplifier;
}

static void simplify(struct simple *simple, const struct simplifier *simplifier, double tolerance_m)
{
    struct error err = {0};

    *simple = (struct simple){{NULL}};
    expect_ok(simplifier_units(simplifier, tolerance_m, simple->units, &err), &err);
}

/** From less than a step to more than the whole, of any order of magnitude. */
static double random_tolerance_m(uint64_t *random)
{
    return pow(10, (double)random_between(random, -30, 70) / 10);
}

static const struct multipolygon *const *shapes_of(const struct simple *simple)
{
    return (const struct multipolygon *const *)simple->units;
}

static bool tiles_at_any_tolerance(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(simplifier) simplifier = simplifier_of(tiling->coverage);
    uint32_t count = tiling->lattice.unit_count;

    for (int i = 0; i < 3; i++) {
        SCOPED(simple) simple;

        simplify(&simple, simplifier, random_tolerance_m(random));
        if (!same_number("tiles, by force", tiles_by_force(shapes_of(&simple), count), true))
            return false;
        for (uint32_t a = 0; a < count; a++) {
            if (!same_number("has a shape", simple.units[a] != NULL, tiling->units[a] != NULL))
                return false;
            for (uint32_t b = a + 1; b < count; b++) {
                if (!same_number("touch", share_vertex_by_force(simple.units[a], simple.units[b]),
                                 share_vertex_by_force(tiling->units[a], tiling->units[b])) ||
                    !same_number("share an edge",
                                 share_edge_by_force(simple.units[a], simple.units[b]),
                                 share_edge_by_force(tiling->units[a], tiling->units[b])))
                    return false;
            }
        }
    }
    return true;
}

static void a_simpler_map_tiles_and_keeps_its_neighbours(void **state)
{
    (void)state;
    law_holds(tiles_at_any_tolerance);
}

static bool nothing_changes_at_zero(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(simplifier) simplifier = simplifier_of(tiling->coverage);
    SCOPED(simple) simple;

    (void)random;
    simplify(&simple, simplifier, 0);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        if (tiling->units[unit] != NULL &&
            !same_shape("at tolerance 0", simple.units[unit], tiling->units[unit]))
            return false;
    }
    return same_number("vertices", simplifier_vertex_count(simplifier, 0),
                       tiling->coverage->vertex_count);
}

static void without_tolerance_nothing_changes(void **state)
{
    (void)state;
    law_holds(nothing_changes_at_zero);
}

static bool has_position(const struct multipolygon *shape, struct position position)
{
    for (uint32_t i = 0; i < shape->position_count; i++) {
        if (position_equal(shape->positions[i], position))
            return true;
    }
    return false;
}

static bool levels_nest(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(simplifier) simplifier = simplifier_of(tiling->coverage);
    double a_m = random_tolerance_m(random), b_m = random_tolerance_m(random);
    double fine_m = fmin(a_m, b_m), coarse_m = fmax(a_m, b_m);
    SCOPED(simple) fine;
    SCOPED(simple) coarse;

    simplify(&fine, simplifier, fine_m);
    simplify(&coarse, simplifier, coarse_m);
    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        for (uint32_t i = 0; coarse.units[unit] != NULL && i < coarse.units[unit]->position_count;
             i++) {
            if (!same_number("a coarse vertex is a fine one",
                             has_position(fine.units[unit], coarse.units[unit]->positions[i]),
                             true))
                return false;
        }
    }
    return same_number("fewer vertices",
                       simplifier_vertex_count(simplifier, coarse_m) <=
                           simplifier_vertex_count(simplifier, fine_m),
                       true);
}

static void coarser_levels_are_parts_of_finer_ones(void **state)
{
    (void)state;
    law_holds(levels_nest);
}

static bool forgets_the_telling(const struct mosaic *tiling, uint64_t *random)
{
    const struct multipolygon *retold[LATTICE_UNITS_MAX] = {NULL};
    uint32_t count = tiling->lattice.unit_count;
    double tolerance_m = random_tolerance_m(random);
    AUTO(coverage) again = NULL;
    AUTO(simplifier) simplifier = simplifier_of(tiling->coverage);
    AUTO(simplifier) other = NULL;
    SCOPED(simple) simple;
    SCOPED(simple) same;
    struct error err = {0};

    for (uint32_t unit = 0; unit < count; unit++) {
        if (tiling->units[unit] != NULL)
            retold[count - 1 - unit] = shape_retold(tiling->units[unit], random);
    }
    expect_ok(coverage_new(retold, count, &again, NULL, &err), &err);
    for (uint32_t unit = 0; unit < count; unit++)
        multipolygon_free((struct multipolygon *)(uintptr_t)retold[unit]);
    other = simplifier_of(again);
    simplify(&simple, simplifier, tolerance_m);
    simplify(&same, other, tolerance_m);
    for (uint32_t unit = 0; unit < count; unit++) {
        if (simple.units[unit] != NULL &&
            !same_shape("simplified", same.units[count - 1 - unit], simple.units[unit]))
            return false;
    }
    return true;
}

static void orders_starts_and_directions_leave_no_trace(void **state)
{
    (void)state;
    law_holds(forgets_the_telling);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_simpler_map_tiles_and_keeps_its_neighbours),
        cmocka_unit_test(without_tolerance_nothing_changes),
        cmocka_unit_test(coarser_levels_are_parts_of_finer_ones),
        cmocka_unit_test(orders_starts_and_directions_leave_no_trace),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
