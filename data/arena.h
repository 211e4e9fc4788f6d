/*
 * Memory that lives and dies together: the strings and rows of a vintage, a register, a snapshot.
 * Nothing in it is freed alone.
 */
#ifndef DATA_ARENA_H
#define DATA_ARENA_H

#include <stddef.h>

#include "geo/attr.h"

struct arena_block;

struct arena {
    struct arena_block *blocks;
};

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);
DEFINE_SCOPED(arena)

/** Zeroed and aligned for any type; NULL when memory is short. */
void *arena_alloc(struct arena *arena, size_t size);
/** NULL when memory is short; a NULL string is copied as "". */
const char *arena_string(struct arena *arena, const char *string);

#endif
