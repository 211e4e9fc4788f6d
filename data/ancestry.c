#include "data/ancestry.h"

#include <stdlib.h>
#include <string.h>

void chronicle_release(struct chronicle *chronicle)
{
    free(chronicle->events);
    *chronicle = (struct chronicle){.count = 0};
}

void ancestry_release(struct ancestry *ancestry)
{
    chronicle_release(&ancestry->chronicle);
}

static bool parties_have(const struct party parties[], size_t count, const char *insee)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(parties[i].insee.code, insee) == 0)
            return true;
    }
    return false;
}

static enum status add_party(struct party parties[], size_t *count, struct party party,
                             struct error *err)
{
    size_t i = *count;

    if (parties_have(parties, *count, party.insee.code))
        return STATUS_OK;
    if (*count == SUCCESSORS_MAX)
        return error_set(err, STATUS_LIMIT, party.insee.code,
                         "more than %d communes took part in one event: check the list of "
                         "movements",
                         "plus de %d communes ont pris part à un même évènement : vérifiez la "
                         "liste des mouvements",
                         SUCCESSORS_MAX);
    for (; i > 0 && strcmp(parties[i - 1].insee.code, party.insee.code) > 0; i--)
        parties[i] = parties[i - 1];
    parties[i] = party;
    ++*count;
    return STATUS_OK;
}

static bool is_of(const struct movement *row, const struct movement_event *event)
{
    return row->date.day == event->date.day && row->kind == event->kind &&
           movement_is_between_communes(row);
}

/** Takes in every row that has a side in the event already, until none is left. */
static enum status gather_parties(const struct lineage *lineage, struct movement_event *event,
                                  struct error *err)
{
    size_t known;

    do {
        known = event->before_count + event->after_count;
        for (size_t i = 0; i < lineage->movement_count; i++) {
            const struct movement *row = &lineage->movements[i];
            enum status status;

            if (!is_of(row, event) ||
                (!parties_have(event->before, event->before_count, row->before.code) &&
                 !parties_have(event->after, event->after_count, row->after.code)))
                continue;
            status = add_party(event->before, &event->before_count,
                               (struct party){row->before, row->name_before}, err);
            if (status == STATUS_OK)
                status = add_party(event->after, &event->after_count,
                                   (struct party){row->after, row->name_after}, err);
            if (status != STATUS_OK)
                return status;
        }
    } while (event->before_count + event->after_count > known);
    return STATUS_OK;
}

static int compare_events(const void *a, const void *b)
{
    const struct movement_event *left = a, *right = b;

    if (left->date.day != right->date.day)
        return left->date.day < right->date.day ? -1 : 1;
    if (left->kind != right->kind)
        return left->kind < right->kind ? -1 : 1;
    return strcmp(left->before[0].insee.code, right->before[0].insee.code);
}

/** Adds the event that the row is of, unless it is there. */
static enum status chronicle_add(const struct lineage *lineage, const struct movement *row,
                                 struct chronicle *chronicle, struct error *err)
{
    struct movement_event event = {.date = row->date, .kind = row->kind};
    struct movement_event *grown;
    enum status status;

    for (size_t i = 0; i < chronicle->count; i++) {
        const struct movement_event *known = &chronicle->events[i];

        if (is_of(row, known) && parties_have(known->before, known->before_count, row->before.code))
            return STATUS_OK;
    }
    event.before[event.before_count++] = (struct party){row->before, row->name_before};
    status = gather_parties(lineage, &event, err);
    if (status != STATUS_OK)
        return status;
    grown = realloc(chronicle->events, (chronicle->count + 1) * sizeof *grown);
    if (grown == NULL)
        return error_no_memory(err);
    grown[chronicle->count++] = event;
    chronicle->events = grown;
    return STATUS_OK;
}

/** A row of the event by which a code went on; lineage_follow() found it there. */
static const struct movement *row_of(const struct lineage *lineage,
                                     const struct succession_event *step)
{
    for (size_t i = 0; i < lineage->movement_count; i++) {
        const struct movement *row = &lineage->movements[i];

        if (row->date.day == step->date.day && row->kind == step->kind &&
            movement_is_between_communes(row) && strcmp(row->before.code, step->from.code) == 0)
            return row;
    }
    return NULL;
}

enum status chronicle_of(const struct lineage *lineage, const struct succession *succession,
                         struct chronicle *ret_chronicle, struct error *err)
{
    SCOPED(chronicle) chronicle = {.count = 0};

    for (size_t i = 0; i < succession->event_count; i++) {
        const struct movement *row = row_of(lineage, &succession->events[i]);
        enum status status = row == NULL ? STATUS_OK : chronicle_add(lineage, row, &chronicle, err);

        if (status != STATUS_OK)
            return status;
    }
    if (chronicle.count > 1)
        qsort(chronicle.events, chronicle.count, sizeof *chronicle.events, compare_events);
    *ret_chronicle = chronicle;
    chronicle = (struct chronicle){.count = 0};
    return STATUS_OK;
}

/** One code back through the changes of code of a day, or through the rest of it. */
static enum status ascend_code(const struct lineage *lineage, size_t begin, size_t end,
                               bool changes_of_code, struct insee insee, struct code_set *earlier,
                               struct chronicle *chronicle, struct error *err)
{
    enum status status = STATUS_OK;
    bool is_moved = false;

    for (size_t i = begin; i < end && status == STATUS_OK; i++) {
        const struct movement *row = &lineage->movements[i];

        if (!movement_is_between_communes(row) ||
            movement_is_change_of_code(row) != changes_of_code ||
            strcmp(row->after.code, insee.code) != 0)
            continue;
        is_moved = true;
        status = code_set_add(earlier, row->before, err);
        if (status == STATUS_OK)
            status = chronicle_add(lineage, row, chronicle, err);
    }
    return status == STATUS_OK && !is_moved ? code_set_add(earlier, insee, err) : status;
}

static enum status ascend_day(const struct lineage *lineage, size_t begin, size_t end,
                              bool changes_of_code, struct ancestry *ancestry, struct error *err)
{
    struct code_set earlier = {.count = 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < ancestry->origins.count && status == STATUS_OK; i++)
        status = ascend_code(lineage, begin, end, changes_of_code, ancestry->origins.codes[i],
                             &earlier, &ancestry->chronicle, err);
    ancestry->origins = earlier;
    return status;
}

/** Every code whose land may have come here. */
static enum status ascend_movements(const struct lineage *lineage, struct date until,
                                    struct ancestry *ancestry, struct error *err)
{
    size_t end = lineage->movement_count;
    enum status status = STATUS_OK;

    while (end > 0 && lineage->movements[end - 1].date.day > until.day)
        end--;
    while (end > 0 && status == STATUS_OK) {
        size_t begin = end - 1;

        while (begin > 0 &&
               lineage->movements[begin - 1].date.day == lineage->movements[end - 1].date.day)
            begin--;
        status = ascend_day(lineage, begin, end, false, ancestry, err);
        if (status == STATUS_OK)
            status = ascend_day(lineage, begin, end, true, ancestry, err);
        end = begin;
    }
    return status;
}

/** Keeps the origins whose own lineage leads to the code. */
static enum status reconcile(const struct lineage *lineage, const char *insee, struct date until,
                             struct ancestry *ancestry, struct error *err)
{
    struct code_set candidates = ancestry->origins;

    ancestry->origins.count = 0;
    for (size_t i = 0; i < candidates.count; i++) {
        SCOPED(succession) succession = {.event_count = 0};
        enum status status = lineage_follow(lineage, candidates.codes[i].code, ancestry->since,
                                            until, &succession, err);

        if (status == STATUS_OK && code_set_has(&succession.successors, insee))
            status = code_set_add(&ancestry->origins, candidates.codes[i], err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status lineage_ascend(const struct lineage *lineage, const char *insee, struct date until,
                           struct ancestry *ret_ancestry, struct error *err)
{
    SCOPED(ancestry) ancestry = {.since = until, .origins = {.count = 1}};
    enum status status;

    memcpy(ancestry.origins.codes[0].code, insee, sizeof(struct insee));
    status = ascend_movements(lineage, until, &ancestry, err);
    if (status == STATUS_OK && ancestry.chronicle.count > 0) {
        qsort(ancestry.chronicle.events, ancestry.chronicle.count,
              sizeof *ancestry.chronicle.events, compare_events);
        ancestry.since = date_plus(ancestry.chronicle.events[0].date, -1);
        status = reconcile(lineage, insee, until, &ancestry, err);
    }
    if (status != STATUS_OK)
        return status;
    *ret_ancestry = ancestry;
    ancestry.chronicle = (struct chronicle){.count = 0};
    return STATUS_OK;
}
