/* What a check reports: one sentence a person can act on, and what a machine needs beside it. */
#ifndef DATA_FINDING_H
#define DATA_FINDING_H

#include "data/digest.h"
#include "data/register.h"
#include "geo/position.h"

enum level { LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR, LEVEL_FATAL };
enum { LEVEL_COUNT = 4 };

enum { FINDING_MESSAGE_MAX = 768 };

struct finding {
    const char *check; /* REF-01 … */
    enum level level;
    const char *contract; /* id, or "" */
    int32_t version;      /* 0 for none */
    char *subjects;       /* see finding_subjects(); owned by the list of findings */
    bool is_cut;          /* memory was short for a subject: the finding must not be shown */
    char fr[FINDING_MESSAGE_MAX];
    char en[FINDING_MESSAGE_MAX];
    const struct waiver *waiver;     /* it falls under, borrowed from the register; or NULL */
    const struct decision *decision; /* what somebody answered to it, likewise */
    struct box place;                /* empty when it has none */
    struct evidence evidence;
    char fingerprint[17]; /* 16 hexadecimal digits of check, contract, version and subjects */
};

/** Growing list; strings of findings are borrowed from register and vintages, or kept here. */
struct findings {
    struct finding *list;
    size_t count;
    size_t capacity;
    struct arena strings;
};

void findings_init(struct findings *findings);
void findings_release(struct findings *findings);
DEFINE_SCOPED(findings)

/**
 * Adds a finding with its place, subjects and evidence still empty, and returns it to be completed;
 * NULL when memory is short. Call finding_seal() once it is complete.
 */
struct finding *findings_add(struct findings *findings, const char *check, enum level level,
                             const char *contract, int32_t version);
/** A copy that lives as long as the findings; NULL when memory is short. */
const char *findings_keep(struct findings *findings, const char *text);
/** Both languages from the same values in the same order. */
void finding_say(struct finding *finding, const char *en, const char *fr, ...) PRINTF_LIKE(2, 4)
    PRINTF_LIKE(3, 4);
/** When memory is short the finding is marked, and checks_run() gives up. */
void finding_add_subject(struct finding *finding, const char *code);
/** Codes, separated by one space; "" when it has none. */
const char *finding_subjects(const struct finding *finding);
/** Computes the fingerprint: of what it is about, of nothing else its file, never of its words. */
void finding_seal(struct finding *finding);
/** Likewise, of where it is too, to about 100 m: for what may be found twice of the same subjects.
 */
void finding_seal_at_place(struct finding *finding);

/** Refuses when some are of a level or worse, with how many; the sentence is about `name`. */
enum status findings_refuse(const struct findings *findings, enum level level, const char *name,
                            struct error *err) MUST_CHECK;

size_t findings_count_waived(const struct findings *findings);

/** By level (worst first), check, contract, version, subjects. */
void findings_sort(struct findings *findings);

/** "info", "warning", "error", "fatal". */
const char *level_name(enum level level);
/** « Information », « À vérifier », « Bloquant » … */
struct words level_words(enum level level);

#endif
