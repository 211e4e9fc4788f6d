#include "service/clock.h"

enum { DAY_S = 86400, HOUR_S = 3600 };

/** Both switches of the year happen at 01:00 UTC, on the last Sunday of March and of October. */
static int64_t switch_s(int year, int month)
{
    int32_t last = date_of(year, month, 31).day;
    int32_t days_past_sunday = (last + 4) % 7; /* 1970-01-01 was a Thursday */

    return (int64_t)(last - days_past_sunday) * DAY_S + HOUR_S;
}

static int32_t day_of(int64_t seconds)
{
    return (int32_t)((seconds - (seconds % DAY_S + DAY_S) % DAY_S) / DAY_S);
}

struct date clock_date_in_paris(time_t utc)
{
    int year = date_year((struct date){day_of(utc)});
    bool summer = utc >= switch_s(year, 3) && utc < switch_s(year, 10);
    int ahead_s = summer ? 2 * HOUR_S : HOUR_S;

    return (struct date){day_of(utc + ahead_s)};
}

struct date clock_today(void)
{
    return clock_date_in_paris(time(NULL));
}
