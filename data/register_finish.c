/* From the drafts of a register to rows that are sorted and know each other by index. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/register_draft.h"
#include "data/register_text.h"

static void place_of(struct row_place place, const char *id, char subject[ERROR_SUBJECT_MAX])
{
    if (place.file[0] == '\0')
        (void)snprintf(subject, ERROR_SUBJECT_MAX, "%s", id);
    else
        row_place_format(place, subject, ERROR_SUBJECT_MAX);
}

static int compare_rows(const void *a, const void *b, void *layout)
{
    return row_compare(layout, a, b);
}

/** Into the arena of the rows, sorted. */
static enum status settle(struct register_builder *builder, enum register_table table,
                          struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    const struct draft_list *list = &builder->lists[table];
    struct register_rows *rows = builder->rows;
    char *settled = arena_alloc(&rows->arena, (list->count + 1) * layout->row_size);
    uint32_t count = (uint32_t)list->count;

    if (settled == NULL)
        return error_no_memory(err);
    if (count > 0) {
        memcpy(settled, list->rows, count * layout->row_size);
        qsort_r(settled, count, layout->row_size, compare_rows, (void *)(uintptr_t)layout);
    }
    memcpy((char *)rows + layout->list_offset, &settled, sizeof settled);
    memcpy((char *)rows + layout->count_offset, &count, sizeof count);
    return STATUS_OK;
}

/** A member that is listed twice is a finding (REF-19), not a table that cannot be read. */
static enum status refuse_repeated(const struct register_rows *rows, enum register_table table,
                                   struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    size_t count = table == REGISTER_MEMBERS ? 0 : register_row_count(rows, table);

    for (size_t i = 1; i < count; i++) {
        const void *row = register_row(rows, table, i);
        char subject[ERROR_SUBJECT_MAX];
        char scratch[REGISTER_FIELD_MAX];
        const char *id = row_cell(&layout->columns[0], row, scratch);

        if (row_compare_keys(layout, register_row(rows, table, i - 1), row) != 0)
            continue;
        place_of(register_row_place(rows, table, i), id, subject);
        return error_set(err, STATUS_INVALID, subject, "%s is there twice: keep one of its lines",
                         "%s est présent deux fois : gardez une seule de ses lignes", id);
    }
    return STATUS_OK;
}

struct identified {
    const char *id;
    const struct register_column *column;
};

static int compare_id(const void *wanted, const void *row)
{
    const struct identified *identified = wanted;
    char scratch[REGISTER_FIELD_MAX];

    return strcmp(identified->id, row_cell(identified->column, row, scratch));
}

/** Tables that others refer to are sorted by their id, which is their first column. */
static uint32_t find_id(const struct register_rows *rows, enum register_table table, const char *id)
{
    const struct register_layout *layout = register_layout(table);
    struct identified wanted = {id, &layout->columns[0]};
    const char *list = register_row(rows, table, 0);
    const char *found =
        bsearch(&wanted, list, register_row_count(rows, table), layout->row_size, compare_id);

    return found == NULL ? UINT32_MAX : (uint32_t)((size_t)(found - list) / layout->row_size);
}

static enum status link_row(const struct register_rows *rows, enum register_table table, size_t row,
                            const struct register_column *column, struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    char *at = (char *)(uintptr_t)register_row(rows, table, row);
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE];
    char scratch[2][REGISTER_FIELD_MAX];
    const char *id = row_cell(column, at, scratch[0]);
    uint32_t index = id[0] == '\0' ? UINT32_MAX : find_id(rows, column->refers_to, id);

    if (column->index_offset != 0)
        memcpy(at + column->index_offset, &index, sizeof index);
    if (index != UINT32_MAX || (id[0] == '\0' && !register_column_is_mandatory(column)))
        return STATUS_OK;
    place_of(register_row_place(rows, table, row), row_cell(&layout->columns[0], at, scratch[1]),
             subject);
    return error_set(err, STATUS_INVALID, subject,
                     "the column %s%.0s names %s, which the table %s has not: add it there",
                     "la colonne %.0s%s nomme %s, que la table %s ne contient pas : ajoutez-l'y",
                     column->name, register_column_label_fr(column, label), id,
                     register_layout(column->refers_to)->table);
}

static enum status link_table(const struct register_rows *rows, enum register_table table,
                              struct error *err)
{
    const struct register_layout *layout = register_layout(table);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < layout->column_count; i++) {
        if (layout->columns[i].refers_to == REGISTER_TABLE_COUNT)
            continue;
        for (size_t row = 0; row < register_row_count(rows, table) && status == STATUS_OK; row++)
            status = link_row(rows, table, row, &layout->columns[i], err);
    }
    return status;
}

static uint32_t find_version(const struct register_rows *rows, const char *contract, int32_t number)
{
    struct version wanted = {.contract_id = contract, .number = number};
    size_t low = 0, high = rows->version_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order =
            row_compare_keys(register_layout(REGISTER_VERSIONS), &rows->versions[middle], &wanted);

        if (order == 0)
            return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UINT32_MAX;
}

static enum status refuse_orphan(struct evidence evidence, const char *what, int32_t number,
                                 const char *contract, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];

    place_of((struct row_place){evidence.file, evidence.line}, contract, subject);
    return error_set(err, STATUS_INVALID, subject,
                     "%s is of version %d of %s, which no table has: add it to versions",
                     "%s est de la version %d de %s, qu'aucune table ne contient : ajoutez-la à "
                     "versions",
                     what, (int)number, contract);
}

static enum status link_versions(struct register_rows *rows, struct error *err)
{
    for (uint32_t i = 0; i < rows->member_count; i++) {
        struct member *member = &rows->members[i];
        struct version *version;

        member->version = find_version(rows, member->contract_id, member->number);
        if (member->version == UINT32_MAX)
            return refuse_orphan(member->evidence, member->code, member->number,
                                 member->contract_id, err);
        version = &rows->versions[member->version];
        if (version->member_count++ == 0)
            version->members = member;
    }
    for (uint32_t i = 0; i < rows->validation_count; i++) {
        struct validation *validation = &rows->validations[i];

        validation->version = find_version(rows, validation->contract_id, validation->number);
        if (validation->version == UINT32_MAX)
            return refuse_orphan(validation->evidence, validation->verdict, validation->number,
                                 validation->contract_id, err);
    }
    return STATUS_OK;
}

/** A contract without version, or a version without member, says nothing. */
static enum status check_filled(const struct register_rows *rows, struct error *err)
{
    char subject[ERROR_SUBJECT_MAX];
    uint32_t next = 0;

    for (uint32_t i = 0; i < rows->version_count; i++) {
        const struct version *version = &rows->versions[i];

        if (version->member_count > 0)
            continue;
        place_of((struct row_place){version->evidence.file, version->evidence.line},
                 version->contract_id, subject);
        return error_set(
            err, STATUS_INVALID, subject,
            "version %d of %s has no member: add its EPCI or communes to members",
            "la version %d de %s n'a aucun membre : ajoutez ses EPCI ou ses communes à "
            "members",
            version->number, version->contract_id);
    }
    for (uint32_t i = 0; i < rows->contract_count; i++) {
        const struct contract *contract = &rows->contracts[i];
        bool has_version = next < rows->version_count && rows->versions[next].contract == i;

        while (next < rows->version_count && rows->versions[next].contract == i)
            next++;
        if (has_version)
            continue;
        place_of((struct row_place){contract->evidence.file, contract->evidence.line}, contract->id,
                 subject);
        return error_set(err, STATUS_INVALID, subject,
                         "%s has no version, hence no member: add one to versions and members",
                         "%s n'a aucune version, donc aucun membre : ajoutez-en une à versions et "
                         "members",
                         contract->id);
    }
    return STATUS_OK;
}

enum status register_builder_finish(struct register_builder *builder,
                                    struct register_rows **ret_rows, struct error *err)
{
    struct register_rows *rows = builder->rows;
    enum status status = STATUS_OK;

    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = settle(builder, (enum register_table)table, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = refuse_repeated(rows, (enum register_table)table, err);
    for (int table = 0; table < REGISTER_TABLE_COUNT && status == STATUS_OK; table++)
        status = link_table(rows, (enum register_table)table, err);
    if (status == STATUS_OK)
        status = link_versions(rows, err);
    if (status == STATUS_OK)
        status = check_filled(rows, err);
    if (status == STATUS_OK)
        *ret_rows = TAKE(builder->rows);
    return status;
}
