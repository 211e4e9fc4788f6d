/* What a client asks, parsed into typed values: bbox, datetime, limit and offset, format, language.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "service/query/bbox.h"
#include "service/query/datetime.h"
#include "service/query/negotiate.h"
#include "service/query/page.h"
#include "service/query/parameters.h"

static void a_bbox_of_four_numbers_is_one_box(void **state)
{
    struct bbox bbox;

    (void)state;
    assert_int_equal(bbox_parse("2,50,2.20000000000000018,50.5", &bbox, NULL), STATUS_OK);
    assert_int_equal(bbox.count, 1);
    assert_int_equal(bbox.boxes[0].west_e7, 20000000);
    assert_int_equal(bbox.boxes[0].east_e7, 22000000);
    assert_int_equal(bbox.boxes[0].north_e7, 505000000);
}

static void a_bbox_of_six_numbers_ignores_heights(void **state)
{
    struct bbox bbox;

    (void)state;
    assert_int_equal(bbox_parse("2,50,-100,3,51,900", &bbox, NULL), STATUS_OK);
    assert_int_equal(bbox.boxes[0].east_e7, 30000000);
    assert_int_equal(bbox.boxes[0].north_e7, 510000000);
}

static void a_bbox_across_the_antimeridian_is_two_boxes(void **state)
{
    struct bbox bbox;

    (void)state;
    assert_int_equal(bbox_parse("177,65,-177,70", &bbox, NULL), STATUS_OK);
    assert_int_equal(bbox.count, 2);
    assert_int_equal(bbox.boxes[0].east_e7, 1800000000);
    assert_int_equal(bbox.boxes[1].west_e7, -1800000000);
    assert_int_equal(bbox.boxes[1].east_e7, -1770000000);
}

static void a_bbox_that_is_no_box_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",           "2,50,3",      "2,50,3,51,1",   "2,50,3,49",  "2,50,3,91",  "181,0,182,1",
        "a,b,c,d",    "nan,50,3,51", "2,50,inf,51",   "2,50,3,51,", ",2,50,3,51", "2,50,3,51,1,2,3",
        " 2,50,3,51", "0x2,50,3,51", "2,50,1e400,51", "2 ,50,3,51",
    };
    struct bbox bbox;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct error err = {0};

        if (bbox_parse(wrong[i], &bbox, &err) != STATUS_INVALID)
            fail_msg("“%s” was taken for a box", wrong[i]);
        assert_true(err.fr[0] != '\0' && err.en[0] != '\0');
    }
}

static struct date day(const char *text)
{
    struct date date;

    assert_int_equal(date_parse(text, &date, NULL), STATUS_OK);
    return date;
}

static void expect_at(const char *datetime, const char *expected)
{
    struct date at;
    char text[DATE_TEXT_MAX];

    if (datetime_parse(datetime, day("2026-11-24"), &at, NULL) != STATUS_OK)
        fail_msg("“%s” was refused", datetime);
    date_format(at, text);
    if (strcmp(text, expected) != 0)
        fail_msg("“%s” is read at %s, expected %s", datetime, text, expected);
}

static void an_instant_is_its_day(void **state)
{
    (void)state;
    expect_at("2021-06-01", "2021-06-01");
    expect_at("2021-06-01T23:59:59Z", "2021-06-01");
    expect_at("2021-06-01T00:00:00.123+02:00", "2021-06-01");
}

static void an_interval_is_read_at_its_day_nearest_to_today(void **state)
{
    (void)state;
    expect_at("2021-01-01/2021-12-31", "2021-12-31");
    expect_at("2021-01-01/..", "2026-11-24");
    expect_at("../2022-01-01", "2022-01-01");
    expect_at("/2022-01-01", "2022-01-01");
    expect_at("2030-01-01/", "2030-01-01");
    expect_at("2020-01-01/2030-01-01", "2026-11-24");
    expect_at("2021-01-01/P2D", "2021-01-03");
    expect_at("2021-01-01T00:00:00Z/2021-06-30T00:00:00Z", "2021-06-30");
}

static void a_datetime_that_is_no_date_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "2021",
        "2021-6-1",
        "2021-02-30",
        "../..",
        "/",
        "2021-01-02/2021-01-01",
        "2021-01-01/P2M",
        "yesterday",
        "2021-01-01T25:00:00Z",
        "2021-01-01T10:00:00",
        "2021-01-01Z",
        "2021-01-01/2021-01-02/2021-01-03",
        "2021-01-01T10:00:00+2:0",
        "P2D/2021-01-01",
        "2021-01-01/P9999999999D",
    };
    struct date at;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (datetime_parse(wrong[i], day("2026-11-24"), &at, NULL) != STATUS_INVALID)
            fail_msg("“%s” was taken for a date", wrong[i]);
    }
}

static void a_limit_above_the_maximum_is_lowered(void **state)
{
    struct page page;

    (void)state;
    assert_int_equal(page_parse("99999999999", NULL, &page, NULL), STATUS_OK);
    assert_int_equal(page.limit, PAGE_LIMIT_MAX);
    assert_int_equal(page_parse(NULL, "7", &page, NULL), STATUS_OK);
    assert_int_equal(page.limit, PAGE_LIMIT_DEFAULT);
    assert_int_equal(page.offset, 7);
}

static void a_limit_that_is_no_count_is_refused(void **state)
{
    static const char *const wrong[] = {"0", "-1", "unlimited", "1.5", "", " 1", "1e3"};
    struct page page;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (page_parse(wrong[i], NULL, &page, NULL) != STATUS_INVALID)
            fail_msg("“%s” was taken for a limit", wrong[i]);
    }
    assert_int_equal(page_parse(NULL, "-1", &page, NULL), STATUS_INVALID);
}

static void expect_format(const char *f, const char *accept, enum format expected)
{
    enum format format;

    assert_int_equal(format_negotiate(f, accept, &format, NULL), STATUS_OK);
    if (format != expected)
        fail_msg("f=%s Accept: %s", f == NULL ? "-" : f, accept == NULL ? "-" : accept);
}

static void browsers_get_pages_and_programs_get_json(void **state)
{
    (void)state;
    expect_format(NULL, NULL, FORMAT_JSON);
    expect_format(NULL, "*/*", FORMAT_JSON);
    expect_format(NULL, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                  FORMAT_HTML);
    expect_format(NULL, "application/geo+json, application/json", FORMAT_JSON);
    expect_format(NULL, "text/plain, application/json", FORMAT_JSON);
    expect_format(NULL, "application/json;q=0.9, text/html;q=0.5", FORMAT_JSON);
    expect_format(NULL, "application/json;q=0.5, text/html;q=0.9", FORMAT_HTML);
    expect_format(NULL, "image/png", FORMAT_JSON);
}

static void f_decides_over_accept(void **state)
{
    enum format format;

    (void)state;
    expect_format("html", "application/json", FORMAT_HTML);
    expect_format("geojson", "text/html", FORMAT_JSON);
    assert_int_equal(format_negotiate("gml", NULL, &format, NULL), STATUS_INVALID);
}

static void the_better_ranked_language_wins_and_french_is_the_default(void **state)
{
    static const struct {
        const char *accept;
        enum language expected;
    } cases[] = {
        {NULL, LANGUAGE_FR},
        {"de", LANGUAGE_FR},
        {"en", LANGUAGE_EN},
        {"en-GB,en;q=0.9,fr;q=0.8", LANGUAGE_EN},
        {"fr-FR,fr;q=0.9,en;q=0.8", LANGUAGE_FR},
        {"en;q=0.1, fr;q=0.2", LANGUAGE_FR},
    };
    enum language language;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(language_negotiate(NULL, cases[i].accept, &language, NULL), STATUS_OK);
        if (language != cases[i].expected)
            fail_msg("Accept-Language: %s", cases[i].accept);
    }
    assert_int_equal(language_negotiate("en", "fr", &language, NULL), STATUS_OK);
    assert_int_equal(language, LANGUAGE_EN);
    assert_int_equal(language_negotiate("de", NULL, &language, NULL), STATUS_INVALID);
}

static void the_last_of_a_repeated_parameter_counts(void **state)
{
    const struct parameter list[] = {{"limit", "1"}, {"f", "json"}, {"limit", "2"}};
    struct parameters parameters = {list, 3};

    (void)state;
    assert_string_equal(parameters_value(parameters, "limit"), "2");
    assert_null(parameters_value(parameters, "offset"));
}

static void an_unknown_parameter_is_named_with_those_that_are_known(void **state)
{
    static const char *const accepted[] = {"limit", "f", NULL};
    const struct parameter list[] = {{"limit", "1"}, {"colour", "red"}};
    struct error err = {0};

    (void)state;
    assert_int_equal(parameters_accept((struct parameters){list, 1}, accepted, &err), STATUS_OK);
    assert_int_equal(parameters_accept((struct parameters){list, 2}, accepted, &err),
                     STATUS_INVALID);
    assert_non_null(strstr(err.en, "colour"));
    assert_non_null(strstr(err.fr, "limit, f"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bbox_of_four_numbers_is_one_box),
        cmocka_unit_test(a_bbox_of_six_numbers_ignores_heights),
        cmocka_unit_test(a_bbox_across_the_antimeridian_is_two_boxes),
        cmocka_unit_test(a_bbox_that_is_no_box_is_refused),
        cmocka_unit_test(an_instant_is_its_day),
        cmocka_unit_test(an_interval_is_read_at_its_day_nearest_to_today),
        cmocka_unit_test(a_datetime_that_is_no_date_is_refused),
        cmocka_unit_test(a_limit_above_the_maximum_is_lowered),
        cmocka_unit_test(a_limit_that_is_no_count_is_refused),
        cmocka_unit_test(browsers_get_pages_and_programs_get_json),
        cmocka_unit_test(f_decides_over_accept),
        cmocka_unit_test(the_better_ranked_language_wins_and_french_is_the_default),
        cmocka_unit_test(the_last_of_a_repeated_parameter_counts),
        cmocka_unit_test(an_unknown_parameter_is_named_with_those_that_are_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
