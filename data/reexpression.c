#include "data/reexpression.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reexpression {
    struct period period;
    struct outlines *outlines; /* of its gaps: those of the snapshot are shared, so not added to */
    struct arena arena;
};

void reexpression_free(struct reexpression *reexpression)
{
    if (reexpression == NULL)
        return;
    outlines_free(reexpression->outlines);
    arena_release(&reexpression->arena);
    free(reexpression);
}

enum status vintage_year_parse(const char *text, int *ret_year, struct error *err)
{
    if (strlen(text) != 4 || strspn(text, "0123456789") != 4 || text[0] == '0')
        return error_set(err, STATUS_INVALID, "", "“%.40s” is not the year of a vintage: 2024",
                         "« %.40s » n'est pas l'année d'un millésime : 2024", text);
    *ret_year = atoi(text);
    return STATUS_OK;
}

static const struct vintage *find_vintage(const struct snapshot *snapshot, int year)
{
    for (size_t i = 0; i < snapshot->vintage_count; i++) {
        if (snapshot->vintages[i]->year == year)
            return snapshot->vintages[i];
    }
    return NULL;
}

static enum status refuse_year(const struct snapshot *snapshot, int year, struct error *err)
{
    char years[160] = "";
    size_t length = 0;

    for (size_t i = 0; i < snapshot->vintage_count && length < sizeof years; i++)
        length += (size_t)snprintf(years + length, sizeof years - length, "%s%d",
                                   i == 0 ? "" : ", ", snapshot->vintages[i]->year);
    return error_set(err, STATUS_INVALID, "", "there is no vintage %d; those loaded are: %s",
                     "il n'y a pas de millésime %d ; ceux qui sont chargés : %s", year, years);
}

static enum status express(const struct snapshot *snapshot, const struct period *period,
                           const struct vintage *vintage, struct reexpression **ret_reexpression,
                           struct error *err)
{
    AUTO(reexpression) reexpression = calloc(1, sizeof *reexpression);
    enum status status;

    if (reexpression == NULL)
        return error_no_memory(err);
    arena_init(&reexpression->arena);
    status = outlines_new(&reexpression->outlines, err);
    if (status == STATUS_OK)
        status = period_express(snapshot->rows, snapshot_vintages(snapshot), snapshot->perimeters,
                                period, vintage, reexpression->outlines, &reexpression->arena,
                                &reexpression->period, err);
    if (status == STATUS_OK)
        *ret_reexpression = TAKE(reexpression);
    return status;
}

enum status period_on(const struct snapshot *snapshot, struct date at, int year,
                      struct reexpression **ret_reexpression, const struct period **ret_period,
                      struct error *err)
{
    const struct period *period = timeline_at(&snapshot->timeline, at);
    const struct vintage *vintage = year == 0 ? period->vintage : find_vintage(snapshot, year);
    struct reexpression *reexpression = NULL;
    enum status status = STATUS_OK;

    if (year != 0 && vintage == NULL)
        return refuse_year(snapshot, year, err);
    if (vintage != period->vintage)
        status = express(snapshot, period, vintage, &reexpression, err);
    if (status != STATUS_OK)
        return status;
    *ret_reexpression = reexpression;
    *ret_period = reexpression == NULL ? period : &reexpression->period;
    return STATUS_OK;
}

bool period_is_reexpressed(const struct snapshot *snapshot, const struct period *period,
                           struct date at)
{
    return period->vintage != vintage_at(snapshot_vintages(snapshot), at);
}
