#include "data/lineage.h"

#include <stdlib.h>
#include <string.h>

void lineage_free(struct lineage *lineage)
{
    if (lineage == NULL)
        return;
    arena_release(&lineage->arena);
    free(lineage);
}

void succession_release(struct succession *succession)
{
    free(succession->events);
    *succession = (struct succession){.event_count = 0};
}

const char *succession_rule_name(enum succession_rule rule)
{
    static const char *const names[] = {
        [RULE_MOVEMENTS] = "movements",
        [RULE_COMPARENT] = "comparent",
        [RULE_DELEGATE_RESTORED] = "delegate restored",
        [RULE_SPLIT] = "split",
    };

    return names[rule];
}

const char *succession_status_name(enum succession_status status)
{
    static const char *const names[] = {
        [SUCCESSION_SAME] = "same",
        [SUCCESSION_MOVED] = "moved",
        [SUCCESSION_SPLIT] = "split",
    };

    return names[status];
}

/** Sorted, each once; the count that is left. */
static size_t sort_once(void *rows, size_t count, size_t size,
                        int (*compare)(const void *, const void *))
{
    char *list = rows;
    size_t kept = 0;

    if (count > 1)
        qsort(rows, count, size, compare);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && compare(list + (kept - 1) * size, list + i * size) == 0)
            continue;
        memmove(list + kept++ * size, list + i * size, size);
    }
    return kept;
}

static bool copy_names(struct lineage *lineage, struct movement movements[],
                       struct delegate delegates[])
{
    bool is_whole = true;

    for (size_t i = 0; i < lineage->movement_count; i++) {
        movements[i].name_before = arena_string(&lineage->arena, movements[i].name_before);
        movements[i].name_after = arena_string(&lineage->arena, movements[i].name_after);
        is_whole = is_whole && movements[i].name_before != NULL && movements[i].name_after != NULL;
    }
    for (size_t i = 0; i < lineage->delegate_count; i++) {
        delegates[i].name = arena_string(&lineage->arena, delegates[i].name);
        is_whole = is_whole && delegates[i].name != NULL;
    }
    return is_whole;
}

static enum status fill(struct lineage *lineage, const struct movement movements[],
                        const struct delegate delegates[], struct error *err)
{
    struct movement *kept =
        arena_alloc(&lineage->arena, (lineage->movement_count + 1) * sizeof *kept);
    struct delegate *parts =
        arena_alloc(&lineage->arena, (lineage->delegate_count + 1) * sizeof *parts);

    if (kept == NULL || parts == NULL)
        return error_no_memory(err);
    if (lineage->movement_count > 0)
        memcpy(kept, movements, lineage->movement_count * sizeof *kept);
    if (lineage->delegate_count > 0)
        memcpy(parts, delegates, lineage->delegate_count * sizeof *parts);
    lineage->movement_count =
        sort_once(kept, lineage->movement_count, sizeof *kept, movement_compare);
    lineage->delegate_count =
        sort_once(parts, lineage->delegate_count, sizeof *parts, delegate_compare);
    if (!copy_names(lineage, kept, parts))
        return error_no_memory(err);
    lineage->movements = kept;
    lineage->delegates = parts;
    return STATUS_OK;
}

enum status lineage_new(const struct movement movements[], size_t movement_count,
                        const struct delegate delegates[], size_t delegate_count,
                        struct lineage **ret_lineage, struct error *err)
{
    AUTO(lineage) lineage = calloc(1, sizeof *lineage);
    enum status status;

    if (lineage == NULL)
        return error_no_memory(err);
    arena_init(&lineage->arena);
    lineage->movement_count = movement_count;
    lineage->delegate_count = delegate_count;
    status = fill(lineage, movements, delegates, err);
    if (status != STATUS_OK)
        return status;
    *ret_lineage = lineage;
    lineage = NULL;
    return STATUS_OK;
}

const struct delegate *lineage_delegate(const struct lineage *lineage, const char *insee)
{
    size_t low = 0, high = lineage->delegate_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(lineage->delegates[middle].insee.code, insee) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < lineage->delegate_count && strcmp(lineage->delegates[low].insee.code, insee) == 0)
        return &lineage->delegates[low];
    return NULL;
}

bool code_set_has(const struct code_set *set, const char *insee)
{
    for (size_t i = 0; i < set->count; i++) {
        if (strcmp(set->codes[i].code, insee) == 0)
            return true;
    }
    return false;
}

enum status code_set_add(struct code_set *set, struct insee insee, struct error *err)
{
    size_t i = set->count;

    if (code_set_has(set, insee.code))
        return STATUS_OK;
    if (set->count == SUCCESSORS_MAX)
        return error_set(err, STATUS_LIMIT, insee.code,
                         "the land went to more than %d communes: check the list of movements",
                         "le territoire est allé à plus de %d communes : vérifiez la liste des "
                         "mouvements",
                         SUCCESSORS_MAX);
    for (; i > 0 && strcmp(set->codes[i - 1].code, insee.code) > 0; i--)
        set->codes[i] = set->codes[i - 1];
    set->codes[i] = insee;
    set->count++;
    return STATUS_OK;
}

static bool is_merger(const struct movement *movement)
{
    return movement->kind == MOVEMENT_MERGED || movement->kind == MOVEMENT_NEW_COMMUNE ||
           movement->kind == MOVEMENT_ASSOCIATED;
}

static bool is_from(const struct movement *movement, const struct insee *insee)
{
    return strcmp(movement->before.code, insee->code) == 0;
}

/** The movements of one day, from begin to before end. */
struct day {
    const struct movement *begin;
    const struct movement *end;
};

/** The first day after `after`; empty when there is none. */
static struct day next_day(const struct lineage *lineage, struct date after)
{
    const struct movement *end = lineage->movements + lineage->movement_count;
    size_t low = 0, high = lineage->movement_count;
    struct day day;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lineage->movements[middle].date.day <= after.day)
            low = middle + 1;
        else
            high = middle;
    }
    day.begin = lineage->movements + low;
    day.end = day.begin;
    while (day.end < end && day.end->date.day == day.begin->date.day)
        day.end++;
    return day;
}

static enum status add_event(struct succession *succession, const struct succession_event *event,
                             struct error *err)
{
    struct succession_event *grown =
        realloc(succession->events, (succession->event_count + 1) * sizeof *grown);

    if (grown == NULL)
        return error_no_memory(err);
    succession->events = grown;
    succession->events[succession->event_count++] = *event;
    return STATUS_OK;
}

/** What the events of one kind on that day make of a code; *movement moves behind them. */
static enum status follow_kind(const struct movement **movement, struct day day, struct insee insee,
                               struct code_set *into, struct succession *succession,
                               struct error *err)
{
    struct succession_event event = {
        .date = (*movement)->date, .kind = (*movement)->kind, .from = insee};
    enum status status = STATUS_OK;

    for (; status == STATUS_OK && *movement < day.end && (*movement)->kind == event.kind;
         ++*movement) {
        if (!movement_is_between_communes(*movement) || !is_from(*movement, &insee))
            continue;
        status = code_set_add(&event.to, (*movement)->after, err);
        if (status == STATUS_OK)
            status = code_set_add(into, (*movement)->after, err);
    }
    return status == STATUS_OK && event.to.count > 0 ? add_event(succession, &event, err) : status;
}

/** One code through the changes of code of a day, or through the rest of it. */
static enum status follow_code(struct day day, bool changes_of_code, struct insee insee,
                               struct code_set *next, struct succession *succession,
                               struct error *err)
{
    struct code_set into = {.count = 0};
    const struct movement *movement = day.begin;
    enum status status = STATUS_OK;

    while (status == STATUS_OK && movement < day.end) {
        if (movement_is_change_of_code(movement) == changes_of_code)
            status = follow_kind(&movement, day, insee, &into, succession, err);
        else
            movement++;
    }
    if (status == STATUS_OK && into.count == 0)
        status = code_set_add(&into, insee, err);
    for (size_t i = 0; i < into.count && status == STATUS_OK; i++)
        status = code_set_add(next, into.codes[i], err);
    return status;
}

static enum status follow_day(struct day day, bool changes_of_code, struct succession *succession,
                              struct error *err)
{
    struct code_set next = {.count = 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < succession->by_movements.count && status == STATUS_OK; i++)
        status = follow_code(day, changes_of_code, succession->by_movements.codes[i], &next,
                             succession, err);
    succession->by_movements = next;
    return status;
}

static enum status follow_movements(const struct lineage *lineage, struct date from,
                                    struct date until, struct succession *succession,
                                    struct error *err)
{
    const struct movement *end = lineage->movements + lineage->movement_count;
    enum status status = STATUS_OK;
    struct day day;

    for (day = next_day(lineage, from);
         status == STATUS_OK && day.begin < end && day.begin->date.day <= until.day;
         day = next_day(lineage, day.begin->date)) {
        status = follow_day(day, true, succession, err);
        if (status == STATUS_OK)
            status = follow_day(day, false, succession, err);
    }
    return status;
}

/** Was the commune of this code one side of a merger? Then its code may live on as a delegate's. */
static bool has_merged(const struct lineage *lineage, const char *insee, struct date from,
                       struct date until)
{
    for (size_t i = 0; i < lineage->movement_count; i++) {
        const struct movement *movement = &lineage->movements[i];

        if (movement->date.day > from.day && movement->date.day <= until.day &&
            movement_is_between_communes(movement) && is_merger(movement) &&
            strcmp(movement->before.code, movement->after.code) != 0 &&
            (strcmp(movement->before.code, insee) == 0 || strcmp(movement->after.code, insee) == 0))
            return true;
    }
    return false;
}

/** The candidates that the delegated commune of this code became when it was restored. */
static enum status find_restored(const struct lineage *lineage, const char *insee, struct date from,
                                 struct date until, const struct code_set *candidates,
                                 struct code_set *restored, struct error *err)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < lineage->movement_count && status == STATUS_OK; i++) {
        const struct movement *movement = &lineage->movements[i];

        if (movement->kind == MOVEMENT_RESTORED && movement->date.day > from.day &&
            movement->date.day <= until.day && movement->type_before == COMMUNE_DELEGATED &&
            movement->type_after == COMMUNE_FULL && strcmp(movement->before.code, insee) == 0 &&
            code_set_has(candidates, movement->after.code))
            status = code_set_add(restored, movement->after, err);
    }
    return status;
}

/** Chooses among several candidates. */
static enum status reconcile(const struct lineage *lineage, const char *insee, struct date from,
                             struct date until, struct succession *succession, struct error *err)
{
    const struct delegate *delegate = lineage_delegate(lineage, insee);
    struct code_set restored = {.count = 0};
    enum status status;

    succession->rule = RULE_SPLIT;
    if (!has_merged(lineage, insee, from, until))
        return STATUS_OK;
    if (delegate != NULL && code_set_has(&succession->by_movements, delegate->parent.code)) {
        succession->rule = RULE_COMPARENT;
        succession->successors = (struct code_set){.codes = {delegate->parent}, .count = 1};
        return STATUS_OK;
    }
    status = find_restored(lineage, insee, from, until, &succession->by_movements, &restored, err);
    if (status == STATUS_OK && restored.count > 0) {
        succession->rule = RULE_DELEGATE_RESTORED;
        succession->successors = restored;
    }
    return status;
}

static enum succession_status status_of(const struct code_set *successors, const char *insee)
{
    if (successors->count > 1)
        return SUCCESSION_SPLIT;
    return code_set_has(successors, insee) ? SUCCESSION_SAME : SUCCESSION_MOVED;
}

enum status lineage_follow(const struct lineage *lineage, const char *insee, struct date from,
                           struct date until, struct succession *ret_succession, struct error *err)
{
    SCOPED(succession) succession = {.event_count = 0};
    enum status status;

    memcpy(succession.by_movements.codes[0].code, insee, sizeof(struct insee));
    succession.by_movements.count = 1;
    status = follow_movements(lineage, from, until, &succession, err);
    succession.successors = succession.by_movements;
    if (status == STATUS_OK && succession.by_movements.count > 1)
        status = reconcile(lineage, insee, from, until, &succession, err);
    if (status != STATUS_OK)
        return status;
    succession.status = status_of(&succession.successors, insee);
    *ret_succession = succession;
    succession.events = NULL;
    return STATUS_OK;
}
