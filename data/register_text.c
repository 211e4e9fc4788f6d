#include "data/register_text.h"

#include <stdio.h>
#include <string.h>

size_t register_row_count(const struct register_rows *rows, enum register_table table)
{
    switch (table) {
    case REGISTER_GENERATIONS:
        return rows->generation_count;
    case REGISTER_CONTRACTS:
        return rows->contract_count;
    case REGISTER_ACTS:
        return rows->act_count;
    case REGISTER_VERSIONS:
        return rows->version_count;
    case REGISTER_MEMBERS:
        return rows->member_count;
    case REGISTER_TABLE_COUNT:
        break;
    }
    return 0;
}

static void put_date(struct register_row_text *text, size_t column, struct loose_date date)
{
    loose_date_format(date, text->scratch[column]);
    text->values[column] = text->scratch[column];
}

/** A number, or nothing for the one that stands for unknown. */
static void put_number(struct register_row_text *text, size_t column, int32_t value,
                       int32_t unknown)
{
    text->scratch[column][0] = '\0';
    if (value != unknown)
        (void)snprintf(text->scratch[column], REGISTER_FIELD_MAX, "%d", (int)value);
    text->values[column] = text->scratch[column];
}

static const char *visibility_name(enum visibility visibility)
{
    return visibility == VISIBILITY_PUBLIC ? "public" : "internal";
}

static void put_generation(const struct generation *row, struct register_row_text *text)
{
    text->values[0] = row->id;
    text->values[1] = row->name;
    text->values[2] = row->framework_act;
    put_date(text, 3, row->valid_from);
    put_date(text, 4, row->valid_to);
    put_number(text, 5, row->expected_contracts, -1);
    put_date(text, 6, row->complete_from);
    put_date(text, 7, row->complete_to);
    text->values[8] = row->complete_by;
    text->values[9] = row->source;
}

static void put_contract(const struct register_rows *rows, const struct contract *row,
                         struct register_row_text *text)
{
    static const char *const bases[] = {
        [BASIS_UNSTATED] = "", [BASIS_OFFICIAL] = "official", [BASIS_PRESS] = "press"};

    text->values[0] = row->id;
    text->values[1] = row->name;
    text->values[2] = rows->generations[row->generation].id;
    text->values[3] = contract_status_name(row->status);
    text->values[4] = row->carrier;
    text->values[5] = row->succeeds;
    text->values[6] = visibility_name(row->visibility);
    text->values[7] = bases[row->basis];
    text->values[8] = row->source;
}

static void put_act(const struct act *row, struct register_row_text *text)
{
    text->values[0] = row->id;
    text->values[1] = row->contract;
    text->values[2] = row->generation;
    text->values[3] = row->decides;
    text->values[4] = row->kind;
    text->values[5] = row->number;
    text->values[6] = row->body;
    put_date(text, 7, row->date);
    text->values[8] = row->document_sha256;
    text->values[9] = row->source;
}

static void put_version(const struct register_rows *rows, const struct version *row,
                        struct register_row_text *text)
{
    static const char *const clips[] = {
        [CLIP_UNSTATED] = "", [CLIP_REGION] = "region", [CLIP_WHOLE] = "whole"};

    text->values[0] = rows->contracts[row->contract].id;
    put_number(text, 1, row->number, -1);
    put_date(text, 2, row->valid_from);
    put_date(text, 3, row->valid_to);
    put_number(text, 4, row->reference_vintage, 0);
    put_date(text, 5, row->reference_date);
    text->values[6] = row->act;
    text->values[7] = row->cause;
    text->values[8] = clips[row->clip];
    text->values[9] = row->author;
    text->values[10] = visibility_name(row->visibility);
    text->values[11] = row->source;
}

static void put_member(const struct register_rows *rows, const struct member *row,
                       struct register_row_text *text)
{
    const struct version *version = &rows->versions[row->version];

    text->values[0] = rows->contracts[version->contract].id;
    put_number(text, 1, version->number, -1);
    text->values[2] = row->operation == MEMBER_INCLUDE ? "include" : "exclude";
    text->values[3] = member_kind_name(row->kind);
    text->values[4] = row->code;
    text->values[5] = row->label;
    text->values[6] = member_mode_name(row->mode);
    text->values[7] = row->reason;
    text->values[8] = row->source;
    text->values[9] = certainty_name(row->certainty);
}

void register_row_text(const struct register_rows *rows, enum register_table table, size_t row,
                       struct register_row_text *ret_text)
{
    memset(ret_text, 0, sizeof *ret_text);
    switch (table) {
    case REGISTER_GENERATIONS:
        put_generation(&rows->generations[row], ret_text);
        break;
    case REGISTER_CONTRACTS:
        put_contract(rows, &rows->contracts[row], ret_text);
        break;
    case REGISTER_ACTS:
        put_act(&rows->acts[row], ret_text);
        break;
    case REGISTER_VERSIONS:
        put_version(rows, &rows->versions[row], ret_text);
        break;
    case REGISTER_MEMBERS:
        put_member(rows, &rows->members[row], ret_text);
        break;
    case REGISTER_TABLE_COUNT:
        break;
    }
}

static bool has_act(const struct register_rows *rows, const char *id)
{
    for (uint32_t i = 0; i < rows->act_count; i++) {
        if (strcmp(rows->acts[i].id, id) == 0)
            return true;
    }
    return false;
}

/** Is a row of the base replaced by what the update brings? */
static bool is_replaced(const struct register_rows *update, enum register_table table,
                        const struct register_row_text *text)
{
    switch (table) {
    case REGISTER_GENERATIONS:
        return register_generation(update, text->values[0]) != UINT32_MAX;
    case REGISTER_ACTS:
        return has_act(update, text->values[0]) ||
               register_contract(update, text->values[1]) != UINT32_MAX;
    case REGISTER_CONTRACTS:
    case REGISTER_VERSIONS:
    case REGISTER_MEMBERS:
        return register_contract(update, text->values[0]) != UINT32_MAX;
    case REGISTER_TABLE_COUNT:
        break;
    }
    return false;
}

static struct evidence evidence_of(const struct register_rows *rows, enum register_table table,
                                   size_t row)
{
    switch (table) {
    case REGISTER_GENERATIONS:
        return rows->generations[row].evidence;
    case REGISTER_CONTRACTS:
        return rows->contracts[row].evidence;
    case REGISTER_ACTS:
        return rows->acts[row].evidence;
    case REGISTER_VERSIONS:
        return rows->versions[row].evidence;
    case REGISTER_MEMBERS:
        return rows->members[row].evidence;
    case REGISTER_TABLE_COUNT:
        break;
    }
    return (struct evidence){.file = ""};
}

static enum status copy_rows(struct register_builder *builder, const struct register_rows *from,
                             const struct register_rows *but_not, struct error *err)
{
    for (int t = 0; t < REGISTER_TABLE_COUNT; t++) {
        enum register_table table = (enum register_table)t;
        size_t count = register_row_count(from, table);

        for (size_t i = 0; i < count; i++) {
            struct evidence evidence = evidence_of(from, table, i);
            struct register_row_text text;
            enum status status;

            register_row_text(from, table, i, &text);
            if (but_not != NULL && is_replaced(but_not, table, &text))
                continue;
            status = register_builder_add(builder, table, text.values,
                                          (struct row_place){evidence.file, evidence.line}, err);
            if (status != STATUS_OK)
                return status;
        }
    }
    return STATUS_OK;
}

enum status register_merge(const struct register_rows *base, const struct register_rows *update,
                           struct register_rows **ret_rows, struct error *err)
{
    AUTO(register_builder) builder = NULL;
    enum status status = register_builder_new(&builder, err);

    if (status == STATUS_OK)
        status = copy_rows(builder, base, update, err);
    if (status == STATUS_OK)
        status = copy_rows(builder, update, NULL, err);
    return status == STATUS_OK ? register_builder_finish(builder, ret_rows, err) : status;
}
