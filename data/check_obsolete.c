/*
 * REF, TMP: did the units that members name exist on the day their codes are meant on? That day is
 * the version's reference, else its first day (see version_reference_day()).
 */
#include <string.h>

#include "data/check.h"
#include "data/enumeration.h"
#include "data/epci_passage.h"
#include "data/tenure.h"

/** One member, the day its code is meant on, and the only check that is to report. */
struct subject {
    const char *check;
    const struct checked_version *checked;
    const struct member *member;
    struct date day;
};

static bool is_asked(const struct subject *subject, const char *check)
{
    return strcmp(subject->check, check) == 0;
}

static struct finding *add(const struct subject *subject, enum level level,
                           struct findings *findings)
{
    struct finding *finding =
        findings_add(findings, subject->check, level, subject->checked->contract->id,
                     subject->checked->version->number);

    if (finding == NULL)
        return NULL;
    finding_add_subject(finding, subject->member->code);
    finding->evidence = subject->member->evidence;
    return finding;
}

static void say_ended(struct finding *finding, const struct subject *subject, const char *name,
                      struct date last, const struct enumeration *heirs)
{
    char fr[DATE_TEXT_MAX], en[DATE_TEXT_MAX];

    date_format_words(date_plus(last, 1), LANGUAGE_FR, fr);
    date_format_words(date_plus(last, 1), LANGUAGE_EN, en);
    finding_say(finding,
                "%s %s is no more since %s%.0s, its land is in %s: give that code, or the "
                "reference_vintage in which this one is meant",
                "%s %s n'existe plus depuis le %.0s%s, son territoire est dans %s : donnez ce "
                "code, ou le millesime_de_reference où celui-ci est entendu",
                subject->member->code, name == NULL ? "" : name, en, fr, heirs->text);
}

/** REF-05 when one commune has its land, REF-06 when several have. */
static enum status report_ended(const struct check_scope *scope, const struct subject *subject,
                                struct date last, struct findings *findings, struct error *err)
{
    const struct lineage *lineage = scope->snapshot->lineage;
    struct vintage_list vintages = snapshot_vintages(scope->snapshot);
    const char *name = commune_name_on(lineage, vintages, subject->member->code, last);
    SCOPED(succession) succession = {0};
    struct enumeration heirs = {0};
    struct finding *finding;
    enum status status = STATUS_OK;

    if (lineage != NULL)
        status =
            lineage_follow(lineage, subject->member->code, last, subject->day, &succession, err);
    if (status != STATUS_OK ||
        !is_asked(subject, succession.successors.count > 1 ? "REF-06" : "REF-05"))
        return status;
    for (size_t i = 0; i < succession.successors.count; i++) {
        const char *code = succession.successors.codes[i].code;

        enumeration_add(&heirs, commune_name_on(lineage, vintages, code, subject->day), code);
    }
    finding = add(subject, LEVEL_ERROR, findings);
    if (finding == NULL)
        return error_no_memory(err);
    say_ended(finding, subject, name, last, &heirs);
    finding_seal(finding);
    return STATUS_OK;
}

static enum status report_early(const struct subject *subject, const char *name, struct date first,
                                struct findings *findings, struct error *err)
{
    char day_fr[DATE_TEXT_MAX], day_en[DATE_TEXT_MAX], first_fr[DATE_TEXT_MAX],
        first_en[DATE_TEXT_MAX];
    struct finding *finding;

    if (!is_asked(subject, "TMP-10"))
        return STATUS_OK;
    finding = add(subject, LEVEL_ERROR, findings);
    if (finding == NULL)
        return error_no_memory(err);
    date_format_words(subject->day, LANGUAGE_FR, day_fr);
    date_format_words(subject->day, LANGUAGE_EN, day_en);
    date_format_words(first, LANGUAGE_FR, first_fr);
    date_format_words(first, LANGUAGE_EN, first_en);
    finding_say(finding,
                "%s %s did not exist on %s%.0s, it is of %s%.0s: give the code of that day, or "
                "the reference_vintage in which this one is meant",
                "%s %s n'existait pas le %.0s%s, il est du %.0s%s : donnez le code de ce jour-là, "
                "ou le millesime_de_reference où celui-ci est entendu",
                subject->member->code, name == NULL ? "" : name, day_en, day_fr, first_en,
                first_fr);
    finding_seal(finding);
    return STATUS_OK;
}

static enum status check_commune(const struct check_scope *scope, const struct subject *subject,
                                 struct findings *findings, struct error *err)
{
    const struct lineage *lineage = scope->snapshot->lineage;
    struct vintage_list vintages = snapshot_vintages(scope->snapshot);
    struct date other;
    enum tenure tenure = tenure_on(lineage, vintages, subject->member->code, subject->day, &other);

    if (tenure == TENURE_ENDED)
        return report_ended(scope, subject, other, findings, err);
    if (tenure == TENURE_TO_COME)
        return report_early(subject,
                            commune_name_on(lineage, vintages, subject->member->code, other), other,
                            findings, err);
    return STATUS_OK;
}

/** The first or the last vintage that has the EPCI, on either side of a day; NULL for none. */
static const struct vintage *other_vintage(struct vintage_list vintages, const char *siren,
                                           struct date day, bool before)
{
    for (size_t i = 0; i < vintages.count; i++) {
        const struct vintage *vintage = vintages.vintages[before ? vintages.count - 1 - i : i];
        bool is_before = date_of(vintage->year, 1, 1).day <= day.day;

        if (is_before == before && vintage_epci(vintage, siren) != UNIT_NONE)
            return vintage;
    }
    return NULL;
}

/** Who took over, as far as the vintages tell. */
static enum status name_heirs(const struct check_scope *scope, const char *siren,
                              struct enumeration *heirs, struct error *err)
{
    SCOPED(arena) arena = {0};
    const struct epci_passage *passages;
    uint32_t count = 0;
    enum status status;

    arena_init(&arena);
    status = epci_passages_find(scope->snapshot, siren, &arena, &passages, &count, err);
    for (uint32_t i = 0; status == STATUS_OK && i < count; i++) {
        if (passages[i].before != NULL && passages[i].after != NULL &&
            strcmp(passages[i].before->siren.code, siren) == 0)
            enumeration_add(heirs, passages[i].after->name, passages[i].after->siren.code);
    }
    return status;
}

static enum status report_dissolved(const struct check_scope *scope, const struct subject *subject,
                                    const struct vintage *last, enum level level,
                                    struct findings *findings, struct error *err)
{
    const char *siren = subject->member->code;
    struct enumeration heirs = {0};
    struct finding *finding;
    enum status status;

    if (!is_asked(subject, "REF-12"))
        return STATUS_OK;
    status = name_heirs(scope, siren, &heirs, err);
    if (status != STATUS_OK)
        return status;
    finding = add(subject, level, findings);
    if (finding == NULL)
        return error_no_memory(err);
    finding_say(finding,
                "%s %s is in no list after %d; taken over by: %s. Give the EPCI that has its "
                "communes",
                "%s %s n'est plus dans les listes après %d ; repris par : %s. Donnez l'EPCI qui a "
                "ses communes",
                siren, last->epcis[vintage_epci(last, siren)].name, last->year,
                heirs.count == 0 ? "?" : heirs.text);
    finding_seal(finding);
    return STATUS_OK;
}

/** An error on the day that the version is of; a warning when it was dissolved since. */
static enum status check_epci(const struct check_scope *scope, const struct subject *subject,
                              struct findings *findings, struct error *err)
{
    struct vintage_list vintages = snapshot_vintages(scope->snapshot);
    const char *siren = subject->member->code;
    const struct vintage *then = vintage_at(vintages, subject->day);
    const struct vintage *now = scope->period->vintage;
    const struct vintage *other;

    if (then == NULL) /* before the lists that are loaded: nobody knows */
        return STATUS_OK;
    if (vintage_epci(then, siren) == UNIT_NONE) {
        other = other_vintage(vintages, siren, subject->day, true);
        if (other != NULL)
            return report_dissolved(scope, subject, other, LEVEL_ERROR, findings, err);
        other = other_vintage(vintages, siren, subject->day, false);
        return other == NULL ? STATUS_OK
                             : report_early(subject, other->epcis[vintage_epci(other, siren)].name,
                                            date_of(other->year, 1, 1), findings, err);
    }
    if (vintage_epci(now, siren) != UNIT_NONE || now->year < then->year)
        return STATUS_OK;
    other = other_vintage(vintages, siren, date_of(now->year, 1, 1), true);
    return report_dissolved(scope, subject, other, LEVEL_WARNING, findings, err);
}

static enum status check_members(const struct check_scope *scope, const char *check,
                                 struct findings *findings, struct error *err)
{
    struct checked_version checked;
    enum status status = STATUS_OK;

    for (uint32_t contract = 0;
         status == STATUS_OK && check_next_version(scope, &contract, &checked);) {
        struct subject subject = {.check = check, .checked = &checked};

        if (!version_reference_day(checked.version, &subject.day))
            continue;
        for (uint32_t i = 0; i < checked.version->member_count && status == STATUS_OK; i++) {
            subject.member = &checked.version->members[i];
            if (subject.member->kind == MEMBER_COMMUNE)
                status = check_commune(scope, &subject, findings, err);
            else if (subject.member->kind == MEMBER_EPCI)
                status = check_epci(scope, &subject, findings, err);
        }
    }
    return status;
}

enum status check_ended_commune(const struct check_scope *scope, struct findings *findings,
                                struct error *err)
{
    return check_members(scope, "REF-05", findings, err);
}

enum status check_divided_commune(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    return check_members(scope, "REF-06", findings, err);
}

enum status check_dissolved_epci(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    return check_members(scope, "REF-12", findings, err);
}

enum status check_member_to_come(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    return check_members(scope, "TMP-10", findings, err);
}
