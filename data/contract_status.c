#include "data/contract_status.h"

#include <string.h>

bool contract_status_may_become(enum contract_status before, enum contract_status after)
{
    if (before < CONTRACT_EXPIRED)
        return after >= before;
    /* That a contract which ran out was replaced may be learnt late. */
    return after == before || (before == CONTRACT_EXPIRED && after == CONTRACT_REPLACED);
}

static bool can_run(const struct contract *contract)
{
    return contract->status >= CONTRACT_ADOPTED;
}

uint32_t contract_successor(const struct register_rows *rows, uint32_t contract)
{
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        if (can_run(&rows->contracts[i]) &&
            strcmp(rows->contracts[i].succeeds, rows->contracts[contract].id) == 0)
            return i;
    }
    return UINT32_MAX;
}

static bool is_public_of(const struct version *version, uint32_t contract)
{
    return version->contract == contract && version->visibility == VISIBILITY_PUBLIC;
}

bool contract_days(const struct register_rows *rows, uint32_t contract, struct date *ret_first,
                   struct date *ret_last)
{
    struct date first = DATE_LAST, last = DATE_FIRST;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        struct date bounds[4];

        if (!is_public_of(&rows->versions[i], contract))
            continue;
        (void)version_force_bounds(rows, &rows->versions[i], bounds);
        if (bounds[0].day < first.day)
            first = bounds[0];
        if (date_plus(bounds[3], -1).day > last.day)
            last = date_plus(bounds[3], -1);
    }
    if (first.day > last.day)
        return false;
    *ret_first = first;
    *ret_last = last;
    return true;
}

bool contract_act_day(const struct register_rows *rows, uint32_t contract, const char *kind,
                      struct date *ret_day)
{
    bool is_found = false;

    for (uint32_t i = 0; i < rows->act_count; i++) {
        const struct act *act = &rows->acts[i];

        if (strcmp(act->contract, rows->contracts[contract].id) != 0 ||
            strcmp(act->kind, kind) != 0 || act->date.precision == DATE_UNKNOWN ||
            (is_found && act->date.latest.day <= ret_day->day))
            continue;
        *ret_day = act->date.latest;
        is_found = true;
    }
    return is_found;
}

/** The strongest thing that its versions say of the date. */
static enum force force_on(const struct register_rows *rows, uint32_t contract, struct date date)
{
    enum force force = FORCE_NO;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        if (is_public_of(&rows->versions[i], contract)) {
            enum force other = version_force(rows, &rows->versions[i], date);

            force = other > force ? other : force;
        }
    }
    return force;
}

static bool was_signed(const struct register_rows *rows, uint32_t contract, struct date date,
                       enum contract_status *ret_status)
{
    struct date day;

    *ret_status = CONTRACT_SIGNED;
    if (rows->contracts[contract].status >= CONTRACT_SIGNED &&
        contract_act_day(rows, contract, "signature", &day) && day.day <= date.day)
        return true;
    *ret_status = CONTRACT_ADOPTED;
    return contract_act_day(rows, contract, "deliberation", &day) && day.day <= date.day;
}

static enum contract_status over_on(const struct register_rows *rows, uint32_t contract,
                                    struct date date)
{
    enum contract_status status = rows->contracts[contract].status;
    uint32_t successor = contract_successor(rows, contract);
    struct date first, last;

    if (status == CONTRACT_TERMINATED)
        return status;
    return successor != UINT32_MAX && contract_days(rows, successor, &first, &last) &&
                   first.day <= date.day && first.day != DATE_FIRST.day
               ? CONTRACT_REPLACED
               : CONTRACT_EXPIRED;
}

bool contract_status_on(const struct register_rows *rows, uint32_t contract, struct date date,
                        enum contract_status *ret_status)
{
    struct date first, last;
    enum force force;

    if (!can_run(&rows->contracts[contract])) {
        *ret_status = rows->contracts[contract].status;
        return true;
    }
    force = force_on(rows, contract, date);
    if (force == FORCE_YES) {
        *ret_status = CONTRACT_IN_FORCE;
        return true;
    }
    if (force == FORCE_IN_DOUBT || !contract_days(rows, contract, &first, &last))
        return false;
    if (date.day > last.day) {
        *ret_status = over_on(rows, contract, date);
        return true;
    }
    return date.day < first.day && was_signed(rows, contract, date, ret_status);
}
