/*
 * The vintage of a table, read from what it says itself: lists are published for 1 January of a
 * year and seldom say so. Strongest first: the name of the file or layer, the name of a column
 * (pmun_2021), the last event of a list of movements, the set of codes, the date of the census.
 */
#ifndef DATA_SOURCE_VINTAGE_CLUE_H
#define DATA_SOURCE_VINTAGE_CLUE_H

#include <stdbool.h>
#include <stddef.h>

#include "data/date.h"
#include "data/insee.h"
#include "geo/status.h"

/** The greater, the stronger. */
enum clue_kind {
    CLUE_NONE,
    CLUE_CENSUS,
    CLUE_CODES,
    CLUE_EVENT,
    CLUE_COLUMN,
    CLUE_LAYER,
    CLUE_FILE
};

enum { CLUE_YEARS_MAX = 8, CLUE_TEXT_MAX = 160 };

struct vintage_clue {
    enum clue_kind kind;
    int years[CLUE_YEARS_MAX]; /* ascending: any of these */
    size_t year_count;
    char en[CLUE_TEXT_MAX]; /* what was read: “the name of the sheet is Epcicom2021” */
    char fr[CLUE_TEXT_MAX];
};

/** A year 1943–2099 that stands alone in a name, or begins a date (20210101); 0 for none or two. */
int vintage_year_in(const char *name);

struct vintage_clue vintage_clue_of_name(const char *name, enum clue_kind kind);
struct vintage_clue vintage_clue_of_column(const char *name, int year);
struct vintage_clue vintage_clue_of_event(struct date last);
/** Populations in force are those of the census three years before. */
struct vintage_clue vintage_clue_of_census(struct date census);

/** A vintage that could be the one: its codes, sorted. */
struct vintage_candidate {
    int year;
    const struct insee *codes;
    size_t count;
};

/**
 * The vintages that hold all the codes (sorted), of these the smallest, several when they have as
 * many. *ret_unknown is how many codes the best candidate lacks when none holds all: the clue is
 * then CLUE_NONE. A count is no identity: 2025 and 2026 have the same codes.
 */
struct vintage_clue vintage_clue_of_codes(const struct insee codes[], size_t count,
                                          const struct vintage_candidate candidates[],
                                          size_t candidate_count, size_t *ret_unknown);

/** The stronger one, the first of equals. */
struct vintage_clue vintage_clue_stronger(struct vintage_clue a, struct vintage_clue b);

bool vintage_clue_allows(const struct vintage_clue *clue, int year);

#endif
