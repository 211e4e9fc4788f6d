/*
 * Numbers that look random and are the same in every run of one seed, under every compiler: C
 * leaves open which argument or initialiser comes first, so no two are drawn in one call or
 * initialiser.
 */
#ifndef TESTS_PROPERTY_RANDOM_H
#define TESTS_PROPERTY_RANDOM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "geo/position.h"

/** xorshift64 (G. Marsaglia, J. Stat. Software 8, 2003); the state is never 0. */
static inline uint64_t random_next(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

/** From 0 to count - 1. */
static inline uint32_t random_below(uint64_t *random, uint64_t count)
{
    return (uint32_t)((random_next(random) >> 11) % count);
}

static inline int64_t random_between(uint64_t *random, int64_t low, int64_t high)
{
    return low + (int64_t)((random_next(random) >> 11) % (uint64_t)(high - low + 1));
}

static inline bool random_chance(uint64_t *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

/** Longitude first. */
static inline struct position random_position(uint64_t *random, struct box box)
{
    int64_t lon_e7 = random_between(random, box.west_e7, box.east_e7);
    int64_t lat_e7 = random_between(random, box.south_e7, box.north_e7);

    return (struct position){(int32_t)lon_e7, (int32_t)lat_e7};
}

/** A number from the environment, or the usual one. */
static inline uint64_t number_from(const char *name, uint64_t usual)
{
    const char *value = getenv(name);

    return value == NULL ? usual : strtoull(value, NULL, 10);
}

/** The seed of this run, printed: LISIERE_SEED repeats it. */
static inline uint64_t random_seed(void)
{
    uint64_t seed = number_from("LISIERE_SEED", 20210601);

    printf("# LISIERE_SEED=%llu\n", (unsigned long long)seed);
    return seed == 0 ? 1 : seed;
}

#endif
