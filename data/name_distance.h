/* How far two folded names are from each other. */
#ifndef DATA_NAME_DISTANCE_H
#define DATA_NAME_DISTANCE_H

#include <stdbool.h>

/**
 * Letters to insert, drop, replace or swap with their neighbour, none touched twice (optimal string
 * alignment; F. J. Damerau, A technique for computer detection and correction of spelling errors,
 * CACM 7 (1964)). More than limit is limit + 1. Cost: the product of the lengths.
 */
unsigned name_distance(const char *a, const char *b, unsigned limit);

/** From how many letters on, of a name of that length, another is no misspelling of it. */
unsigned name_distance_limit(const char *tight);

/** Is every word of the first, of which one has four letters or more, a word of the second? */
bool name_words_within(const char *core, const char *of_core);

#endif
