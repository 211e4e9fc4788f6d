/* `lisiere diff A B`: a contract or a generation on either side. */
#ifndef SERVICE_CLI_DIFF_SIDES_H
#define SERVICE_CLI_DIFF_SIDES_H

#include "data/generation_difference.h"
#include "data/perimeter_difference.h"
#include "geo/text.h"
#include "service/cli/usage.h"

/** What is asked beside A and B. */
struct diff_question {
    const char *before,
        *after;       /* "id", "id@2024-12-31", "id@v2"; or a generation, "CRT@2022-12-31" */
    struct date date; /* where a side names none */
    int vintage;      /* in whose codes both are; 0: each in those of its date */
};

enum exit_code diff_sides(const struct common *common, const struct diff_question *question);

void perimeter_difference_write_text(struct text *text,
                                     const struct perimeter_difference *difference,
                                     const struct snapshot *snapshot, enum language language);
void perimeter_difference_write_json(struct text *text,
                                     const struct perimeter_difference *difference);
/** A line a commune that comes or goes. */
void perimeter_difference_write_csv(struct text *text,
                                    const struct perimeter_difference *difference);

void generation_difference_write_text(struct text *text,
                                      const struct generation_difference *difference,
                                      const struct snapshot *snapshot, enum language language);
void generation_difference_write_json(struct text *text,
                                      const struct generation_difference *difference,
                                      const struct register_rows *rows);
/** A line a pair of contracts, or a contract alone. */
void generation_difference_write_csv(struct text *text,
                                     const struct generation_difference *difference,
                                     const struct register_rows *rows);

#endif
