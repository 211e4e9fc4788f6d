/* TMP: do the dates of a contract's versions agree with each other? */
#include <stdio.h>
#include <string.h>

#include "data/check.h"
#include "data/row_place.h"

/** Days, both included. */
struct span {
    struct date first, last;
};

static bool is_public(const struct version *version)
{
    return version->visibility == VISIBILITY_PUBLIC;
}

/** The days on which both are in force for certain; false when there are none. */
static bool common_days(const struct register_rows *rows, const struct version *a,
                        const struct version *b, struct span *ret_span)
{
    struct span left, right;

    if (!version_certain_days(rows, a, &left.first, &left.last) ||
        !version_certain_days(rows, b, &right.first, &right.last))
        return false;
    ret_span->first = left.first.day > right.first.day ? left.first : right.first;
    ret_span->last = left.last.day < right.last.day ? left.last : right.last;
    return ret_span->first.day <= ret_span->last.day;
}

/** Where the row of a version stands: its file and line, or its number when the store has it. */
static void name_row(const struct version *version, char ret_name[64])
{
    if (version->evidence.file[0] == '\0')
        (void)snprintf(ret_name, 64, "version %d", version->number);
    else
        row_place_format((struct row_place){version->evidence.file, version->evidence.line},
                         ret_name, 64);
}

static enum status report(const struct contract *contract, const struct version *a,
                          const struct version *b, const struct span *span,
                          struct findings *findings, struct error *err)
{
    struct finding *finding =
        findings_add(findings, "TMP-02", LEVEL_ERROR, contract->id, b->number);
    char first_fr[DATE_TEXT_MAX], last_fr[DATE_TEXT_MAX];
    char first_en[DATE_TEXT_MAX], last_en[DATE_TEXT_MAX];
    char a_name[64], b_name[64];

    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(span->first, LANGUAGE_FR, first_fr);
    date_format_words(span->last, LANGUAGE_FR, last_fr);
    date_format_words(span->first, LANGUAGE_EN, first_en);
    date_format_words(span->last, LANGUAGE_EN, last_en);
    name_row(a, a_name);
    name_row(b, b_name);
    finding->evidence = b->evidence;
    finding_say(finding,
                "versions %d and %d of %s (%s and %s) are both in force from %s to %s%.0s%.0s: "
                "give each its own days",
                "les versions %d et %d de %s (%s et %s) sont toutes deux en vigueur %.0s%.0sdu %s "
                "au %s : donnez à chacune ses propres jours",
                a->number, b->number, contract->id, a_name, b_name, first_en, last_en, first_fr,
                last_fr);
    finding_seal(finding);
    return STATUS_OK;
}

enum status check_versions_apart(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    const struct register_rows *rows = scope->snapshot->rows;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *a = &rows->versions[i];
        const struct contract *contract = &rows->contracts[a->contract];

        if (!check_concerns(scope, contract->id))
            continue;
        for (uint32_t j = i + 1; j < rows->version_count; j++) {
            const struct version *b = &rows->versions[j];
            struct span span;

            if (b->contract != a->contract)
                break; /* versions are sorted by contract */
            /* An internal version is a project: it is in force nowhere. */
            if (is_public(a) && is_public(b) && common_days(rows, a, b, &span) &&
                report(contract, a, b, &span, findings, err) != STATUS_OK)
                return STATUS_NO_MEMORY;
        }
    }
    return STATUS_OK;
}
