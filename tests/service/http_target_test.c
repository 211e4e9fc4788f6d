#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "service/http/target.h"

struct parsed {
    char text[TARGET_MAX_BYTES + 1];
    struct target target;
    const struct refusal *refusal;
};

static void parse(struct parsed *parsed, const char *text)
{
    snprintf(parsed->text, sizeof parsed->text, "%s", text);
    parsed->refusal = target_parse(parsed->text, &parsed->target);
}

static void expect_refused(const char *text)
{
    struct parsed parsed;

    parse(&parsed, text);
    if (parsed.refusal == NULL)
        fail_msg("was not refused: %s", text);
    assert_int_equal(parsed.refusal->status, 400);
    assert_string_equal(parsed.target.path, "/");
    assert_int_equal(parsed.target.parameter_count, 0);
}

static void expect_path(const char *text, const char *path)
{
    struct parsed parsed;

    parse(&parsed, text);
    if (parsed.refusal != NULL)
        fail_msg("%s was refused: %s", text, parsed.refusal->detail.en);
    assert_string_equal(parsed.target.path, path);
}

static void a_path_is_decoded(void **state)
{
    (void)state;
    expect_path("/", "/");
    expect_path("/collections/communes/items/62041", "/collections/communes/items/62041");
    expect_path("/a%20b", "/a b");
    expect_path("/%C3%89pernay", "/Épernay");
    expect_path("/%c3%a9", "/é");
    expect_path("/é", "/é");
    expect_path("/a+b", "/a+b");
    expect_path("/60054@2019-01-01", "/60054@2019-01-01");
    expect_path("/%2525", "/%25");
    expect_path("/a..b/c.", "/a..b/c.");
    expect_path("/...", "/...");
}

static void a_query_is_cut_and_decoded(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "/items?bbox=1,2,3,4&name=Saint+Omer&&f=json&empty=&bare&q=a%3Db%26c=d");
    assert_null(parsed.refusal);
    assert_string_equal(parsed.target.path, "/items");
    assert_int_equal(parsed.target.parameter_count, 6);
    const struct parameter *list = parsed.target.parameters;
    assert_string_equal(list[0].name, "bbox");
    assert_string_equal(list[0].value, "1,2,3,4");
    assert_string_equal(list[1].value, "Saint Omer");
    assert_string_equal(list[2].name, "f");
    assert_string_equal(list[3].value, "");
    assert_string_equal(list[4].name, "bare");
    assert_string_equal(list[4].value, "");
    assert_string_equal(list[5].value, "a=b&c=d");
}

static void a_question_mark_in_the_query_is_a_value(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "/a?b=c?d");
    assert_null(parsed.refusal);
    assert_string_equal(parsed.target.parameters[0].value, "c?d");
    parse(&parsed, "/a?");
    assert_null(parsed.refusal);
    assert_int_equal(parsed.target.parameter_count, 0);
}

static void of_a_repeated_parameter_the_last_stands(void **state)
{
    struct parsed parsed;

    (void)state;
    parse(&parsed, "/a?limit=1&f=json&limit=2");
    assert_null(parsed.refusal);
    struct parameters parameters = {parsed.target.parameters, parsed.target.parameter_count};
    assert_string_equal(parameters_value(parameters, "limit"), "2");
}

static void only_paths_from_the_root_are_read(void **state)
{
    (void)state;
    expect_refused("");
    expect_refused("*");
    expect_refused("a");
    expect_refused("http://localhost/a");
    expect_refused("localhost:80");
    expect_refused("/a b");
    expect_refused("/a#b");
}

static void nul_and_control_bytes_are_refused(void **state)
{
    (void)state;
    expect_refused("/a%00b");
    expect_refused("/a?b=%00");
    expect_refused("/a?%00=b");
    expect_refused("/a%0d%0aSet-Cookie:x");
    expect_refused("/a\x01");
    expect_refused("/a%7F");
    expect_refused("/a?b=\x1f");
}

static void broken_escapes_are_refused(void **state)
{
    (void)state;
    expect_refused("/%");
    expect_refused("/%4");
    expect_refused("/%zz");
    expect_refused("/a?b=%4");
    expect_refused("/%u0041");
}

static void what_is_not_utf8_is_refused(void **state)
{
    (void)state;
    expect_refused("/%FF");
    expect_refused("/%C3");
    expect_refused("/%C0%AF");       /* overlong slash */
    expect_refused("/%ED%A0%80");    /* surrogate */
    expect_refused("/%F4%90%80%80"); /* beyond U+10FFFF */
    expect_refused("/a?b=%E9");      /* Latin-1 é */
    expect_path("/%F0%9F%97%BA", "/\xf0\x9f\x97\xba");
}

static void dot_segments_are_refused(void **state)
{
    (void)state;
    expect_refused("/..");
    expect_refused("/a/../b");
    expect_refused("/a/%2e%2e/b");
    expect_refused("/a/.%2E");
    expect_refused("/a/..%2fb");
    expect_refused("/./a");
}

static void the_33rd_parameter_is_too_many(void **state)
{
    char text[512] = "/a?";
    struct parsed parsed;

    (void)state;
    for (int i = 0; i < 32; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "&p%d=%d", i, i);
    parse(&parsed, text);
    assert_null(parsed.refusal);
    assert_int_equal(parsed.target.parameter_count, 32);
    strcat(text, "&p32");
    expect_refused(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_is_decoded),
        cmocka_unit_test(a_query_is_cut_and_decoded),
        cmocka_unit_test(a_question_mark_in_the_query_is_a_value),
        cmocka_unit_test(of_a_repeated_parameter_the_last_stands),
        cmocka_unit_test(only_paths_from_the_root_are_read),
        cmocka_unit_test(nul_and_control_bytes_are_refused),
        cmocka_unit_test(broken_escapes_are_refused),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(dot_segments_are_refused),
        cmocka_unit_test(the_33rd_parameter_is_too_many),
    };

    return cmocka_run_group_tests_name("service/http/target", tests, NULL, NULL);
}
