/*
 * Lineage: from a commune on a date to the communes that hold its land on a later one.
 *
 * A code alone names nothing: 453 codes of France come back to themselves in the movements. So the
 * walk goes strictly forward in time, event by event, over rows from commune to commune. Where the
 * movements leave several candidates, the official parent of the delegated commune of that code
 * (COMPARENT) decides, then a delegated commune that became a commune again; else it is a split.
 */
#ifndef DATA_LINEAGE_H
#define DATA_LINEAGE_H

#include "data/movement.h"

struct lineage {
    const struct movement *movements; /* by movement_compare(), each once */
    size_t movement_count;
    const struct delegate *delegates; /* by delegate_compare(), each once */
    size_t delegate_count;
    struct arena arena;
};

void lineage_free(struct lineage *lineage);
DEFINE_AUTO(lineage)

/** Copies rows, in any order, some repeated; the order never matters. */
enum status lineage_new(const struct movement movements[], size_t movement_count,
                        const struct delegate delegates[], size_t delegate_count,
                        struct lineage **ret_lineage, struct error *err) MUST_CHECK;

enum { SUCCESSORS_MAX = 24 };

/** Ascending. */
struct code_set {
    struct insee codes[SUCCESSORS_MAX];
    size_t count;
};

enum succession_status { SUCCESSION_SAME, SUCCESSION_MOVED, SUCCESSION_SPLIT };

/** What settled the successors. */
enum succession_rule {
    RULE_MOVEMENTS,
    RULE_COMPARENT,
    RULE_DELEGATE_RESTORED,
    RULE_SPLIT, /* nothing: the land went to several */
};

/** What one event did to one commune on the way. */
struct succession_event {
    struct date date;
    enum movement_kind kind;
    struct insee from;
    struct code_set to;
};

struct succession {
    struct code_set successors;
    struct code_set by_movements; /* before they were reconciled */
    enum succession_status status;
    enum succession_rule rule;
    struct succession_event *events; /* by date */
    size_t event_count;
};

bool code_set_has(const struct code_set *set, const char *insee);
/** In its place, once. STATUS_LIMIT: there are SUCCESSORS_MAX already. */
enum status code_set_add(struct code_set *set, struct insee insee, struct error *err) MUST_CHECK;

void succession_release(struct succession *succession);
DEFINE_SCOPED(succession)

/**
 * Of the commune that has this code on `from`: events after `from`, up to and on `until`. A code
 * that no movement names stays itself.
 * STATUS_LIMIT: more than SUCCESSORS_MAX successors. Cost: one pass over the movements in between.
 */
enum status lineage_follow(const struct lineage *lineage, const char *insee, struct date from,
                           struct date until, struct succession *ret_succession, struct error *err)
    MUST_CHECK;

/** The delegated or associated commune of a code; NULL when there is none. */
const struct delegate *lineage_delegate(const struct lineage *lineage, const char *insee);

/** "movements", "comparent", "delegate restored", "split". */
const char *succession_rule_name(enum succession_rule rule);
/** "same", "moved", "split". */
const char *succession_status_name(enum succession_status status);

#endif
