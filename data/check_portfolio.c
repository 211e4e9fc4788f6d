/* COV: do the contracts, together, cover each commune at most once? */
#include <string.h>

#include "data/check.h"
#include "data/enumeration.h"

/** Steps to the next commune of two perimeters of one vintage, both ascending; false after the
 * last. */
static bool next_common(const struct perimeter *a, const struct perimeter *b, uint32_t *i,
                        uint32_t *j, uint32_t *ret_commune)
{
    while (*i < a->commune_count && *j < b->commune_count) {
        uint32_t left = a->communes[*i];
        uint32_t right = b->communes[*j];

        *i += left <= right;
        *j += right <= left;
        if (left == right) {
            *ret_commune = left;
            return true;
        }
    }
    return false;
}

/** The communes of both: subjects, place and words of the finding. */
static void name_common(const struct perimeter *a, const struct perimeter *b,
                        struct finding *finding, struct enumeration *names)
{
    const struct vintage *vintage = a->vintage;
    uint32_t i = 0;
    uint32_t j = 0;
    uint32_t index;

    while (next_common(a, b, &i, &j, &index)) {
        const struct commune *commune = &vintage->communes[index];

        finding->place = box_join(finding->place, coverage_unit_box(vintage->coverage, index));
        finding_add_subject(finding, commune->insee.code);
        enumeration_add(names, commune->name, commune->insee.code);
    }
}

static bool shares_one(const struct perimeter *a, const struct perimeter *b)
{
    uint32_t i = 0;
    uint32_t j = 0;
    uint32_t index;

    return next_common(a, b, &i, &j, &index);
}

static enum status report(const struct check_scope *scope, const struct checked_version *a,
                          const struct checked_version *b, bool is_certain,
                          struct findings *findings, struct error *err)
{
    struct enumeration names = {0};
    char fr[DATE_TEXT_MAX], en[DATE_TEXT_MAX]; /* the day */
    struct finding *finding =
        findings_add(findings, "COV-01", is_certain ? LEVEL_ERROR : LEVEL_WARNING, a->contract->id,
                     a->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(scope->date, LANGUAGE_FR, fr);
    date_format_words(scope->date, LANGUAGE_EN, en);
    finding->evidence = a->version->evidence;
    finding_add_subject(finding, b->contract->id);
    name_common(a->perimeter, b->perimeter, finding, &names);
    if (is_certain)
        finding_say(finding,
                    "communes in both %s and %s on %s%.0s: %u, namely %s. Remove them from one",
                    "communes à la fois dans %s et %s le %.0s%s : %u, soit %s. Retirez-les de l'un",
                    a->contract->id, b->contract->id, en, fr, names.count, names.text);
    else
        finding_say(
            finding,
            "communes that may be in both %s and %s on %s%.0s, a date of one being unknown: %u, "
            "namely %s. Complete the dates",
            "communes peut-être à la fois dans %s et %s le %.0s%s, une date de l'un étant inconnue "
            ": %u, soit %s. Complétez les dates",
            a->contract->id, b->contract->id, en, fr, names.count, names.text);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_covered_twice(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    struct check_scope all = *scope;
    const struct register_rows *rows = scope->snapshot->rows;
    struct checked_version a;

    all.contract = NULL; /* the other contract of a pair may be any */
    for (uint32_t first = 0; check_next_version(&all, &first, &a);) {
        enum force a_force = version_term_on(rows, a.version, scope->date);
        struct checked_version b;

        for (uint32_t second = first; check_next_version(&all, &second, &b);) {
            enum force b_force = version_term_on(rows, b.version, scope->date);

            if (a.contract->generation != b.contract->generation || a_force == FORCE_NO ||
                b_force == FORCE_NO || !shares_one(a.perimeter, b.perimeter))
                continue;
            if (!check_concerns(scope, a.contract->id) && !check_concerns(scope, b.contract->id))
                continue;
            if (report(scope, &a, &b, a_force == FORCE_YES && b_force == FORCE_YES, findings,
                       err) != STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}

static bool succeeds(const struct contract *a, const struct contract *b)
{
    return strcmp(a->succeeds, b->id) == 0 || strcmp(b->succeeds, a->id) == 0;
}

static enum status report_same(const struct checked_version *a, const struct checked_version *b,
                               struct findings *findings, struct error *err)
{
    struct finding *finding =
        findings_add(findings, "REF-17", LEVEL_WARNING, a->contract->id, a->version->number);

    if (finding == NULL)
        return error_no_memory(err);
    finding->evidence = a->version->evidence;
    finding_add_subject(finding, b->contract->id);
    finding_say(finding,
                "%s and %s have the same communes: merge them, or name the one that the other "
                "succeeds",
                "%s et %s ont les mêmes communes : réunissez-les, ou nommez celui auquel l'autre "
                "succède",
                a->contract->id, b->contract->id);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_same_perimeters(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    struct check_scope all = *scope;
    struct checked_version a;

    all.contract = NULL; /* the other contract of a pair may be any */
    for (uint32_t first = 0; check_next_version(&all, &first, &a);) {
        struct checked_version b;

        for (uint32_t second = first; check_next_version(&all, &second, &b);) {
            if ((check_concerns(scope, a.contract->id) || check_concerns(scope, b.contract->id)) &&
                a.perimeter->commune_count > 0 && !succeeds(a.contract, b.contract) &&
                strcmp(a.perimeter->members_digest.hex, b.perimeter->members_digest.hex) == 0 &&
                report_same(&a, &b, findings, err) != STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}

enum status check_contract_count(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    const struct period *period = scope->period;
    char fr[DATE_TEXT_MAX], en[DATE_TEXT_MAX]; /* the day */
    struct finding *finding;

    if (scope->contract != NULL)
        return STATUS_OK;
    if (!period->list_is_complete || period->expected_contracts < 0)
        return error_set(err, STATUS_NOT_FOUND, "",
                         "no list of contracts is declared complete on this date, with the number "
                         "expected",
                         "aucune liste de contrats n'est déclarée complète à cette date, avec le "
                         "nombre attendu");
    if ((int64_t)period->known_contracts == period->expected_contracts)
        return STATUS_OK;
    finding = findings_add(findings, "COV-07", LEVEL_WARNING, "", 0);
    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(scope->date, LANGUAGE_FR, fr);
    date_format_words(scope->date, LANGUAGE_EN, en);
    finding_say(finding,
                "contracts in force on %s%.0s: %u, expected: %d. Add those that are missing, or "
                "correct the number that the generation expects",
                "contrats en vigueur le %.0s%s : %u, attendus : %d. Ajoutez ceux qui manquent, ou "
                "corrigez le nombre attendu de la génération",
                en, fr, period->known_contracts, period->expected_contracts);
    finding_seal(finding);
    return STATUS_OK;
}
