/* Objectives as a matrix on a date, and funded projects added up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/objective_matrix.h"
#include "data/project_place.h"
#include "data/project_sum.h"
#include "property/random.h"
#include "support/expect.h"
#include "support/squares.h"

#define CONTRACTS                                                                                  \
    "generations|CDT|x||2021|2030", "generations|CRT|y||2015|2020",                                \
        "orientations|CDT|durable|Durable", "orientations|CDT|rev3|REV3",                          \
        "contracts|cdt-a|a|CDT|signed||crt-a|public|official",                                     \
        "contracts|cdt-b|b|CDT|signed|||public|official",                                          \
        "contracts|cdt-c|c|CDT|in_preparation|||internal|official",                                \
        "contracts|crt-a|a|CRT|signed|||public|official",                                          \
        "versions|cdt-a|1|2021-01-01|2025-12-31", "versions|cdt-b|1|2021-01-01|2025-12-31",        \
        "versions|cdt-c|1|2021-01-01|2025-12-31", "versions|crt-a|1|2015-01-01|2020-12-31",        \
        "members|cdt-a|1|include|epci|" EPCI_A, "members|cdt-b|1|include|epci|" EPCI_B,            \
        "members|cdt-c|1|include|commune|80031", "members|crt-a|1|include|epci|" EPCI_A

static const char *const rows[] = {
    CONTRACTS,
    "objectives|cdt-a|durable|Sobriété||2021|2022",
    "objectives|cdt-a|rev3|Innover",
    "objectives|cdt-a|velo|Pistes||2022-06-01|",
    "objectives|cdt-b|durable|Bois|||2021-12",
    "objectives|crt-a|durable|Confort",
    "objectives|crt-a|rev3|Innover",
    NULL,
};

static struct objective_matrix *matrix_of(const struct snapshot *snapshot, const char *date,
                                          const char *const ids[], size_t count)
{
    struct objective_matrix *matrix = NULL;
    struct error err = {0};

    expect_ok(objective_matrix_new(snapshot, register_generation(snapshot->rows, "CDT"),
                                   day_of(date), ids, count, &matrix, &err),
              &err);
    return matrix;
}

/** "cdt-a ●–?": the contracts and their marks. */
static void tell(const struct snapshot *snapshot, const struct objective_matrix *matrix,
                 char ret_text[256])
{
    static const char *const marks[] = {
        [AIM_NOT_KNOWN] = "-", [AIM_IN_DOUBT] = "?", [AIM_SET] = "x"};

    ret_text[0] = '\0';
    for (uint32_t i = 0; i < matrix->contract_count; i++) {
        strcat(ret_text, i == 0 ? "" : " ");
        strcat(ret_text, snapshot->rows->contracts[matrix->contracts[i]].id);
        strcat(ret_text, ":");
        for (uint32_t axis = 0; axis < matrix->axis_count; axis++)
            strcat(ret_text, marks[objective_matrix_aim(matrix, i, axis)]);
    }
}

static void the_matrix_is_that_of_the_date(void **state)
{
    static const struct {
        const char *date, *wanted; /* durable, rev3, velo */
    } cases[] = {
        {"2021-06-01", "cdt-a:?x- cdt-b:x--"}, /* it may begin later in 2021 */
        {"2021-12-15", "cdt-a:?x- cdt-b:?--"},
        {"2022-03-01", "cdt-a:?x- cdt-b:---"}, /* and end earlier in 2022 */
        {"2022-06-01", "cdt-a:?xx cdt-b:---"},
        {"2023-01-01", "cdt-a:-xx cdt-b:---"},
        {"2026-01-01", ""},
    };
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO(objective_matrix) matrix = matrix_of(snapshot, cases[i].date, NULL, 0);
        char got[256];

        tell(snapshot, matrix, got);
        if (strcmp(got, cases[i].wanted) != 0)
            fail_msg("%s: “%s”, wanted “%s”", cases[i].date, got, cases[i].wanted);
    }
    snapshot_release(snapshot);
}

static void a_contract_that_is_asked_for_is_shown_whenever_it_ran(void **state)
{
    static const char *const ids[] = {"cdt-c", "cdt-a"};
    struct snapshot *snapshot = squares_snapshot(rows);
    AUTO(objective_matrix) matrix = matrix_of(snapshot, "2029-01-01", ids, 2);
    char got[256];

    (void)state;
    tell(snapshot, matrix, got);
    assert_string_equal(got, "cdt-a:-xx cdt-c:---");
    assert_non_null(matrix->axes[0].orientation);
    assert_null(matrix->axes[2].orientation);
    snapshot_release(snapshot);
}

static void an_objective_is_compared_with_that_of_the_predecessor(void **state)
{
    static const struct {
        const char *contract, *axis;
        enum objective_revision wanted;
    } cases[] = {
        {"cdt-a", "durable", REVISION_CHANGED}, {"cdt-a", "rev3", REVISION_UNCHANGED},
        {"cdt-a", "velo", REVISION_NEW},        {"cdt-b", "durable", REVISION_NONE},
        {"crt-a", "rev3", REVISION_NONE},
    };
    struct snapshot *snapshot = squares_snapshot(rows);
    const struct register_rows *known = snapshot->rows;

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        for (uint32_t i = 0; i < known->objective_count; i++) {
            const struct objective *objective = &known->objectives[i];

            if (strcmp(objective->contract_id, cases[c].contract) == 0 &&
                strcmp(objective->axis, cases[c].axis) == 0)
                assert_int_equal(objective_revision_of(known, objective), cases[c].wanted);
        }
    }
    snapshot_release(snapshot);
}

static void a_project_is_judged_on_the_day_of_its_decision(void **state)
{
    static const char *const projects[] = {
        CONTRACTS,
        "projects|p1|x|offer|cdt-a|80001 80004",
        "projects|p2|x|offer|cdt-a|80001 80011",
        "projects|p3|x|offer|cdt-a|80011",
        "projects|p4|x|offer||80011",
        "projects|p5|x|offer|cdt-a|80999",
        "projects|p6|x|offer|cdt-a|80001|2019-01-01", /* before the first vintage */
        "projects|p7|x|offer|cdt-a|80001|2023-01-01",
        "projects|p8|x|offer|cdt-a|",
        NULL,
    };
    static const enum project_place wanted[] = {
        PROJECT_INSIDE,        PROJECT_PARTLY,        PROJECT_OUTSIDE, PROJECT_WITHOUT_CONTRACT,
        PROJECT_NOT_EVALUATED, PROJECT_NOT_EVALUATED, PROJECT_INSIDE,  PROJECT_NOT_EVALUATED,
    };
    struct snapshot *snapshot = squares_snapshot(projects);

    (void)state;
    for (uint32_t i = 0; i < snapshot->rows->project_count; i++)
        assert_int_equal(
            project_place_on(snapshot, &snapshot->rows->projects[i], day_of("2022-06-01")),
            wanted[i]);
    snapshot_release(snapshot);
}

static void add_up(const struct project_sums *sums, struct project_sum *ret_sum)
{
    *ret_sum = (struct project_sum){.count = 0};
    for (size_t i = 0; i < sums->count; i++) {
        ret_sum->count += sums->list[i].count;
        ret_sum->granted.cents += sums->list[i].granted.cents;
        ret_sum->granted.known += sums->list[i].granted.known;
    }
}

/** Random projects: by contract and by category they add up to the total; by EPCI, to no less. */
static void groups_add_up_to_the_total(void **state)
{
    uint64_t seed = 5;

    (void)state;
    for (int round = 0; round < 40; round++) {
        static char lines[20][96];
        const char *projects[64] = {CONTRACTS};
        bool is_wanted[20];
        size_t count = 0;
        int64_t wanted_cents = 0;
        struct snapshot *snapshot;

        while (projects[count] != NULL)
            count++;
        for (size_t i = 0; i < 20; i++) {
            uint32_t place = random_below(&seed, 10), amount = random_below(&seed, 3);
            uint32_t owner = random_below(&seed, 3), category = random_below(&seed, 2);

            (void)snprintf(lines[i], sizeof lines[i], "projects|p%02zu|x|%s|%s|%s %s||||%s", i,
                           category == 0 ? "offer" : "event",
                           owner == 0   ? "cdt-a"
                           : owner == 1 ? "cdt-b"
                                        : "",
                           square_insee(place), square_insee((place + 4) % 10),
                           amount == 0   ? ""
                           : amount == 1 ? "10.5"
                                         : "7");
            wanted_cents += amount == 0 ? 0 : amount == 1 ? 1050 : 700;
            projects[count++] = lines[i];
            is_wanted[i] = true;
        }
        snapshot = squares_snapshot(projects);
        for (int grouping = PROJECTS_BY_CONTRACT; grouping <= PROJECTS_BY_EPCI; grouping++) {
            SCOPED(project_sums) sums = {0};
            struct project_sum added;
            struct error err = {0};

            expect_ok(project_sums_find(snapshot, snapshot->vintages[0],
                                        (enum project_grouping)grouping, is_wanted, &sums, &err),
                      &err);
            add_up(&sums, &added);
            assert_int_equal(sums.total.count, 20);
            assert_int_equal(sums.total.granted.cents, wanted_cents);
            if (grouping == PROJECTS_BY_EPCI) {
                assert_true(added.count >= 20);
            } else {
                assert_int_equal(added.count, 20);
                assert_int_equal(added.granted.cents, wanted_cents);
                assert_int_equal(added.granted.known, sums.total.granted.known);
            }
        }
        snapshot_release(snapshot);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_matrix_is_that_of_the_date),
        cmocka_unit_test(a_contract_that_is_asked_for_is_shown_whenever_it_ran),
        cmocka_unit_test(an_objective_is_compared_with_that_of_the_predecessor),
        cmocka_unit_test(a_project_is_judged_on_the_day_of_its_decision),
        cmocka_unit_test(groups_add_up_to_the_total),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
