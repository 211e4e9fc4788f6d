/*
 * Vintages of a land in one row: every commune is a stretch of it, so that mergers and splits are
 * easy to draw and always tile.
 */
#ifndef TESTS_SUPPORT_STRIP_H
#define TESTS_SUPPORT_STRIP_H

#include "data/vintage.h"

/** A commune from one field of the row up to before another; 100 inhabitants a field. */
struct stretch {
    const char *insee;
    const char *name;
    const char *epci;   /* "" for none */
    const char *region; /* "32" is the one in scope */
    int from, to;
};

/** A SIREN with its name and nature, where they are not the SIREN itself and CC. */
struct strip_epci {
    const char *siren, *name, *nature;
};

/** Fails the test when anything is wrong with them. epcis ends with a NULL SIREN. */
struct vintage *strip_vintage(int year, const struct stretch stretches[], size_t count,
                              const struct strip_epci epcis[]);

#endif
