#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/clock.h"

/** Seconds since 1970 of a moment in UTC. */
static time_t utc(int year, int month, int day, int hour, int minute, int second)
{
    int64_t days = date_of(year, month, day).day;

    return (time_t)(days * 86400 + hour * 3600 + minute * 60 + second);
}

static void expect_paris(time_t when, int year, int month, int day)
{
    struct date found = clock_date_in_paris(when);

    assert_int_equal(found.day, date_of(year, month, day).day);
}

static void in_winter_the_day_begins_at_23_utc(void **state)
{
    (void)state;
    expect_paris(utc(2026, 1, 15, 22, 59, 59), 2026, 1, 15);
    expect_paris(utc(2026, 1, 15, 23, 0, 0), 2026, 1, 16);
    expect_paris(utc(2025, 12, 31, 23, 0, 0), 2026, 1, 1);
}

static void in_summer_the_day_begins_at_22_utc(void **state)
{
    (void)state;
    expect_paris(utc(2026, 7, 14, 21, 59, 59), 2026, 7, 14);
    expect_paris(utc(2026, 7, 14, 22, 0, 0), 2026, 7, 15);
}

static void summer_time_begins_on_the_last_sunday_of_march(void **state)
{
    (void)state;
    /* 29 March 2026: the midnight before it is a winter one, the midnight after a summer one. */
    expect_paris(utc(2026, 3, 28, 22, 59, 59), 2026, 3, 28);
    expect_paris(utc(2026, 3, 28, 23, 0, 0), 2026, 3, 29);
    expect_paris(utc(2026, 3, 29, 0, 59, 59), 2026, 3, 29);
    expect_paris(utc(2026, 3, 29, 1, 0, 0), 2026, 3, 29);
    expect_paris(utc(2026, 3, 29, 21, 59, 59), 2026, 3, 29);
    expect_paris(utc(2026, 3, 29, 22, 0, 0), 2026, 3, 30);
}

static void summer_time_ends_on_the_last_sunday_of_october(void **state)
{
    (void)state;
    /* 25 October 2026. */
    expect_paris(utc(2026, 10, 24, 21, 59, 59), 2026, 10, 24);
    expect_paris(utc(2026, 10, 24, 22, 0, 0), 2026, 10, 25);
    expect_paris(utc(2026, 10, 25, 22, 59, 59), 2026, 10, 25);
    expect_paris(utc(2026, 10, 25, 23, 0, 0), 2026, 10, 26);
}

static void a_switch_on_the_31st_itself_is_found(void **state)
{
    (void)state;
    /* 31 March 2024 and 31 October 2021 were Sundays. */
    expect_paris(utc(2024, 3, 30, 22, 59, 59), 2024, 3, 30);
    expect_paris(utc(2024, 3, 30, 23, 0, 0), 2024, 3, 31);
    expect_paris(utc(2024, 3, 31, 22, 0, 0), 2024, 4, 1);
    expect_paris(utc(2021, 10, 30, 22, 0, 0), 2021, 10, 31);
    expect_paris(utc(2021, 10, 31, 22, 59, 59), 2021, 10, 31);
    expect_paris(utc(2021, 10, 31, 23, 0, 0), 2021, 11, 1);
}

static void dates_before_1970_are_dates_too(void **state)
{
    (void)state;
    expect_paris(utc(1969, 12, 31, 22, 59, 59), 1969, 12, 31);
    expect_paris(utc(1969, 12, 31, 23, 0, 0), 1970, 1, 1);
}

static void today_is_the_date_of_now(void **state)
{
    struct date before = clock_date_in_paris(time(NULL));
    struct date today = clock_today();
    struct date after = clock_date_in_paris(time(NULL));

    (void)state;
    assert_in_range((uint32_t)today.day, (uint32_t)before.day, (uint32_t)after.day);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_winter_the_day_begins_at_23_utc),
        cmocka_unit_test(in_summer_the_day_begins_at_22_utc),
        cmocka_unit_test(summer_time_begins_on_the_last_sunday_of_march),
        cmocka_unit_test(summer_time_ends_on_the_last_sunday_of_october),
        cmocka_unit_test(a_switch_on_the_31st_itself_is_found),
        cmocka_unit_test(dates_before_1970_are_dates_too),
        cmocka_unit_test(today_is_the_date_of_now),
    };

    return cmocka_run_group_tests_name("service/clock", tests, NULL, NULL);
}
