#include "data/register_row.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 60 };

/* Enumerations of the rows are read and written as plain integers. */
_Static_assert(sizeof(enum contract_status) == sizeof(int), "an enumeration is an int");
_Static_assert(sizeof(enum member_kind) == sizeof(int), "an enumeration is an int");

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

void row_refuse(struct row_reading *reading, size_t column, const char *en, const char *fr)
{
    const char *value = reading->values[column] == NULL ? "" : reading->values[column];
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE];

    if (reading->status != STATUS_OK)
        return;
    row_place_format(reading->place, subject, sizeof subject);
    /* Both sentences get both explanations; each prints its own and no byte of the other. */
    reading->status = error_set(
        reading->err, STATUS_INVALID, subject, "the column %s%.0s has “%.*s”: %s%.0s",
        "la colonne %.0s%s contient « %.*s » : %.0s%s", reading->layout->columns[column].name,
        register_column_label_fr(&reading->layout->columns[column], label), shown_length(value),
        value, en, fr);
}

static void run_short(struct row_reading *reading)
{
    if (reading->status == STATUS_OK)
        reading->status = error_no_memory(reading->err);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/** A copy of a cell, blanks around it left out. */
static char *copy_trimmed(struct row_reading *reading, size_t column)
{
    static char nothing[1];
    const char *value = reading->values[column] == NULL ? "" : reading->values[column];
    size_t length;
    char *copy;

    while (is_blank(*value))
        value++;
    length = strlen(value);
    while (length > 0 && is_blank(value[length - 1]))
        length--;
    copy = arena_alloc(reading->arena, length + 1);
    if (copy == NULL) {
        run_short(reading);
        return nothing;
    }
    memcpy(copy, value, length);
    return copy;
}

static struct loose_date read_date(struct row_reading *reading, size_t column, const char *text)
{
    struct loose_date date = {DATE_UNKNOWN, DATE_FIRST, DATE_LAST};

    if (loose_date_parse(text, &date, NULL) != STATUS_OK)
        row_refuse(reading, column, "a date is written 2021-04-14, 2021-04, 2021, or left empty",
                   "une date s'écrit 2021-04-14, 2021-04, 2021, ou reste vide");
    return date;
}

static int32_t read_number(struct row_reading *reading, size_t column, const char *text)
{
    enum { DIGITS_MAX = 9 };

    if (text[0] == '\0')
        return reading->layout->columns[column].empty;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > DIGITS_MAX) {
        row_refuse(reading, column, "a whole number is expected", "un nombre entier est attendu");
        return reading->layout->columns[column].empty;
    }
    return (int32_t)strtol(text, NULL, 10);
}

/** The amount without what people put between its digits and behind it; false when it is none. */
static bool parse_euros(const char *text, int64_t *ret_cents)
{
    static const char *const ignored[] = {"€", "\u00A0", "\u202F", " "};
    int64_t cents = 0;
    int digits = 0, decimals = -1;

    while (*text != '\0') {
        size_t skipped = 0;

        for (size_t i = 0; i < sizeof ignored / sizeof *ignored && skipped == 0; i++) {
            if (strncmp(text, ignored[i], strlen(ignored[i])) == 0)
                skipped = strlen(ignored[i]);
        }
        text += skipped;
        if (skipped > 0)
            continue;
        if ((*text == ',' || *text == '.') && decimals < 0 && digits > 0)
            decimals = 0;
        else if (*text >= '0' && *text <= '9' && decimals < 2 && digits < 15) {
            cents = 10 * cents + (*text - '0');
            digits++;
            decimals += decimals >= 0;
        } else
            return false;
        text++;
    }
    if (digits == 0)
        return false;
    for (; decimals < 2; decimals = decimals < 0 ? 1 : decimals + 1)
        cents *= 10;
    *ret_cents = cents;
    return true;
}

static int64_t read_euros(struct row_reading *reading, size_t column, const char *text)
{
    int64_t cents = EUROS_UNKNOWN;

    if (text[0] != '\0' && !parse_euros(text, &cents))
        row_refuse(reading, column, "an amount in euros is written 65000 or 65000.50",
                   "un montant en euros s'écrit 65000 ou 65000.50");
    return cents;
}

/** Sorts the codes of a list in place, drops those that come again. */
static void order_codes(struct row_reading *reading, size_t column, char *text)
{
    enum { CODES_MAX = 4096 };
    static const char separators[] = " ,;\t\n";
    char *rest = arena_alloc(reading->arena, strlen(text) + 1);
    const char **codes = arena_alloc(reading->arena, CODES_MAX * sizeof *codes);
    size_t count = 0, length = 0;
    char *code;

    if (rest == NULL || codes == NULL) {
        run_short(reading);
        return;
    }
    memcpy(rest, text, strlen(text) + 1);
    while ((code = strsep(&rest, separators)) != NULL) {
        size_t place = count;

        if (code[0] == '\0')
            continue;
        if (count == CODES_MAX) {
            row_refuse(reading, column, "at most 4096 codes fit", "4096 codes au plus");
            return;
        }
        while (place > 0 && strcmp(codes[place - 1], code) > 0)
            place--;
        if (place > 0 && strcmp(codes[place - 1], code) == 0)
            continue;
        memmove(&codes[place + 1], &codes[place], (count++ - place) * sizeof *codes);
        codes[place] = code;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text[length++] = ' ';
        memcpy(text + length, codes[i], strlen(codes[i]));
        length += strlen(codes[i]);
    }
    text[length] = '\0';
}

static void add_to_list(char *list, size_t size, const char *word)
{
    size_t length = strlen(list);

    (void)snprintf(list + length, size - length, "%s%s", length > 0 ? ", " : "", word);
}

/** The place of a word of the column's list, in either language; -1 and a refusal when it has none.
 */
static int find_word(struct row_reading *reading, size_t column, const char *text)
{
    const struct register_word *words = reading->layout->columns[column].words;
    char list[200] = "", list_fr[200] = "";
    char en[sizeof list + 40], fr[sizeof list + sizeof list_fr + 60];

    for (int i = 0; words[i].name != NULL; i++) {
        if (strcmp(words[i].name, text) == 0 || strcmp(words[i].fr, text) == 0)
            return i;
        if (words[i].name[0] == '\0')
            continue;
        add_to_list(list, sizeof list, words[i].name);
        add_to_list(list_fr, sizeof list_fr, words[i].fr);
    }
    (void)snprintf(en, sizeof en, "write one of these words: %s", list);
    (void)snprintf(fr, sizeof fr, "écrivez l'un de ces mots : %s (en français : %s)", list,
                   list_fr);
    row_refuse(reading, column, en, fr);
    return -1;
}

static int read_word(struct row_reading *reading, size_t column, const char *text)
{
    int place = text[0] == '\0' ? -1 : find_word(reading, column, text);

    return place < 0 ? reading->layout->columns[column].empty : place;
}

/** A text, or the English word of a list in place of the French one. */
static const char *read_text(struct row_reading *reading, size_t column, const char *text)
{
    const struct register_word *words = reading->layout->columns[column].words;
    int place = words == NULL || text[0] == '\0' ? -1 : find_word(reading, column, text);

    return place < 0 ? text : words[place].name;
}

static void check_mandatory(struct row_reading *reading, size_t column, const char *text)
{
    char subject[ERROR_SUBJECT_MAX], label[REGISTER_LABEL_SIZE];

    if (text[0] != '\0' || reading->status != STATUS_OK ||
        !register_column_is_mandatory(&reading->layout->columns[column]))
        return;
    row_place_format(reading->place, subject, sizeof subject);
    reading->status = error_set(
        reading->err, STATUS_INVALID, subject, "the column %s%.0s is empty: fill it in",
        "la colonne %.0s%s est vide : remplissez-la", reading->layout->columns[column].name,
        register_column_label_fr(&reading->layout->columns[column], label));
}

static void read_cell(struct row_reading *reading, size_t column)
{
    const struct register_column *described = &reading->layout->columns[column];
    char *field = (char *)reading->row + described->offset;
    char *trimmed = copy_trimmed(reading, column);
    union {
        const char *text;
        struct loose_date date;
        int32_t number;
        int64_t cents;
        int word;
    } value;
    size_t size = 0;

    check_mandatory(reading, column, trimmed);
    switch (described->type) {
    case COLUMN_TEXT:
    case COLUMN_CODE:
        value.text = read_text(reading, column, trimmed);
        size = sizeof value.text;
        break;
    case COLUMN_CODES:
        order_codes(reading, column, trimmed);
        value.text = trimmed;
        size = sizeof value.text;
        break;
    case COLUMN_DATE:
        value.date = read_date(reading, column, trimmed);
        size = sizeof value.date;
        break;
    case COLUMN_NUMBER:
        value.number = read_number(reading, column, trimmed);
        size = sizeof value.number;
        break;
    case COLUMN_EUROS:
        value.cents = read_euros(reading, column, trimmed);
        size = sizeof value.cents;
        break;
    case COLUMN_WORD:
        value.word = read_word(reading, column, trimmed);
        size = sizeof value.word;
        break;
    }
    memcpy(field, &value, size);
}

void row_read(struct row_reading *reading)
{
    const char *file = arena_string(reading->arena, reading->place.file);
    struct evidence evidence = {file == NULL ? "" : file, (uint32_t)reading->place.line};

    if (file == NULL)
        run_short(reading);
    memcpy((char *)reading->row + reading->layout->evidence_offset, &evidence, sizeof evidence);
    for (size_t column = 0; column < reading->layout->column_count; column++)
        read_cell(reading, column);
}

static const char *text_at(const struct register_column *column, const void *row)
{
    const char *text;

    memcpy(&text, (const char *)row + column->offset, sizeof text);
    return text;
}

static int64_t euros_at(const struct register_column *column, const void *row)
{
    int64_t cents;

    memcpy(&cents, (const char *)row + column->offset, sizeof cents);
    return cents;
}

/** A number, or the place of a word. */
static int32_t number_at(const struct register_column *column, const void *row)
{
    int32_t number;

    memcpy(&number, (const char *)row + column->offset, sizeof number);
    return number;
}

static struct loose_date date_at(const struct register_column *column, const void *row)
{
    struct loose_date date;

    memcpy(&date, (const char *)row + column->offset, sizeof date);
    return date;
}

const char *row_cell(const struct register_column *column, const void *row,
                     char scratch[REGISTER_FIELD_MAX])
{
    int64_t cents;

    scratch[0] = '\0';
    switch (column->type) {
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CODES:
        return text_at(column, row);
    case COLUMN_WORD:
        return column->words[number_at(column, row)].name;
    case COLUMN_DATE:
        loose_date_format(date_at(column, row), scratch);
        break;
    case COLUMN_NUMBER:
        if (number_at(column, row) != column->empty)
            (void)snprintf(scratch, REGISTER_FIELD_MAX, "%d", (int)number_at(column, row));
        break;
    case COLUMN_EUROS:
        cents = euros_at(column, row);
        if (cents != EUROS_UNKNOWN)
            (void)snprintf(scratch, REGISTER_FIELD_MAX, cents % 100 == 0 ? "%lld" : "%lld.%02d",
                           (long long)(cents / 100), (int)(cents % 100));
        break;
    }
    return scratch;
}

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_cells(const struct register_column *column, const void *a, const void *b)
{
    struct loose_date left, right;
    int order;

    switch (column->type) {
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CODES:
        return strcmp(text_at(column, a), text_at(column, b));
    case COLUMN_WORD:
    case COLUMN_NUMBER:
        return compare_integers(number_at(column, a), number_at(column, b));
    case COLUMN_EUROS:
        return compare_integers(euros_at(column, a), euros_at(column, b));
    case COLUMN_DATE:
        left = date_at(column, a);
        right = date_at(column, b);
        order = compare_integers(left.earliest.day, right.earliest.day);
        return order != 0 ? order : compare_integers(left.latest.day, right.latest.day);
    }
    return 0;
}

int row_compare_keys(const struct register_layout *layout, const void *a, const void *b)
{
    int order = 0;

    for (size_t i = 0; i < layout->column_count && order == 0; i++) {
        if (register_column_is_key(&layout->columns[i]))
            order = compare_cells(&layout->columns[i], a, b);
    }
    return order;
}

int row_compare(const struct register_layout *layout, const void *a, const void *b)
{
    int order = row_compare_keys(layout, a, b);

    for (size_t i = 0; i < layout->column_count && order == 0; i++)
        order = compare_cells(&layout->columns[i], a, b);
    return order;
}
