/* The forms of `lisiere objectives`: each writes the matrices of all generations asked for. */
#ifndef SERVICE_CLI_OBJECTIVES_FORM_H
#define SERVICE_CLI_OBJECTIVES_FORM_H

#include "data/objective_matrix.h"
#include "geo/text.h"

struct objective_matrices {
    const struct snapshot *snapshot;
    struct date date;
    struct objective_matrix **list; /* one a generation that has a contract to show */
    size_t count;
};

void objectives_write_text(struct text *text, const struct objective_matrices *matrices,
                           enum language language);
void objectives_write_json(struct text *text, const struct objective_matrices *matrices);
/** A line an objective, and one for each orientation of which nothing is known. */
void objectives_write_csv(struct text *text, const struct objective_matrices *matrices);

/** Walks the objectives of a contract on an axis that hold, or may, on the date: start with
 * *index = 0; NULL after the last. */
const struct objective *objectives_next(const struct objective_matrices *matrices,
                                        uint32_t contract, const char *axis, uint32_t *index);

#endif
