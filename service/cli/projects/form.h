/* The forms of `lisiere projects`. */
#ifndef SERVICE_CLI_PROJECTS_FORM_H
#define SERVICE_CLI_PROJECTS_FORM_H

#include "data/project_sum.h"
#include "geo/text.h"

struct project_list {
    const struct snapshot *snapshot;
    struct date date;
    const struct vintage *vintage; /* of the date, or that is asked for; NULL before the first */
    const bool *is_wanted;         /* one a project of the register */
    bool is_grouped;
    enum project_grouping grouping;
    const struct project_sums *sums; /* by the grouping; by category when there is none */
};

void projects_write_text(struct text *text, const struct project_list *list,
                         enum language language);
void projects_write_json(struct text *text, const struct project_list *list);
/** A line a project, or a line a group when they are grouped. */
void projects_write_csv(struct text *text, const struct project_list *list);

#endif
