#include "data/explanation.h"

#include <stdlib.h>
#include <string.h>

void explanation_free(struct explanation *explanation)
{
    if (explanation == NULL)
        return;
    succession_release(&explanation->became);
    succession_release(&explanation->later);
    ancestry_release(&explanation->ancestry);
    chronicle_release(&explanation->chronicle);
    chronicle_release(&explanation->later_chronicle);
    arena_release(&explanation->arena);
    free(explanation);
}

static int last_year(const struct snapshot *snapshot)
{
    return snapshot->vintages[snapshot->vintage_count - 1]->year;
}

/** Nothing knows the commune: what is nearest in spelling, if anything is. */
static enum status refuse_commune(const struct snapshot *snapshot, const char *insee,
                                  struct error *err)
{
    const struct vintage *last = snapshot->vintages[snapshot->vintage_count - 1];
    uint32_t like = vintage_commune_like(last, insee);

    if (like != UNIT_NONE)
        return error_set(err, STATUS_NOT_FOUND, insee,
                         "no commune of the vintages %d to %d nor of the known movements has this "
                         "code; near it is %s, %s",
                         "aucune commune des millésimes %d à %d ni des mouvements connus n'a ce "
                         "code ; %s, %s, en est proche",
                         snapshot->vintages[0]->year, last->year, last->communes[like].insee.code,
                         last->communes[like].name);
    return error_set(err, STATUS_NOT_FOUND, insee,
                     "no commune of the vintages %d to %d nor of the known movements has this "
                     "code: is it in the region that is loaded?",
                     "aucune commune des millésimes %d à %d ni des mouvements connus n'a ce code : "
                     "est-elle dans la région chargée ?",
                     snapshot->vintages[0]->year, last->year);
}

static enum status refuse_epci(const struct snapshot *snapshot, const char *siren,
                               struct error *err)
{
    const struct vintage *last = snapshot->vintages[snapshot->vintage_count - 1];
    uint32_t like = vintage_epci_like(last, siren);

    if (like != UNIT_NONE)
        return error_set(err, STATUS_NOT_FOUND, siren,
                         "no EPCI of the vintages %d to %d has this number; near it is %s, %s",
                         "aucun EPCI des millésimes %d à %d n'a ce numéro ; %s, %s, en est proche",
                         snapshot->vintages[0]->year, last->year, last->epcis[like].siren.code,
                         last->epcis[like].name);
    return error_set(err, STATUS_NOT_FOUND, siren,
                     "no EPCI of the vintages %d to %d has this number: is it in the region that "
                     "is loaded, and an EPCI that levies taxes of its own?",
                     "aucun EPCI des millésimes %d à %d n'a ce numéro : est-il dans la région "
                     "chargée, et à fiscalité propre ?",
                     snapshot->vintages[0]->year, last->year);
}

/** Nobody had the code on the day that was asked for: when somebody did. */
static enum status refuse_day(const struct code_asked *asked, enum tenure tenure, struct date day,
                              struct error *err)
{
    char on[2][DATE_TEXT_MAX], until[2][DATE_TEXT_MAX];
    enum status status;

    for (int i = 0; i < 2; i++) {
        date_format_words(asked->date, i == 0 ? LANGUAGE_FR : LANGUAGE_EN, on[i]);
        date_format_words(day, i == 0 ? LANGUAGE_FR : LANGUAGE_EN, until[i]);
    }
    /* Each language writes dates its own way: four values, of which either takes two. */
    if (tenure == TENURE_ENDED)
        status = error_set(
            err, STATUS_NOT_FOUND, asked->code,
            "nobody known has this code on %s%.0s; the last to have it did so until %s%.0s",
            "on ne connaît personne qui ait ce code au %.0s%s ; la dernière fois, c'était "
            "jusqu'au %.0s%s",
            on[1], on[0], until[1], until[0]);
    else
        status = error_set(
            err, STATUS_NOT_FOUND, asked->code,
            "nobody known has this code on %s%.0s; it is first known on %s%.0s",
            "on ne connaît personne qui ait ce code au %.0s%s ; il est connu à partir du %.0s%s",
            on[1], on[0], until[1], until[0]);
    return status;
}

static enum status refuse_backward(const struct code_asked *asked, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, asked->code,
        "the day after @ lies after the date of the question, and lineage goes forward "
        "in time only: give a later --at",
        "le jour donné après @ vient après la date de la question, et la filiation "
        "ne va que vers l'avant : donnez une date --at plus tardive");
}

/** When the EPCI is in the vintages, as tenure_on() says of a commune. */
static enum tenure epci_tenure(struct vintage_list list, const char *siren, struct date date,
                               struct date *ret_day)
{
    const struct vintage *serving = vintage_at(list, date);
    enum tenure tenure = TENURE_NEVER;

    *ret_day = date;
    if (serving != NULL && vintage_epci(serving, siren) != UNIT_NONE)
        return TENURE_HELD;
    for (size_t i = 0; i < list.count; i++) {
        struct date from = date_of(list.vintages[i]->year, 1, 1);

        if (vintage_epci(list.vintages[i], siren) == UNIT_NONE)
            continue;
        if (from.day > date.day && tenure == TENURE_NEVER) {
            *ret_day = from;
            return TENURE_TO_COME;
        }
        if (from.day > date.day)
            break;
        tenure = TENURE_ENDED;
        *ret_day = date_plus(date_of(list.vintages[i + 1]->year, 1, 1), -1);
    }
    return tenure;
}

static enum tenure tenure_of(const struct snapshot *snapshot, const struct code_asked *asked,
                             struct date date, struct date *ret_day)
{
    if (asked->kind == CODE_EPCI)
        return epci_tenure(snapshot_vintages(snapshot), asked->code, date, ret_day);
    return tenure_on(snapshot->lineage, snapshot_vintages(snapshot), asked->code, date, ret_day);
}

/** Which holder of the code is meant, and on which day. */
static enum status find_holder(const struct snapshot *snapshot, struct explanation *explanation,
                               struct error *err)
{
    const struct code_asked *asked = &explanation->asked;
    enum tenure then;

    explanation->tenure = tenure_of(snapshot, asked, explanation->at, &explanation->held_on);
    if (!asked->is_dated || explanation->tenure == TENURE_NEVER)
        return STATUS_OK;
    if (asked->date.day > explanation->at.day)
        return refuse_backward(asked, err);
    then = tenure_of(snapshot, asked, asked->date, &explanation->held_on);
    if (then != TENURE_HELD)
        return refuse_day(asked, then, explanation->held_on, err);
    return STATUS_OK;
}

/** Every member of the register that gives the code itself. */
static enum status find_namings(const struct register_rows *rows, struct explanation *explanation,
                                struct error *err)
{
    enum member_kind kind = explanation->asked.kind == CODE_EPCI ? MEMBER_EPCI : MEMBER_COMMUNE;
    const struct member **namings =
        arena_alloc(&explanation->arena, ((size_t)rows->member_count + 1) * sizeof(*namings));

    if (namings == NULL)
        return error_no_memory(err);
    for (uint32_t i = 0; i < rows->member_count; i++) {
        if (rows->members[i].kind == kind &&
            strcmp(rows->members[i].code, explanation->asked.code) == 0)
            namings[explanation->naming_count++] = &rows->members[i];
    }
    explanation->namings = namings;
    return STATUS_OK;
}

/** Drops the events up to a day. */
static void drop_until(struct chronicle *chronicle, struct date day)
{
    size_t kept = 0;

    for (size_t i = 0; i < chronicle->count; i++) {
        if (chronicle->events[i].date.day > day.day)
            chronicle->events[kept++] = chronicle->events[i];
    }
    chronicle->count = kept;
}

static enum status follow(const struct snapshot *snapshot, struct explanation *explanation,
                          struct error *err)
{
    const struct lineage *lineage = snapshot->lineage;
    const char *code = explanation->asked.code;
    enum status status = lineage_follow(lineage, code, explanation->held_on, explanation->at,
                                        &explanation->became, err);

    if (status == STATUS_OK)
        status = lineage_follow(lineage, code, explanation->held_on,
                                date_of(last_year(snapshot), 1, 1), &explanation->later, err);
    if (status == STATUS_OK)
        status = chronicle_of(lineage, &explanation->became, &explanation->chronicle, err);
    if (status == STATUS_OK)
        status = chronicle_of(lineage, &explanation->later, &explanation->later_chronicle, err);
    if (status == STATUS_OK)
        status = lineage_ascend(lineage, code, explanation->held_on, &explanation->ancestry, err);
    drop_until(&explanation->later_chronicle, explanation->at);
    explanation->has_lineage = status == STATUS_OK;
    return status;
}

/** The communes of the vintage that serves which hold the land, as far as it has them. */
static void list_holders(const struct explanation *explanation, struct code_set *holders)
{
    struct insee insee;

    holders->count = 0;
    if (explanation->tenure == TENURE_NEVER) {
        if (explanation->delegate != NULL)
            *holders = (struct code_set){{explanation->delegate->parent}, 1};
    } else if (explanation->has_lineage && explanation->held_on.day <= explanation->at.day) {
        *holders = explanation->became.successors;
    } else if (explanation->tenure == TENURE_HELD &&
               explanation->held_on.day == explanation->at.day) {
        /* Without movements nobody can say that the holder of another day is the same. */
        memcpy(insee.code, explanation->asked.code, sizeof insee.code);
        *holders = (struct code_set){{insee}, 1};
    }
}

static enum status describe_communes(const struct snapshot *snapshot,
                                     struct explanation *explanation, struct error *err)
{
    const struct vintage *vintage = explanation->period->vintage;
    struct code_set holders;

    list_holders(explanation, &holders);
    explanation->communes =
        arena_alloc(&explanation->arena, (holders.count + 1) * sizeof *explanation->communes);
    if (explanation->communes == NULL)
        return error_no_memory(err);
    for (size_t i = 0; vintage != NULL && i < holders.count; i++) {
        struct explained_commune *it = &explanation->communes[explanation->commune_count];
        enum status status;

        it->commune = vintage_commune(vintage, holders.codes[i].code);
        if (it->commune == UNIT_NONE)
            continue; /* outside the territory of the vintage, or of a year between two */
        it->shape = shape_basis_of(vintage, it->commune);
        status = coverings_find(snapshot, vintage, explanation->at, &it->commune, 1,
                                &explanation->arena, &it->coverings, &it->covering_count, err);
        if (status != STATUS_OK)
            return status;
        explanation->commune_count++;
    }
    return STATUS_OK;
}

static enum status describe_epci(const struct snapshot *snapshot, struct explanation *explanation,
                                 struct error *err)
{
    const struct period *period = explanation->period;
    const struct vintage *vintage = period->vintage;
    uint32_t index = vintage == NULL ? UNIT_NONE : vintage_epci(vintage, explanation->asked.code);
    struct explained_epci *it;
    const struct epci *epci;

    if (index == UNIT_NONE)
        return STATUS_OK;
    it = arena_alloc(&explanation->arena, sizeof *it);
    if (it == NULL)
        return error_no_memory(err);
    it->epci = index;
    epci = &vintage->epcis[index];
    for (uint32_t i = 0; i < epci->commune_count; i++) {
        if (vintage->communes[epci->communes[i]].in_region)
            it->standings[period->standings[epci->communes[i]]]++;
    }
    explanation->epci = it;
    return coverings_find(snapshot, vintage, explanation->at, epci->communes, epci->commune_count,
                          &explanation->arena, &it->coverings, &it->covering_count, err);
}

static enum status explain_commune(const struct snapshot *snapshot, struct explanation *explanation,
                                   struct error *err)
{
    const struct lineage *lineage = snapshot->lineage;
    const char *code = explanation->asked.code;
    enum status status = STATUS_OK;

    if (lineage != NULL)
        explanation->delegate = lineage_delegate(lineage, code);
    if (explanation->tenure == TENURE_NEVER && explanation->delegate == NULL &&
        explanation->naming_count == 0)
        return refuse_commune(snapshot, code, err);
    if (explanation->tenure != TENURE_NEVER) {
        explanation->name =
            commune_name_on(lineage, snapshot_vintages(snapshot), code, explanation->held_on);
        if (lineage != NULL)
            status = follow(snapshot, explanation, err);
    } else if (explanation->delegate != NULL) {
        explanation->name = explanation->delegate->name;
    }
    return status == STATUS_OK ? describe_communes(snapshot, explanation, err) : status;
}

static enum status explain_epci(const struct snapshot *snapshot, struct explanation *explanation,
                                struct error *err)
{
    enum status status;

    if (explanation->tenure == TENURE_NEVER && explanation->naming_count == 0)
        return refuse_epci(snapshot, explanation->asked.code, err);
    if (explanation->tenure != TENURE_NEVER) {
        const struct vintage *then = vintage_at(snapshot_vintages(snapshot), explanation->held_on);

        explanation->name = then->epcis[vintage_epci(then, explanation->asked.code)].name;
    }
    status = describe_epci(snapshot, explanation, err);
    if (status == STATUS_OK)
        status = epci_changes_find(snapshot, explanation->asked.code, &explanation->arena,
                                   &explanation->changes, &explanation->change_count, err);
    if (status == STATUS_OK)
        status = epci_passages_find(snapshot, explanation->asked.code, &explanation->arena,
                                    &explanation->passages, &explanation->passage_count, err);
    return status;
}

enum status explanation_new(const struct snapshot *snapshot, const struct code_asked *asked,
                            struct date at, struct explanation **ret_explanation, struct error *err)
{
    AUTO(explanation) explanation = calloc(1, sizeof *explanation);
    enum status status;

    if (explanation == NULL)
        return error_no_memory(err);
    arena_init(&explanation->arena);
    explanation->asked = *asked;
    explanation->at = at;
    explanation->period = timeline_at(&snapshot->timeline, at);
    status = find_holder(snapshot, explanation, err);
    if (status == STATUS_OK)
        status = find_namings(snapshot->rows, explanation, err);
    if (status == STATUS_OK)
        status = code_years_find(snapshot, asked, &explanation->arena, &explanation->years,
                                 &explanation->year_count, err);
    if (status == STATUS_OK)
        status = asked->kind == CODE_EPCI ? explain_epci(snapshot, explanation, err)
                                          : explain_commune(snapshot, explanation, err);
    if (status == STATUS_OK)
        *ret_explanation = TAKE(explanation);
    return status;
}
