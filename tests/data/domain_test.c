/*
 * Perimeters, standings, gaps and periods on twelve squares: what the design's rules say, rule by
 * rule.
 *
 *    A1 A2 B1 B2      A, B, C: EPCI; D1 is in none; X1, X2 lie outside the region, in the EPCI C.
 *    A3 A4 B3 B4      Rows of the grid from the top; columns from the left.
 *    C1 D1 X1 X2
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/place.h"
#include "data/snapshot.h"
#include "support/expect.h"
#include "support/squares.h"

#define A EPCI_A
#define B EPCI_B
#define C EPCI_C

static const struct period *period_on(const struct snapshot *snapshot, const char *date)
{
    return timeline_at(&snapshot->timeline, day_of(date));
}

static void expect_standing(const struct snapshot *snapshot, const char *date, const char *insee,
                            enum standing wanted)
{
    const struct period *period = period_on(snapshot, date);
    enum standing got = period->standings[vintage_commune(period->vintage, insee)];

    if (got != wanted)
        fail_msg("%s on %s is %s, expected %s", insee, date, standing_name(got),
                 standing_name(wanted));
}

#define OPEN_LIST "generations|CDT|x||2021|2030|3||||"
#define CLOSED_LIST "generations|CDT|x||2021|2030|3|2021-01-01|2030-12-31|la Région|"
#define CONTRACT(id) "contracts|cdt-" id "|" id "|CDT|signed|||public|official|"

static void what_is_stated_is_covered_and_the_rest_depends_on_the_list(void **state)
{
    static const char *const open_list[] = {OPEN_LIST, CONTRACT("a"),
                                            "versions|cdt-a|1|2021-01-01|2025-12-31",
                                            "members|cdt-a|1|include|epci|" A "||||||stated", NULL};
    static const char *const closed_list[] = {
        CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31",
        "members|cdt-a|1|include|epci|" A "|||||inferred", NULL};
    struct snapshot *open = squares_snapshot(open_list);
    struct snapshot *closed = squares_snapshot(closed_list);

    (void)state;
    expect_standing(open, "2022-06-01", "80011", STANDING_UNKNOWN);
    expect_standing(closed, "2022-06-01", "80011", STANDING_NOT_COVERED);
    expect_standing(closed, "2022-06-01", "80001", STANDING_COVERED_INFERRED);
    /* After its end the contract covers nothing; after the declaration nothing is known. */
    expect_standing(closed, "2026-01-01", "80001", STANDING_NOT_COVERED);
    expect_standing(closed, "2031-01-01", "80001", STANDING_UNKNOWN);
    snapshot_release(open);
    snapshot_release(closed);
}

static void the_better_known_of_two_contracts_wins(void **state)
{
    static const char *const rows[] = {
        CLOSED_LIST,
        CONTRACT("a"),
        CONTRACT("b"),
        CONTRACT("c"),
        "versions|cdt-a|1|2021-01-01|2025-12-31",
        "versions|cdt-b|1|2021-01-01|2025-12-31",
        "versions|cdt-c|1|2021-01-01|",
        "members|cdt-a|1|include|commune|80001|||||stated",
        "members|cdt-b|1|include|commune|80001|||||inferred",
        "members|cdt-b|1|include|commune|80002|||||inferred",
        "members|cdt-c|1|include|epci|" A "|||||stated",
        NULL,
    };
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    expect_standing(snapshot, "2022-06-01", "80001", STANDING_COVERED);
    expect_standing(snapshot, "2022-06-01", "80002", STANDING_COVERED_INFERRED);
    expect_standing(snapshot, "2022-06-01", "80003", STANDING_UNKNOWN); /* c may be in force */
    expect_standing(snapshot, "2022-06-01", "80011", STANDING_NOT_COVERED);
    snapshot_release(snapshot);
}

static void without_official_evidence_nothing_is_covered_for_certain(void **state)
{
    static const char *const bases[] = {"press", ""};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        char contract[80];
        const char *const rows[] = {CLOSED_LIST, contract, "versions|cdt-a|1|2021-01-01|2025-12-31",
                                    "members|cdt-a|1|include|epci|" A "|||||stated", NULL};
        struct snapshot *snapshot;

        (void)snprintf(contract, sizeof contract, "contracts|cdt-a|a|CDT|signed|||public|%s|",
                       bases[i]);
        snapshot = squares_snapshot(rows);
        expect_standing(snapshot, "2022-06-01", "80001", STANDING_COVERED_INFERRED);
        assert_int_equal(period_on(snapshot, "2022-06-01")->totals[STANDING_COVERED].communes, 0);
        snapshot_release(snapshot);
    }
}

static void an_imprecise_bound_leaves_days_in_doubt(void **state)
{
    static const char *const rows[] = {CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1|2022-03|2024",
                                       "members|cdt-a|1|include|epci|" A "|||||stated", NULL};
    static const struct {
        const char *date;
        enum force force;
    } cases[] = {
        {"2022-02-28", FORCE_NO},       {"2022-03-01", FORCE_IN_DOUBT},
        {"2022-03-30", FORCE_IN_DOUBT}, {"2022-03-31", FORCE_YES},
        {"2024-01-01", FORCE_YES},      {"2024-01-02", FORCE_IN_DOUBT},
        {"2024-12-31", FORCE_IN_DOUBT}, {"2025-01-01", FORCE_NO},
    };
    static const enum standing standings[] = {[FORCE_NO] = STANDING_NOT_COVERED,
                                              [FORCE_IN_DOUBT] = STANDING_UNKNOWN,
                                              [FORCE_YES] = STANDING_COVERED};
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(
            version_force(snapshot->rows, &snapshot->rows->versions[0], day_of(cases[i].date)),
            cases[i].force);
        expect_standing(snapshot, cases[i].date, "80001", standings[cases[i].force]);
    }
    snapshot_release(snapshot);
}

static void an_unknown_bound_is_held_by_the_generation(void **state)
{
    static const char *const rows[] = {CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1||2024-06-30",
                                       "members|cdt-a|1|include|epci|" A "|||||stated", NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct version *version = &snapshot->rows->versions[0];

    (void)state;
    assert_int_equal(version_force(snapshot->rows, version, day_of("2020-12-31")), FORCE_NO);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2021-01-01")), FORCE_IN_DOUBT);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2024-06-30")), FORCE_IN_DOUBT);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2024-07-01")), FORCE_NO);
    snapshot_release(snapshot);
}

static void an_unknown_end_is_held_by_the_generation_too(void **state)
{
    static const char *const rows[] = {CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1|2022-01-01|",
                                       "members|cdt-a|1|include|epci|" A "|||||stated", NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct version *version = &snapshot->rows->versions[0];

    (void)state;
    assert_int_equal(version_force(snapshot->rows, version, day_of("2021-12-31")), FORCE_NO);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2022-01-01")), FORCE_IN_DOUBT);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2030-12-31")), FORCE_IN_DOUBT);
    assert_int_equal(version_force(snapshot->rows, version, day_of("2031-01-01")), FORCE_NO);
    snapshot_release(snapshot);
}

static void candidates_and_internal_contracts_count_for_nothing(void **state)
{
    static const char *const rows[] = {
        CLOSED_LIST,
        "contracts|cdt-a|a|CDT|in_preparation|||public||",
        "contracts|cdt-b|b|CDT|candidate|||public||",
        "contracts|cdt-c|c|CDT|signed|||internal||",
        "versions|cdt-a|1|2021-01-01|2025-12-31",
        "versions|cdt-b|1|2021-01-01|2025-12-31",
        "versions|cdt-c|1|2021-01-01|2025-12-31",
        "members|cdt-a|1|include|epci|" A "|||||stated",
        "members|cdt-b|1|include|epci|" B "|||||stated",
        "members|cdt-c|1|include|commune|80031|||||stated",
        NULL,
    };
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    expect_standing(snapshot, "2022-06-01", "80001", STANDING_NOT_COVERED);
    expect_standing(snapshot, "2022-06-01", "80011", STANDING_NOT_COVERED);
    expect_standing(snapshot, "2022-06-01", "80031", STANDING_NOT_COVERED);
    assert_int_equal(period_on(snapshot, "2022-06-01")->known_contracts, 0);
    snapshot_release(snapshot);
}

static void nothing_is_evaluated_before_the_first_vintage(void **state)
{
    static const char *const rows[] = {OPEN_LIST, NULL};
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    assert_null(period_on(snapshot, "2020-12-31")->vintage);
    assert_int_equal(period_on(snapshot, "2020-12-31")->gap_count, 0);
    assert_int_equal(period_on(snapshot, "2021-01-01")->vintage->year, 2021);
    assert_int_equal(period_on(snapshot, "2022-12-31")->vintage->year, 2021);
    assert_int_equal(period_on(snapshot, "2023-01-01")->vintage->year, 2023);
    assert_int_equal(period_on(snapshot, "2099-01-01")->vintage->year, 2023);
    snapshot_release(snapshot);
}

static void periods_follow_each_other_without_a_day_between(void **state)
{
    static const char *const rows[] = {OPEN_LIST,
                                       CONTRACT("a"),
                                       "versions|cdt-a|1|2022-03|2024",
                                       "versions|cdt-a|2|2025-01-01|",
                                       "members|cdt-a|1|include|epci|" A,
                                       "members|cdt-a|2|include|epci|" B,
                                       NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct timeline *timeline = &snapshot->timeline;

    (void)state;
    assert_int_equal(timeline->periods[0].from.day, DATE_FIRST.day);
    assert_int_equal(timeline->periods[timeline->count - 1].until.day, DATE_LAST.day);
    for (size_t i = 0; i + 1 < timeline->count; i++) {
        assert_int_equal(timeline->periods[i].until.day, timeline->periods[i + 1].from.day);
        assert_true(timeline->periods[i].from.day < timeline->periods[i].until.day);
        assert_ptr_equal(timeline_at(timeline, timeline->periods[i + 1].from),
                         &timeline->periods[i + 1]);
    }
    snapshot_release(snapshot);
}

static const struct perimeter *perimeter_of(const struct snapshot *snapshot, size_t vintage)
{
    return snapshot_perimeter(snapshot, snapshot->vintages[vintage], &snapshot->rows->versions[0]);
}

static void members_are_a_set_whatever_their_order(void **state)
{
    static const char *const one[] = {OPEN_LIST,
                                      CONTRACT("a"),
                                      "versions|cdt-a|1|2021|2025",
                                      "members|cdt-a|1|include|epci|" A,
                                      "members|cdt-a|1|exclude|commune|80001||||",
                                      "members|cdt-a|1|include|commune|80031",
                                      "members|cdt-a|1|include|commune|80002",
                                      NULL};
    static const char *const other[] = {"members|cdt-a|1|exclude|commune|80001||||",
                                        "members|cdt-a|1|include|commune|80002",
                                        "members|cdt-a|1|include|commune|80031",
                                        "members|cdt-a|1|include|epci|" A,
                                        "versions|cdt-a|1|2021|2025",
                                        CONTRACT("a"),
                                        OPEN_LIST,
                                        NULL};
    struct snapshot *first = squares_snapshot(one);
    struct snapshot *second = squares_snapshot(other);
    const struct perimeter *perimeter = perimeter_of(first, 0);

    (void)state;
    assert_int_equal(perimeter->commune_count, 4); /* 80002, 80003, 80004, 80031 */
    assert_string_equal(perimeter->members_digest.hex,
                        digest_of("80002\n80003\n80004\n80031", 23).hex);
    assert_string_equal(perimeter->members_digest.hex, perimeter_of(second, 0)->members_digest.hex);
    assert_int_equal(perimeter->population, 40);
    expect_shape(perimeter->outline->shape, perimeter_of(second, 0)->outline->shape);
    snapshot_release(first);
    snapshot_release(second);
}

static void a_clip_keeps_what_lies_in_the_region(void **state)
{
    static const char *const whole[] = {OPEN_LIST, CONTRACT("a"),
                                        "versions|cdt-a|1|2021|2025|||||whole",
                                        "members|cdt-a|1|include|epci|" C, NULL};
    static const char *const clipped[] = {OPEN_LIST, CONTRACT("a"),
                                          "versions|cdt-a|1|2021|2025|||||region",
                                          "members|cdt-a|1|include|epci|" C, NULL};
    struct snapshot *first = squares_snapshot(whole);
    struct snapshot *second = squares_snapshot(clipped);

    (void)state;
    assert_int_equal(perimeter_of(first, 0)->commune_count, 3);
    assert_int_equal(perimeter_of(second, 0)->commune_count, 1);
    snapshot_release(first);
    snapshot_release(second);
}

static void a_frozen_member_without_date_is_not_evaluated(void **state)
{
    static const char *const undated[] = {
        CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31",
        "members|cdt-a|1|include|epci|" A "||frozen|||stated", NULL};
    static const char *const dated[] = {
        CLOSED_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31||2021-06-01",
        "members|cdt-a|1|include|epci|" A "||frozen|||stated", NULL};
    struct snapshot *first = squares_snapshot(undated);
    struct snapshot *second = squares_snapshot(dated);

    (void)state;
    assert_int_equal(perimeter_of(first, 0)->results[0], MEMBER_NOT_EVALUATED);
    assert_false(perimeter_of(first, 0)->is_whole);
    assert_int_equal(perimeter_of(first, 0)->commune_count, 0);
    expect_standing(first, "2022-06-01", "80001", STANDING_UNKNOWN);
    assert_int_equal(perimeter_of(second, 1)->results[0], MEMBER_RESOLVED);
    expect_standing(second, "2023-06-01", "80001", STANDING_COVERED);
    snapshot_release(first);
    snapshot_release(second);
}

static void gaps_are_joined_by_borders_and_never_mix(void **state)
{
    /* Covered: the diagonal 80002, 80013 apart from its corner; so 80011 hangs on 80012 alone. */
    static const char *const rows[] = {
        CLOSED_LIST,
        CONTRACT("a"),
        CONTRACT("b"),
        "versions|cdt-a|1|2021-01-01|2025-12-31",
        "versions|cdt-b|1|2021-01-01|",
        "members|cdt-a|1|include|commune|80002|||||stated",
        "members|cdt-a|1|include|commune|80003|||||stated",
        "members|cdt-b|1|include|epci|" B "|||||stated",
        NULL,
    };
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct period *period = period_on(snapshot, "2022-06-01");
    const struct vintage *vintage = period->vintage;
    const struct gap *gaps = period->gaps;

    (void)state;
    /* Not covered: 80001 alone in its corner; 80004, 80031 and 80021 in a row. Unknown: B whole. */
    assert_int_equal(period->gap_count, 3);
    assert_int_equal(gaps[0].commune_count, 1);
    assert_string_equal(vintage->communes[gaps[0].communes[0]].insee.code, "80001");
    assert_int_equal(gaps[1].commune_count, 3);
    assert_int_equal(gaps[1].standing, STANDING_NOT_COVERED);
    assert_int_equal(gaps[2].commune_count, 4);
    assert_int_equal(gaps[2].standing, STANDING_UNKNOWN);
    assert_int_equal(gaps[2].whole_epci_count, 1);
    assert_int_equal(gaps[1].epci_count, 2); /* A in part; C whole in its part of the region */
    assert_int_equal(gaps[1].whole_epci_count, 1);
    assert_memory_equal(gaps[1].id, "80004-", 6);
    assert_memory_equal(gaps[1].id + 6, digest_of("80004\n80021\n80031", 17).hex, 8);
    assert_string_equal(gaps[0].id + 6 + 8, "");
    snapshot_release(snapshot);
}

/** xorshift64 (G. Marsaglia, J. Stat. Software 8, 2003). */
static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void every_commune_of_the_region_is_in_one_standing_and_one_gap_at_most(void **state)
{
    uint64_t seed = 19;

    (void)state;
    for (int round = 0; round < 60; round++) {
        char lines[SQUARE_COUNT][80];
        const char *rows[SQUARE_COUNT + 4] = {next_random(&seed) % 2 ? CLOSED_LIST : OPEN_LIST,
                                              CONTRACT("a"),
                                              "versions|cdt-a|1|2021-01-01|2025-12-31"};
        struct snapshot *snapshot;
        const struct period *period;
        uint32_t communes = 0, in_gaps = 0;
        double area_m2 = 0;
        size_t count = 0;

        for (size_t i = 0; i < SQUARE_COUNT; i++) {
            if (i > 0 && next_random(&seed) % 2 == 0)
                continue;
            (void)snprintf(lines[count], sizeof lines[count],
                           "members|cdt-a|1|include|commune|%s|||||%s", square_insee(i),
                           next_random(&seed) % 2 ? "stated" : "inferred");
            rows[3 + count] = lines[count];
            count++;
        }
        rows[3 + count] = NULL;
        snapshot = squares_snapshot(rows);
        period = period_on(snapshot, "2022-06-01");
        for (int i = 0; i < STANDING_COUNT; i++) {
            communes += period->totals[i].communes;
            area_m2 += period->totals[i].area_m2;
        }
        for (uint32_t i = 0; i < period->gap_count; i++)
            in_gaps += period->gaps[i].commune_count;
        assert_int_equal(communes, 10);
        expect_near(area_m2, period->vintage->area_m2, 1e-3);
        assert_int_equal(in_gaps, period->totals[STANDING_UNKNOWN].communes +
                                      period->totals[STANDING_NOT_COVERED].communes);
        snapshot_release(snapshot);
    }
}

static void a_point_near_another_contract_is_to_be_confirmed(void **state)
{
    static const char *const rows[] = {CLOSED_LIST,
                                       CONTRACT("a"),
                                       CONTRACT("b"),
                                       "versions|cdt-a|1|2021-01-01|2025-12-31",
                                       "versions|cdt-b|1|2021-01-01|2025-12-31",
                                       "members|cdt-a|1|include|epci|" A "|||||stated",
                                       "members|cdt-b|1|include|epci|" B "|||||stated",
                                       NULL};
    /* A square is about 730 m wide and 1,110 m high; 80004 spans 2.01–2.02° E, 49.01–49.02° N. */
    static const struct {
        struct position position;
        const char *commune; /* "" outside */
        bool is_to_confirm;
        const char *other; /* "" the region's edge */
    } cases[] = {
        {{20150000, 490150000}, "80004", false, ""},     /* its middle */
        {{20101000, 490150000}, "80004", false, ""},     /* near 80003, of the same contract */
        {{20199000, 490150000}, "80004", true, "80013"}, /* near the other contract */
        {{20150000, 490101000}, "80004", true, "80031"}, /* near what is not covered */
        {{20001000, 490250000}, "80001", true, ""},      /* near the region's edge */
        {{19999000, 490250000}, "", true, "80001"},      /* just outside */
        {{10000000, 450000000}, "", false, ""},          /* far away */
    };
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct period *period = period_on(snapshot, "2022-06-01");

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct place place;
        struct error err = {0};
        const char *commune, *other;

        expect_ok(place_find(snapshot, period, cases[i].position, &place, &err), &err);
        commune =
            place.commune == UNIT_NONE ? "" : period->vintage->communes[place.commune].insee.code;
        other = place.other == UNIT_NONE ? "" : period->vintage->communes[place.other].insee.code;
        if (strcmp(commune, cases[i].commune) != 0 || strcmp(other, cases[i].other) != 0 ||
            place.is_to_confirm != cases[i].is_to_confirm)
            fail_msg("case %zu: in “%s”, %s, because of “%s” at %.1f m", i, commune,
                     place.is_to_confirm ? "to confirm" : "sure", other, place.other_m);
    }
    snapshot_release(snapshot);
}

static void the_version_of_a_question_is_the_one_in_force(void **state)
{
    static const char *const rows[] = {OPEN_LIST,
                                       CONTRACT("a"),
                                       "versions|cdt-a|1|2021-01-01|2022-12-31",
                                       "versions|cdt-a|2|2023-01-01|2024-12-31",
                                       "members|cdt-a|1|include|epci|" A,
                                       "members|cdt-a|2|include|epci|" B,
                                       NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    enum force force;

    (void)state;
    assert_int_equal(snapshot_version_on(snapshot, 0, day_of("2022-06-01"), &force)->number, 1);
    assert_int_equal(force, FORCE_YES);
    assert_int_equal(snapshot_version_on(snapshot, 0, day_of("2024-06-01"), &force)->number, 2);
    assert_int_equal(snapshot_version_on(snapshot, 0, day_of("2029-06-01"), &force)->number, 2);
    assert_int_equal(force, FORCE_NO);
    assert_int_equal(snapshot_version_on(snapshot, 0, day_of("2020-06-01"), &force)->number, 1);
    snapshot_release(snapshot);
}

static void a_snapshot_lives_as_long_as_somebody_holds_it(void **state)
{
    static const char *const rows[] = {OPEN_LIST, NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    struct snapshot *held = snapshot_acquire(snapshot);

    (void)state;
    snapshot_release(snapshot);
    assert_int_equal(held->vintage_count, 2);
    /* Two vintages of the same shapes without a named source: outlines by year, each computed once.
     */
    assert_true(outlines_count(held->outlines) > 0);
    snapshot_release(held);
    snapshot_release(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_stated_is_covered_and_the_rest_depends_on_the_list),
        cmocka_unit_test(the_better_known_of_two_contracts_wins),
        cmocka_unit_test(without_official_evidence_nothing_is_covered_for_certain),
        cmocka_unit_test(an_imprecise_bound_leaves_days_in_doubt),
        cmocka_unit_test(an_unknown_bound_is_held_by_the_generation),
        cmocka_unit_test(an_unknown_end_is_held_by_the_generation_too),
        cmocka_unit_test(candidates_and_internal_contracts_count_for_nothing),
        cmocka_unit_test(nothing_is_evaluated_before_the_first_vintage),
        cmocka_unit_test(periods_follow_each_other_without_a_day_between),
        cmocka_unit_test(members_are_a_set_whatever_their_order),
        cmocka_unit_test(a_clip_keeps_what_lies_in_the_region),
        cmocka_unit_test(a_frozen_member_without_date_is_not_evaluated),
        cmocka_unit_test(gaps_are_joined_by_borders_and_never_mix),
        cmocka_unit_test(every_commune_of_the_region_is_in_one_standing_and_one_gap_at_most),
        cmocka_unit_test(a_point_near_another_contract_is_to_be_confirmed),
        cmocka_unit_test(the_version_of_a_question_is_the_one_in_force),
        cmocka_unit_test(a_snapshot_lives_as_long_as_somebody_holds_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
