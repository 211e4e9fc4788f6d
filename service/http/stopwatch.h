/* Time that never jumps, for deadlines and durations. */
#ifndef SERVICE_HTTP_STOPWATCH_H
#define SERVICE_HTTP_STOPWATCH_H

#include <stdint.h>
#include <time.h>

static inline int64_t stopwatch_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static inline int64_t stopwatch_ms(void)
{
    return stopwatch_us() / 1000;
}

#endif
