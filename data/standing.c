#include "data/standing.h"

const char *standing_name(enum standing standing)
{
    static const char *const names[STANDING_COUNT] = {
        [STANDING_COVERED] = "covered",
        [STANDING_COVERED_INFERRED] = "covered_inferred",
        [STANDING_UNKNOWN] = "unknown",
        [STANDING_NOT_COVERED] = "not_covered",
    };

    return names[standing];
}

struct words standing_words(enum standing standing)
{
    static const struct words words[STANDING_COUNT] = {
        [STANDING_COVERED] = {"couvert", "covered"},
        [STANDING_COVERED_INFERRED] = {"couvert selon la presse", "covered according to the press"},
        [STANDING_UNKNOWN] = {"couverture inconnue", "coverage unknown"},
        [STANDING_NOT_COVERED] = {"non couvert", "not covered"},
    };

    return words[standing];
}

/** The days a version may begin and end, where an unknown bound is held by its generation's period.
 */
struct term {
    struct date earliest_start, latest_start;
    struct date earliest_end, latest_end; /* last days */
};

static struct term term_of(const struct register_rows *rows, const struct version *version)
{
    const struct contract *contract = &rows->contracts[version->contract];
    const struct generation *generation = &rows->generations[contract->generation];
    struct term term = {
        .earliest_start = version->valid_from.earliest,
        .latest_start = version->valid_from.latest,
        .earliest_end = version->valid_to.earliest,
        .latest_end = version->valid_to.latest,
    };

    if (version->valid_from.precision == DATE_UNKNOWN)
        term.earliest_start = generation->valid_from.earliest;
    if (version->valid_to.precision == DATE_UNKNOWN)
        term.latest_end = generation->valid_to.latest;
    return term;
}

enum force version_term_on(const struct register_rows *rows, const struct version *version,
                           struct date date)
{
    struct term term = term_of(rows, version);

    if (date.day < term.earliest_start.day || date.day > term.latest_end.day)
        return FORCE_NO;
    if (date.day >= term.latest_start.day && date.day <= term.earliest_end.day)
        return FORCE_YES;
    return FORCE_IN_DOUBT;
}

static bool may_run(const struct contract *contract)
{
    return contract->status != CONTRACT_CANDIDATE && contract->status != CONTRACT_IN_PREPARATION;
}

enum force version_force(const struct register_rows *rows, const struct version *version,
                         struct date date)
{
    return may_run(&rows->contracts[version->contract]) ? version_term_on(rows, version, date)
                                                        : FORCE_NO;
}

bool version_certain_days(const struct register_rows *rows, const struct version *version,
                          struct date *ret_first, struct date *ret_last)
{
    struct term term = term_of(rows, version);

    if (!may_run(&rows->contracts[version->contract]) ||
        term.latest_start.day > term.earliest_end.day)
        return false;
    *ret_first = term.latest_start;
    *ret_last = term.earliest_end;
    return true;
}

enum standing standing_under(const struct contract *contract, enum force force,
                             enum certainty certainty)
{
    if (force != FORCE_YES)
        return STANDING_UNKNOWN;
    return certainty == CERTAINTY_STATED && contract->basis == BASIS_OFFICIAL
               ? STANDING_COVERED
               : STANDING_COVERED_INFERRED;
}

size_t version_force_bounds(const struct register_rows *rows, const struct version *version,
                            struct date ret_bounds[4])
{
    struct term term = term_of(rows, version);

    ret_bounds[0] = term.earliest_start;
    ret_bounds[1] = term.latest_start;
    ret_bounds[2] = date_plus(term.earliest_end, 1);
    ret_bounds[3] = date_plus(term.latest_end, 1);
    return 4;
}

enum generation_list generation_list_on(const struct generation *generation, struct date date)
{
    if (date.day < generation->valid_from.earliest.day ||
        date.day > generation->valid_to.latest.day)
        return LIST_NOT_RUNNING;
    if (!generation->is_complete)
        return LIST_INCOMPLETE;
    /* An open end of the declaration holds as far as the generation runs. */
    if (generation->complete_from.precision != DATE_UNKNOWN &&
        date.day < generation->complete_from.latest.day)
        return LIST_INCOMPLETE;
    if (generation->complete_to.precision != DATE_UNKNOWN &&
        date.day > generation->complete_to.earliest.day)
        return LIST_INCOMPLETE;
    return LIST_COMPLETE;
}

size_t generation_bounds(const struct generation *generation, struct date ret_bounds[4])
{
    ret_bounds[0] = generation->valid_from.earliest;
    ret_bounds[1] = date_plus(generation->valid_to.latest, 1);
    ret_bounds[2] = generation->complete_from.latest;
    ret_bounds[3] = date_plus(generation->complete_to.earliest, 1);
    return 4;
}
