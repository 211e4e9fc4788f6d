/* REF: do the codes of a contract's members mean something? */
#include <string.h>

#include "data/check.h"

static struct finding *report(const struct checked_version *checked, const struct member *member,
                              const char *check, enum level level, struct findings *findings)
{
    struct finding *finding =
        findings_add(findings, check, level, checked->contract->id, checked->version->number);

    if (finding == NULL)
        return NULL;
    finding_add_subject(finding, member->code);
    finding->evidence = member->evidence;
    return finding;
}

static bool has_form(const struct member *member)
{
    switch (member->kind) {
    case MEMBER_EPCI:
        return siren_has_form(member->code);
    case MEMBER_COMMUNE:
        return insee_is_well_formed(member->code);
    case MEMBER_DEPARTEMENT:
        return strlen(member->code) == 2 || strlen(member->code) == 3;
    }
    return false;
}

/** Of the right form, with the right key: it may be a unit's code. */
static bool is_plausible(const struct member *member)
{
    return has_form(member) && (member->kind != MEMBER_EPCI || siren_is_valid(member->code));
}

static void say_malformed(struct finding *finding, const struct member *member)
{
    if (member->kind == MEMBER_COMMUNE && insee_lost_zero(member->code))
        finding_say(finding, "code %s has lost its leading zero: export the column as text (0%s)",
                    "le code %s a perdu son zéro initial : exportez la colonne en texte (0%s)",
                    member->code, member->code);
    else if (member->kind == MEMBER_EPCI)
        finding_say(finding, "“%s” is not a SIREN: nine digits are expected",
                    "« %s » n'est pas un SIREN : neuf chiffres sont attendus", member->code);
    else if (member->kind == MEMBER_COMMUNE)
        finding_say(finding, "“%s” is not an INSEE code: five characters are expected",
                    "« %s » n'est pas un code INSEE : cinq caractères sont attendus", member->code);
    else
        finding_say(finding, "“%s” is not a département: two or three characters are expected",
                    "« %s » n'est pas un département : deux ou trois caractères sont attendus",
                    member->code);
}

enum status check_malformed_code(const struct check_scope *scope, struct findings *findings,
                                 struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 0; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            struct finding *finding;

            if (has_form(member))
                continue;
            finding = report(&checked, member, "REF-02", LEVEL_ERROR, findings);
            if (finding == NULL)
                return error_no_memory(err);
            say_malformed(finding, member);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}

static uint32_t find_unit(const struct vintage *vintage, const struct member *member)
{
    switch (member->kind) {
    case MEMBER_EPCI:
        return vintage_epci(vintage, member->code);
    case MEMBER_COMMUNE:
        return vintage_commune(vintage, member->code);
    case MEMBER_DEPARTEMENT:
        return vintage_departement(vintage, member->code);
    }
    return UNIT_NONE;
}

/** The last vintage that knows the member's code; NULL when none does. */
static const struct vintage *last_vintage_of(const struct snapshot *snapshot,
                                             const struct member *member)
{
    for (size_t i = snapshot->vintage_count; i-- > 0;) {
        if (find_unit(snapshot->vintages[i], member) != UNIT_NONE)
            return snapshot->vintages[i];
    }
    return NULL;
}

/** A near code and its name, for a typo; false when none is near. */
static bool suggest(const struct vintage *vintage, const struct member *member,
                    const char **ret_code, const char **ret_name)
{
    uint32_t like;

    if (member->kind == MEMBER_EPCI) {
        like = vintage_epci_like(vintage, member->code);
        if (like == UNIT_NONE)
            return false;
        *ret_code = vintage->epcis[like].siren.code;
        *ret_name = vintage->epcis[like].name;
        return true;
    }
    like = member->kind == MEMBER_COMMUNE ? vintage_commune_like(vintage, member->code) : UNIT_NONE;
    if (like == UNIT_NONE)
        return false;
    *ret_code = vintage->communes[like].insee.code;
    *ret_name = vintage->communes[like].name;
    return true;
}

static void say_wrong_key(struct finding *finding, const struct vintage *vintage,
                          const struct member *member)
{
    const char *code;
    const char *name;

    if (suggest(vintage, member, &code, &name))
        finding_say(finding,
                    "SIREN %s fails its check digit, a digit is mistyped; near to it: %s %s",
                    "la clé du SIREN %s est fausse, un chiffre est mal saisi ; code proche : %s %s",
                    member->code, code, name);
    else
        finding_say(finding, "SIREN %s fails its check digit: a digit is mistyped",
                    "la clé du SIREN %s est fausse : un chiffre est mal saisi", member->code);
}

enum status check_siren_key(const struct check_scope *scope, struct findings *findings,
                            struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 0; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            struct finding *finding;

            if (member->kind != MEMBER_EPCI || !siren_has_form(member->code) ||
                siren_is_valid(member->code))
                continue;
            finding = report(&checked, member, "REF-10", LEVEL_ERROR, findings);
            if (finding == NULL)
                return error_no_memory(err);
            say_wrong_key(finding, scope->period->vintage, member);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}

static void say_unknown(struct finding *finding, const struct vintage *vintage,
                        const struct member *member, const struct vintage *last)
{
    const char *code;
    const char *name;

    if (last != NULL)
        finding_say(finding,
                    "%s is unknown in the vintage %d; the vintage %d has it: give its successor",
                    "%s est inconnu du millésime %d ; le millésime %d le connaît : donnez son "
                    "successeur",
                    member->code, vintage->year, last->year);
    else if (suggest(vintage, member, &code, &name))
        finding_say(finding, "%s is unknown in every loaded vintage; near to it: %s %s",
                    "%s est inconnu de tous les millésimes chargés ; code proche : %s %s",
                    member->code, code, name);
    else
        finding_say(finding, "%s is unknown in every loaded vintage: check the code",
                    "%s est inconnu de tous les millésimes chargés : vérifiez le code",
                    member->code);
}

enum status check_unknown_code(const struct check_scope *scope, struct findings *findings,
                               struct error *err)
{
    const struct vintage *vintage = scope->period->vintage;
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 0; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            const struct vintage *last;
            struct finding *finding;
            struct date day;

            if (!is_plausible(member) || find_unit(vintage, member) != UNIT_NONE)
                continue; /* a code that cannot be one has its own finding */
            last = last_vintage_of(scope->snapshot, member);
            if (last != NULL && version_reference_day(checked.version, &day))
                continue; /* what became of it is told by the checks of obsolete codes */
            finding = report(&checked, member, "REF-01", last == NULL ? LEVEL_ERROR : LEVEL_WARNING,
                             findings);
            if (finding == NULL)
                return error_no_memory(err);
            say_unknown(finding, vintage, member, last);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}

static bool same_member(const struct member *a, const struct member *b)
{
    return a->kind == b->kind && a->operation == b->operation && strcmp(a->code, b->code) == 0;
}

enum status check_duplicate_member(const struct check_scope *scope, struct findings *findings,
                                   struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        for (uint32_t i = 1; i < checked.version->member_count; i++) {
            const struct member *member = &checked.version->members[i];
            uint32_t before = 0;
            struct finding *finding;

            while (before < i && !same_member(&checked.version->members[before], member))
                before++;
            if (before == i)
                continue;
            finding = report(&checked, member, "REF-19", LEVEL_ERROR, findings);
            if (finding == NULL)
                return error_no_memory(err);
            finding_say(finding, "%s is a member twice: remove one of the lines",
                        "%s est deux fois membre : supprimez l'une des lignes", member->code);
            finding_seal(finding);
        }
    }
    return STATUS_OK;
}

enum status check_empty_perimeter(const struct check_scope *scope, struct findings *findings,
                                  struct error *err)
{
    struct checked_version checked;

    for (uint32_t contract = 0; check_next_version(scope, &contract, &checked);) {
        struct finding *finding;

        if (checked.perimeter->commune_count > 0 || !checked.perimeter->is_whole)
            continue; /* a member that could not be resolved has its own finding */
        finding = findings_add(findings, "REF-16", LEVEL_ERROR, checked.contract->id,
                               checked.version->number);
        if (finding == NULL)
            return error_no_memory(err);
        finding->evidence = checked.version->evidence;
        finding_say(finding,
                    "the perimeter of version %d holds no commune: its exclusions remove all",
                    "le périmètre de la version %d ne contient aucune commune : ses exclusions "
                    "enlèvent tout",
                    checked.version->number);
        finding_seal(finding);
    }
    return STATUS_OK;
}
