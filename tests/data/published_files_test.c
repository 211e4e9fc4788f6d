/* The files of INSEE and DGCL as they were published, in ../shared/data; skipped where they are not
 * there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/restatement.h"
#include "data/source/lineage_files.h"
#include "data/source/manifest.h"
#include "data/source/vintage_files.h"
#include "support/expect.h"
#include "support/reading.h"

static const char data_folder[] = "../shared/data";

static void need(const char *path)
{
    if (access(path, R_OK) != 0) {
        print_message("# skipped: %s is not here\n", path);
        skip();
    }
}

static void gather(const char *path, int year, const char *region, struct findings *findings,
                   struct table_clues *clues, struct gathering **ret_gathering)
{
    struct vintage_file file = {path, "", strrchr(path, '/') + 1, "", "", "", ""};
    struct vintage_request request = {
        .files = &file,
        .file_count = 1,
        .year = year,
        .region = region,
        .findings = findings,
    };
    struct error err = {0};

    expect_ok(gather_lists(request, clues, ret_gathering, &err), &err);
}

static void expect_clue(const struct table_clues *clues, int year)
{
    assert_true(clues->count > 0);
    assert_int_equal(clues->list[0].clue.year_count, 1);
    assert_int_equal(clues->list[0].clue.years[0], year);
}

static void expect_nothing_worse_than(const struct findings *findings, enum level level)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].level > level)
            fail_msg("%s: %s", findings->list[i].check, findings->list[i].en);
    }
}

static void code_lists_of_insee_give_the_communes_of_the_region(void **state)
{
    static const struct {
        int year;
        size_t count;
    } wanted[] = {{2021, 3789}, {2022, 3788}, {2023, 3787},
                  {2024, 3788}, {2025, 3782}, {2026, 3782}};

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        AUTO(gathering) gathering = NULL;
        SCOPED(findings) findings = {0};
        SCOPED(table_clues) clues = {0};
        const struct commune_fact *commune;
        char path[128];

        (void)snprintf(path, sizeof path, "%s/insee/v_commune_%d.csv.gz", data_folder,
                       wanted[i].year);
        need(path);
        gather(path, wanted[i].year, "32", &findings, &clues, &gathering);
        assert_int_equal(gathering->commune_count, wanted[i].count);
        assert_int_equal(findings.count, 0);
        expect_clue(&clues, wanted[i].year);
        commune = gathering_commune(gathering, "62486");
        assert_non_null(commune);
        assert_string_equal(commune->name, wanted[i].year < 2026 ? "Lambres" : "Lambres-lez-Aire");
        assert_string_equal(commune->departement, "62");
    }
}

static void lists_of_movements_say_their_year(void **state)
{
    (void)state;
    for (int year = 2021; year <= 2026; year++) {
        AUTO(gathering) gathering = NULL;
        SCOPED(findings) findings = {0};
        SCOPED(table_clues) clues = {0};
        char path[128];

        (void)snprintf(path, sizeof path, "%s/insee/v_mvt_commune_%d.csv.gz", data_folder, year);
        need(path);
        gather(path, year, "32", &findings, &clues, &gathering);
        assert_int_equal(gathering->commune_count, 0);
        assert_int_equal(clues.list[0].layer, LAYER_MOVEMENTS);
        expect_clue(&clues, year);
    }
}

/* What the recount of every EPCI finds is a finding; that there is none is the test. */
static void members_of_every_epci_are_as_many_as_declared(void **state)
{
    static const size_t communes[] = {34966, 34964, 34961, 34951, 34941, 34931, 34871};
    static const size_t epcis[] = {1259, 1255, 1254, 1255, 1255, 1255, 1255};

    (void)state;
    for (int year = 2019; year <= 2025; year++) {
        AUTO(gathering) gathering = NULL;
        SCOPED(findings) findings = {0};
        SCOPED(table_clues) clues = {0};
        char path[128];

        (void)snprintf(path, sizeof path, "%s/dgcl/epcicom%d.xlsx", data_folder, year);
        need(path);
        gather(path, year, "", &findings, &clues, &gathering);
        expect_nothing_worse_than(&findings, LEVEL_INFO);
        assert_int_equal(gathering->epci_count, epcis[year - 2019]);
        assert_int_equal(gathering->commune_count, communes[year - 2019]);
        expect_clue(&clues, year);
        for (size_t i = 0; i < gathering->epci_count; i++) {
            assert_true(gathering->epcis[i].declared_communes > 0);
            assert_true(gathering->epcis[i].declared_population > 0);
        }
    }
}

static void a_code_list_and_members_of_one_year_fit(void **state)
{
    AUTO(gathering) gathering = NULL;
    SCOPED(findings) findings = {0};
    char list[128], members[128];
    struct vintage_file files[2] = {{list, "", "v_commune_2025.csv.gz", "", "", "", ""},
                                    {members, "", "epcicom2025.xlsx", "", "", "", ""}};
    struct vintage_request request = {
        .files = files, .file_count = 2, .year = 2025, .region = "32", .findings = &findings};
    struct error err = {0};
    const struct commune_fact *commune;

    (void)state;
    (void)snprintf(list, sizeof list, "%s/insee/v_commune_2025.csv.gz", data_folder);
    (void)snprintf(members, sizeof members, "%s/dgcl/epcicom2025.xlsx", data_folder);
    need(list);
    need(members);
    expect_ok(gather_lists(request, NULL, &gathering, &err), &err);
    expect_nothing_worse_than(&findings, LEVEL_INFO);
    assert_int_equal(findings.count, 0);
    assert_int_equal(gathering->commune_count, 3782 + 49); /* two EPCI straddle the region */
    commune = gathering_commune(gathering, "80001");
    assert_string_equal(commune->name, "Abbeville");
    assert_non_null(commune->epci);
    assert_true(commune->population > 0);
}

static void a_code_list_and_members_of_two_years_are_found_out(void **state)
{
    AUTO(gathering) gathering = NULL;
    SCOPED(findings) findings = {0};
    char list[128], members[128];
    struct vintage_file files[2] = {{list, "", "v_commune_2025.csv.gz", "", "", "", ""},
                                    {members, "", "epcicom2024.xlsx", "", "", "", ""}};
    struct vintage_request request = {
        .files = files, .file_count = 2, .year = 2025, .region = "32", .findings = &findings};
    struct error err = {0};
    bool is_said = false;

    (void)state;
    (void)snprintf(list, sizeof list, "%s/insee/v_commune_2025.csv.gz", data_folder);
    (void)snprintf(members, sizeof members, "%s/dgcl/epcicom2024.xlsx", data_folder);
    need(list);
    need(members);
    expect_ok(gather_lists(request, NULL, &gathering, &err), &err);
    for (size_t i = 0; i < findings.count; i++) {
        is_said = is_said || (strcmp(findings.list[i].check, "SRC-08") == 0 &&
                              findings.list[i].evidence.line > 0 &&
                              strcmp(findings.list[i].evidence.file, "epcicom2024.xlsx") == 0);
    }
    assert_true(is_said);
}

/** What two files say together, beside what is expected of them; their names are the last parts. */
static void gather_pair(const char *list, const char *members, int year, const char *region,
                        const struct expectation *expectation, struct findings *findings,
                        struct gathering **ret_gathering)
{
    struct vintage_file files[2] = {{list, "", strrchr(list, '/') + 1, "", "", "", ""},
                                    {members, "", strrchr(members, '/') + 1, "", "", "", ""}};
    struct vintage_request request = {.files = files,
                                      .file_count = 2,
                                      .year = year,
                                      .region = region,
                                      .expectation = expectation,
                                      .findings = findings};
    struct error err = {0};

    expect_ok(gather_lists(request, NULL, ret_gathering, &err), &err);
}

/* The four communes of France that are in no EPCI are the only finding that is true. */
static void lists_and_members_of_each_year_fit(void **state)
{
    const struct expectation everything = expectation_of("", 2021, NULL, 0);
    const struct expectation region = expectation_of("32", 2021, NULL, 0);

    (void)state;
    for (int year = 2021; year <= 2025; year++) {
        AUTO(gathering) france = NULL;
        AUTO(gathering) hauts = NULL;
        SCOPED(findings) of_france = {0};
        SCOPED(findings) of_hauts = {0};
        char list[128], members[128];

        (void)snprintf(list, sizeof list, "%s/insee/v_commune_%d.csv.gz", data_folder, year);
        (void)snprintf(members, sizeof members, "%s/dgcl/epcicom%d.xlsx", data_folder, year);
        need(list);
        need(members);
        gather_pair(list, members, year, "", &everything, &of_france, &france);
        assert_int_equal(of_france.count, 1);
        assert_string_equal(of_france.list[0].check, "SRC-14");
        assert_string_equal(of_france.list[0].en,
                            "communes in no EPCI: 4 (22016, 29083, 29155, 85113)");
        gather_pair(list, members, year, "32", &region, &of_hauts, &hauts);
        assert_int_equal(of_hauts.count, 0);
        assert_non_null(gathering_commune(hauts, "80001"));
    }
}

static void no_file_alone_has_a_finding(void **state)
{
    static const struct {
        const char *folder, *beginning, *ending;
        int first, last;
    } series[] = {{"insee", "v_commune_", ".csv.gz", 2021, 2026},
                  {"insee", "v_mvt_commune_", ".csv.gz", 2021, 2026},
                  {"dgcl", "epcicom", ".xlsx", 2019, 2025}};
    const struct expectation everything = expectation_of("", 2021, NULL, 0);

    (void)state;
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        for (int year = series[i].first; year <= series[i].last; year++) {
            AUTO(gathering) gathering = NULL;
            SCOPED(findings) findings = {0};
            char path[128], name[64];
            struct vintage_file file = {path, "", name, "", "", "", ""};
            struct vintage_request request = {.files = &file,
                                              .file_count = 1,
                                              .year = year,
                                              .region = "",
                                              .expectation = &everything,
                                              .findings = &findings};
            struct error err = {0};

            (void)snprintf(name, sizeof name, "%s%d%s", series[i].beginning, year,
                           series[i].ending);
            (void)snprintf(path, sizeof path, "%s/%s/%s", data_folder, series[i].folder, name);
            need(path);
            expect_ok(gather_lists(request, NULL, &gathering, &err), &err);
            expect_nothing_worse_than(&findings, LEVEL_INFO);
            assert_int_equal(findings.count, 0);
        }
    }
}

/* 2019 and 2020 have no list of INSEE here: the regions come from the vintage of the dataset. */
static void workbooks_load_alone_beside_a_loaded_vintage(void **state)
{
    static const struct {
        int year;
        size_t communes;
    } wanted[] = {{2019, 3789}, {2020, 3789}};
    AUTO(manifest) manifest = NULL;
    AUTO(vintage) nearest = NULL;
    struct vintage_request first;
    struct error err = {0};

    (void)state;
    need("../shared/data/dgcl/epcicom2019.xlsx");
    expect_ok(manifest_read("data/hauts-de-france", &manifest, &err), &err);
    first = (struct vintage_request){
        .files = manifest->vintages[0].files,
        .file_count = manifest->vintages[0].file_count,
        .year = manifest->vintages[0].year,
        .region = "32",
    };
    expect_ok(read_vintage(&first, &nearest, &err), &err);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        AUTO(gathering) gathering = NULL;
        SCOPED(findings) findings = {0};
        struct expectation expectation = expectation_of("32", wanted[i].year, &nearest, 1);
        char path[128];
        struct vintage_file file = {path, "", "epcicom.xlsx", "", "", "", ""};
        struct vintage_request request = {.files = &file,
                                          .file_count = 1,
                                          .year = wanted[i].year,
                                          .region = "32",
                                          .expectation = &expectation,
                                          .findings = &findings};
        size_t inside = 0;

        (void)snprintf(path, sizeof path, "%s/dgcl/epcicom%d.xlsx", data_folder, wanted[i].year);
        need(path);
        expect_ok(gather_lists(request, NULL, &gathering, &err), &err);
        assert_int_equal(findings.count, 0);
        for (size_t c = 0; c < gathering->commune_count; c++)
            inside += strcmp(gathering->communes[c].region, "32") == 0;
        assert_int_equal(inside, wanted[i].communes);
        assert_string_equal(gathering_commune(gathering, "80001")->name, "Abbeville");
        assert_null(gathering_commune(gathering, "75056"));
        /* Two EPCI straddle the region: 34 and 15 of their communes are outside. */
        assert_int_equal(gathering->commune_count - inside, 34 + 15);
    }
}

/* Counted by another program over the same files: rows by date, MOD, types and codes. */
static void the_past_is_restated_every_year(void **state)
{
    static const struct {
        int was, is;
        unsigned gone, added, renamed;
    } wanted[] = {
        {2021, 2022, 250, 709, 0}, {2022, 2023, 1420, 1170, 7}, {2023, 2024, 651, 26, 4},
        {2024, 2025, 1, 10, 0},    {2025, 2026, 1, 141, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        AUTO(lineage) stored = NULL;
        AUTO(lineage) offered = NULL;
        char movements[2][128], lists[2][128];
        struct restatement restatement;
        struct error err = {0};

        for (int n = 0; n < 2; n++) {
            int year = n == 0 ? wanted[i].was : wanted[i].is;

            (void)snprintf(movements[n], sizeof *movements, "%s/insee/v_mvt_commune_%d.csv.gz",
                           data_folder, year);
            (void)snprintf(lists[n], sizeof *lists, "%s/insee/v_commune_%d.csv.gz", data_folder,
                           year);
            need(movements[n]);
            need(lists[n]);
        }
        expect_ok(lineage_files_read((struct lineage_file){movements[0], "was"},
                                     (struct lineage_file){lists[0], "was"}, &stored, &err),
                  &err);
        expect_ok(lineage_files_read((struct lineage_file){movements[1], "is"},
                                     (struct lineage_file){lists[1], "is"}, &offered, &err),
                  &err);
        restatement = restatement_between(stored, offered, date_of(wanted[i].was, 1, 2));
        assert_int_equal(restatement.gone.shown.count, wanted[i].gone);
        assert_int_equal(restatement.added.shown.count, wanted[i].added);
        assert_int_equal(restatement.renamed.shown.count, wanted[i].renamed);
        restatement = restatement_between(offered, offered, DATE_LAST);
        assert_true(restatement_is_none(&restatement));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_lists_of_insee_give_the_communes_of_the_region),
        cmocka_unit_test(lists_of_movements_say_their_year),
        cmocka_unit_test(members_of_every_epci_are_as_many_as_declared),
        cmocka_unit_test(a_code_list_and_members_of_one_year_fit),
        cmocka_unit_test(a_code_list_and_members_of_two_years_are_found_out),
        cmocka_unit_test(lists_and_members_of_each_year_fit),
        cmocka_unit_test(no_file_alone_has_a_finding),
        cmocka_unit_test(workbooks_load_alone_beside_a_loaded_vintage),
        cmocka_unit_test(the_past_is_restated_every_year),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
