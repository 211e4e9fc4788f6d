#include "data/register_builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/register_draft.h"
#include "data/vintage_draft.h"

void register_builder_free(struct register_builder *builder)
{
    if (builder == NULL)
        return;
    free(builder->generations.items);
    free(builder->contracts.items);
    free(builder->acts.items);
    free(builder->versions.items);
    free(builder->members.items);
    register_rows_free(builder->rows);
    free(builder);
}

enum status register_builder_new(struct register_builder **ret_builder, struct error *err)
{
    AUTO(register_builder) builder = calloc(1, sizeof *builder);

    if (builder == NULL)
        return error_no_memory(err);
    builder->rows = calloc(1, sizeof *builder->rows);
    if (builder->rows == NULL)
        return error_no_memory(err);
    arena_init(&builder->rows->arena);
    *ret_builder = TAKE(builder);
    return STATUS_OK;
}

/** The row being read: its texts, and the first thing that is wrong with them. */
struct row {
    const struct register_layout *layout;
    const char *const *values;
    struct row_place place;
    struct arena *arena;
    enum status status;
    struct error *err;
};

enum { SHOWN_MAX = 60 };

/** How much of a text a sentence shows: at most SHOWN_MAX bytes, whole UTF-8 characters. */
static int shown_length(const char *text)
{
    size_t length = strnlen(text, SHOWN_MAX + 1);

    if (length <= SHOWN_MAX)
        return (int)length;
    length = SHOWN_MAX;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

static void refuse(struct row *row, size_t column, const char *en, const char *fr)
{
    const char *value = row->values[column] == NULL ? "" : row->values[column];
    char subject[ERROR_SUBJECT_MAX];

    if (row->status != STATUS_OK)
        return;
    row_place_format(row->place, subject, sizeof subject);
    /* Both sentences get both explanations; each prints its own and no byte of the other. */
    row->status = error_set(row->err, STATUS_INVALID, subject, "the column %s has “%.*s”: %s%.0s",
                            "la colonne %s contient « %.*s » : %.0s%s",
                            row->layout->columns[column], shown_length(value), value, en, fr);
}

/** A copy of a column's text, blanks around it left out. */
static const char *text_of(struct row *row, size_t column)
{
    const char *value = row->values[column] == NULL ? "" : row->values[column];
    size_t length;
    char *copy;

    while (*value == ' ' || *value == '\t')
        value++;
    length = strlen(value);
    while (length > 0 && (value[length - 1] == ' ' || value[length - 1] == '\t'))
        length--;
    copy = arena_alloc(row->arena, length + 1);
    if (copy == NULL) {
        if (row->status == STATUS_OK)
            row->status = error_no_memory(row->err);
        return "";
    }
    memcpy(copy, value, length);
    return copy;
}

static struct loose_date date_of_column(struct row *row, size_t column)
{
    struct loose_date date = {DATE_UNKNOWN, DATE_FIRST, DATE_LAST};

    if (loose_date_parse(text_of(row, column), &date, NULL) != STATUS_OK)
        refuse(row, column, "a date is written 2021-04-14, 2021-04, 2021, or left empty",
               "une date s'écrit 2021-04-14, 2021-04, 2021, ou reste vide");
    return date;
}

/** A whole number from 0 to a million; otherwise when the column is empty. */
static int32_t number_of(struct row *row, size_t column, int32_t otherwise)
{
    const char *text = text_of(row, column);

    if (text[0] == '\0')
        return otherwise;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 6) {
        refuse(row, column, "a whole number is expected", "un nombre entier est attendu");
        return otherwise;
    }
    return (int32_t)strtol(text, NULL, 10);
}

/** The place of a column's word in a list ended by NULL; otherwise when the column is empty. */
static int word_of(struct row *row, size_t column, const char *const words[], int otherwise)
{
    const char *text = text_of(row, column);
    char list[200] = "";
    char en[sizeof list + 40], fr[sizeof list + 40];

    if (text[0] == '\0')
        return otherwise;
    for (int i = 0; words[i] != NULL; i++) {
        size_t length = strlen(list);

        if (strcmp(words[i], text) == 0)
            return i;
        (void)snprintf(list + length, sizeof list - length, "%s%s", length > 0 ? ", " : "",
                       words[i]);
    }
    (void)snprintf(en, sizeof en, "write one of these words: %s", list);
    (void)snprintf(fr, sizeof fr, "écrivez l'un de ces mots : %s", list);
    refuse(row, column, en, fr);
    return otherwise;
}

static const char *const statuses[] = {"candidate", "in_preparation", "adopted",
                                       "signed",    "in_force",       "expired",
                                       "replaced",  "terminated",     NULL};
static const char *const visibilities[] = {"public", "internal", NULL};
static const char *const bases[] = {"", "official", "press", NULL};
static const char *const clips[] = {"", "region", "whole", NULL};
static const char *const operations[] = {"include", "exclude", NULL};
static const char *const kinds[] = {"epci", "commune", "departement", NULL};
static const char *const modes[] = {"unstated", "frozen", "dynamic", NULL};
static const char *const certainties[] = {"stated", "inferred", NULL};

static struct evidence evidence_of(struct row *row)
{
    const char *file = arena_string(row->arena, row->place.file);

    if (file == NULL && row->status == STATUS_OK)
        row->status = error_no_memory(row->err);
    return (struct evidence){file == NULL ? "" : file, (uint32_t)row->place.line};
}

/** Refuses an end that no reading of the two dates puts after the start. */
static void check_order(struct row *row, struct loose_date from, struct loose_date to,
                        size_t to_column)
{
    if (from.earliest.day > to.latest.day)
        refuse(row, to_column, "the end is before the start, correct one of them",
               "la fin précède le début, corrigez l'un des deux");
}

static void read_generation(struct row *row, struct generation *generation)
{
    *generation = (struct generation){
        .id = text_of(row, 0),
        .name = text_of(row, 1),
        .framework_act = text_of(row, 2),
        .valid_from = date_of_column(row, 3),
        .valid_to = date_of_column(row, 4),
        .expected_contracts = number_of(row, 5, -1),
        .complete_from = date_of_column(row, 6),
        .complete_to = date_of_column(row, 7),
        .complete_by = text_of(row, 8),
        .source = text_of(row, 9),
        .evidence = evidence_of(row),
    };
    check_order(row, generation->valid_from, generation->valid_to, 4);
    check_order(row, generation->complete_from, generation->complete_to, 7);
    generation->is_complete = generation->complete_from.precision != DATE_UNKNOWN ||
                              generation->complete_to.precision != DATE_UNKNOWN;
    if (generation->is_complete && generation->complete_by[0] == '\0')
        refuse(row, 8, "a list is complete only by somebody's word: say whose",
               "une liste n'est complète que sur la parole de quelqu'un : dites de qui");
}

/** `^(cdt|crt)-[a-z0-9-]+$` */
static bool is_contract_id(const char *id)
{
    if (strncmp(id, "cdt-", 4) != 0 && strncmp(id, "crt-", 4) != 0)
        return false;
    return id[4] != '\0' &&
           strspn(id + 4, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id + 4);
}

static void read_contract(struct row *row, struct draft_contract *draft)
{
    draft->generation = text_of(row, 2);
    draft->contract = (struct contract){
        .id = text_of(row, 0),
        .name = text_of(row, 1),
        .status = (enum contract_status)word_of(row, 3, statuses, CONTRACT_CANDIDATE),
        .carrier = text_of(row, 4),
        .succeeds = text_of(row, 5),
        .visibility = (enum visibility)word_of(row, 6, visibilities, VISIBILITY_PUBLIC),
        .basis = (enum basis)word_of(row, 7, bases, BASIS_UNSTATED),
        .source = text_of(row, 8),
        .evidence = evidence_of(row),
    };
    if (!is_contract_id(draft->contract.id))
        refuse(row, 0, "an identifier is cdt- or crt- and small letters, digits and hyphens",
               "un identifiant s'écrit cdt- ou crt- puis des minuscules sans accent, des chiffres "
               "et des tirets");
}

static void read_act(struct row *row, struct act *act)
{
    *act = (struct act){
        .id = text_of(row, 0),
        .contract = text_of(row, 1),
        .generation = text_of(row, 2),
        .decides = text_of(row, 3),
        .kind = text_of(row, 4),
        .number = text_of(row, 5),
        .body = text_of(row, 6),
        .date = date_of_column(row, 7),
        .document_sha256 = text_of(row, 8),
        .source = text_of(row, 9),
        .evidence = evidence_of(row),
    };
}

static void read_version(struct row *row, struct draft_version *draft)
{
    draft->contract = text_of(row, 0);
    draft->version = (struct version){
        .number = number_of(row, 1, 0),
        .valid_from = date_of_column(row, 2),
        .valid_to = date_of_column(row, 3),
        .reference_vintage = number_of(row, 4, 0),
        .reference_date = date_of_column(row, 5),
        .act = text_of(row, 6),
        .cause = text_of(row, 7),
        .clip = (enum clip)word_of(row, 8, clips, CLIP_UNSTATED),
        .author = text_of(row, 9),
        .visibility = (enum visibility)word_of(row, 10, visibilities, VISIBILITY_PUBLIC),
        .source = text_of(row, 11),
        .evidence = evidence_of(row),
    };
    if (draft->version.number < 1)
        refuse(row, 1, "versions are numbered from 1", "les versions se numérotent à partir de 1");
    check_order(row, draft->version.valid_from, draft->version.valid_to, 3);
}

static void read_member(struct row *row, struct draft_member *draft)
{
    draft->contract = text_of(row, 0);
    draft->number = number_of(row, 1, 0);
    draft->member = (struct member){
        .operation = (enum member_operation)word_of(row, 2, operations, MEMBER_INCLUDE),
        .kind = (enum member_kind)word_of(row, 3, kinds, MEMBER_EPCI),
        .code = text_of(row, 4),
        .label = text_of(row, 5),
        .mode = (enum member_mode)word_of(row, 6, modes, MEMBER_UNSTATED),
        .reason = text_of(row, 7),
        .source = text_of(row, 8),
        .certainty = (enum certainty)word_of(row, 9, certainties, CERTAINTY_INFERRED),
        .evidence = evidence_of(row),
    };
}

/** A zeroed item at the end of a list; NULL when memory is short. */
static void *append(struct draft_list *list, size_t size)
{
    char *item;

    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 32 : 2 * list->capacity;
        void *items = realloc(list->items, capacity * size);

        if (items == NULL)
            return NULL;
        list->items = items;
        list->capacity = capacity;
    }
    item = (char *)list->items + list->count++ * size;
    memset(item, 0, size);
    return item;
}

static void check_mandatory(struct row *row)
{
    for (size_t i = 0; i < row->layout->mandatory_count; i++) {
        const char *text = text_of(row, i);
        char subject[ERROR_SUBJECT_MAX];

        if (text[0] != '\0' || row->status != STATUS_OK)
            continue;
        row_place_format(row->place, subject, sizeof subject);
        row->status =
            error_set(row->err, STATUS_INVALID, subject, "the column %s is empty: fill it in",
                      "la colonne %s est vide : remplissez-la", row->layout->columns[i]);
    }
}

enum status register_builder_add(struct register_builder *builder, enum register_table table,
                                 const char *const values[], struct row_place place,
                                 struct error *err)
{
    static const size_t sizes[REGISTER_TABLE_COUNT] = {
        sizeof(struct generation), sizeof(struct draft_contract), sizeof(struct act),
        sizeof(struct draft_version), sizeof(struct draft_member)};
    struct draft_list *const lists[REGISTER_TABLE_COUNT] = {&builder->generations,
                                                            &builder->contracts, &builder->acts,
                                                            &builder->versions, &builder->members};
    struct row row = {register_layout(table), values, place, &builder->rows->arena, STATUS_OK, err};
    void *item = append(lists[table], sizes[table]);

    if (item == NULL)
        return error_no_memory(err);
    check_mandatory(&row);
    switch (table) {
    case REGISTER_GENERATIONS:
        read_generation(&row, item);
        break;
    case REGISTER_CONTRACTS:
        read_contract(&row, item);
        break;
    case REGISTER_ACTS:
        read_act(&row, item);
        break;
    case REGISTER_VERSIONS:
        read_version(&row, item);
        break;
    case REGISTER_MEMBERS:
        read_member(&row, item);
        break;
    case REGISTER_TABLE_COUNT:
        return STATUS_INTERNAL;
    }
    if (row.status != STATUS_OK)
        lists[table]->count--; /* a refused row leaves nothing behind */
    return row.status;
}
