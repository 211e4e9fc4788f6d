#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "service/store_path.h"

static int clear_environment(void **state)
{
    (void)state;
    unsetenv("LISIERE_DB");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/a", 1);
    return 0;
}

static void expect_path(const char *option, const char *expected)
{
    struct store_path path;
    struct error err;

    assert_int_equal(store_path_choose(option, &path, &err), STATUS_OK);
    assert_string_equal(path.bytes, expected);
}

static void the_option_comes_before_the_environment_before_the_home(void **state)
{
    (void)state;
    expect_path(NULL, "/home/a/.local/share/lisiere/lisiere.db");
    setenv("XDG_DATA_HOME", "/data", 1);
    expect_path(NULL, "/data/lisiere/lisiere.db");
    setenv("LISIERE_DB", "here.db", 1);
    expect_path(NULL, "here.db");
    expect_path("there.db", "there.db");
}

static void what_is_empty_or_relative_is_ignored(void **state)
{
    (void)state;
    setenv("LISIERE_DB", "", 1);
    setenv("XDG_DATA_HOME", "relative", 1);
    expect_path(NULL, "/home/a/.local/share/lisiere/lisiere.db");
    expect_path("", "/home/a/.local/share/lisiere/lisiere.db");
    setenv("LISIERE_DB", "here.db", 1);
    expect_path("", "here.db");
}

static void without_a_home_the_option_is_asked_for(void **state)
{
    struct store_path path;
    struct error err;

    (void)state;
    unsetenv("HOME");
    assert_int_equal(store_path_choose(NULL, &path, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.fr, "--db"));
}

static void a_path_too_long_is_refused(void **state)
{
    static char option[PATH_MAX + 1];
    struct store_path path;

    (void)state;
    memset(option, 'a', PATH_MAX - 1);
    assert_int_equal(store_path_choose(option, &path, NULL), STATUS_OK);
    option[PATH_MAX - 1] = 'a';
    assert_int_equal(store_path_choose(option, &path, NULL), STATUS_LIMIT);
}

static void a_missing_store_says_what_to_run(void **state)
{
    struct store_path here = {"/"};
    struct store_path nowhere = {"/nonexistent/lisiere.db"};
    struct error err;

    (void)state;
    assert_int_equal(store_path_check(&here, &err), STATUS_OK);
    assert_int_equal(store_path_check(&nowhere, &err), STATUS_NOT_FOUND);
    assert_non_null(strstr(err.fr, "lisiere import"));
    assert_non_null(strstr(err.fr, "service/run"));
}

#define ALONE(test) cmocka_unit_test_setup(test, clear_environment)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(the_option_comes_before_the_environment_before_the_home),
        ALONE(what_is_empty_or_relative_is_ignored),
        ALONE(without_a_home_the_option_is_asked_for),
        ALONE(a_path_too_long_is_refused),
        ALONE(a_missing_store_says_what_to_run),
    };

    return cmocka_run_group_tests_name("service/store_path", tests, NULL, NULL);
}
