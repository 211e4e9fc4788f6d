/* BIZ-07: is a perimeter as large as its generation wants contracts to be? */
#include "data/check.h"

struct bound {
    int64_t value, least, most; /* -1: not stated */
    struct words unit;
};

static enum status report(const struct checked_version *checked, const struct bound *bound,
                          struct findings *findings, struct error *err)
{
    bool is_short = bound->value < bound->least;
    struct finding *finding;

    if (!is_short && (bound->most < 0 || bound->value <= bound->most))
        return STATUS_OK;
    finding = findings_add(findings, "BIZ-07", LEVEL_WARNING, checked->contract->id,
                           checked->version->number);
    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = checked->version->evidence;
    finding_add_subject(finding, bound->unit.en);
    finding_say(
        finding, "%lld %s%.0s; %s%.0s %lld for a contract of %s",
        "%lld %.0s%s ; %.0s%s %lld pour un contrat %s", (long long)bound->value, bound->unit.en,
        bound->unit.fr, is_short ? "at least" : "at most", is_short ? "au moins" : "au plus",
        (long long)(is_short ? bound->least : bound->most), checked->contract->generation_id);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_size(const struct check_scope *scope, struct findings *findings,
                       struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        const struct generation *generation = &rows->generations[checked.contract->generation];
        const struct bound communes = {checked.perimeter->commune_count,
                                       generation->min_communes,
                                       generation->max_communes,
                                       {"communes", "communes"}};
        const struct bound population = {checked.perimeter->population,
                                         generation->min_population,
                                         generation->max_population,
                                         {"habitants", "inhabitants"}};

        if (report(&checked, &communes, findings, err) != STATUS_OK ||
            report(&checked, &population, findings, err) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}
