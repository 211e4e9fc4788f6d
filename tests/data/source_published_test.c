/* Tables in the shapes in which they are published, and the faults that are planted in them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/vintage_files.h"
#include "support/expect.h"
#include "support/reading.h"

#define FIXTURES "tests/fixtures/published/"

static char folder[64];

static int set_up(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/lisiere-published-XXXXXX");
    return mkdtemp(folder) == NULL ? -1 : 0;
}

/** Runs a command of the shell at the root, $T being the folder. */
static int run(const char *command)
{
    char line[1024];

    (void)snprintf(line, sizeof line, "T=%s; { %s; } >/dev/null 2>&1", folder, command);
    return system(line);
}

static int tear_down(void **state)
{
    (void)state;
    return run("rm -rf \"$T\"");
}

/** What one reading gave. */
struct read {
    struct gathering *gathering;
    struct vintage *vintage;
    struct findings findings;
    struct table_clues clues;
    struct error err;
    enum status status;
};

static void read_release(struct read *read)
{
    gathering_free(read->gathering);
    vintage_free(read->vintage);
    findings_release(&read->findings);
    table_clues_release(&read->clues);
}
DEFINE_SCOPED(read)

enum { FILES_MAX = 6 };

/** Files of the fixtures, or of the folder when they begin with '@'; the list ends with NULL. */
static struct vintage_request request_of(const char *const names[],
                                         struct vintage_file files[FILES_MAX],
                                         char paths[FILES_MAX][160])
{
    struct vintage_request request = {.files = files, .year = 2031, .region = "32"};

    for (; names[request.file_count] != NULL; request.file_count++) {
        const char *name = names[request.file_count];
        size_t i = request.file_count;

        (void)snprintf(paths[i], sizeof paths[i], "%s%s%s", name[0] == '@' ? folder : FIXTURES,
                       name[0] == '@' ? "/" : "", name + (name[0] == '@'));
        files[i] =
            (struct vintage_file){paths[i], "", name + (name[0] == '@'), "essai", "essai", "", ""};
    }
    return request;
}

static void gather(const char *const names[], bool listens, struct read *read)
{
    struct vintage_file files[FILES_MAX];
    char paths[FILES_MAX][160];
    struct vintage_request request = request_of(names, files, paths);

    request.findings = listens ? &read->findings : NULL;
    read->status = gather_lists(request, &read->clues, &read->gathering, &read->err);
}

#define GATHER(read, ...) gather((const char *const[]){__VA_ARGS__, NULL}, true, read)
#define GATHER_DEAF(read, ...) gather((const char *const[]){__VA_ARGS__, NULL}, false, read)

static const struct finding *find(const struct read *read, const char *check)
{
    for (size_t i = 0; i < read->findings.count; i++) {
        if (strcmp(read->findings.list[i].check, check) == 0)
            return &read->findings.list[i];
    }
    return NULL;
}

/** A finding of that check, on that file and line (0 for any), with the words in both languages. */
static void expect_finding(const struct read *read, const char *check, const char *file,
                           size_t line, const char *word)
{
    const struct finding *finding = find(read, check);

    expect_ok(read->status, &read->err);
    if (finding == NULL)
        fail_msg("no %s among %zu findings", check, read->findings.count);
    assert_string_equal(finding->evidence.file, file);
    if (line != 0)
        assert_int_equal(finding->evidence.line, line);
    if (strstr(finding->en, word) == NULL || strstr(finding->fr, word) == NULL)
        fail_msg("“%s” is not in: %s / %s", word, finding->en, finding->fr);
}

/** Nothing worse than information, but for one check ("" for none). */
static void expect_only(const struct read *read, const char *check)
{
    expect_ok(read->status, &read->err);
    for (size_t i = 0; i < read->findings.count; i++) {
        if (read->findings.list[i].level > LEVEL_INFO &&
            strcmp(read->findings.list[i].check, check) != 0)
            fail_msg("%s: %s", read->findings.list[i].check, read->findings.list[i].en);
    }
}

static void expect_only_information(const struct read *read)
{
    expect_only(read, "");
}

/** The region of the fixtures, whichever files it came from. */
static void expect_region(const struct read *read)
{
    static const struct {
        const char *insee;
        const char *name;
        const char *epci;
        int64_t population;
    } wanted[] = {
        {"02016", "Les Bœufs", "200069029", 1200},
        {"02017", "Saint-Œil", "200069029", 300},
        {"76001", "Outremont", "200069235", 90}, /* outside, in an EPCI that straddles */
        {"80001", "Aubeville, la Neuve", "200069235", 500},
        {"80002", "L'Île-aux-Prés", NULL, -1},
    };

    expect_only_information(read);
    assert_int_equal(read->gathering->commune_count, 5);
    for (size_t i = 0; i < 5; i++) {
        const struct commune_fact *commune = gathering_commune(read->gathering, wanted[i].insee);

        assert_non_null(commune);
        assert_string_equal(commune->name, wanted[i].name);
        if (wanted[i].epci == NULL) {
            assert_true(commune->epci == NULL || commune->epci[0] == '\0');
            continue;
        }
        assert_string_equal(commune->epci, wanted[i].epci);
        assert_int_equal(commune->population, wanted[i].population);
    }
    assert_int_equal(read->gathering->epci_count, 2);
    assert_int_equal(gathering_epci(read->gathering, "200069235")->declared_communes > 0 ||
                         gathering_epci(read->gathering, "200069235")->declared_population > 0,
                     1);
    assert_string_equal(gathering_epci(read->gathering, "200069235")->nature, "CA");
}

static void code_list_and_members_make_the_region(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    GATHER(&read, "v_commune_2031.csv", "epcicom2031.csv");
    expect_region(&read);
    expect_finding(&read, "SRC-14", "v_commune_2031.csv", 7, "80002");
    assert_int_equal(read.clues.count, 2);
    assert_int_equal(read.clues.list[1].clue.years[0], 2031);
}

static void the_order_of_files_does_not_matter(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    GATHER(&read, "epcicom2031.csv", "donnees_communes.csv", "v_commune_2031.csv",
           "v_region_2031.csv", "v_mvt_commune_2031.csv");
    expect_only_information(&read);
    assert_string_equal(gathering_commune(read.gathering, "80002")->name, "L'Île-aux-Prés");
    assert_int_equal(gathering_commune(read.gathering, "80002")->population, 12);
    assert_int_equal(gathering_commune(read.gathering, "02016")->population, 1200);
    assert_int_equal(read.clues.list[4].layer, LAYER_MOVEMENTS);
}

static void lower_case_and_quotes_read_the_same(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    GATHER(&read, "communes-2031-old.csv", "epcicom2031.csv");
    expect_ok(read.status, &read.err);
    assert_string_equal(gathering_commune(read.gathering, "80001")->name, "Aubeville, la Neuve");
    assert_null(gathering_commune(read.gathering, "80003"));
}

static void lists_of_json_read_the_same(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    GATHER(&read, "communes.json", "epci.json");
    expect_only_information(&read);
    assert_int_equal(read.gathering->commune_count, 5);
    assert_string_equal(gathering_commune(read.gathering, "02016")->name, "Les Bœufs");
    assert_string_equal(gathering_commune(read.gathering, "76001")->epci, "200069235");
    assert_int_equal(gathering_commune(read.gathering, "02016")->population, 1200);
    assert_int_equal(gathering_commune(read.gathering, "80002")->population, 12);
    assert_string_equal(gathering_epci(read.gathering, "200069029")->name, "CC des Bœufs");
    assert_int_equal(read.gathering->communes[0].place.line, 2);
}

static void what_is_compressed_reads_the_same(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    assert_int_equal(run("gzip -c " FIXTURES "v_commune_2031.csv > $T/v_commune_2031.csv.gz; gzip "
                         "-c " FIXTURES "epci.json > $T/epci.json.gz"),
                     0);
    GATHER(&read, "@v_commune_2031.csv.gz", "@epci.json.gz");
    expect_region(&read);
}

static void what_is_compressed_and_cut_is_refused(void **state)
{
    (void)state;
    for (int size = 40; size < 400; size += 90) {
        SCOPED(read) read = {.gathering = NULL};
        char command[200];

        (void)snprintf(command, sizeof command,
                       "gzip -c " FIXTURES "v_commune_2031.csv | head -c %d > $T/cut.csv.gz", size);
        assert_int_equal(run(command), 0);
        GATHER(&read, "@cut.csv.gz");
        assert_int_equal(read.status, STATUS_FORMAT);
    }
}

static void a_workbook_reads_the_same(void **state)
{
    static const char *const names[] = {"@epcicom2031.xlsx", "@epcicom2031.ods"};

    (void)state;
    assert_int_equal(run("ogr2ogr -f XLSX $T/epcicom2031.xlsx " FIXTURES "epcicom2031.csv -nln "
                         "Epcicom2031; ogr2ogr -f ODS $T/epcicom2031.ods " FIXTURES
                         "epcicom2031.csv -nln Epcicom2031"),
                     0);
    for (size_t i = 0; i < 2; i++) {
        SCOPED(read) read = {.gathering = NULL};

        GATHER(&read, "v_commune_2031.csv", names[i]);
        expect_region(&read);
        assert_int_equal(gathering_epci(read.gathering, "200069029")->place.line, 2);
    }
}

static void a_sheet_under_a_title_is_found(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    assert_int_equal(
        run("printf 'Composition au 01/01/2031\\n\\nMise en ligne\\n\\nCODGEO\\tLIBGEO\\t"
            "EPCI\\tLIBEPCI\\tDEP\\tREG\\n02016\\tLes Bœufs\\t200069029\\tCC des Bœufs"
            "\\t02\\t32\\n80002\\tPrés\\tZZZZZZZZZ\\tSans objet\\t80\\t32\\n' | python3 " FIXTURES
            "workbook.py $T/composition.xlsx Composition_communale"),
        0);
    GATHER(&read, "@composition.xlsx");
    expect_only_information(&read);
    assert_int_equal(read.gathering->commune_count, 2);
    assert_int_equal(gathering_commune(read.gathering, "02016")->place.line, 6);
    assert_string_equal(gathering_commune(read.gathering, "80002")->epci, "");
}

/* Excel made numbers of codes: 2016 instead of 02016. */
static void zeros_that_a_workbook_lost_come_back_where_they_are_known(void **state)
{
    SCOPED(read) read = {.gathering = NULL};
    SCOPED(read) deaf = {.gathering = NULL};
    SCOPED(read) alone = {.gathering = NULL};

    (void)state;
    assert_int_equal(run("ogr2ogr -f XLSX $T/epcicom2031.xlsx " FIXTURES "epcicom2031.csv -nln "
                         "Epcicom2031 -oo AUTODETECT_TYPE=YES"),
                     0);
    GATHER(&read, "v_commune_2031.csv", "@epcicom2031.xlsx");
    expect_finding(&read, "SRC-04", "epcicom2031.xlsx", 2, "insee");
    assert_int_equal(gathering_commune(read.gathering, "02016")->population, 1200);
    assert_int_equal(read.gathering->commune_count, 5);

    /* Nobody listens: what is not in the list is an error. */
    GATHER_DEAF(&deaf, "v_commune_2031.csv", "@epcicom2031.xlsx");
    assert_int_equal(deaf.status, STATUS_INVALID);
    assert_non_null(strstr(deaf.err.subject, "epcicom2031.xlsx:"));
    /* No other table knows the code: it stays as it is, for the builder to refuse. */
    GATHER(&alone, "@epcicom2031.xlsx");
    assert_null(gathering_commune(alone.gathering, "02016"));
}

static void banatic_names_members_by_their_siren(void **state)
{
    SCOPED(read) read = {.gathering = NULL};
    SCOPED(read) alone = {.gathering = NULL};

    (void)state;
    GATHER(&read, "communes.json", "banatic-v5.tsv");
    expect_ok(read.status, &read.err);
    assert_string_equal(gathering_commune(read.gathering, "02017")->epci, "200069029");
    assert_string_equal(gathering_commune(read.gathering, "76001")->epci, "200069235");
    assert_string_equal(gathering_epci(read.gathering, "200069029")->name,
                        "CC des Bœufs \"la Verte");
    assert_int_equal(read.gathering->epci_count, 2); /* the syndicate is none */
    expect_finding(&read, "SRC-05", "banatic-v5.tsv", 0, "cp1252");
    GATHER(&alone, "banatic-v5.tsv");
    expect_finding(&alone, "SRC-02", "banatic-v5.tsv", 2, "210200011");
}

static void cp1252_with_semicolons_reads_the_same(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    assert_int_equal(run("sed 's/,/;/g; s/CC des Boeufs/CC des Bœufs/' " FIXTURES
                         "epcicom2031.csv | iconv -t CP1252 | sed 's/$/\\r/' > "
                         "$T/perimetre-epci-a-fp.csv; echo >> $T/perimetre-epci-a-fp.csv"),
                     0);
    GATHER(&read, "v_commune_2031.csv", "@perimetre-epci-a-fp.csv");
    expect_region(&read);
    assert_string_equal(gathering_epci(read.gathering, "200069029")->name, "CC des Bœufs");
}

static void shapes_hold_no_arrondissement(void **state)
{
    SCOPED(read) read = {.gathering = NULL};
    struct vintage_file files[FILES_MAX];
    char paths[FILES_MAX][160];
    struct vintage_request request =
        request_of((const char *const[]){"communes-100m.geojson", "v_commune_2031.csv",
                                         "epcicom2031.csv", "v_departement_2031.csv", NULL},
                   files, paths);

    (void)state;
    request.findings = &read.findings;
    read.status = read_vintage(&request, &read.vintage, &read.err);
    expect_only(&read, "GEO-10");
    expect_finding(&read, "GEO-10", "communes-100m.geojson", 0, "100 m");
    assert_int_equal(read.vintage->commune_count, 5);
    assert_int_equal(read.vintage->region_commune_count, 4);
    assert_int_equal(read.vintage->departement_count, 3); /* 93 is far away */
    assert_string_equal(read.vintage->communes[0].name, "Les Bœufs");
    assert_int_equal(read.vintage->epcis[1].outside_count, 1);
}

static void compressed_shapes_read_the_same(void **state)
{
    SCOPED(read) read = {.gathering = NULL};
    struct vintage_file files[FILES_MAX];
    char paths[FILES_MAX][160];
    struct vintage_request request =
        request_of((const char *const[]){"@c.geojson.gz", NULL}, files, paths);

    (void)state;
    assert_int_equal(run("gzip -c " FIXTURES "communes-100m.geojson > $T/c.geojson.gz"), 0);
    read.status = read_vintage(&request, &read.vintage, &read.err);
    expect_ok(read.status, &read.err);
    assert_int_equal(read.vintage->commune_count, 5);
}

/** A fixture with one change made by sed, as @name. */
static void plant(const char *fixture, const char *edit, const char *name)
{
    char command[400];

    (void)snprintf(command, sizeof command,
                   "sed %s " FIXTURES "%s > $T/%s && ! cmp -s $T/%s " FIXTURES "%s", edit, fixture,
                   name, name, fixture);
    if (run(command) != 0)
        fail_msg("nothing was planted by: %s", command);
}

static void planted_faults_are_refused_with_their_row(void **state)
{
    static const struct {
        const char *fixture;
        const char *edit;
        const char *name;
        enum status status;
        const char *words[3];
    } cases[] = {
        {"epcicom2031.csv",
         "'1s/,insee,/,commune_insee_2031,/'",
         "renamed.csv",
         STATUS_INVALID,
         {"renamed.csv", "commune_insee_2031", NULL}},
        {"epcicom2031.csv", "'4s/,[^,]*$//'", "cut.csv", STATUS_FORMAT, {"cut.csv:4", "14", NULL}},
        {"epcicom2031.csv",
         "'2s/,02016,/,2016,/'",
         "zero.csv",
         STATUS_INVALID,
         {"zero.csv:2", "2016", NULL}},
        {"epcicom2031.csv",
         "'2s/,02016,/,02018,/'",
         "mixed.csv",
         STATUS_INVALID,
         {"mixed.csv:2", "02018", NULL}},
        {"epcicom2031.csv",
         "'s/FPU,2,1530/FPU,3,1530/'",
         "recount.csv",
         STATUS_INVALID,
         {"recount.csv:2", "200069029", NULL}},
        {"epcicom2031.csv",
         "'5s/,91,90/,91,89/'",
         "sum.csv",
         STATUS_INVALID,
         {"sum.csv:4", "590", NULL}},
        {"epcicom2031.csv",
         "'s/^80,200069235/62,200069235/'",
         "seat.csv",
         STATUS_INVALID,
         {"seat.csv:4", "62", NULL}},
        {"epcicom2031.csv",
         "'5s/^80,200069235/76,200069235/'",
         "seats.csv",
         STATUS_INVALID,
         {"seats.csv:4", "200069235", NULL}},
        {"epcicom2031.csv",
         "'5s/,76,76001,/,80,80001,/'",
         "twice.csv",
         STATUS_INVALID,
         {"twice.csv:5", "80001", NULL}},
        {"v_commune_2031.csv",
         "'9s/COMD/COMX/'",
         "type.csv",
         STATUS_INVALID,
         {"type.csv:9", "COMX", NULL}},
        {"v_mvt_commune_2031.csv",
         "'4s/^10/99/'",
         "event.csv",
         STATUS_INVALID,
         {"event.csv:4", "99", NULL}},
        {"epcicom2031.csv",
         "'3s/,300$/,three/'",
         "number.csv",
         STATUS_INVALID,
         {"number.csv:3", "three", NULL}},
        {"epci.json", "'3s/}\\]},/}]/'", "comma.json", STATUS_FORMAT, {"comma.json:", NULL}},
        {"epci.json", "'$d'", "end.json", STATUS_FORMAT, {"end.json:", NULL}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(read) read = {.gathering = NULL};
        char name[64];

        plant(cases[i].fixture, cases[i].edit, cases[i].name);
        (void)snprintf(name, sizeof name, "@%s", cases[i].name);
        GATHER_DEAF(&read, "v_commune_2031.csv", name);
        print_message("# %s\n", cases[i].name);
        expect_refusal(read.status, cases[i].status, &read.err, cases[i].words);
        assert_null(read.gathering);
    }
}

static void planted_faults_are_findings_where_one_listens(void **state)
{
    static const struct {
        const char *edit;
        const char *name;
        const char *check;
        size_t line;
        const char *word;
    } cases[] = {
        {"'2s/,02016,/,2016,/'", "zero.csv", "SRC-04", 2, "02016"},
        {"'2s/,02016,/,02018,/'", "mixed.csv", "SRC-08", 2, "02018"},
        {"'s/FPU,2,1530/FPU,3,1530/'", "recount.csv", "SRC-11", 2, "3"},
        {"'5s/,91,90/,91,89/'", "sum.csv", "SRC-11", 4, "589"},
        {"'s/^80,200069235/62,200069235/'", "seat.csv", "SRC-15", 4, "62"},
        {"'5s/,76,76001,/,80,80001,/'", "twice.csv", "SRC-06", 5, "80001"},
        {"'s/,CA,FPU/,CAS,FPU/'", "nature.csv", "SRC-12", 4, "CAS"},
        {"'s/Boeufs (Les)/B\\xC5\\x93ufs/; s/\\(CC des B\\)oeufs/\\1\\xC2\\x9Cufs/'", "latin.csv",
         "SRC-05", 2, "ufs"},
        {"'1s/pmun_2031/pmun_2029/'", "year.csv", "SRC-09", 0, "2029"},
        {"'s/$/,02016/; 1s/,02016$/,code_insee/'", "alias.csv", "SRC-03", 3, "code_insee"},
        {"'3s/,200069029,/,200069029\\/200054781,/; 3s/^02,//; 3s/^/02,/'", "multi.csv", "SRC-14",
         3, "200054781"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(read) read = {.gathering = NULL};
        char name[64];

        plant("epcicom2031.csv", cases[i].edit, cases[i].name);
        (void)snprintf(name, sizeof name, "@%s", cases[i].name);
        GATHER(&read, "v_commune_2031.csv", name);
        print_message("# %s\n", cases[i].name);
        expect_finding(&read, cases[i].check, cases[i].name, cases[i].line, cases[i].word);
    }
}

static void tables_that_disagree_are_of_different_vintages(void **state)
{
    SCOPED(read) read = {.gathering = NULL};

    (void)state;
    plant("epcicom2031.csv",
          "'3s/200069029,CC des Boeufs,CC,FPU,2,1530,1500/200069235,CA,CA,FPU,2,600,590/'",
          "moved.csv");
    GATHER(&read, "communes-100m.geojson", "@moved.csv");
    expect_finding(&read, "SRC-08", "moved.csv", 3, "02017");
}

static void known_codes_restore_zeros_too(void **state)
{
    static const struct insee known[] = {{"02016"}, {"02017"}};
    SCOPED(read) read = {.gathering = NULL};
    struct vintage_file files[FILES_MAX];
    char paths[FILES_MAX][160];
    struct vintage_request request =
        request_of((const char *const[]){"@zero.csv", NULL}, files, paths);

    (void)state;
    plant("epcicom2031.csv", "'2s/,02016,/,2016,/'", "zero.csv");
    request.known = (struct known_codes){known, 2};
    request.findings = &read.findings;
    read.status = gather_lists(request, NULL, &read.gathering, &read.err);
    expect_finding(&read, "SRC-04", "zero.csv", 2, "02016");
    assert_non_null(gathering_commune(read.gathering, "02016"));
}

int main(void)
{
#define PUBLISHED_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        PUBLISHED_TEST(code_list_and_members_make_the_region),
        PUBLISHED_TEST(the_order_of_files_does_not_matter),
        PUBLISHED_TEST(lower_case_and_quotes_read_the_same),
        PUBLISHED_TEST(lists_of_json_read_the_same),
        PUBLISHED_TEST(what_is_compressed_reads_the_same),
        PUBLISHED_TEST(what_is_compressed_and_cut_is_refused),
        PUBLISHED_TEST(a_workbook_reads_the_same),
        PUBLISHED_TEST(a_sheet_under_a_title_is_found),
        PUBLISHED_TEST(zeros_that_a_workbook_lost_come_back_where_they_are_known),
        PUBLISHED_TEST(banatic_names_members_by_their_siren),
        PUBLISHED_TEST(cp1252_with_semicolons_reads_the_same),
        PUBLISHED_TEST(shapes_hold_no_arrondissement),
        PUBLISHED_TEST(compressed_shapes_read_the_same),
        PUBLISHED_TEST(planted_faults_are_refused_with_their_row),
        PUBLISHED_TEST(planted_faults_are_findings_where_one_listens),
        PUBLISHED_TEST(tables_that_disagree_are_of_different_vintages),
        PUBLISHED_TEST(known_codes_restore_zeros_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
