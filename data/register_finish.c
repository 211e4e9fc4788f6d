/* From the drafts of a register to rows that are sorted and know each other by index. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/register_draft.h"

static void place_of(struct evidence evidence, const char *id, char subject[ERROR_SUBJECT_MAX])
{
    if (evidence.file[0] == '\0')
        (void)snprintf(subject, ERROR_SUBJECT_MAX, "%s", id);
    else
        row_place_format((struct row_place){evidence.file, evidence.line}, subject,
                         ERROR_SUBJECT_MAX);
}

static int compare_generations(const void *a, const void *b)
{
    return strcmp(((const struct generation *)a)->id, ((const struct generation *)b)->id);
}

static int compare_contracts(const void *a, const void *b)
{
    return strcmp(((const struct draft_contract *)a)->contract.id,
                  ((const struct draft_contract *)b)->contract.id);
}

static int compare_acts(const void *a, const void *b)
{
    return strcmp(((const struct act *)a)->id, ((const struct act *)b)->id);
}

static int compare_versions(const void *a, const void *b)
{
    const struct draft_version *left = a;
    const struct draft_version *right = b;
    int order = strcmp(left->contract, right->contract);

    return order != 0 ? order
                      : (left->version.number > right->version.number) -
                            (left->version.number < right->version.number);
}

/** Members in an order that no file decides: kind, code, operation, then every other text. */
static int compare_members(const void *a, const void *b)
{
    const struct draft_member *left = a;
    const struct draft_member *right = b;
    int order = strcmp(left->contract, right->contract);

    if (order == 0)
        order = (left->number > right->number) - (left->number < right->number);
    if (order == 0)
        order = (left->member.kind > right->member.kind) - (left->member.kind < right->member.kind);
    if (order == 0)
        order = strcmp(left->member.code, right->member.code);
    if (order == 0)
        order = (left->member.operation > right->member.operation) -
                (left->member.operation < right->member.operation);
    if (order == 0)
        order = strcmp(left->member.label, right->member.label);
    if (order == 0)
        order = (left->member.mode > right->member.mode) - (left->member.mode < right->member.mode);
    if (order == 0)
        order = (left->member.certainty > right->member.certainty) -
                (left->member.certainty < right->member.certainty);
    if (order == 0)
        order = strcmp(left->member.reason, right->member.reason);
    if (order == 0)
        order = strcmp(left->member.source, right->member.source);
    return order;
}

static enum status refuse_repeated(struct evidence evidence, const char *id, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    place_of(evidence, id, subject);
    return error_set(err, STATUS_INVALID, subject, "%s is there twice: keep one of its lines",
                     "%s est présent deux fois : gardez une seule de ses lignes", id);
}

static enum status sort_drafts(struct register_builder *builder, struct error *err)
{
    const struct generation *generations = builder->generations.items;
    const struct draft_contract *contracts = builder->contracts.items;
    const struct act *acts = builder->acts.items;
    const struct draft_version *versions = builder->versions.items;

    struct {
        struct draft_list *list;
        size_t size;
        int (*compare)(const void *, const void *);
    } const orders[] = {
        {&builder->generations, sizeof *generations, compare_generations},
        {&builder->contracts, sizeof *contracts, compare_contracts},
        {&builder->acts, sizeof *acts, compare_acts},
        {&builder->versions, sizeof *versions, compare_versions},
        {&builder->members, sizeof(struct draft_member), compare_members},
    };

    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        if (orders[i].list->count > 0)
            qsort(orders[i].list->items, orders[i].list->count, orders[i].size, orders[i].compare);
    }
    for (size_t i = 1; i < builder->generations.count; i++) {
        if (compare_generations(&generations[i - 1], &generations[i]) == 0)
            return refuse_repeated(generations[i].evidence, generations[i].id, err);
    }
    for (size_t i = 1; i < builder->contracts.count; i++) {
        if (compare_contracts(&contracts[i - 1], &contracts[i]) == 0)
            return refuse_repeated(contracts[i].contract.evidence, contracts[i].contract.id, err);
    }
    for (size_t i = 1; i < builder->acts.count; i++) {
        if (compare_acts(&acts[i - 1], &acts[i]) == 0)
            return refuse_repeated(acts[i].evidence, acts[i].id, err);
    }
    for (size_t i = 1; i < builder->versions.count; i++) {
        if (compare_versions(&versions[i - 1], &versions[i]) == 0)
            return refuse_repeated(versions[i].version.evidence, versions[i].contract, err);
    }
    return STATUS_OK;
}

static enum status make_room(struct register_builder *builder, struct error *err)
{
    struct register_rows *rows = builder->rows;
    struct arena *arena = &rows->arena;

    rows->generations =
        arena_alloc(arena, (builder->generations.count + 1) * sizeof *rows->generations);
    rows->contracts = arena_alloc(arena, (builder->contracts.count + 1) * sizeof *rows->contracts);
    rows->acts = arena_alloc(arena, (builder->acts.count + 1) * sizeof *rows->acts);
    rows->versions = arena_alloc(arena, (builder->versions.count + 1) * sizeof *rows->versions);
    rows->members = arena_alloc(arena, (builder->members.count + 1) * sizeof *rows->members);
    if (rows->generations == NULL || rows->contracts == NULL || rows->acts == NULL ||
        rows->versions == NULL || rows->members == NULL)
        return error_no_memory(err);
    if (builder->generations.count > 0)
        memcpy(rows->generations, builder->generations.items,
               builder->generations.count * sizeof *rows->generations);
    if (builder->acts.count > 0)
        memcpy(rows->acts, builder->acts.items, builder->acts.count * sizeof *rows->acts);
    rows->generation_count = (uint32_t)builder->generations.count;
    rows->act_count = (uint32_t)builder->acts.count;
    return STATUS_OK;
}

static enum status link_contracts(struct register_builder *builder, struct error *err)
{
    struct register_rows *rows = builder->rows;
    const struct draft_contract *drafts = builder->contracts.items;

    for (size_t i = 0; i < builder->contracts.count; i++) {
        struct contract *contract = &rows->contracts[rows->contract_count++];
        char subject[ERROR_SUBJECT_MAX];

        *contract = drafts[i].contract;
        contract->generation = register_generation(rows, drafts[i].generation);
        if (contract->generation != UINT32_MAX)
            continue;
        place_of(contract->evidence, contract->id, subject);
        return error_set(err, STATUS_INVALID, subject,
                         "%s is of the generation %s, which no table has: add it to generations",
                         "%s est de la génération %s, qu'aucune table ne contient : ajoutez-la à "
                         "generations",
                         contract->id, drafts[i].generation);
    }
    return STATUS_OK;
}

static enum status link_versions(struct register_builder *builder, struct error *err)
{
    struct register_rows *rows = builder->rows;
    const struct draft_version *drafts = builder->versions.items;

    for (size_t i = 0; i < builder->versions.count; i++) {
        struct version *version = &rows->versions[rows->version_count++];
        char subject[ERROR_SUBJECT_MAX];

        *version = drafts[i].version;
        version->contract = register_contract(rows, drafts[i].contract);
        if (version->contract != UINT32_MAX)
            continue;
        place_of(version->evidence, drafts[i].contract, subject);
        return error_set(
            err, STATUS_INVALID, subject,
            "version %d is of the contract %s, which no table has: add it to contracts",
            "la version %d est celle du contrat %s, qu'aucune table ne contient : "
            "ajoutez-le à contracts",
            version->number, drafts[i].contract);
    }
    return STATUS_OK;
}

static uint32_t find_version(const struct register_rows *rows, const struct draft_member *draft)
{
    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];

        if (version->number == draft->number &&
            strcmp(rows->contracts[version->contract].id, draft->contract) == 0)
            return i;
    }
    return UINT32_MAX;
}

static enum status link_members(struct register_builder *builder, struct error *err)
{
    struct register_rows *rows = builder->rows;
    const struct draft_member *drafts = builder->members.items;

    for (size_t i = 0; i < builder->members.count; i++) {
        struct member *member = &rows->members[rows->member_count];
        char subject[ERROR_SUBJECT_MAX];
        struct version *version;

        *member = drafts[i].member;
        member->version = find_version(rows, &drafts[i]);
        if (member->version == UINT32_MAX) {
            place_of(member->evidence, drafts[i].contract, subject);
            return error_set(err, STATUS_INVALID, subject,
                             "%s is a member of version %d of %s, which no table has: add it to "
                             "versions",
                             "%s est membre de la version %d de %s, qu'aucune table ne contient : "
                             "ajoutez-la à versions",
                             member->code, drafts[i].number, drafts[i].contract);
        }
        version = &rows->versions[member->version];
        if (version->member_count++ == 0)
            version->members = member;
        rows->member_count++;
    }
    return STATUS_OK;
}

/** A contract without version, or a version without member, says nothing. */
static enum status check_filled(const struct register_rows *rows, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];
        const char *contract = rows->contracts[version->contract].id;

        if (version->member_count > 0)
            continue;
        place_of(version->evidence, contract, subject);
        return error_set(
            err, STATUS_INVALID, subject,
            "version %d of %s has no member: add its EPCI or communes to members",
            "la version %d de %s n'a aucun membre : ajoutez ses EPCI ou ses communes à "
            "members",
            version->number, contract);
    }
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        bool has_version = false;

        for (uint32_t v = 0; v < rows->version_count && !has_version; v++)
            has_version = rows->versions[v].contract == i;
        if (has_version)
            continue;
        place_of(rows->contracts[i].evidence, rows->contracts[i].id, subject);
        return error_set(err, STATUS_INVALID, subject,
                         "%s has no version, hence no member: add one to versions and members",
                         "%s n'a aucune version, donc aucun membre : ajoutez-en une à versions et "
                         "members",
                         rows->contracts[i].id);
    }
    return STATUS_OK;
}

enum status register_builder_finish(struct register_builder *builder,
                                    struct register_rows **ret_rows, struct error *err)
{
    enum status status = sort_drafts(builder, err);

    if (status == STATUS_OK)
        status = make_room(builder, err);
    if (status == STATUS_OK)
        status = link_contracts(builder, err);
    if (status == STATUS_OK)
        status = link_versions(builder, err);
    if (status == STATUS_OK)
        status = link_members(builder, err);
    if (status == STATUS_OK)
        status = check_filled(builder->rows, err);
    if (status == STATUS_OK)
        *ret_rows = TAKE(builder->rows);
    return status;
}
