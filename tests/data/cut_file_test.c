/* Files of lines along which communes were divided: what is read, and every sentence of refusal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/source/cut_file.h"
#include "support/expect.h"

#define PROPERTIES                                                                                 \
    "\"insee\":\"60054\",\"date\":\"2024-01-01\",\"left\":\"60694\",\"right\":\"60054\""
#define LINE "{\"type\":\"LineString\",\"coordinates\":[[1.9,49.3],[2.0,49.4]]}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(properties, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" geometry "}"

static char path[64];

static int set_up(void **state)
{
    (void)state;
    (void)snprintf(path, sizeof path, "/tmp/lisiere-cuts-XXXXXX");
    return close(mkstemp(path));
}

static int tear_down(void **state)
{
    (void)state;
    return unlink(path);
}

static enum status read_text(const char *text, struct cut_file **ret_cuts, struct error *err)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return cut_file_read(path, "cuts.geojson", ret_cuts, err);
}

static void expect_refused(const char *text, enum status status, const char *subject,
                           const char *word)
{
    struct cut_file *cuts = NULL;
    struct error err = {0};

    expect_refusal(read_text(text, &cuts, &err), status, &err,
                   (const char *const[]){subject, word, NULL});
    assert_string_equal(err.subject, subject);
    assert_null(cuts);
}

static void a_line_is_read_with_all_it_says(void **state)
{
    AUTO(cut_file) cuts = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(read_text(" " COLLECTION(FEATURE(PROPERTIES
                                               ",\"approximate\":true,\"reason_fr\":\"parce que\","
                                               "\"reason_en\":\"because\",\"source\":\"essai\"",
                                               LINE) "," FEATURE(PROPERTIES, LINE)) "\r\n\t ",
                        &cuts, &err),
              &err);
    assert_int_equal(cuts->count, 2);
    assert_string_equal(cuts->list[0].insee.code, "60054");
    assert_string_equal(cuts->list[0].left.code, "60694");
    assert_string_equal(cuts->list[0].right.code, "60054");
    assert_int_equal(cuts->list[0].date.day, date_of(2024, 1, 1).day);
    assert_true(cuts->list[0].is_approximate);
    assert_string_equal(cuts->list[0].reason.fr, "parce que");
    assert_string_equal(cuts->list[0].reason.en, "because");
    assert_string_equal(cuts->list[0].source, "essai");
    assert_int_equal(cuts->list[0].line_count, 2);
    assert_int_equal(cuts->list[0].line[1].lon_e7, 20000000);
    assert_int_equal(cuts->list[0].line[1].lat_e7, 494000000);
    assert_false(cuts->list[1].is_approximate);
    assert_string_equal(cuts->list[1].reason.fr, "");
}

static void an_empty_collection_has_no_line(void **state)
{
    AUTO(cut_file) cuts = NULL;
    struct error err = {0};

    (void)state;
    expect_ok(read_text(COLLECTION(""), &cuts, &err), &err);
    assert_int_equal(cuts->count, 0);
}

static void what_is_no_collection_is_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "PDF",
        "[]",
        "{}",
        "{\"features\":{}}",
        "{\"features\":[",
        COLLECTION(FEATURE(PROPERTIES, LINE)) "{",
        "null",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_refused(texts[i], STATUS_FORMAT, "cuts.geojson", "GeoJSON");
}

static void a_feature_has_properties_and_a_line(void **state)
{
    static const char first[] = "cuts.geojson, feature 1";

    (void)state;
    expect_refused(COLLECTION("3"), STATUS_INVALID, first, "prop");
    expect_refused(COLLECTION("{\"properties\":{}}"), STATUS_INVALID, first, "prop");
    expect_refused(COLLECTION(FEATURE(PROPERTIES, "null")), STATUS_INVALID, first, "LineString");
    expect_refused(COLLECTION(FEATURE(PROPERTIES, "{\"type\":\"Polygon\",\"coordinates\":[]}")),
                   STATUS_INVALID, first, "LineString");
    expect_refused(
        COLLECTION(FEATURE(PROPERTIES, "{\"type\":\"LineString\",\"coordinates\":[[1,49]]}")),
        STATUS_INVALID, first, "LineString");
    expect_refused(COLLECTION(FEATURE(PROPERTIES, LINE) "," FEATURE("", LINE)), STATUS_INVALID,
                   "cuts.geojson, feature 2", "INSEE");
}

static void codes_dates_and_flags_are_what_they_should_be(void **state)
{
    static const char first[] = "cuts.geojson, feature 1";

    (void)state;
    expect_refused(COLLECTION(FEATURE("\"insee\":60054", LINE)), STATUS_INVALID, first, "INSEE");
    expect_refused(
        COLLECTION(FEATURE("\"insee\":\"6054\",\"left\":\"60694\",\"right\":\"60054\"", LINE)),
        STATUS_INVALID, first, "insee");
    expect_refused(COLLECTION(FEATURE("\"insee\":\"60054\",\"left\":\"60694\"", LINE)),
                   STATUS_INVALID, first, "right");
    expect_refused(
        COLLECTION(FEATURE("\"insee\":\"60054\",\"left\":\"60694\",\"right\":\"60054\"", LINE)),
        STATUS_INVALID, first, "2024-01-01");
    expect_refused(COLLECTION(FEATURE("\"insee\":\"60054\",\"left\":\"60694\",\"right\":\"60054\","
                                      "\"date\":\"2024-02-30\"",
                                      LINE)),
                   STATUS_INVALID, first, "date");
    expect_refused(COLLECTION(FEATURE(PROPERTIES ",\"approximate\":\"false\"", LINE)),
                   STATUS_INVALID, first, "approximate");
}

static void positions_are_degrees(void **state)
{
    static const char *const places[] = {
        "[1]",      "3",          "[\"1.9\",49.3]", "[null,49.3]",
        "[1.9,91]", "[181,49.3]", "[NaN,49.3]",     "[1e300,49.3]",
    };
    char text[512];

    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        (void)snprintf(
            text, sizeof text,
            COLLECTION(
                FEATURE(PROPERTIES, "{\"type\":\"LineString\",\"coordinates\":[[1.9,49.3],%s]}")),
            places[i]);
        expect_refused(text, STATUS_INVALID, "cuts.geojson, feature 1", "position");
    }
}

static void a_file_that_is_not_there_is_said(void **state)
{
    struct cut_file *cuts = NULL;
    struct error err = {0};
    enum status status = cut_file_read("/none/cuts.geojson", "cuts.geojson", &cuts, &err);

    (void)state;
    assert_true(status == STATUS_IO || status == STATUS_NOT_FOUND);
    assert_non_null(strstr(err.subject, "cuts.geojson"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_read_with_all_it_says),
        cmocka_unit_test(an_empty_collection_has_no_line),
        cmocka_unit_test(what_is_no_collection_is_refused),
        cmocka_unit_test(a_feature_has_properties_and_a_line),
        cmocka_unit_test(codes_dates_and_flags_are_what_they_should_be),
        cmocka_unit_test(positions_are_degrees),
        cmocka_unit_test(a_file_that_is_not_there_is_said),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
