/* From one perimeter to another, and from one generation to another: laws on random registers. */
#include <stdio.h>
#include <string.h>

#include "data/generation_difference.h"
#include "data/perimeter_difference.h"
#include "property/random.h"
#include "support/expect.h"
#include "support/squares.h"

enum { ROUND_COUNT = 60 };

static struct perimeter_side side_of(const struct snapshot *snapshot, uint32_t contract, int year)
{
    const struct vintage *vintage = snapshot->vintages[year == 2021 ? 0 : 1];
    struct perimeter_side side = {.contract = &snapshot->rows->contracts[contract],
                                  .date = date_of(year, 6, 1)};

    side.version = snapshot_version_on(snapshot, contract, side.date, &side.force);
    side.perimeter = snapshot_perimeter(snapshot, vintage, side.version);
    return side;
}

static struct perimeter_difference *difference_of(const struct snapshot *snapshot,
                                                  struct perimeter_side before,
                                                  struct perimeter_side after)
{
    struct perimeter_difference *difference = NULL;
    struct error err = {0};

    expect_ok(perimeter_difference_new(snapshot, &before, &after, &difference, &err), &err);
    return difference;
}

/** Two contracts with random communes of the squares, at least one each. */
static struct snapshot *random_snapshot(uint64_t *seed)
{
    static char lines[2 * SQUARE_COUNT][80];
    const char *rows[2 * SQUARE_COUNT + 8] = {
        "generations|CRT|x||2021|2030",
        "generations|CDT|y||2021|2030",
        "contracts|crt-a|a|CRT|signed|||public|official",
        "contracts|cdt-b|b|CDT|signed||crt-a|public|official",
        "versions|crt-a|1|2021-01-01|2029-12-31|||||whole",
        "versions|cdt-b|1|2021-01-01|2029-12-31|||||whole",
    };
    size_t count = 6;

    for (size_t i = 0; i < 2 * SQUARE_COUNT; i++) {
        const char *contract = i < SQUARE_COUNT ? "crt-a" : "cdt-b";

        if (i % SQUARE_COUNT != 0 && random_below(seed, 2) == 0)
            continue;
        (void)snprintf(lines[i], sizeof lines[i], "members|%s|1|include|commune|%s", contract,
                       square_insee(i % SQUARE_COUNT));
        rows[count++] = lines[i];
    }
    return squares_snapshot(rows);
}

static bool holds(const struct perimeter *perimeter, uint32_t commune)
{
    for (uint32_t i = 0; i < perimeter->commune_count; i++) {
        if (perimeter->communes[i] == commune)
            return true;
    }
    return false;
}

static void a_perimeter_and_itself_do_not_differ(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (int round = 0; round < ROUND_COUNT; round++) {
        struct snapshot *snapshot = random_snapshot(&seed);
        AUTO(perimeter_difference)
        difference =
            difference_of(snapshot, side_of(snapshot, 0, 2021), side_of(snapshot, 0, 2021));

        assert_true(perimeter_difference_is_none(difference));
        assert_true(difference->has_same_outline);
        snapshot_release(snapshot);
    }
}

static void what_was_decided_is_the_difference_of_the_sets(void **state)
{
    uint64_t seed = 2;

    (void)state;
    for (int round = 0; round < ROUND_COUNT; round++) {
        struct snapshot *snapshot = random_snapshot(&seed);
        struct perimeter_side a = side_of(snapshot, 0, 2021), b = side_of(snapshot, 1, 2021);
        AUTO(perimeter_difference) forth = difference_of(snapshot, a, b);
        AUTO(perimeter_difference) back = difference_of(snapshot, b, a);

        assert_int_equal(a.perimeter->commune_count +
                             perimeter_difference_count(forth, true, true) -
                             perimeter_difference_count(forth, false, true),
                         b.perimeter->commune_count);
        assert_int_equal(perimeter_difference_count(forth, true, true),
                         perimeter_difference_count(back, false, true));
        assert_int_equal(perimeter_difference_count(forth, false, true),
                         perimeter_difference_count(back, true, true));
        assert_int_equal(forth->member_count, back->member_count);
        for (uint32_t i = 0; i < forth->step_count; i++) {
            const struct commune_step *step = &forth->steps[i];

            assert_true(step->is_decided);
            assert_int_equal(holds(b.perimeter, step->commune), step->comes);
            assert_int_equal(holds(a.perimeter, step->commune), !step->comes);
        }
        snapshot_release(snapshot);
    }
}

/* The squares of both vintages are the same: nothing is suffered, whichever way one looks. */
static void between_equal_vintages_nothing_is_suffered(void **state)
{
    uint64_t seed = 3;
    struct snapshot *snapshot = random_snapshot(&seed);
    AUTO(perimeter_difference)
    forth = difference_of(snapshot, side_of(snapshot, 0, 2021), side_of(snapshot, 1, 2023));
    AUTO(perimeter_difference)
    back = difference_of(snapshot, side_of(snapshot, 1, 2023), side_of(snapshot, 0, 2021));

    (void)state;
    assert_non_null(forth->crosswalk);
    assert_int_equal(perimeter_difference_count(forth, true, false), 0);
    assert_int_equal(perimeter_difference_count(back, false, false), 0);
    assert_int_equal(forth->step_count, back->step_count);
    snapshot_release(snapshot);
}

static void a_mode_that_changes_is_a_change_of_the_member(void **state)
{
    static const char *const rows[] = {
        "generations|CDT|y||2021|2030",
        "contracts|cdt-a|a|CDT|signed|||public|official",
        "versions|cdt-a|1|2021-01-01|2021-12-31",
        "versions|cdt-a|2|2022-01-01|2029-12-31",
        "members|cdt-a|1|include|epci|" EPCI_A "||dynamic",
        "members|cdt-a|1|include|epci|" EPCI_B,
        "members|cdt-a|2|include|epci|" EPCI_A "||unstated",
        "members|cdt-a|2|include|commune|80011",
        NULL,
    };
    struct snapshot *snapshot = squares_snapshot(rows);
    struct perimeter_side before = side_of(snapshot, 0, 2021), after = side_of(snapshot, 0, 2023);
    AUTO(perimeter_difference) difference = difference_of(snapshot, before, after);

    (void)state;
    assert_int_equal(difference->member_count, 3);
    assert_non_null(difference->members[0].before); /* A, otherwise */
    assert_non_null(difference->members[0].after);
    assert_null(difference->members[1].after); /* B goes */
    assert_null(difference->members[2].before);
    assert_int_equal(perimeter_difference_count(difference, false, true), 3);
    assert_int_equal(perimeter_difference_count(difference, true, true), 0);
    snapshot_release(snapshot);
}

static struct generation_difference *generations_of(const struct snapshot *snapshot,
                                                    const char *before, const char *after)
{
    struct generation_difference *difference = NULL;
    struct generation_side sides[2] = {
        {register_generation(snapshot->rows, before), day_of("2022-06-01")},
        {register_generation(snapshot->rows, after), day_of("2022-06-01")}};
    struct error err = {0};

    expect_ok(generation_difference_new(snapshot, snapshot->vintages[0], sides[0], sides[1],
                                        &difference, &err),
              &err);
    return difference;
}

static void sums_of_generations_are_those_of_their_contracts(void **state)
{
    uint64_t seed = 4;

    (void)state;
    for (int round = 0; round < ROUND_COUNT; round++) {
        struct snapshot *snapshot = random_snapshot(&seed);
        AUTO(generation_difference) forth = generations_of(snapshot, "CRT", "CDT");
        AUTO(generation_difference) back = generations_of(snapshot, "CDT", "CRT");

        assert_int_equal(forth->step_count, 1);
        assert_int_equal(forth->steps[0].relation, GENERATION_RENEWED);
        assert_int_equal(forth->common, forth->steps[0].common);
        assert_int_equal(forth->left, forth->steps[0].left);
        assert_int_equal(forth->joined, forth->steps[0].joined);
        assert_int_equal(forth->left, back->joined);
        assert_int_equal(forth->joined, back->left);
        snapshot_release(snapshot);
    }
}

static void contracts_are_renewed_recomposed_ended_or_new(void **state)
{
    static const char *const rows[] = {
        "generations|CRT|x||2021|2030",
        "generations|CDT|y||2021|2030",
        "contracts|crt-a|a|CRT|signed|||public|official",
        "contracts|crt-b|b|CRT|signed|||public|official",
        "contracts|crt-c|c|CRT|signed|||public|official",
        "contracts|cdt-a|a|CDT|signed||crt-a|public|official",
        "contracts|cdt-b|b|CDT|signed|||public|official",
        "contracts|cdt-n|n|CDT|in_preparation|||internal|official",
        "versions|crt-a|1|2021-01-01|2029-12-31",
        "versions|crt-b|1|2021-01-01|2029-12-31",
        "versions|crt-c|1|2021-01-01|2029-12-31",
        "versions|cdt-a|1|2021-01-01|2029-12-31",
        "versions|cdt-b|1|2021-01-01|2029-12-31",
        "versions|cdt-n|1|2021-01-01|2029-12-31",
        "members|crt-a|1|include|epci|" EPCI_A,
        "members|crt-b|1|include|commune|80011",
        "members|crt-c|1|include|commune|80021",
        "members|cdt-a|1|include|epci|" EPCI_A,
        "members|cdt-a|1|include|commune|80011",
        "members|cdt-b|1|include|commune|80012",
        "members|cdt-n|1|include|commune|80031",
        NULL,
    };
    static const struct {
        enum generation_relation relation;
        const char *before, *after;
    } wanted[] = {
        {GENERATION_RENEWED, "crt-a", "cdt-a"}, {GENERATION_RECOMPOSED, "crt-b", "cdt-a"},
        {GENERATION_ENDED, "crt-c", ""},        {GENERATION_NEW, "", "cdt-b"},
        {GENERATION_NEW, "", "cdt-n"},
    };
    struct snapshot *snapshot = squares_snapshot(rows);
    AUTO(generation_difference) difference = generations_of(snapshot, "CRT", "CDT");

    (void)state;
    assert_int_equal(difference->step_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        const struct generation_step *step = &difference->steps[i];
        const struct contract *contracts = snapshot->rows->contracts;

        assert_int_equal(step->relation, wanted[i].relation);
        assert_string_equal(step->before == NULL ? ""
                                                 : contracts[step->before->version->contract].id,
                            wanted[i].before);
        assert_string_equal(step->after == NULL ? "" : contracts[step->after->version->contract].id,
                            wanted[i].after);
        assert_int_equal(generation_step_is_project(snapshot->rows, step), i == 4);
    }
    /* A project holds 80031: it is in no sum. */
    assert_int_equal(difference->common, 5);
    assert_int_equal(difference->left, 1);
    assert_int_equal(difference->joined, 1);
    snapshot_release(snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_perimeter_and_itself_do_not_differ),
        cmocka_unit_test(what_was_decided_is_the_difference_of_the_sets),
        cmocka_unit_test(between_equal_vintages_nothing_is_suffered),
        cmocka_unit_test(a_mode_that_changes_is_a_change_of_the_member),
        cmocka_unit_test(sums_of_generations_are_those_of_their_contracts),
        cmocka_unit_test(contracts_are_renewed_recomposed_ended_or_new),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
