/*
 * What members stand for as communes merge, divide and change their codes, and what is said of
 * members that were gone, or not there yet, when their version was decided.
 *
 * A, B (EPCI E1) merge in 2022, and with C (EPCI E2) in 2023. D changes its code in 2022. F divides
 * in 2022, and so does G, whose code goes. The EPCI E3, of D alone, is E2 from 2022 on.
 */
#include <stdlib.h>
#include <string.h>

#include "data/check.h"
#include "support/expect.h"
#include "support/rows.h"
#include "support/strip.h"
#include "support/territory.h"

#define E1 "200069029"
#define E2 "200069235"
#define E3 "200044030"
#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct strip_epci no_names[] = {{NULL, NULL, NULL}};
static const struct stretch of_2021[] = {
    {"80001", "A", E1, "32", 0, 1}, {"80002", "B", E1, "32", 1, 2}, {"80003", "C", E2, "32", 2, 3},
    {"80004", "D", E3, "32", 3, 4}, {"80006", "F", "", "32", 4, 6}, {"80008", "G", "", "32", 6, 8},
};
static const struct stretch of_2022[] = {
    {"80001", "A-B", E1, "32", 0, 2}, {"80003", "C", E2, "32", 2, 3},
    {"80005", "D", E2, "32", 3, 4},   {"80006", "F", "", "32", 4, 5},
    {"80007", "F2", "", "32", 5, 6},  {"80009", "G1", "", "32", 6, 7},
    {"80010", "G2", "", "32", 7, 8},
};
static const struct stretch of_2023[] = {
    {"80003", "A-B-C", E2, "32", 0, 3}, {"80005", "D", E2, "32", 3, 4},
    {"80006", "F", "", "32", 4, 5},     {"80007", "F2", "", "32", 5, 6},
    {"80009", "G1", "", "32", 6, 7},    {"80010", "G2", "", "32", 7, 8},
};
static const char *const movements[] = {
    "2022-01-01 32 COM 80001 COM 80001", "2022-01-01 32 COM 80002 COM 80001",
    "2023-01-01 32 COM 80001 COM 80003", "2023-01-01 32 COM 80003 COM 80003",
    "2022-01-01 50 COM 80004 COM 80005", "2022-01-01 21 COM 80006 COM 80006",
    "2022-01-01 21 COM 80006 COM 80007", "2022-01-01 21 COM 80008 COM 80009",
    "2022-01-01 21 COM 80008 COM 80010", NULL,
};

static struct snapshot *snapshot_of(const char *const rows[])
{
    struct contents contents = {.vintages = calloc(3, sizeof(struct vintage *)),
                                .vintage_count = 3,
                                .rows = rows_of(rows),
                                .lineage = territory_lineage(movements, NULL),
                                .revision = 1};
    struct snapshot *snapshot = NULL;
    struct error err = {0};

    contents.vintages[0] = strip_vintage(2021, of_2021, COUNT(of_2021), no_names);
    contents.vintages[1] = strip_vintage(2022, of_2022, COUNT(of_2022), no_names);
    contents.vintages[2] = strip_vintage(2023, of_2023, COUNT(of_2023), no_names);
    expect_ok(outlines_new(&contents.outlines, &err), &err);
    expect_ok(snapshot_new(&contents, &snapshot, &err), &err);
    return snapshot;
}

/** "80001 80002?": the communes, those in doubt with a question mark. */
static void tell(const struct perimeter *perimeter, char ret_text[256])
{
    ret_text[0] = '\0';
    for (uint32_t i = 0; i < perimeter->vintage->commune_count; i++) {
        bool is_in = false, is_doubtful = false;

        for (uint32_t j = 0; j < perimeter->commune_count; j++)
            is_in = is_in || perimeter->communes[j] == i;
        for (uint32_t j = 0; j < perimeter->doubtful_count; j++)
            is_doubtful = is_doubtful || perimeter->doubtful[j] == i;
        if (!is_in && !is_doubtful)
            continue;
        strcat(ret_text, ret_text[0] == '\0' ? "" : " ");
        strcat(ret_text, perimeter->vintage->communes[i].insee.code);
        strcat(ret_text, is_doubtful ? "?" : "");
    }
}

#define VERSION "versions|cdt-x|1|2021-01-01|2029-12-31|||||whole"

static void a_commune_is_followed_to_where_its_land_is(void **state)
{
    static const struct {
        const char *members[5];
        const char *wanted[3]; /* 2021, 2022, 2023 */
    } cases[] = {
        {{"members|cdt-x|1|include|commune|80004"}, {"80004", "80005", "80005"}},
        {{"members|cdt-x|1|include|commune|80006"}, {"80006", "80006 80007", "80006 80007"}},
        {{"members|cdt-x|1|include|commune|80008"}, {"80008", "80009 80010", "80009 80010"}},
        /* B is in one commune with A, which the version does not name. */
        {{"members|cdt-x|1|include|commune|80002"}, {"80002", "80001?", "80003?"}},
        {{"members|cdt-x|1|include|commune|80001"}, {"80001", "80001?", "80003?"}},
        {{"members|cdt-x|1|include|commune|80001", "members|cdt-x|1|include|commune|80002"},
         {"80001 80002", "80001", "80003?"}},
        {{"members|cdt-x|1|include|commune|80001", "members|cdt-x|1|include|commune|80002",
          "members|cdt-x|1|include|commune|80003"},
         {"80001 80002 80003", "80001 80003", "80003"}},
        /* Of an EPCI that is followed, one commune is out: with A, which is in. */
        {{"members|cdt-x|1|include|epci|" E1 "||dynamic", "members|cdt-x|1|exclude|commune|80002"},
         {"80001", "80001?", "80003?"}},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *rows[10] = {"generations|CDT|x||2021|2030",
                                "contracts|cdt-x|x|CDT|signed|||public|official", VERSION};
        struct snapshot *snapshot;

        for (size_t m = 0; cases[i].members[m] != NULL; m++)
            rows[3 + m] = cases[i].members[m];
        snapshot = snapshot_of(rows);
        for (size_t v = 0; v < 3; v++) {
            char got[256];

            tell(&snapshot->perimeters[v], got);
            if (strcmp(got, cases[i].wanted[v]) != 0)
                fail_msg("case %zu in %d: “%s”, wanted “%s”", i, snapshot->vintages[v]->year, got,
                         cases[i].wanted[v]);
        }
        snapshot_release(snapshot);
    }
}

static void a_frozen_epci_keeps_its_land(void **state)
{
    static const char *const rows[] = {
        "generations|CDT|x||2021|2030",
        "contracts|cdt-x|x|CDT|signed|||public|official",
        "versions|cdt-x|1|2021-01-01|2029-12-31||2021-06-01|||whole",
        "versions|cdt-x|2|2030-01-01|2030-12-31|2022||||whole",
        "members|cdt-x|1|include|epci|" E1 "||frozen",
        "members|cdt-x|1|include|epci|" E3 "||frozen",
        "members|cdt-x|2|include|epci|" E1 "||frozen",
        NULL,
    };
    static const char *const wanted[3][2] = {
        {"80001 80002 80004", "80001"}, {"80001 80005", "80001"}, {"80003? 80005", "80003?"}};
    struct snapshot *snapshot = snapshot_of(rows);

    (void)state;
    for (size_t v = 0; v < 3; v++) {
        for (size_t i = 0; i < 2; i++) {
            const struct perimeter *perimeter = &snapshot->perimeters[v * 2 + i];
            char got[256];

            tell(perimeter, got);
            if (strcmp(got, wanted[v][i]) != 0)
                fail_msg("version %zu in %d: “%s”, wanted “%s”", i + 1, snapshot->vintages[v]->year,
                         got, wanted[v][i]);
        }
    }
    assert_int_equal(snapshot->perimeters[4].results[0], MEMBER_RESOLVED); /* E3 */
    assert_int_equal(snapshot->perimeters[4].results[1], MEMBER_MIXED);    /* E1 */
    assert_false(snapshot->perimeters[4].is_whole);
    assert_true(snapshot->perimeters[2].is_whole);
    snapshot_release(snapshot);
}

static size_t findings_of(const char *version, const char *member, const char *check,
                          enum level level, const char *word)
{
    const char *const rows[] = {"generations|CDT|x||2020|2030",
                                "contracts|cdt-x|x|CDT|signed|||public|official", version, member,
                                NULL};
    struct snapshot *snapshot = snapshot_of(rows);
    struct check_scope scope = {.snapshot = snapshot, .date = date_of(2023, 6, 1)};
    struct check_result *results = calloc(check_count, sizeof *results);
    SCOPED(findings) findings = {0};
    struct error err = {0};
    size_t count = 0;

    scope.period = timeline_at(&snapshot->timeline, scope.date);
    findings_init(&findings);
    expect_ok(checks_run(&scope, results, &findings, &err), &err);
    for (size_t i = 0; i < findings.count; i++) {
        if (strcmp(findings.list[i].check, check) != 0)
            continue;
        count++;
        if (findings.list[i].level != level || strstr(findings.list[i].fr, word) == NULL)
            fail_msg("%s, %s: “%s” does not say “%s”", check, level_name(findings.list[i].level),
                     findings.list[i].fr, word);
    }
    free(results);
    snapshot_release(snapshot);
    return count;
}

static void codes_are_judged_on_the_day_they_are_meant_on(void **state)
{
    static const struct {
        const char *version, *member, *check;
        enum level level;
        const char *word;
        size_t count;
    } cases[] = {
        {"versions|cdt-x|1|2022-06-01|2029", "members|cdt-x|1|include|commune|80002", "REF-05",
         LEVEL_ERROR, "(80001)", 1},
        {"versions|cdt-x|1|2021-06-01|2029", "members|cdt-x|1|include|commune|80002", "REF-05",
         LEVEL_ERROR, "", 0},
        {"versions|cdt-x|1|2022-06-01|2029|2021", "members|cdt-x|1|include|commune|80002", "REF-05",
         LEVEL_ERROR, "", 0},
        {"versions|cdt-x|1||2029", "members|cdt-x|1|include|commune|80002", "REF-05", LEVEL_ERROR,
         "", 0},
        {"versions|cdt-x|1|2022-06-01|2029", "members|cdt-x|1|include|commune|80008", "REF-06",
         LEVEL_ERROR, "(80009)", 1},
        {"versions|cdt-x|1|2022-06-01|2029", "members|cdt-x|1|include|commune|80006", "REF-06",
         LEVEL_ERROR, "", 0},
        {"versions|cdt-x|1|2021-06-01|2029", "members|cdt-x|1|include|commune|80007", "TMP-10",
         LEVEL_ERROR, "01/01/2022", 1},
        {"versions|cdt-x|1|2022-01-01|2029", "members|cdt-x|1|include|commune|80007", "TMP-10",
         LEVEL_ERROR, "", 0},
        {"versions|cdt-x|1|2022-01-01|2029", "members|cdt-x|1|include|epci|" E3, "REF-12",
         LEVEL_ERROR, "après 2021", 1},
        {"versions|cdt-x|1|2021-01-01|2029", "members|cdt-x|1|include|epci|" E3, "REF-12",
         LEVEL_WARNING, E2, 1},
        {"versions|cdt-x|1|2021-01-01|2029", "members|cdt-x|1|include|epci|" E2, "REF-12",
         LEVEL_WARNING, "", 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (findings_of(cases[i].version, cases[i].member, cases[i].check, cases[i].level,
                        cases[i].word) != cases[i].count)
            fail_msg("%s on case %zu: not %zu findings", cases[i].check, i, cases[i].count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commune_is_followed_to_where_its_land_is),
        cmocka_unit_test(a_frozen_epci_keeps_its_land),
        cmocka_unit_test(codes_are_judged_on_the_day_they_are_meant_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
