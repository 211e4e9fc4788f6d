/* Each check that reads the register: what makes it fire, once, and what does not. */
#include <stdio.h>
#include <string.h>

#include "data/check.h"
#include "data/contract_status.h"
#include "support/expect.h"
#include "support/squares.h"

#define A EPCI_A
#define B EPCI_B
#define C EPCI_C

#define OPEN_LIST "generations|CDT|x||2021|2030|3||||"
#define CONTRACT(id) "contracts|cdt-" id "|" id "|CDT|signed|||public|official|"

/** Runs all checks on a day of 2022 and counts the findings of one. */
static size_t findings_of(const char *const rows[], const char *check, const char *word)
{
    struct snapshot *snapshot = squares_snapshot(rows);
    SCOPED(findings) findings = {0};
    size_t count = 0;

    findings_init(&findings);
    squares_check(snapshot, "2022-06-01", &findings);
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *finding = &findings.list[i];

        if (strcmp(finding->check, check) != 0)
            continue;
        count++;
        if (strstr(finding->fr, word) == NULL && strstr(finding_subjects(finding), word) == NULL)
            fail_msg("“%s” does not say “%s”", finding->fr, word);
        assert_int_equal(strlen(finding->fingerprint), 16);
    }
    snapshot_release(snapshot);
    return count;
}

#define ONE(member)                                                                                \
    {                                                                                              \
        OPEN_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31", member, NULL           \
    }
#define TWO(first, second)                                                                         \
    {                                                                                              \
        OPEN_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31", first, second, NULL    \
    }

#define VERSIONS(first, second)                                                                    \
    {                                                                                              \
        OPEN_LIST, CONTRACT("a"), "versions|cdt-a|1|" first, "versions|cdt-a|2|" second,           \
            "members|cdt-a|1|include|epci|" A, "members|cdt-a|2|include|epci|" A, NULL             \
    }

/* a, its successor b. */
#define SUCCESSION(first, status, second)                                                          \
    {                                                                                              \
        OPEN_LIST, CONTRACT("a"), "contracts|cdt-b|b|CDT|" status "||cdt-a|public|official",       \
            "versions|cdt-a|1|" first, "versions|cdt-b|1|" second,                                 \
            "members|cdt-a|1|include|epci|" A, "members|cdt-b|1|include|epci|" A, NULL             \
    }

/* A contract that holds A, and one row more. */
#define WITH(contract, row)                                                                        \
    {                                                                                              \
        OPEN_LIST, contract, "versions|cdt-a|1|2021-01-01|2025-12-31",                             \
            "members|cdt-a|1|include|epci|" A, row, NULL                                           \
    }

#define BOUNDS(bounds)                                                                             \
    {                                                                                              \
        "generations|CDT|x||2021|2030|3||||||" bounds, CONTRACT("a"),                              \
            "versions|cdt-a|1|2021-01-01|2025-12-31", "members|cdt-a|1|include|epci|" A, NULL      \
    }

static void each_check_fires_and_keeps_silent(void **state)
{
    static const char *const good[] = ONE("members|cdt-a|1|include|epci|" A);
    static const struct {
        const char *check, *word;
        const char *const rows[12];
    } cases[] = {
        {"REF-01", "732829320", ONE("members|cdt-a|1|include|epci|732829320")},
        {"REF-02", "20006902", ONE("members|cdt-a|1|include|epci|20006902")},
        {"REF-02", "02016", ONE("members|cdt-a|1|include|commune|2016")},
        {"REF-10", A, ONE("members|cdt-a|1|include|epci|200069028")},
        {"REF-16", "aucune commune",
         TWO("members|cdt-a|1|include|epci|" A, "members|cdt-a|1|exclude|epci|" A)},
        {"REF-19", A,
         TWO("members|cdt-a|1|include|epci|" A, "members|cdt-a|1|include|epci|" A "|again")},
        {"ADM-01", "80001",
         TWO("members|cdt-a|1|include|epci|" A, "members|cdt-a|1|exclude|commune|80001")},
        {"ADM-03", C, ONE("members|cdt-a|1|include|epci|" C)},
        {"TOP-01", "80012",
         TWO("members|cdt-a|1|include|epci|" A, "members|cdt-a|1|include|commune|80012")},
        {"COV-01",
         "80001",
         {OPEN_LIST, CONTRACT("a"), CONTRACT("b"), "versions|cdt-a|1|2021-01-01|2025-12-31",
          "versions|cdt-b|1|2021-01-01|2025-12-31", "members|cdt-a|1|include|epci|" A,
          "members|cdt-b|1|include|commune|80001", NULL}},
        {"TMP-02", "(versions.csv:4 et versions.csv:5)",
         VERSIONS("2021-01-01|2023-12-31", "2023-12-31|2025-12-31")},
        {"TMP-02", "du 28/02/2022 au 01/01/2023", VERSIONS("2021-01-01|2023", "2022-02|2025")},
        {"TOP-15",
         "pont",
         {OPEN_LIST, CONTRACT("a"), "versions|cdt-a|1|2021-01-01|2025-12-31",
          "members|cdt-a|1|include|commune|80001", "members|cdt-a|1|include|commune|80012",
          "adjacency_exceptions|80012|80001|link|pont|DGA", NULL}},
        {"TMP-03", "du 01/01/2022 au 31/12/2022", VERSIONS("2021-01-01|2021-12-31", "2023|2025")},
        {"TMP-03", "du 01/01/2024 au 31/12/2024",
         SUCCESSION("2021-01-01|2023", "signed", "2025|2027")},
        {"TMP-05", "du 30/06/2023 au 31/12/2023",
         SUCCESSION("2021-01-01|2023-12-31", "signed", "2023-06|2025-12-31")},
        {"REF-17",
         "cdt-b",
         {OPEN_LIST, CONTRACT("a"), CONTRACT("b"), "versions|cdt-a|1|2021-01-01|2021-12-31",
          "versions|cdt-b|1|2022-01-01|2025-12-31", "members|cdt-a|1|include|epci|" A,
          "members|cdt-b|1|include|epci|" A, NULL}},
        {"ADM-09", A, TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|CC B|epci|" B)},
        {"ADM-10", B, TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|CC B|epci|" B)},
        {"ADM-10", "80011",
         TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|B1|commune|80011")},
        {"BIZ-03", "PETR",
         WITH("contracts|cdt-a|a|CDT|signed|PETR||public|official", "signatories|cdt-a|Région")},
        {"BIZ-04", "numero", WITH(CONTRACT("a"), "acts|d1|cdt-a|||deliberation|||2021-01-01|abc")},
        {"BIZ-04", "date, document_sha256",
         WITH(CONTRACT("a"), "acts|d1|cdt-a|||signature|||2021-01")},
        {"BIZ-05", "version 2", VERSIONS("2021-01-01|2021-12-31", "2022-01-01|2025-12-31")},
        {"BIZ-06", "sa version 1 continue",
         WITH("contracts|cdt-a|a|CDT|terminated|||public|official",
              "acts|t1|cdt-a|||termination|1||2023-02-01|abc")},
        {"BIZ-06", "aucun contrat ne lui succède",
         WITH("contracts|cdt-a|a|CDT|replaced|||public|official", NULL)},
        {"BIZ-06", "signé le 01/02/2021",
         WITH("contracts|cdt-a|a|CDT|adopted|||public|official",
              "acts|s1|cdt-a|||signature|||2021-02-01|abc")},
        {"BIZ-07", "4 communes ; au moins 5", BOUNDS("5|9||")},
        {"BIZ-07", "4 communes ; au plus 3", BOUNDS("1|3||")},
        {"BIZ-07", "40 habitants ; au moins 41", BOUNDS("||41|")},
        {"BIZ-08", "« contrat »",
         WITH("contracts|cdt-a|a|CDT|signed|jean.dupont@cc-a.fr||public|official", NULL)},
        {"BIZ-08", "« membre »",
         ONE("members|cdt-a|1|include|epci|" A "|||voir avec Marie, 03 22 97 00 00")},
        {"BIZ-08", "reason",
         ONE("members|cdt-a|1|include|epci|" A "|||+33 (0)3, +33 3 22 97 00 00")},
        {"BIZ-09", "hors du périmètre",
         WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation|cdt-a|80011")},
        {"BIZ-09", "en partie hors du périmètre",
         WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation|cdt-a|80001 80011")},
        {"BIZ-10", "p1", WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation||80011")},
        {"COV-07",
         "1, attendus : 3",
         {"generations|CDT|x||2021|2030|3|2021-01-01|2030-12-31|la Région|", CONTRACT("a"),
          "versions|cdt-a|1|2021-01-01|2025-12-31", "members|cdt-a|1|include|epci|" A, NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (findings_of(cases[i].rows, cases[i].check, cases[i].word) != 1)
            fail_msg("%s did not fire once on case %zu", cases[i].check, i);
        if (findings_of(good, cases[i].check, "") != 0)
            fail_msg("%s fired on a contract without fault", cases[i].check);
    }
}

static void versions_that_need_not_meet_are_not_refused(void **state)
{
    static const char *const cases[][8] = {
        VERSIONS("2021-01-01|2023-12-30", "2023-12-31|2025-12-31"),
        VERSIONS("2021-01-01|", "2023-01-01|2025-12-31"),     /* when the first ends nobody knows */
        VERSIONS("2021-01-01|2023", "2023-06-01|2025-12-31"), /* it may end in January */
        VERSIONS("2021-01-01|2025-12-31", "2023-01-01|2025-12-31||||||Lisière|internal"),
        {OPEN_LIST, "contracts|cdt-a|a|CDT|in_preparation|||public||",
         "versions|cdt-a|1|2021-01-01|2025-12-31", "versions|cdt-a|2|2021-01-01|2025-12-31",
         "members|cdt-a|1|include|epci|" A, "members|cdt-a|2|include|epci|" A, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (findings_of(cases[i], "TMP-02", "") != 0)
            fail_msg("TMP-02 fired on case %zu", i);
    }
}

static void pieces_of_a_split_epci_are_inherited(void **state)
{
    /* C is 80021 and 76001, 76002: in two pieces, with 80031 of no EPCI between them. */
    static const char *const rows[] = {OPEN_LIST, CONTRACT("a"),
                                       "versions|cdt-a|1|2021-01-01|2025-12-31|||||whole",
                                       "members|cdt-a|1|include|epci|" C, NULL};

    (void)state;
    assert_int_equal(findings_of(rows, "TOP-02", "2 morceaux"), 1);
    assert_int_equal(findings_of(rows, "TOP-01", ""), 0);
}

static void an_exclusion_with_its_reason_is_no_oversight(void **state)
{
    static const char *const rows[] =
        TWO("members|cdt-a|1|include|epci|" A,
            "members|cdt-a|1|exclude|commune|80001|||a signé ailleurs");

    (void)state;
    assert_int_equal(findings_of(rows, "ADM-01", ""), 0);
}

static void what_is_in_order_is_not_reported(void **state)
{
    static const struct {
        const char *check;
        const char *const rows[10];
    } cases[] = {
        {"TMP-03", VERSIONS("2021-01-01|2021-12-31", "2022-01-01|2025-12-31")},
        {"TMP-03", VERSIONS("2021-01-01|2022", "2022-06|2025-12-31")}, /* it may end before */
        {"TMP-03", VERSIONS("2021-01-01|", "2023-01-01|2025-12-31")},
        {"TMP-03", SUCCESSION("2021-01-01|", "signed", "2025|2027")},
        {"TMP-03", SUCCESSION("2021-01-01|2023", "candidate", "2025|2027")},
        {"TMP-05", SUCCESSION("2021-01-01|2023-12-31", "signed", "2024-01-01|2025-12-31")},
        {"TMP-05", SUCCESSION("2021-01-01|2023-12-31", "in_preparation", "2023|2025-12-31")},
        {"REF-17", SUCCESSION("2021-01-01|2023-12-31", "signed", "2024-01-01|2025-12-31")},
        {"ADM-09", TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|CC A|epci|" A)},
        {"ADM-09", TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|Région|region|32")},
        {"ADM-10", TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|A1|commune|80001")},
        {"ADM-10",
         TWO("members|cdt-a|1|include|epci|" A, "signatories|cdt-a|Somme|departement|80")},
        {"BIZ-03",
         WITH("contracts|cdt-a|a|CDT|signed|PETR||public|official", "signatories|cdt-a|PETR")},
        {"BIZ-03", WITH("contracts|cdt-a|a|CDT|signed|PETR||public|official", NULL)},
        {"BIZ-04", WITH(CONTRACT("a"), "acts|s1|cdt-a|||signature|||2021-01-01|abc")},
        {"BIZ-04", WITH(CONTRACT("a"), "acts|d1||CDT||deliberation")},
        {"BIZ-05", VERSIONS("2021-01-01|2021-12-31", "2022-01-01|2025-12-31||||correction")},
        {"BIZ-06", WITH("contracts|cdt-a|a|CDT|terminated|||public|official",
                        "acts|t1|cdt-a|||termination|1||2025-12-31|abc")},
        {"BIZ-06", SUCCESSION("2021-01-01|2023-12-31", "signed", "2024-01-01|2025-12-31")},
        {"BIZ-07", BOUNDS("4|4|40|40")},
        {"BIZ-09", WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation|cdt-a|80001 80004")},
        {"BIZ-09", WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation|cdt-a|80999")},
        {"BIZ-10", WITH(CONTRACT("a"), "projects|p1|Gîte|accommodation|cdt-a|80011")},
        {"BIZ-08",
         ONE("members|cdt-a|1|include|epci|" A "|||SIREN 200069029, 2021-04-14, n° 20170738")},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (findings_of(cases[i].rows, cases[i].check, "") != 0)
            fail_msg("%s fired on case %zu", cases[i].check, i);
    }
}

static void a_decided_version_has_an_act_of_its_own(void **state)
{
    static const char *const amended[] = {OPEN_LIST,
                                          CONTRACT("a"),
                                          "acts|s1|cdt-a|||signature|||2021-01-01|abc",
                                          "acts|a1|cdt-a|||amendment|7||2021-11-01|abc",
                                          "versions|cdt-a|1|2021-01-01|2021-12-31|||s1",
                                          "versions|cdt-a|2|2022-01-01|2025-12-31|||a1",
                                          "members|cdt-a|1|include|epci|" A,
                                          "members|cdt-a|2|include|epci|" B,
                                          NULL};

    (void)state;
    assert_int_equal(findings_of(amended, "BIZ-05", ""), 0);
    assert_int_equal(findings_of(amended, "BIZ-04", ""), 0);
}

/* A detached commune (TOP-01), waived in one way or another; the day of the checks is 2022-06-01.
 */
static void a_waiver_holds_for_its_check_contract_subject_and_time(void **state)
{
    static const struct {
        const char *waiver;
        bool holds;
    } cases[] = {
        {"waivers|TOP-01|||admis|DGA", true},
        {"waivers|TOP-01|cdt-a||admis|DGA", true},
        {"waivers|TOP-01|cdt-b||admis|DGA", false},
        {"waivers|TOP-01||80012|admis|DGA", true},
        {"waivers|TOP-01||8001|admis|DGA", false},
        {"waivers|TOP-02|||admis|DGA", false},
        {"waivers|TOP-01|||admis|DGA|2022-06-01", true},
        {"waivers|TOP-01|||admis|DGA|2022-05-31", false},
        {"waivers|TOP-01|||admis|DGA|2022", true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const rows[] = {OPEN_LIST,
                                    CONTRACT("a"),
                                    CONTRACT("b"),
                                    "versions|cdt-a|1|2021-01-01|2025-12-31",
                                    "versions|cdt-b|1|2021-01-01|2025-12-31",
                                    "members|cdt-a|1|include|epci|" A,
                                    "members|cdt-a|1|include|commune|80012",
                                    "members|cdt-b|1|include|commune|80031",
                                    cases[i].waiver,
                                    NULL};
        struct snapshot *snapshot = squares_snapshot(rows);
        SCOPED(findings) findings = {0};

        findings_init(&findings);
        squares_check(snapshot, "2022-06-01", &findings);
        if (findings_count_waived(&findings) != cases[i].holds)
            fail_msg("%s: %zu findings are waived", cases[i].waiver,
                     findings_count_waived(&findings));
        snapshot_release(snapshot);
    }
}

/* 80001 and 80012 lie apart, 80001 and 80002 touch; the day of the checks is 2022-06-01. */
static void exceptions_link_and_cut_pieces(void **state)
{
    static const struct {
        const char *other, *exception;
        size_t pieces, links;
    } cases[] = {
        {"80012", NULL, 1, 0},
        {"80012", "adjacency_exceptions|80001|80012|link|pont|DGA|2021", 0, 1},
        {"80012", "adjacency_exceptions|80001|80012|link|pont|DGA|2022", 1, 0}, /* not yet, maybe */
        {"80012", "adjacency_exceptions|80001|80012|link|pont|DGA||2022-05-31", 1, 0},
        {"80012", "adjacency_exceptions|80001|80099|link|pont|DGA", 1, 0},
        {"80012", "adjacency_exceptions|80001|80011|link|pont|DGA", 1, 0}, /* not in the contract */
        {"80002", NULL, 0, 0},
        {"80002", "adjacency_exceptions|80002|80001|cut|autoroute|DGA", 1, 0},
        {"80002", "adjacency_exceptions|80002|80001|link|rien|DGA", 0, 0}, /* they touch */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char member[80];
        const char *const rows[] = {OPEN_LIST,
                                    CONTRACT("a"),
                                    "versions|cdt-a|1|2021-01-01|2025-12-31",
                                    "members|cdt-a|1|include|commune|80001",
                                    member,
                                    cases[i].exception,
                                    NULL};

        (void)snprintf(member, sizeof member, "members|cdt-a|1|include|commune|%s", cases[i].other);
        if (findings_of(rows, "TOP-01", "") != cases[i].pieces ||
            findings_of(rows, "TOP-15", "") != cases[i].links)
            fail_msg("case %zu: not %zu and %zu findings", i, cases[i].pieces, cases[i].links);
    }
}

static void a_decision_is_told_beside_its_finding(void **state)
{
    const char *rows[] = {OPEN_LIST,
                          CONTRACT("a"),
                          "versions|cdt-a|1|2021-01-01|2025-12-31",
                          "members|cdt-a|1|include|epci|" A,
                          "members|cdt-a|1|include|commune|80012",
                          NULL,
                          NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    char line[96] = "";
    size_t count = 0;

    (void)state;
    for (int decided = 0; decided < 2; decided++) {
        SCOPED(findings) findings = {0};

        findings_init(&findings);
        squares_check(snapshot, "2022-06-01", &findings);
        for (size_t i = 0; i < findings.count; i++) {
            const struct finding *finding = &findings.list[i];

            if (strcmp(finding->check, "TOP-01") == 0)
                (void)snprintf(line, sizeof line, "decisions|%s|keep|DGA|vu", finding->fingerprint);
            if (finding->decision != NULL)
                assert_string_equal(finding->check, "TOP-01");
            count += finding->decision != NULL;
        }
        assert_int_equal(count, decided);
        snapshot_release(snapshot);
        rows[5] = line;
        snapshot = decided == 0 ? squares_snapshot(rows) : NULL;
    }
}

static void an_error_cannot_be_waived(void **state)
{
    static const char *const rows[] = {OPEN_LIST,
                                       CONTRACT("a"),
                                       "versions|cdt-a|1|2021-01-01|2025-12-31",
                                       "members|cdt-a|1|include|epci|" C,
                                       "waivers|ADM-03|||admis|DGA",
                                       NULL};
    struct snapshot *snapshot = squares_snapshot(rows);
    SCOPED(findings) findings = {0};

    (void)state;
    findings_init(&findings);
    squares_check(snapshot, "2022-06-01", &findings);
    assert_int_equal(findings_count_waived(&findings), 0);
    snapshot_release(snapshot);
}

static void a_status_depends_on_the_date(void **state)
{
    static const char *const rows[] = {OPEN_LIST,
                                       CONTRACT("a"),
                                       "contracts|cdt-b|b|CDT|signed||cdt-a|public|official",
                                       "contracts|cdt-c|c|CDT|candidate|||public|official",
                                       "contracts|cdt-d|d|CDT|terminated|||public|official",
                                       "acts|d1|cdt-a|||deliberation|1||2021-02-01",
                                       "acts|s1|cdt-a|||signature|||2021-04",
                                       "versions|cdt-a|1|2021-06-01|2023-12-31",
                                       "versions|cdt-b|1|2024|2025-12-31",
                                       "versions|cdt-c|1|2021-06-01|2023-12-31",
                                       "versions|cdt-d|1|2021-06-01|2023-12-31",
                                       "members|cdt-a|1|include|epci|" A,
                                       "members|cdt-b|1|include|epci|" A,
                                       "members|cdt-c|1|include|epci|" B,
                                       "members|cdt-d|1|include|epci|" B,
                                       NULL};
    static const struct {
        uint32_t contract;
        const char *date;
        const char *status; /* "" for none */
    } cases[] = {
        {0, "2021-01-31", ""},           {0, "2021-02-01", "adopted"},
        {0, "2021-04-29", "adopted"},    {0, "2021-04-30", "signed"},
        {0, "2021-06-01", "in_force"},   {0, "2023-12-31", "in_force"},
        {0, "2024-01-01", "replaced"},   {1, "2023-12-31", ""},
        {1, "2024-06-01", ""}, /* it may begin later in the year */
        {1, "2025-01-01", "in_force"},   {1, "2026-01-01", "expired"},
        {2, "2022-01-01", "candidate"},  {3, "2022-01-01", "in_force"},
        {3, "2024-01-01", "terminated"},
    };
    struct snapshot *snapshot = squares_snapshot(rows);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum contract_status status;
        const char *got =
            contract_status_on(snapshot->rows, cases[i].contract, day_of(cases[i].date), &status)
                ? contract_status_name(status)
                : "";

        if (strcmp(got, cases[i].status) != 0)
            fail_msg("contract %u on %s: “%s”, expected “%s”", cases[i].contract, cases[i].date,
                     got, cases[i].status);
    }
    snapshot_release(snapshot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_check_fires_and_keeps_silent),
        cmocka_unit_test(what_is_in_order_is_not_reported),
        cmocka_unit_test(a_decided_version_has_an_act_of_its_own),
        cmocka_unit_test(versions_that_need_not_meet_are_not_refused),
        cmocka_unit_test(pieces_of_a_split_epci_are_inherited),
        cmocka_unit_test(an_exclusion_with_its_reason_is_no_oversight),
        cmocka_unit_test(a_waiver_holds_for_its_check_contract_subject_and_time),
        cmocka_unit_test(exceptions_link_and_cut_pieces),
        cmocka_unit_test(a_decision_is_told_beside_its_finding),
        cmocka_unit_test(an_error_cannot_be_waived),
        cmocka_unit_test(a_status_depends_on_the_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
