#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "service/user_language.h"

static int clear_environment(void **state)
{
    (void)state;
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANG");
    return 0;
}

static void expect_language(enum language expected, const char *all, const char *lang)
{
    if (all != NULL)
        setenv("LC_ALL", all, 1);
    else
        unsetenv("LC_ALL");
    setenv("LANG", lang, 1);
    assert_int_equal(user_language_from_environment(), expected);
}

static void the_language_is_the_locale_s_else_french(void **state)
{
    (void)state;
    assert_int_equal(user_language_from_environment(), LANGUAGE_FR);
    expect_language(LANGUAGE_EN, NULL, "en_GB.UTF-8");
    expect_language(LANGUAGE_EN, NULL, "en");
    expect_language(LANGUAGE_FR, NULL, "fr_BE@euro");
    expect_language(LANGUAGE_FR, NULL, "C.UTF-8");
    expect_language(LANGUAGE_FR, NULL, "english");
    expect_language(LANGUAGE_FR, "fr_FR", "en_GB");
    expect_language(LANGUAGE_EN, "", "en_GB");
}

static void the_lang_option_is_seen_before_the_others_are_read(void **state)
{
    static char program[] = "x";
    static char option[] = "--lang";
    static char value[] = "en";
    static char joined[] = "--lang=en";
    static char end[] = "--";

    (void)state;
    assert_int_equal(user_language_of_arguments(3, (char *[]){program, option, value}),
                     LANGUAGE_EN);
    assert_int_equal(user_language_of_arguments(2, (char *[]){program, joined}), LANGUAGE_EN);
    assert_int_equal(user_language_of_arguments(2, (char *[]){program, option}), LANGUAGE_FR);
    assert_int_equal(user_language_of_arguments(3, (char *[]){program, end, joined}), LANGUAGE_FR);
}

#define ALONE(test) cmocka_unit_test_setup(test, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(the_language_is_the_locale_s_else_french),
        ALONE(the_lang_option_is_seen_before_the_others_are_read),
    };

    return cmocka_run_group_tests_name("service/user_language", tests, NULL, NULL);
}
