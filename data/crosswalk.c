#include "data/crosswalk.h"

#include <stdlib.h>
#include <string.h>

#include "data/crosswalk_change.h"

void crosswalk_free(struct crosswalk *crosswalk)
{
    if (crosswalk == NULL)
        return;
    arena_release(&crosswalk->arena);
    free(crosswalk);
}

/** What happened to one commune, kept until its relation is known. */
struct trace {
    struct date *dates; /* of its events, ascending */
    uint32_t date_count;
    bool is_renamed; /* by a movement of its own */
};

/** A crosswalk while it is made. */
struct making {
    const struct lineage *lineage;
    struct crosswalk *crosswalk;
    struct crosswalk_origin *origins;
    struct trace *traces;
    uint32_t *roots; /* communes of the earlier vintage, then of the later: a forest of sets */
    struct crosswalk_relation *relations;
    struct error *err;
};

static void making_release(struct making *making)
{
    free(making->roots);
}
DEFINE_SCOPED(making)

static uint32_t root_of(struct making *making, uint32_t node)
{
    while (making->roots[node] != node) {
        making->roots[node] = making->roots[making->roots[node]];
        node = making->roots[node];
    }
    return node;
}

/** The lower node is the root: it is a commune of the earlier vintage whenever there is one. */
static void unite(struct making *making, uint32_t a, uint32_t b)
{
    uint32_t first = root_of(making, a), second = root_of(making, b);

    if (first < second)
        making->roots[second] = first;
    else
        making->roots[first] = second;
}

/** Without movements a code is taken for what it was. */
static enum status follow(const struct making *making, const char *insee,
                          struct succession *succession)
{
    const struct crosswalk *crosswalk = making->crosswalk;

    if (making->lineage != NULL)
        return lineage_follow(making->lineage, insee, date_of(crosswalk->before->year, 1, 1),
                              date_of(crosswalk->after->year, 1, 1), succession, making->err);
    memcpy(succession->successors.codes[0].code, insee, sizeof(struct insee));
    succession->successors.count = 1;
    return STATUS_OK;
}

static enum status keep_trace(const struct making *making, const struct succession *succession,
                              struct trace *trace)
{
    trace->dates = arena_alloc(&making->crosswalk->arena,
                               (succession->event_count + 1) * sizeof *trace->dates);
    if (trace->dates == NULL)
        return error_no_memory(making->err);
    for (size_t i = 0; i < succession->event_count; i++) {
        const struct succession_event *event = &succession->events[i];

        if (trace->date_count == 0 || trace->dates[trace->date_count - 1].day != event->date.day)
            trace->dates[trace->date_count++] = event->date;
        trace->is_renamed = trace->is_renamed || event->kind == MOVEMENT_RENAMED;
    }
    return STATUS_OK;
}

static enum status keep_successors(struct making *making, uint32_t commune,
                                   const struct succession *succession)
{
    struct crosswalk *crosswalk = making->crosswalk;
    struct crosswalk_origin *origin = &making->origins[commune];
    struct crosswalk_successor *successors =
        arena_alloc(&crosswalk->arena, succession->successors.count * sizeof *successors);

    if (successors == NULL)
        return error_no_memory(making->err);
    for (size_t i = 0; i < succession->successors.count; i++) {
        successors[i].insee = succession->successors.codes[i];
        successors[i].commune = vintage_commune(crosswalk->after, successors[i].insee.code);
        if (successors[i].commune != UNIT_NONE)
            unite(making, commune, crosswalk->before->commune_count + successors[i].commune);
    }
    origin->successors = successors;
    origin->successor_count = (uint32_t)succession->successors.count;
    origin->status = succession->status;
    origin->rule = succession->rule;
    return keep_trace(making, succession, &making->traces[commune]);
}

static enum status follow_all(struct making *making)
{
    const struct vintage *before = making->crosswalk->before;
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < before->commune_count && status == STATUS_OK; i++) {
        SCOPED(succession) succession = {.event_count = 0};

        status = follow(making, before->communes[i].insee.code, &succession);
        if (status == STATUS_OK)
            status = keep_successors(making, i, &succession);
    }
    return status;
}

static int compare_roots(const void *a, const void *b, void *context)
{
    const uint32_t *roots = context;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

    if (roots[left] != roots[right])
        return roots[left] < roots[right] ? -1 : 1;
    return (left > right) - (left < right);
}

static const char *relation_code(const struct crosswalk *crosswalk,
                                 const struct crosswalk_relation *relation)
{
    const struct vintage *before = crosswalk->before, *after = crosswalk->after;
    const char *first, *second;

    if (relation->before_count == 0)
        return after->communes[relation->after[0]].insee.code;
    first = before->communes[relation->before[0]].insee.code;
    if (relation->after_count == 0)
        return first;
    second = after->communes[relation->after[0]].insee.code;
    return strcmp(second, first) < 0 ? second : first;
}

/** Two relations may begin with one code, given up here and taken there: then what was first. */
static int compare_relations(const void *a, const void *b, void *context)
{
    const struct crosswalk_relation *left = a, *right = b;
    int order = strcmp(relation_code(context, left), relation_code(context, right));

    if (order == 0)
        order = (left->before_count == 0) - (right->before_count == 0);
    return order;
}

/** The nodes of one set, which stand together: first those of the earlier vintage. */
static struct crosswalk_relation relation_of(uint32_t nodes[], uint32_t count,
                                             uint32_t first_of_after)
{
    struct crosswalk_relation relation = {.before = nodes};

    while (relation.before_count < count && nodes[relation.before_count] < first_of_after)
        relation.before_count++;
    relation.after = nodes + relation.before_count;
    relation.after_count = count - relation.before_count;
    for (uint32_t i = relation.before_count; i < count; i++)
        nodes[i] -= first_of_after;
    return relation;
}

static enum status relate(struct making *making)
{
    struct crosswalk *crosswalk = making->crosswalk;
    uint32_t first_of_after = crosswalk->before->commune_count;
    uint32_t count = first_of_after + crosswalk->after->commune_count;
    uint32_t *nodes = arena_alloc(&crosswalk->arena, ((size_t)count + 1) * sizeof *nodes);

    making->relations =
        arena_alloc(&crosswalk->arena, ((size_t)count + 1) * sizeof *making->relations);
    if (nodes == NULL || making->relations == NULL)
        return error_no_memory(making->err);
    for (uint32_t i = 0; i < count; i++) {
        nodes[i] = i;
        making->roots[i] = root_of(making, i);
    }
    qsort_r(nodes, count, sizeof *nodes, compare_roots, making->roots);
    for (uint32_t begin = 0, end; begin < count; begin = end) {
        for (end = begin + 1;
             end < count && making->roots[nodes[end]] == making->roots[nodes[begin]]; end++)
            continue;
        making->relations[crosswalk->relation_count++] =
            relation_of(nodes + begin, end - begin, first_of_after);
    }
    qsort_r(making->relations, crosswalk->relation_count, sizeof *making->relations,
            compare_relations, crosswalk);
    return STATUS_OK;
}

/** The dates of all its communes, each once. */
static enum status date_relation(const struct making *making, struct crosswalk_relation *relation)
{
    size_t count = 0;
    struct date *dates;

    for (uint32_t i = 0; i < relation->before_count; i++)
        count += making->traces[relation->before[i]].date_count;
    dates = arena_alloc(&making->crosswalk->arena, (count + 1) * sizeof *dates);
    if (dates == NULL)
        return error_no_memory(making->err);
    relation->dates = dates;
    for (uint32_t i = 0; i < relation->before_count; i++) {
        const struct trace *trace = &making->traces[relation->before[i]];

        for (uint32_t d = 0; d < trace->date_count; d++) {
            uint32_t place = relation->date_count;

            while (place > 0 && dates[place - 1].day >= trace->dates[d].day)
                place--;
            if (place < relation->date_count && dates[place].day == trace->dates[d].day)
                continue;
            memmove(dates + place + 1, dates + place,
                    (relation->date_count - place) * sizeof *dates);
            dates[place] = trace->dates[d];
            relation->date_count++;
        }
    }
    return STATUS_OK;
}

/** What each relation is, and whose it is. */
static enum status name_relations(struct making *making)
{
    struct crosswalk *crosswalk = making->crosswalk;
    uint32_t *relation_of_after = arena_alloc(
        &crosswalk->arena, (crosswalk->after->commune_count + 1) * sizeof *relation_of_after);
    enum status status = STATUS_OK;

    if (relation_of_after == NULL)
        return error_no_memory(making->err);
    crosswalk->origins = making->origins;
    for (uint32_t r = 0; r < crosswalk->relation_count && status == STATUS_OK; r++) {
        struct crosswalk_relation *relation = &making->relations[r];

        for (uint32_t i = 0; i < relation->before_count; i++)
            making->origins[relation->before[i]].relation = r;
        for (uint32_t i = 0; i < relation->after_count; i++)
            relation_of_after[relation->after[i]] = r;
        crosswalk_classify(crosswalk, making->lineage, relation,
                           relation->before_count == 1 &&
                               making->traces[relation->before[0]].is_renamed);
        crosswalk->counts[relation->change] += relation->in_region;
        status = date_relation(making, relation);
    }
    crosswalk->relation_of_after = relation_of_after;
    crosswalk->relations = making->relations;
    return status;
}

static enum status make(struct making *making)
{
    struct crosswalk *crosswalk = making->crosswalk;
    uint32_t before_count = crosswalk->before->commune_count;
    uint32_t count = before_count + crosswalk->after->commune_count;
    enum status status;

    making->origins =
        arena_alloc(&crosswalk->arena, ((size_t)before_count + 1) * sizeof *making->origins);
    making->traces =
        arena_alloc(&crosswalk->arena, ((size_t)before_count + 1) * sizeof *making->traces);
    making->roots = malloc(((size_t)count + 1) * sizeof *making->roots);
    if (making->origins == NULL || making->traces == NULL || making->roots == NULL)
        return error_no_memory(making->err);
    for (uint32_t i = 0; i < count; i++)
        making->roots[i] = i;
    status = follow_all(making);
    if (status == STATUS_OK)
        status = relate(making);
    return status == STATUS_OK ? name_relations(making) : status;
}

enum status crosswalk_new(const struct lineage *lineage, const struct vintage *before,
                          const struct vintage *after, struct crosswalk **ret_crosswalk,
                          struct error *err)
{
    AUTO(crosswalk) crosswalk = NULL;
    SCOPED(making) making = {.lineage = lineage, .err = err};
    enum status status;

    if (before->year >= after->year)
        return error_set(err, STATUS_INVALID, "",
                         "communes are followed forward in time only: %d is not before %d; give "
                         "the earlier vintage first",
                         "on ne suit les communes que dans le sens du temps : %d n'est pas avant "
                         "%d ; donnez d'abord le millésime le plus ancien",
                         before->year, after->year);
    crosswalk = calloc(1, sizeof *crosswalk);
    if (crosswalk == NULL)
        return error_no_memory(err);
    arena_init(&crosswalk->arena);
    crosswalk->before = before;
    crosswalk->after = after;
    making.crosswalk = crosswalk;
    status = make(&making);
    if (status == STATUS_OK)
        *ret_crosswalk = TAKE(crosswalk);
    return status;
}
