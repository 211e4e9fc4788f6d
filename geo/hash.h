/* A seeded hash of 64-bit keys: hostile input cannot choose its collisions. */
#ifndef GEO_HASH_H
#define GEO_HASH_H

#include <stdint.h>

/** Differs from run to run; nothing that leaves the program may depend on it. */
uint64_t hash_seed(void);

/** The finaliser of SplitMix64 (G. L. Steele et al., OOPSLA 2014). */
static inline uint64_t hash_mix(uint64_t key)
{
    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9u;
    key = (key ^ (key >> 27)) * 0x94D049BB133111EBu;
    return key ^ (key >> 31);
}

#endif
