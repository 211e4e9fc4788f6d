#include "worker.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What is shorter than this is repeated, and the mean of the repetitions is told. */
static const double MEASURABLE_MS = 20;

void worker_give_up(const char *sentence)
{
    (void)fprintf(stderr, "%s\n", sentence);
    exit(1);
}

/** Milliseconds of the clock and of the processor: the second does not count other programs. */
struct times {
    double wall, cpu;
};

static double read_ms(clockid_t clock)
{
    struct timespec time;

    (void)clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static struct times measure_ms(const struct operation *operation, void *context)
{
    size_t rounds = 1;

    for (;;) {
        struct times begin = {read_ms(CLOCK_MONOTONIC), read_ms(CLOCK_PROCESS_CPUTIME_ID)};
        struct times spent;

        for (size_t i = 0; i < rounds; i++)
            operation->run(context);
        spent.wall = read_ms(CLOCK_MONOTONIC) - begin.wall;
        spent.cpu = read_ms(CLOCK_PROCESS_CPUTIME_ID) - begin.cpu;
        if (spent.wall >= MEASURABLE_MS)
            return (struct times){spent.wall / (double)rounds, spent.cpu / (double)rounds};
        rounds = spent.wall < 0.01
                     ? rounds * 100
                     : (size_t)((double)rounds * MEASURABLE_MS * 1.5 / spent.wall) + 1;
    }
}

static void answer(const struct operation *operation, void *context)
{
    struct times spent = measure_ms(operation, context);
    struct check check = operation->check == NULL ? (struct check){0} : operation->check(context);

    (void)printf("{\"ms\": %.9g, \"cpu_ms\": %.9g, \"check\": [%.12g, %.12g]}\n", spent.wall,
                 spent.cpu, check.first, check.second);
    (void)fflush(stdout);
}

int worker_serve(const char *name, const char *facts, const struct operation operations[],
                 size_t count, void *context)
{
    char line[64];

    (void)printf("{\"name\": \"%s\"%s, \"operations\": [", name, facts);
    for (size_t i = 0; i < count; i++)
        (void)printf("%s\"%s\"", i == 0 ? "" : ", ", operations[i].name);
    (void)puts("]}");
    (void)fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        bool is_known = false;

        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < count; i++) {
            if (strcmp(operations[i].name, line) == 0) {
                is_known = true;
                answer(&operations[i], context);
            }
        }
        if (!is_known)
            worker_give_up("no such operation");
    }
    return 0;
}
