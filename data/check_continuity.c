/* TMP: from one version to the next, and from a contract to its successor, is a day missing, or
 * does one count twice? */
#include <string.h>

#include "data/check.h"
#include "data/contract_status.h"

/** Days, both included. */
struct hole {
    struct date first, last;
};

static enum status report_hole(const struct contract *contract, const struct version *version,
                               const char *territory, const struct hole *hole,
                               struct findings *findings, struct error *err)
{
    struct finding *finding = findings_add(findings, "TMP-03", LEVEL_WARNING, contract->id,
                                           version == NULL ? 0 : version->number);
    char first_fr[DATE_TEXT_MAX], last_fr[DATE_TEXT_MAX];
    char first_en[DATE_TEXT_MAX], last_en[DATE_TEXT_MAX];

    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(hole->first, LANGUAGE_FR, first_fr);
    date_format_words(hole->last, LANGUAGE_FR, last_fr);
    date_format_words(hole->first, LANGUAGE_EN, first_en);
    date_format_words(hole->last, LANGUAGE_EN, last_en);
    finding->evidence = version == NULL ? contract->evidence : version->evidence;
    if (version == NULL)
        finding_add_subject(finding, territory);
    finding_say(finding,
                "no perimeter from %s to %s%.0s%.0s for %s: confirm it, or add the act that "
                "prolongs the one before",
                "aucun périmètre du %.0s%.0s%s au %s pour %s : confirmez, ou ajoutez l'acte qui "
                "prolonge le précédent",
                first_en, last_en, first_fr, last_fr, territory);
    finding_seal(finding);
    return STATUS_OK;
}

/** The days after a version on which no other one of its contract may run, until the next starts.
 */
static bool find_hole(const struct register_rows *rows, const struct version *version,
                      struct hole *ret_hole)
{
    struct date next = DATE_LAST;
    struct date bounds[4];

    (void)version_force_bounds(rows, version, bounds);
    ret_hole->first = bounds[3];
    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *other = &rows->versions[i];

        if (other->contract != version->contract || other->visibility != VISIBILITY_PUBLIC ||
            other == version)
            continue;
        (void)version_force_bounds(rows, other, bounds);
        if (bounds[0].day <= ret_hole->first.day && bounds[3].day > ret_hole->first.day)
            return false;
        if (bounds[0].day > ret_hole->first.day && bounds[0].day < next.day)
            next = bounds[0];
    }
    ret_hole->last = date_plus(next, -1);
    return next.day != DATE_LAST.day;
}

static enum status check_versions(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];
        const struct contract *contract = &rows->contracts[version->contract];
        struct hole hole;

        if (version->visibility == VISIBILITY_PUBLIC && check_concerns(scope, contract->id) &&
            find_hole(rows, version, &hole) &&
            report_hole(contract, version, contract->id, &hole, findings, err) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

/** A contract and the one it succeeds: walks them, start with *contract = 0; false after the last.
 */
static bool next_succession(const struct check_scope *scope, uint32_t *contract,
                            uint32_t *ret_after, uint32_t *ret_before)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (; *contract < rows->contract_count; (*contract)++) {
        uint32_t before = register_contract(rows, rows->contracts[*contract].succeeds);

        if (before == UINT32_MAX || rows->contracts[*contract].status < CONTRACT_ADOPTED ||
            rows->contracts[before].status < CONTRACT_ADOPTED ||
            (!check_concerns(scope, rows->contracts[*contract].id) &&
             !check_concerns(scope, rows->contracts[before].id)))
            continue;
        *ret_after = (*contract)++;
        *ret_before = before;
        return true;
    }
    return false;
}

enum status check_holes(const struct check_scope *scope, struct findings *findings,
                        struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    enum status status = check_versions(scope, findings, err);
    uint32_t after, before;

    for (uint32_t i = 0; status == STATUS_OK && next_succession(scope, &i, &after, &before);) {
        struct date first, last, unused;
        struct hole hole;

        if (!contract_days(rows, before, &unused, &last) ||
            !contract_days(rows, after, &first, &unused) || last.day >= DATE_LAST.day - 1 ||
            first.day == DATE_FIRST.day)
            continue;
        hole = (struct hole){date_plus(last, 1), date_plus(first, -1)};
        if (hole.first.day <= hole.last.day)
            status = report_hole(&rows->contracts[after], NULL, rows->contracts[before].id, &hole,
                                 findings, err);
    }
    return status;
}

/** The first and last day on which versions of both are in force for certain. */
static bool common_days(const struct register_rows *rows, uint32_t a, uint32_t b,
                        struct hole *ret_days)
{
    bool is_found = false;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        for (uint32_t j = 0; j < rows->version_count; j++) {
            const struct version *left = &rows->versions[i], *right = &rows->versions[j];
            struct hole l, r;

            if (left->contract != a || right->contract != b ||
                left->visibility != VISIBILITY_PUBLIC || right->visibility != VISIBILITY_PUBLIC ||
                !version_certain_days(rows, left, &l.first, &l.last) ||
                !version_certain_days(rows, right, &r.first, &r.last))
                continue;
            l.first = r.first.day > l.first.day ? r.first : l.first;
            l.last = r.last.day < l.last.day ? r.last : l.last;
            if (l.first.day > l.last.day)
                continue;
            ret_days->first =
                is_found && ret_days->first.day < l.first.day ? ret_days->first : l.first;
            ret_days->last = is_found && ret_days->last.day > l.last.day ? ret_days->last : l.last;
            is_found = true;
        }
    }
    return is_found;
}

enum status check_succession_apart(const struct check_scope *scope, struct findings *findings,
                                   struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;
    uint32_t after, before;

    for (uint32_t i = 0; next_succession(scope, &i, &after, &before);) {
        const struct contract *contract = &rows->contracts[after];
        char first_fr[DATE_TEXT_MAX], last_fr[DATE_TEXT_MAX];
        char first_en[DATE_TEXT_MAX], last_en[DATE_TEXT_MAX];
        struct finding *finding;
        struct hole days = {DATE_FIRST, DATE_LAST};

        if (!common_days(rows, after, before, &days))
            continue;
        finding = findings_add(findings, "TMP-05", LEVEL_WARNING, contract->id, 0);
        if (finding == NULL)
            return error_no_memory(err);
        date_format_words(days.first, LANGUAGE_FR, first_fr);
        date_format_words(days.last, LANGUAGE_FR, last_fr);
        date_format_words(days.first, LANGUAGE_EN, first_en);
        date_format_words(days.last, LANGUAGE_EN, last_en);
        finding->evidence = contract->evidence;
        finding_add_subject(finding, rows->contracts[before].id);
        finding_say(finding,
                    "%s and %s, which it succeeds, are both in force from %s to %s%.0s%.0s: end "
                    "the predecessor",
                    "%s et %s, auquel il succède, sont tous deux en vigueur %.0s%.0sdu %s au %s : "
                    "mettez fin au précédent",
                    contract->id, rows->contracts[before].id, first_en, last_en, first_fr, last_fr);
        finding_seal(finding);
    }
    return STATUS_OK;
}
