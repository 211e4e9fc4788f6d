#include "data/project_sum.h"

#include <stdlib.h>
#include <string.h>

#include "data/project_place.h"

void project_sums_release(struct project_sums *sums)
{
    free(sums->list);
    *sums = (struct project_sums){0};
}

static void add_euros(struct euro_sum *sum, int64_t cents)
{
    if (cents == EUROS_UNKNOWN)
        return;
    sum->cents += cents;
    sum->known++;
}

static void add(struct project_sum *sum, const struct project *project)
{
    sum->count++;
    add_euros(&sum->requested, project->requested_cents);
    add_euros(&sum->granted, project->granted_cents);
    add_euros(&sum->paid, project->paid_cents);
}

/** The sum of a key, made when it is new; room was made for all. */
static struct project_sum *sum_of(struct project_sums *sums, const char *key, const char *name)
{
    for (size_t i = 0; i < sums->count; i++) {
        if (strcmp(sums->list[i].key, key) == 0)
            return &sums->list[i];
    }
    sums->list[sums->count] = (struct project_sum){.key = key, .name = name};
    return &sums->list[sums->count++];
}

/** Each EPCI once, however many communes of it the project has. */
static void add_to_epcis(struct project_sums *sums, const struct vintage *vintage,
                         const struct project *project)
{
    const char *at = project->communes;
    const struct epci *seen[64];
    size_t seen_count = 0;
    struct insee insee;

    while (vintage != NULL && seen_count < sizeof seen / sizeof *seen &&
           project_next_commune(&at, &insee)) {
        uint32_t commune = vintage_commune(vintage, insee.code);
        uint32_t epci = commune == UNIT_NONE ? UNIT_NONE : vintage->communes[commune].epci;
        bool is_seen = epci == UNIT_NONE;

        for (size_t i = 0; i < seen_count && !is_seen; i++)
            is_seen = seen[i] == &vintage->epcis[epci];
        if (is_seen)
            continue;
        seen[seen_count++] = &vintage->epcis[epci];
        add(sum_of(sums, vintage->epcis[epci].siren.code, vintage->epcis[epci].name), project);
    }
    if (seen_count == 0)
        add(sum_of(sums, "", ""), project);
}

static void add_project(struct project_sums *sums, const struct snapshot *snapshot,
                        const struct vintage *vintage, enum project_grouping grouping,
                        const struct project *project)
{
    uint32_t contract = register_contract(snapshot->rows, project->contract);

    add(&sums->total, project);
    if (grouping == PROJECTS_BY_EPCI)
        add_to_epcis(sums, vintage, project);
    else if (grouping == PROJECTS_BY_CATEGORY)
        add(sum_of(sums, project_category_name(project->category), ""), project);
    else
        add(sum_of(sums, project->contract,
                   contract == UINT32_MAX ? "" : snapshot->rows->contracts[contract].name),
            project);
}

static int compare_sums(const void *a, const void *b)
{
    const struct project_sum *left = a, *right = b;
    bool left_is_last = left->key[0] == '\0', right_is_last = right->key[0] == '\0';

    return left_is_last != right_is_last ? left_is_last - right_is_last
                                         : strcmp(left->key, right->key);
}

enum status project_sums_find(const struct snapshot *snapshot, const struct vintage *vintage,
                              enum project_grouping grouping, const bool is_wanted[],
                              struct project_sums *ret_sums, struct error *err)
{
    const struct register_rows *rows = snapshot->rows;
    struct project_sums sums = {.total = {.key = "", .name = ""}};
    size_t room = (size_t)rows->project_count + 1 +
                  (grouping == PROJECTS_BY_EPCI && vintage != NULL ? vintage->epci_count : 0);

    sums.list = calloc(room, sizeof *sums.list);
    if (sums.list == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->project_count; i++) {
        if (is_wanted[i])
            add_project(&sums, snapshot, vintage, grouping, &rows->projects[i]);
    }
    qsort(sums.list, sums.count, sizeof *sums.list, compare_sums);
    *ret_sums = sums;
    return STATUS_OK;
}
