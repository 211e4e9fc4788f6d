/* The parts that reading is made of: encodings, tables, lists, values, headers, clues. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/aliases.h"
#include "data/source/csv_table.h"
#include "data/source/encoding.h"
#include "data/source/json_list.h"
#include "data/source/shape_scale.h"
#include "data/source/values.h"
#include "data/source/vintage_clue.h"
#include "support/expect.h"

static struct file_bytes bytes_of(const char *text)
{
    char *copy = strdup(text);

    assert_non_null(copy);
    return (struct file_bytes){copy, strlen(text)};
}

static void encodings_are_settled(void **state)
{
    static const struct {
        const char *bytes;
        enum encoding encoding;
        const char *utf8;
    } cases[] = {
        {"plain", ENCODING_UTF8, "plain"},
        {"B\u0153ufs", ENCODING_UTF8, "B\u0153ufs"},
        {"\xEF\xBB\xBF\u00e9", ENCODING_UTF8_MARKED, "\u00e9"},
        {"B\x9Cufs d\x92\xE9t\xE9, 3 \x80", ENCODING_CP1252, "B\u0153ufs d’\u00e9t\u00e9, 3 €"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(file_bytes) text = bytes_of(cases[i].bytes);
        enum encoding encoding;
        struct error err = {0};

        expect_ok(encoding_settle(&text, "x.csv", &encoding, &err), &err);
        assert_int_equal(encoding, cases[i].encoding);
        assert_string_equal(text.list, cases[i].utf8);
        assert_int_equal(text.length, strlen(cases[i].utf8));
        assert_int_equal(encoding_damage_find(text.list, text.length).count, 0);
    }
}

static void what_is_no_text_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *word;
    } cases[] = {
        {"\xFF\xFE"
         "a\0",
         4, "UTF-16"},
        {"a\nb\0c", 5, "x.csv:2"},
        {"a\nb\x81", 4, "x.csv:2"},             /* no cp1252 */
        {"\u00e9\n\u00e8\n\xE9", 7, "x.csv:3"}, /* UTF-8 that was patched */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(file_bytes) text = {malloc(cases[i].length + 1), cases[i].length};
        enum encoding encoding;
        struct error err = {0};

        assert_non_null(text.list);
        memcpy(text.list, cases[i].bytes, cases[i].length);
        text.list[cases[i].length] = '\0';
        expect_refusal(encoding_settle(&text, "x.csv", &encoding, &err), STATUS_FORMAT, &err,
                       (const char *const[]){cases[i].word, NULL});
    }
}

static void damage_is_found_with_its_line(void **state)
{
    static const struct {
        const char *text;
        size_t count, line;
        const char *sample;
    } cases[] = {
        {"a,b\nc,B\xC2\x9Cufs,d", 1, 2, "B¤ufs"}, /* cp1252 read as Latin-1; not shown as it is */
        {"a\nB\u00bdufs\nC\u00bdur", 2, 2, "B\u00bdufs"}, /* Latin-9 read as Latin-1 */
        {"1\u00bd\n\u00bc h\n", 0, 0, ""},                /* fractions */
        {"Pr\u00c3\u00a9s", 1, 1, "Pr\u00c3\u00a9s"},     /* UTF-8 read as Latin-1 */
        {"\n\nPr\uFFFDs;x", 1, 3, "Pr\uFFFDs"},
        {"\u00e9 \u0153 ’ \u00c3", 0, 0, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct encoding_damage damage = encoding_damage_find(cases[i].text, strlen(cases[i].text));

        assert_int_equal(damage.count, cases[i].count);
        if (damage.count == 0)
            continue;
        assert_int_equal(damage.line, cases[i].line);
        assert_string_equal(damage.sample, cases[i].sample);
    }
}

static void expect_cells(const char *csv, const char *wanted)
{
    SCOPED(file_bytes) bytes = bytes_of(csv);
    AUTO(table) table = NULL;
    struct error err = {0};
    char got[400] = "";
    size_t length = 0;

    expect_ok(csv_table_read(&bytes, "x.csv", &table, &err), &err);
    for (size_t row = 0; row < table->row_count; row++) {
        length += (size_t)snprintf(got + length, sizeof got - length, "%zu", table->rows[row].line);
        for (size_t i = 0; i < table->column_count; i++)
            length += (size_t)snprintf(got + length, sizeof got - length, "[%s]",
                                       table_cell(table, row, i));
    }
    assert_string_equal(got, wanted);
}

static void cells_are_cut_as_rfc_4180_says(void **state)
{
    (void)state;
    expect_cells("a,b\n1,2\n3,4", "2[1][2]3[3][4]");
    expect_cells("a,b\r\n1,2\r\n\r\n3,\r\n", "2[1][2]4[3][]");
    expect_cells("a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n3,4\n", "2[x, \"y\"][two\nlines]4[3][4]");
    expect_cells("a;b,c\n1;2,3\n;\n", "2[1][2,3]");
    expect_cells("a\tb\nsaid \"so\t\"no\n\"q\tq\"\t2\n", "2[said \"so][\"no]3[q\tq][2]");
    expect_cells("a,b\nL\"x\",\"\"\n", "2[L\"x\"][]");
    expect_cells("a", "");
}

static void lists_of_objects_become_tables(void **state)
{
    static const char json[] =
        "\xEF\xBB\xBF [ {\"a\":\"x\",\"n\":12,\"o\":{\"c\":\"in\",\"l\":[1]},\"z\":[\"p\"]},\n"
        "{\"b\":null,\"a\":\"y\",\"m\":[{\"c\":\"1\"},{\"c\":\"2\",\"d\":true}]} ] ";
    SCOPED(json_tables) tables = {{NULL}, 0};
    struct error err = {0};

    (void)state;
    expect_ok(json_list_read(json, strlen(json), "x", &tables, &err), &err);
    assert_int_equal(tables.count, 2);
    assert_int_equal(tables.list[0]->column_count, 4); /* a, n, o.c, b */
    assert_string_equal(tables.list[0]->columns[2].name, "o.c");
    assert_string_equal(table_cell(tables.list[0], 0, 1), "12");
    assert_true(tables.list[0]->columns[1].has_number);
    assert_null(table_cell(tables.list[0], 0, 3));
    assert_int_equal(tables.list[0]->rows[1].line, 2);
    assert_string_equal(tables.list[1]->name, "m");
    assert_int_equal(tables.list[1]->row_count, 2);
    assert_string_equal(tables.list[1]->columns[1].name, "parent.a");
    assert_string_equal(table_cell(tables.list[1], 1, 1), "y");
    assert_string_equal(table_cell(tables.list[1], 1, 3), "true");
}

static void what_is_no_list_is_refused_with_its_line(void **state)
{
    static const char *const cases[] = {
        "[\n{\"a\":1},\n{\"a\":",
        "[\n\n2]",
        "[\n\n[1]]",
        "[\n\n{\"a\":nope}]",
        "[\n\n{\"a\":1} {\"a\":2}]",
        "[\n{}]\n{}",
        "[\n{},\n]",
        "[\n\n{\"a\":\"\xE9\"}]",
        ("[\n\n{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":{\"j\":"
         "{\"k\":{\"l\":{\"m\":{\"n\":{\"o\":{\"p\":{\"q\":1}}}}}}}}}}}}}}}}}]"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SCOPED(json_tables) tables = {{NULL}, 0};
        struct error err = {0};

        expect_refusal(json_list_read(cases[i], strlen(cases[i]), "x", &tables, &err),
                       STATUS_FORMAT, &err, (const char *const[]){"x:3", NULL});
    }
}

static void counts_may_hold_blanks(void **state)
{
    static const struct {
        const char *text;
        int64_t count;
    } cases[] = {{"12", 12}, {"1 234", 1234}, {"1\u00a0234", 1234}, {"1\u202f234", 1234},
                 {"", -1},   {"  ", -1},      {"12.0", 12},         {"12,00", 12}};
    static const char *const wrong[] = {"many", "-3", "1.5", "1e3", ".0", "1234567890123456"};
    int64_t count;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(value_count_parse(cases[i].text, &count));
        assert_int_equal(count, cases[i].count);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(value_count_parse(wrong[i], &count));
}

static void one_siren_is_taken_of_several(void **state)
{
    static const struct {
        const char *text;
        const char *siren;
        bool is_multiple;
    } cases[] = {
        {"200069029", "200069029", false},
        {"200054781/200057867", "200054781", true},
        {"NC/200054781", "200054781", true},
        {"NR/NC/NC", "", false},
        {"NR", "", false},
        {"ZZZZZZZZZ", "", false},
        {"Sans objet", "", false},
        {"", "", false},
        {"20006902", "20006902", false}, /* for the sentence */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char siren[VALUE_SIZE];
        bool is_multiple;

        value_siren(cases[i].text, siren, &is_multiple);
        assert_string_equal(siren, cases[i].siren);
        assert_int_equal(is_multiple, cases[i].is_multiple);
    }
}

static void natures_are_codes(void **state)
{
    static const struct {
        const char *text;
        enum epci_nature nature;
        const char *code;
    } cases[] = {
        {"CC", NATURE_EPCI, "CC"},
        {"Communauté de communes", NATURE_EPCI, "CC"},
        {"Communauté d’agglomération", NATURE_EPCI, "CA"},
        {"COMMUNAUTÉ D'AGGLOMÉRATION", NATURE_EPCI, "CA"},
        {"Communauté urbaine", NATURE_EPCI, "CU"},
        {"Métropole", NATURE_EPCI, "METRO"},
        {"ME", NATURE_EPCI, "METRO"},
        {"MET69", NATURE_EPCI, "MET69"},
        {"SIVOM", NATURE_OTHER_GROUPING, "SIVOM"},
        {"Syndicat mixte fermé", NATURE_OTHER_GROUPING, "Syndicat mixte fermé"},
        {"", NATURE_NONE, ""},
        {"CX", NATURE_UNKNOWN, "CX"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *code;

        assert_int_equal(value_nature_parse(cases[i].text, &code), cases[i].nature);
        assert_string_equal(code, cases[i].code);
    }
}

static void dates_are_read_both_ways(void **state)
{
    static const char *const good[] = {"2024-02-29", "29/02/2024", "2024/02/29",
                                       "2024-02-29T00:00:00Z", "29/02/2024 00:00"};
    static const char *const bad[] = {"",           "2023-02-29",  "30/02/2024", "2024",
                                      "02/29/2024", "2024-02-291", "45351"};
    struct date date;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(value_date_parse(good[i], &date));
        assert_int_equal(date.day, date_of(2024, 2, 29).day);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(value_date_parse(bad[i], &date));
}

static void years_stand_in_names(void **state)
{
    static const struct {
        const char *name;
        int year;
    } cases[] = {
        {"v_commune_2021.csv", 2021},
        {"Epcicom2025", 2025},
        {"communes-20210101.csv", 2021},
        {"ADMIN-EXPRESS-COG_3-1_2022.gpkg", 2022},
        {"communes.csv", 0},
        {"passage_2020_2021.csv", 0},
        {"epsg2154.csv", 0},
        {"12021.csv", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(vintage_year_in(cases[i].name), cases[i].year);
}

static void events_and_censuses_tell_a_year(void **state)
{
    (void)state;
    assert_int_equal(vintage_clue_of_event(date_of(2024, 1, 1)).years[0], 2024);
    assert_int_equal(vintage_clue_of_event(date_of(2023, 3, 1)).years[0], 2024);
    assert_int_equal(vintage_clue_of_event(DATE_FIRST).kind, CLUE_NONE);
    assert_int_equal(vintage_clue_of_census(date_of(2021, 1, 1)).years[0], 2024);
    assert_int_equal(vintage_clue_stronger(vintage_clue_of_census(date_of(2021, 1, 1)),
                                           vintage_clue_of_event(date_of(2025, 1, 1)))
                         .years[0],
                     2025);
}

static void codes_tell_the_vintages_that_hold_them(void **state)
{
    static const struct insee first[] = {{"02001"}, {"02002"}, {"02003"}};
    static const struct insee second[] = {{"02001"}, {"02003"}};
    const struct vintage_candidate candidates[] = {
        {2031, second, 2}, {2030, second, 2}, {2029, first, 3}};
    struct vintage_clue clue;
    size_t unknown;

    (void)state;
    clue = vintage_clue_of_codes(second, 2, candidates, 3, &unknown);
    assert_int_equal(clue.year_count, 2); /* a count is no identity */
    assert_int_equal(clue.years[0], 2030);
    assert_int_equal(clue.years[1], 2031);
    assert_true(vintage_clue_allows(&clue, 2031));
    assert_false(vintage_clue_allows(&clue, 2029));
    clue = vintage_clue_of_codes(first, 3, candidates, 3, &unknown);
    assert_int_equal(clue.year_count, 1);
    assert_int_equal(clue.years[0], 2029);
    clue = vintage_clue_of_codes(first, 3, candidates, 2, &unknown);
    assert_int_equal(clue.kind, CLUE_NONE);
    assert_int_equal(unknown, 1);
}

static void areas_may_have_a_comma(void **state)
{
    static const struct {
        const char *text;
        double value;
    } cases[] = {{"1234.5", 1234.5}, {"1 234,5", 1234.5}, {"7", 7}, {"12\u00a0000", 12000}};
    static const char *const wrong[] = {"",      "0",    "-3",  "1.2.3", "1,2,3",
                                        "douze", "3 ha", "nan", "inf"};
    double value = 0;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(value_decimal_parse(cases[i].text, &value));
        expect_near(value, cases[i].value, 1e-9);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(value_decimal_parse(wrong[i], &value));
}

static void names_tell_simplified_shapes(void **state)
{
    static const struct {
        const char *name;
        int tolerance_m; /* -1: not simplified */
    } cases[] = {
        {"communes-5m.geojson", 5},
        {"communes-100m.geojson.gz", 100},
        {"communes_1000m", 1000},
        {"ADMIN-EXPRESS-COG-CARTO_3-2.gpkg", 0},
        {"COMMUNE_CARTO", 0},
        {"communes-version-simplifiee.geojson", 0},
        {"communes.geojson", -1},
        {"cartographie.geojson", -1},
        {"communes-2024.fgb", -1},
        {"lot-100metres.fgb", -1},
        {"communes-1000000m.fgb", -1},
        {"5m.fgb", -1},
        {"", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int tolerance_m = -1;

        assert_int_equal(shape_scale_of_name(cases[i].name, &tolerance_m),
                         cases[i].tolerance_m >= 0);
        assert_int_equal(tolerance_m, cases[i].tolerance_m);
    }
}

static void names_are_folded(void **state)
{
    static const char *const cases[][2] = {
        {"Nature_Juridique", "naturejuridique"}, {"N° SIREN", "nsiren"},
        {"Région siège", "regionsiege"},         {"parent.code", "parentcode"},
        {"Date d’effet", "datedeffet"},          {"codes_siren_des_epci", "codessirendesepci"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char folded[ALIAS_SIZE];

        alias_fold(cases[i][0], folded);
        assert_string_equal(folded, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings_are_settled),
        cmocka_unit_test(what_is_no_text_is_refused_with_its_line),
        cmocka_unit_test(damage_is_found_with_its_line),
        cmocka_unit_test(cells_are_cut_as_rfc_4180_says),
        cmocka_unit_test(lists_of_objects_become_tables),
        cmocka_unit_test(what_is_no_list_is_refused_with_its_line),
        cmocka_unit_test(counts_may_hold_blanks),
        cmocka_unit_test(one_siren_is_taken_of_several),
        cmocka_unit_test(natures_are_codes),
        cmocka_unit_test(dates_are_read_both_ways),
        cmocka_unit_test(years_stand_in_names),
        cmocka_unit_test(events_and_censuses_tell_a_year),
        cmocka_unit_test(codes_tell_the_vintages_that_hold_them),
        cmocka_unit_test(areas_may_have_a_comma),
        cmocka_unit_test(names_tell_simplified_shapes),
        cmocka_unit_test(names_are_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
