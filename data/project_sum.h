/*
 * Funded projects added up, by contract, by category or by EPCI. Amounts that nobody stated are
 * counted apart, never as nothing.
 */
#ifndef DATA_PROJECT_SUM_H
#define DATA_PROJECT_SUM_H

#include "data/snapshot.h"

struct euro_sum {
    int64_t cents;  /* of those that are known */
    uint32_t known; /* how many are */
};

struct project_sum {
    const char *key;  /* contract id, word of the category, SIREN; "" for those without one */
    const char *name; /* of the EPCI or contract; "" */
    uint32_t count;
    struct euro_sum requested, granted, paid;
};

enum project_grouping { PROJECTS_BY_CONTRACT, PROJECTS_BY_CATEGORY, PROJECTS_BY_EPCI };

struct project_sums {
    struct project_sum *list; /* by key; "" last */
    size_t count;
    struct project_sum total; /* each project once, also where it counts in several EPCI */
};

void project_sums_release(struct project_sums *sums);
DEFINE_SCOPED(project_sums)

/**
 * Of the projects for which `is_wanted` is true, one a project of the register. By EPCI a project
 * counts in each one that a commune of it is in, in the vintage of the period (none before the
 * first: then all are of no EPCI).
 */
enum status project_sums_find(const struct snapshot *snapshot, const struct vintage *vintage,
                              enum project_grouping grouping, const bool is_wanted[],
                              struct project_sums *ret_sums, struct error *err) MUST_CHECK;

#endif
