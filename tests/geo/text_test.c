#include <stdlib.h>
#include <string.h>

#include "geo/text.h"
#include "support/expect.h"

static void expect_text(struct text *text, const char *wanted)
{
    const char *bytes;
    size_t length;

    assert_int_equal(text_view(text, &bytes, &length), STATUS_OK);
    assert_string_equal(bytes, wanted);
    assert_int_equal(length, strlen(wanted));
    text_release(text);
}

static void appended_pieces_follow_each_other(void **state)
{
    struct text text;

    (void)state;
    text_init(&text, 100);
    text_add(&text, "a");
    text_addf(&text, "%d-%s", 12, "é");
    text_add_bytes(&text, "xyz", 2);
    text_add_integer(&text, INT64_MIN);
    expect_text(&text, "a12-éxy-9223372036854775808");
}

static void an_empty_text_is_an_empty_string(void **state)
{
    struct text text;

    (void)state;
    text_init(&text, 0);
    expect_text(&text, "");
}

static void a_text_beyond_its_maximum_gives_nothing(void **state)
{
    struct text text;
    char *bytes = NULL;
    size_t length;

    (void)state;
    text_init(&text, 4);
    text_add(&text, "1234");
    assert_int_equal(text.status, STATUS_OK);
    text_add(&text, "5");
    text_add(&text, "");
    assert_int_equal(text_take(&text, &bytes, &length), STATUS_LIMIT);
    assert_null(bytes);
    text_release(&text);
}

static void taken_bytes_belong_to_the_taker(void **state)
{
    struct text text;
    char *bytes;
    size_t length;

    (void)state;
    text_init(&text, 100);
    text_add(&text, "mine");
    assert_int_equal(text_take(&text, &bytes, &length), STATUS_OK);
    text_release(&text);
    assert_string_equal(bytes, "mine");
    free(bytes);
}

static void degrees_are_exact_and_short(void **state)
{
    static const struct {
        int32_t e7;
        const char *wanted;
    } cases[] = {
        {0, "0"},
        {10000000, "1"},
        {15000000, "1.5"},
        {1, "0.0000001"},
        {-1, "-0.0000001"},
        {-10000000, "-1"},
        {1800000000, "180"},
        {-1800000000, "-180"},
        {12345678, "1.2345678"},
        {100, "0.00001"},
        {INT32_MIN, "-214.7483648"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text;

        text_init(&text, 100);
        text_add_degrees(&text, cases[i].e7);
        expect_text(&text, cases[i].wanted);
    }
}

static void decimals_are_rounded_and_never_minus_zero(void **state)
{
    static const struct {
        double value;
        int decimals;
        const char *wanted;
    } cases[] = {
        {1.5, 3, "1.5"},      {1326311220.232, 3, "1326311220.232"},
        {-0.0001, 3, "0"},    {2.0, 3, "2"},
        {-2.25, 1, "-2.2"},   {0.0005, 3, "0"},
        {0.0015, 3, "0.002"}, {1e20, 3, "100000000000000000000"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text;

        text_init(&text, 100);
        text_add_decimal(&text, cases[i].value, cases[i].decimals);
        expect_text(&text, cases[i].wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appended_pieces_follow_each_other),
        cmocka_unit_test(an_empty_text_is_an_empty_string),
        cmocka_unit_test(a_text_beyond_its_maximum_gives_nothing),
        cmocka_unit_test(taken_bytes_belong_to_the_taker),
        cmocka_unit_test(degrees_are_exact_and_short),
        cmocka_unit_test(decimals_are_rounded_and_never_minus_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
