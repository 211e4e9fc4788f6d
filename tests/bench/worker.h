/*
 * A worker measures operations on request, so that several programs can take turns: it says what it
 * can do in one line of JSON, then answers each line of its input, the name of an operation, with
 * one line of JSON.
 */
#ifndef BENCH_WORKER_H
#define BENCH_WORKER_H

#include <stddef.h>

/** What two programs must agree on: of outlines, area and length in degrees; else a count or two.
 */
struct check {
    double first, second;
};

struct operation {
    const char *name;
    void (*run)(void *context); /* timed; repeated until it can be, and replaces its result */
    struct check (*check)(void *context); /* of the last result, not timed */
};

/** facts: more members of the first line, each after a comma; "" for none. */
int worker_serve(const char *name, const char *facts, const struct operation operations[],
                 size_t count, void *context);

/** Prints the sentence and ends the program. */
_Noreturn void worker_give_up(const char *sentence);

#endif
