/*
 * What became of the contracts of one generation in another, CRT and CDT say: renewed by a contract
 * that succeeds them, recomposed among several, or without a successor that is known. All in the
 * communes of one vintage.
 */
#ifndef DATA_GENERATION_DIFFERENCE_H
#define DATA_GENERATION_DIFFERENCE_H

#include "data/snapshot.h"

enum generation_relation {
    GENERATION_RENEWED,    /* the later contract succeeds the earlier one */
    GENERATION_RECOMPOSED, /* it says nothing of it, and has communes of it */
    GENERATION_ENDED,      /* no contract of the later generation is known to do either */
    GENERATION_NEW,        /* a later contract without an earlier one */
};

/** One contract beside one, or one alone. */
struct generation_step {
    enum generation_relation relation;
    const struct perimeter *before, *after; /* one may be NULL */
    uint32_t common, left, joined;          /* communes of both, of the earlier, of the later one */
};

struct generation_difference {
    const struct generation *before, *after;
    const struct vintage *vintage;
    const struct generation_step *steps; /* by the earlier contract, then the later one */
    uint32_t step_count;
    /* Communes of any contract of either generation, of both, of one alone; projects left aside. */
    uint32_t common, left, joined;
    struct arena arena;
};

void generation_difference_free(struct generation_difference *difference);
DEFINE_AUTO(generation_difference)

/** A generation, and the day whose versions its contracts have; the nearest, where none runs. */
struct generation_side {
    uint32_t generation;
    struct date date;
};

/**
 * Contracts that are not adopted yet count on the later side only, and not in the sums. The
 * snapshot outlives the difference. Cost: contracts of one × contracts of the other × communes.
 */
enum status generation_difference_new(const struct snapshot *snapshot,
                                      const struct vintage *vintage, struct generation_side before,
                                      struct generation_side after,
                                      struct generation_difference **ret_difference,
                                      struct error *err) MUST_CHECK;

/** Is the later contract a candidate, or in preparation? */
bool generation_step_is_project(const struct register_rows *rows,
                                const struct generation_step *step);

/** "renewed", "recomposed", "ended", "new". */
const char *generation_relation_name(enum generation_relation relation);

#endif
