#include "data/register_permanence.h"

#include <stdio.h>
#include <string.h>

#include "data/contract_status.h"
#include "data/row_place.h"

static void place_of(struct evidence evidence, const char *id, char subject[ERROR_SUBJECT_MAX])
{
    if (evidence.file[0] == '\0')
        (void)snprintf(subject, ERROR_SUBJECT_MAX, "%s", id);
    else
        row_place_format((struct row_place){evidence.file, evidence.line}, subject,
                         ERROR_SUBJECT_MAX);
}

static enum status check_status(const struct contract *before, const struct contract *after,
                                struct error *err)
{
    struct words old = contract_status_words(before->status);
    struct words new = contract_status_words(after->status);
    char subject[ERROR_SUBJECT_MAX];

    if (contract_status_may_become(before->status, after->status))
        return STATUS_OK;
    place_of(after->evidence, after->id, subject);
    return error_set(err, STATUS_INVALID, subject,
                     "%s is %s and cannot become %s%.0s%.0s: keep its status, or load with "
                     "--correction if the one that is stored was recorded wrongly",
                     "%s %.0s%.0sest au statut « %s », qui ne peut pas devenir « %s » : gardez son "
                     "statut, ou chargez avec --correction si celui de la base a été mal saisi",
                     after->id, old.en, new.en, old.fr, new.fr);
}

static bool is_published(const struct register_rows *rows, const struct version *version)
{
    const struct contract *contract = &rows->contracts[version->contract];

    return version->visibility == VISIBILITY_PUBLIC && contract->visibility == VISIBILITY_PUBLIC &&
           contract->status >= CONTRACT_ADOPTED;
}

/** What the Région states may take the place of what the press said of a contract. */
static bool is_stated_at_last(const struct contract *before, const struct contract *after)
{
    return before->basis == BASIS_PRESS && after->basis == BASIS_OFFICIAL;
}

/** The same day, or one of the days it may have been: known better, not changed. */
static bool is_within(struct loose_date after, struct loose_date before)
{
    return after.earliest.day >= before.earliest.day && after.latest.day <= before.latest.day;
}

static bool are_same_members(const struct version *before, const struct version *after)
{
    if (before->member_count != after->member_count)
        return false;
    for (uint32_t i = 0; i < before->member_count; i++) {
        const struct member *b = &before->members[i];
        const struct member *a = &after->members[i];

        if (b->operation != a->operation || b->kind != a->kind || strcmp(b->code, a->code) != 0 ||
            (b->mode != MEMBER_UNSTATED && a->mode != b->mode))
            return false;
    }
    return true;
}

/** What of a published version would change, as files call it; NULL when nothing would. */
static const struct words *changed_part(const struct version *before, const struct version *after)
{
    static const struct words start = {"valide_du", "valid_from"}, end = {"valide_au", "valid_to"},
                              vintage = {"millesime_de_reference", "reference_vintage"},
                              day = {"date_de_reference", "reference_date"},
                              clip = {"decoupe", "clip"}, members = {"les membres", "members"};

    if (!is_within(after->valid_from, before->valid_from))
        return &start;
    /* An amendment may end it sooner; nothing makes it last longer. */
    if (after->valid_to.latest.day > before->valid_to.latest.day)
        return &end;
    if (before->reference_vintage >= 0 && after->reference_vintage != before->reference_vintage)
        return &vintage;
    if (!is_within(after->reference_date, before->reference_date))
        return &day;
    if (before->clip != CLIP_UNSTATED && after->clip != before->clip)
        return &clip;
    return are_same_members(before, after) ? NULL : &members;
}

static enum status refuse_change(const struct version *version, const struct words *part,
                                 struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    place_of(version->evidence, version->contract_id, subject);
    return error_set(
        err, STATUS_INVALID, subject,
        "version %d of %s is published, its %s%.0s cannot change: leave it as it is, and "
        "add a version with the act that amends it, or with the cause correction",
        "la version %d de %s est publiée, on n'y change plus %.0s%s : laissez-la comme "
        "elle est, et ajoutez une version avec l'acte qui la modifie, ou avec la "
        "cause « correction »",
        (int)version->number, version->contract_id, part->en, part->fr);
}

static enum status refuse_loss(const struct version *version, struct error *err)
{
    return error_set(err, STATUS_INVALID, version->contract_id,
                     "version %d of %s is published and would go: keep it, or add the version that "
                     "corrects it, with the cause correction",
                     "la version %d de %s est publiée et disparaîtrait : gardez-la, ou ajoutez la "
                     "version qui la corrige, avec la cause « correction »",
                     (int)version->number, version->contract_id);
}

static const struct version *find_version(const struct register_rows *rows, const char *contract,
                                          int32_t number)
{
    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];

        if (version->number == number && strcmp(version->contract_id, contract) == 0)
            return version;
    }
    return NULL;
}

static bool has_new_correction(const struct register_rows *before,
                               const struct register_rows *after, const char *contract)
{
    for (uint32_t i = 0; i < after->version_count; i++) {
        const struct version *version = &after->versions[i];

        if (strcmp(version->contract_id, contract) == 0 &&
            strcmp(version->cause, "correction") == 0 &&
            find_version(before, contract, version->number) == NULL)
            return true;
    }
    return false;
}

static enum status check_version(const struct register_rows *before,
                                 const struct register_rows *after, const struct version *version,
                                 struct error *err)
{
    const struct version *now = find_version(after, version->contract_id, version->number);
    const struct words *part;

    if (now == NULL)
        return has_new_correction(before, after, version->contract_id) ? STATUS_OK
                                                                       : refuse_loss(version, err);
    part = changed_part(version, now);
    return part == NULL ? STATUS_OK : refuse_change(now, part, err);
}

enum status register_permanence_check(const struct register_rows *before,
                                      const struct register_rows *after, bool corrects_status,
                                      struct error *err)
{
    enum status status = STATUS_OK;

    for (uint32_t i = 0; i < before->contract_count && status == STATUS_OK; i++) {
        uint32_t now = register_contract(after, before->contracts[i].id);

        if (now != UINT32_MAX && !corrects_status)
            status = error_cite(
                err, check_status(&before->contracts[i], &after->contracts[now], err), "BIZ-06");
    }
    for (uint32_t i = 0; i < before->version_count && status == STATUS_OK; i++) {
        const struct version *version = &before->versions[i];
        uint32_t now = register_contract(after, version->contract_id);

        if (now != UINT32_MAX && is_published(before, version) &&
            !is_stated_at_last(&before->contracts[version->contract], &after->contracts[now]))
            status = error_cite(err, check_version(before, after, version, err), "BIZ-05");
    }
    return status;
}
