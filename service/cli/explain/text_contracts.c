#include "service/cli/explain/text_contracts.h"

#include <string.h>

#include "service/report/wording.h"

static struct words member_kind_words(enum member_kind kind)
{
    switch (kind) {
    case MEMBER_EPCI:
        return (struct words){"l'EPCI", "the EPCI"};
    case MEMBER_COMMUNE:
        return (struct words){"la commune", "the commune"};
    case MEMBER_DEPARTEMENT:
        break;
    }
    return (struct words){"le département", "the département"};
}

/** How the member takes the communes of an EPCI; nothing to say of the others. */
static struct words mode_words(const struct member *member, enum member_result result)
{
    if (member->kind != MEMBER_EPCI)
        return (struct words){"", ""};
    if (result == MEMBER_NOT_EVALUATED)
        return (struct words){", figé à une date inconnue : non évalué",
                              ", frozen on an unknown date: not evaluated"};
    if (result == MEMBER_MIXED)
        return (struct words){
            ", figé, réuni depuis à des communes hors du contrat : en doute",
            ", frozen, joined since with communes outside the contract: in doubt"};
    switch (member->mode) {
    case MEMBER_FROZEN:
        return (struct words){", figé à la date de référence", ", frozen on the reference date"};
    case MEMBER_DYNAMIC:
        return (struct words){", dont le contrat suit les communes",
                              ", whose communes the contract follows"};
    case MEMBER_UNSTATED:
        break;
    }
    return (struct words){", suivi faute de précision", ", followed as nothing is stated"};
}

static void write_member(struct text *text, enum language language, const struct member *member,
                         enum member_result result)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, "    %s %s %s",
              member->operation == MEMBER_INCLUDE ? (french ? "inclut" : "includes")
                                                  : (french ? "exclut" : "excludes"),
              words_in(member_kind_words(member->kind), language), member->code);
    if (member->label[0] != '\0')
        text_addf(text, french ? " « %s »" : " “%s”", member->label);
    text_add(text, words_in(mode_words(member, result), language));
    text_add(text, member->certainty == CERTAINTY_STATED ? (french ? " (déclaré)" : " (stated)")
                                                         : (french ? " (déduit)" : " (inferred)"));
    if (member->reason[0] != '\0')
        text_addf(text, french ? " ; motif : %s" : "; reason: %s", member->reason);
    text_add(text, "\n");
}

/** What the perimeter makes of one commune. */
static struct words holding_words(const struct covering *covering)
{
    if (covering->inferred > 0)
        return (struct words){"la contient, par déduction", "holds it, by inference"};
    if (covering->held > 0)
        return (struct words){"la contient", "holds it"};
    if (covering->doubtful > 0)
        return (struct words){"la contient ou non : un membre n'a pu être évalué",
                              "holds it or not: a member could not be evaluated"};
    if (covering->excluded > 0)
        return (struct words){"l'exclut", "excludes it"};
    return (struct words){"s'arrête à la région, et ne la prend pas",
                          "stops at the region, and leaves it out"};
}

/** The same of the communes of an EPCI, counted. */
static void write_counts(struct text *text, enum language language, const struct covering *covering,
                         uint32_t communes)
{
    bool french = language == LANGUAGE_FR;

    text_addf(text, french ? "contient %u de ses %u communes" : "holds %u of its %u communes",
              covering->held, communes);
    if (covering->inferred > 0)
        text_addf(text, french ? ", dont %u par déduction" : ", %u of them by inference",
                  covering->inferred);
    if (covering->doubtful > 0)
        text_addf(text, french ? ", %u en doute" : ", %u in doubt", covering->doubtful);
    if (covering->clipped > 0)
        text_addf(text, french ? ", %u laissées hors de la région" : ", %u left outside the region",
                  covering->clipped);
    if (covering->excluded > 0)
        text_addf(text, french ? ", %u exclues" : ", %u excluded", covering->excluded);
}

static struct words force_words(enum force force)
{
    static const struct words words[] = {
        [FORCE_NO] = {"pas en vigueur", "not in force"},
        [FORCE_IN_DOUBT] = {"peut-être en vigueur, une date est inconnue ou imprécise",
                            "perhaps in force, a date is unknown or not sharp"},
        [FORCE_YES] = {"en vigueur", "in force"},
    };

    return words[force];
}

/** The act that gave the version force, and its date where the register has it. */
static void write_act(struct text *text, enum language language, const struct register_rows *rows,
                      const char *act)
{
    char day[32];

    if (act[0] == '\0')
        return;
    text_addf(text, language == LANGUAGE_FR ? "    acte : %s" : "    act: %s", act);
    for (uint32_t i = 0; i < rows->act_count; i++) {
        if (strcmp(rows->acts[i].id, act) != 0 || rows->acts[i].date.precision == DATE_UNKNOWN)
            continue;
        loose_date_format_words(rows->acts[i].date, language, day);
        text_addf(text, " (%s)", day);
    }
    text_add(text, "\n");
}

/** A contract that is not decided yet is never in force, whatever its dates. */
static struct words state_words(const struct contract *contract, enum force force)
{
    if (contract->status == CONTRACT_CANDIDATE || contract->status == CONTRACT_IN_PREPARATION)
        return contract_status_words(contract->status);
    return force_words(force);
}

static void write_covering(struct text *text, enum language language,
                           const struct snapshot *snapshot, const struct covering *covering,
                           uint32_t communes)
{
    const struct version *version = covering->perimeter->version;
    const struct contract *contract = &snapshot->rows->contracts[version->contract];
    bool french = language == LANGUAGE_FR;
    char from[32], to[32];

    loose_date_format_words(version->valid_from, language, from);
    loose_date_format_words(version->valid_to, language, to);
    text_addf(text,
              french ? "  %s (%s), version %d, %s – %s : %s ; "
                     : "  %s (%s), version %d, %s – %s: %s; ",
              contract->name, contract->id, version->number, from, to,
              words_in(state_words(contract, covering->force), language));
    if (communes == 1)
        text_add(text, words_in(holding_words(covering), language));
    else
        write_counts(text, language, covering, communes);
    if (contract->visibility == VISIBILITY_INTERNAL || version->visibility == VISIBILITY_INTERNAL)
        text_add(text, french ? " (interne)" : " (internal)");
    text_add(text, "\n");
    if (covering->force == FORCE_NO)
        return;
    write_act(text, language, snapshot->rows, version->act);
    for (uint32_t i = 0; i < covering->member_count; i++)
        write_member(text, language, &version->members[covering->members[i]],
                     covering->perimeter->results[covering->members[i]]);
}

void explain_text_contracts(struct text *text, enum language language,
                            const struct snapshot *snapshot, const struct covering coverings[],
                            uint32_t count, uint32_t communes)
{
    static const enum force order[] = {FORCE_YES, FORCE_IN_DOUBT, FORCE_NO};

    for (size_t pass = 0; pass < sizeof order / sizeof *order; pass++) {
        for (uint32_t i = 0; i < count; i++) {
            if (coverings[i].force == order[pass])
                write_covering(text, language, snapshot, &coverings[i], communes);
        }
    }
}

void explain_text_lists(struct text *text, enum language language, const struct register_rows *rows,
                        struct date at)
{
    const char *joint = " (";

    for (uint32_t i = 0; i < rows->generation_count; i++) {
        const struct generation *generation = &rows->generations[i];
        char from[32], to[32];

        if (generation_list_on(generation, at) != LIST_INCOMPLETE)
            continue;
        loose_date_format_words(generation->valid_from, language, from);
        loose_date_format_words(generation->valid_to, language, to);
        text_addf(text, "%s%s, %s – %s", joint, generation->id, from, to);
        joint = language == LANGUAGE_FR ? " ; " : "; ";
    }
    if (joint[1] != '(')
        text_add(text, ")");
}

void explain_text_namings(struct text *text, enum language language,
                          const struct snapshot *snapshot, const struct member *const namings[],
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct version *version = &snapshot->rows->versions[namings[i]->version];
        const struct contract *contract = &snapshot->rows->contracts[version->contract];

        text_addf(text, "  %s (%s), version %d\n", contract->name, contract->id, version->number);
        write_member(text, language, namings[i], MEMBER_RESOLVED);
    }
}
