/* OpenDocument: every sheet is in content.xml, runs of equal rows and cells are written once. */
#include "data/source/workbook_ods.h"

#include <stdlib.h>
#include <string.h>

#include "data/source/workbook_number.h"
#include "data/source/workbook_part.h"

enum { COLUMN_MAX = 16384, ROW_MAX = 1048576 };

struct ods {
    struct workbook *workbook;
    uint32_t row, column; /* of the cell on its way */
    uint32_t row_repeat, cell_repeat;
    size_t row_start; /* cells of the sheet before this row */
    struct workbook_cell cell;
    struct workbook_text value; /* an attribute, where the cell has one */
    struct workbook_text text;  /* the paragraphs */
    unsigned paragraphs;
    unsigned skipped; /* depth inside an annotation, whose text is not the cell's */
    bool is_in_sheet, is_in_cell, is_in_paragraph;
};

static uint32_t repeat_of(const char *const attributes[], const char *name)
{
    const char *text = workbook_attribute(attributes, name);
    unsigned long count = text == NULL ? 1 : strtoul(text, NULL, 10);

    return count == 0 ? 1 : count > ROW_MAX ? ROW_MAX : (uint32_t)count;
}

static enum workbook_cell_kind kind_of(const char *type)
{
    if (type == NULL || strcmp(type, "string") == 0)
        return CELL_TEXT;
    if (strcmp(type, "date") == 0)
        return CELL_DATE;
    return strcmp(type, "boolean") == 0 ? CELL_BOOLEAN : CELL_NUMBER;
}

static bool spans(const char *const attributes[])
{
    return repeat_of(attributes, "table:number-columns-spanned") > 1 ||
           repeat_of(attributes, "table:number-rows-spanned") > 1;
}

/** LibreOffice says so in an attribute of its own: the standard has no such kind. */
static bool is_error(const char *const attributes[])
{
    const char *type = workbook_attribute(attributes, "calcext:value-type");

    return type != NULL && strcmp(type, "error") == 0;
}

static enum status begin_cell(struct ods *ods, const char *const attributes[], struct error *err)
{
    const char *value = workbook_attribute(attributes, "office:value");

    ods->is_in_cell = true;
    ods->paragraphs = 0;
    ods->cell_repeat = repeat_of(attributes, "table:number-columns-repeated");
    ods->cell = (struct workbook_cell){
        .row = ods->row,
        .column = ods->column,
        .kind = kind_of(workbook_attribute(attributes, "office:value-type")),
        .is_merged = spans(attributes),
    };
    workbook_text_clear(&ods->text);
    workbook_text_clear(&ods->value);
    if (value == NULL)
        value = workbook_attribute(attributes, "office:date-value");
    if (value == NULL)
        value = workbook_attribute(attributes, "office:boolean-value");
    if (workbook_attribute(attributes, "table:formula") != NULL)
        ods->cell.kind = CELL_FORMULA;
    if (is_error(attributes))
        ods->cell.kind = CELL_ERROR;
    return value == NULL ? STATUS_OK : workbook_text_add(&ods->value, value, strlen(value), err);
}

static enum status begin_sheet(struct ods *ods, const char *const attributes[], struct error *err)
{
    const char *name = workbook_attribute(attributes, "table:name");

    ods->is_in_sheet = true;
    ods->row = 1;
    return workbook_add_sheet(ods->workbook, name == NULL ? "" : name) == NULL
               ? error_no_memory(err)
               : STATUS_OK;
}

static void begin_row(struct ods *ods, const char *const attributes[])
{
    ods->row_repeat = repeat_of(attributes, "table:number-rows-repeated");
    ods->row_start = ods->workbook->sheets[ods->workbook->sheet_count - 1].cell_count;
    ods->column = 0;
}

/** Blanks, tabs and ends of lines are elements of their own. */
static enum status add_space(struct ods *ods, const char *element, const char *const attributes[],
                             struct error *err)
{
    enum status status = STATUS_OK;
    uint32_t count = repeat_of(attributes, "text:c");

    if (strcmp(element, "tab") == 0)
        return workbook_text_add(&ods->text, "\t", 1, err);
    if (strcmp(element, "line-break") == 0)
        return workbook_text_add(&ods->text, "\n", 1, err);
    for (uint32_t i = 0; strcmp(element, "s") == 0 && i < count && status == STATUS_OK; i++)
        status = workbook_text_add(&ods->text, " ", 1, err);
    return status;
}

static enum status begin_in_cell(struct ods *ods, const char *element,
                                 const char *const attributes[], struct error *err)
{
    if (ods->skipped > 0 || strcmp(element, "annotation") == 0) {
        ods->skipped++;
        return STATUS_OK;
    }
    if (strcmp(element, "p") == 0) {
        ods->is_in_paragraph = true;
        return ods->paragraphs++ == 0 ? STATUS_OK : workbook_text_add(&ods->text, "\n", 1, err);
    }
    return ods->is_in_paragraph ? add_space(ods, element, attributes, err) : STATUS_OK;
}

static enum status start(void *context, const char *element, const char *const attributes[],
                         struct error *err)
{
    struct ods *ods = context;

    if (ods->is_in_cell)
        return begin_in_cell(ods, element, attributes, err);
    if (strcmp(element, "table") == 0)
        return begin_sheet(ods, attributes, err);
    if (!ods->is_in_sheet)
        return STATUS_OK;
    if (strcmp(element, "table-row") == 0)
        begin_row(ods, attributes);
    if (strcmp(element, "table-cell") == 0 || strcmp(element, "covered-table-cell") == 0)
        return begin_cell(ods, attributes, err);
    return STATUS_OK;
}

static enum status add_text(void *context, const char *bytes, size_t length, struct error *err)
{
    struct ods *ods = context;

    return ods->is_in_paragraph && ods->skipped == 0
               ? workbook_text_add(&ods->text, bytes, length, err)
               : STATUS_OK;
}

/** "2021-04-14T00:00:00" and "2021-04-14" are one day; a time stays, after a blank. */
static void settle_date(const char *value, char ret_text[WORKBOOK_NUMBER_MAX])
{
    const char *time = strchr(value, 'T');
    size_t length = time == NULL ? strlen(value) : (size_t)(time - value);

    if (length + 8 >= WORKBOOK_NUMBER_MAX)
        length = WORKBOOK_NUMBER_MAX - 9;
    memcpy(ret_text, value, length);
    ret_text[length] = '\0';
    if (time != NULL && strncmp(time, "T00:00", 6) != 0 && strlen(time) >= 6) {
        ret_text[length] = ' ';
        memcpy(ret_text + length + 1, time + 1, 5);
        ret_text[length + 6] = '\0';
    }
}

static enum status end_cell(struct ods *ods, struct error *err)
{
    const char *value = workbook_text_view(&ods->value);
    char settled[WORKBOOK_NUMBER_MAX];
    enum status status = STATUS_OK;

    ods->is_in_cell = false;
    ods->cell.text = workbook_text_view(&ods->text);
    if (value[0] != '\0' && ods->cell.kind == CELL_NUMBER) {
        workbook_number_text(value, settled);
        ods->cell.text = settled;
    } else if (value[0] != '\0' && ods->cell.kind == CELL_DATE) {
        settle_date(value, settled);
        ods->cell.text = settled;
    } else if (value[0] != '\0' && ods->cell.kind == CELL_BOOLEAN) {
        ods->cell.text = value;
    } else if (ods->cell.kind == CELL_FORMULA && ods->cell.text[0] == '\0') {
        ods->cell.text = "=";
    }
    for (uint32_t i = 0; i < ods->cell_repeat && ods->cell.text[0] != '\0' && status == STATUS_OK;
         i++) {
        ods->cell.column = ods->column + i;
        if (ods->cell.column >= COLUMN_MAX)
            return error_set(err, STATUS_LIMIT, "", "the sheet has more than %d columns",
                             "la feuille a plus de %d colonnes", (int)COLUMN_MAX);
        status = workbook_add_cell(ods->workbook, ods->cell, err);
    }
    ods->column =
        ods->column + ods->cell_repeat < COLUMN_MAX ? ods->column + ods->cell_repeat : COLUMN_MAX;
    return status;
}

/** A row that stands for several has its cells in each of them. */
static enum status end_row(struct ods *ods, struct error *err)
{
    const struct workbook_sheet *sheet = &ods->workbook->sheets[ods->workbook->sheet_count - 1];
    size_t count = sheet->cell_count - ods->row_start;
    enum status status = STATUS_OK;

    for (uint32_t repeat = 1; count > 0 && repeat < ods->row_repeat; repeat++) {
        for (size_t i = 0; i < count && status == STATUS_OK; i++) {
            /* Adding may move the cells: by value, from where they are now. */
            struct workbook_cell cell =
                ods->workbook->sheets[ods->workbook->sheet_count - 1].cells[ods->row_start + i];

            cell.row = ods->row + repeat;
            status = workbook_add_cell(ods->workbook, cell, err);
        }
        if (status != STATUS_OK)
            return status;
    }
    ods->row = ods->row + ods->row_repeat <= ROW_MAX ? ods->row + ods->row_repeat : ROW_MAX;
    return STATUS_OK;
}

static enum status end(void *context, const char *element, struct error *err)
{
    struct ods *ods = context;

    if (ods->skipped > 0) {
        ods->skipped--;
        return STATUS_OK;
    }
    if (strcmp(element, "p") == 0)
        ods->is_in_paragraph = false;
    if (strcmp(element, "table-cell") == 0 || strcmp(element, "covered-table-cell") == 0)
        return ods->is_in_cell ? end_cell(ods, err) : STATUS_OK;
    if (strcmp(element, "table-row") == 0 && ods->is_in_sheet)
        return end_row(ods, err);
    if (strcmp(element, "table") == 0)
        ods->is_in_sheet = false;
    return STATUS_OK;
}

static enum status find_encryption(void *context, const char *element,
                                   const char *const attributes[], struct error *err)
{
    bool *is_encrypted = context;

    (void)attributes;
    (void)err;
    *is_encrypted = *is_encrypted || strcmp(element, "encryption-data") == 0;
    return STATUS_OK;
}

static enum status ignore_end(void *context, const char *element, struct error *err)
{
    (void)context;
    (void)element;
    (void)err;
    return STATUS_OK;
}

static enum status ignore_text(void *context, const char *bytes, size_t length, struct error *err)
{
    (void)context;
    (void)bytes;
    (void)length;
    (void)err;
    return STATUS_OK;
}

/** Its parts are no XML then; a workbook without the list of its parts is taken as it is. */
static enum status check_encryption(const char *path, struct error *err)
{
    bool is_encrypted = false;
    const struct workbook_part_handlers handlers = {find_encryption, ignore_end, ignore_text,
                                                    &is_encrypted};
    enum status status = STATUS_OK;

    if (workbook_has_part(path, "META-INF/manifest.xml"))
        status = workbook_part_read(path, "META-INF/manifest.xml", &handlers, err);
    if (status != STATUS_OK || !is_encrypted)
        return status;
    return error_set(err, STATUS_FORMAT, path, "this workbook has a password: save it without one",
                     "ce classeur a un mot de passe : enregistrez-le sans mot de passe");
}

enum status workbook_read_ods(const char *path, struct workbook *workbook, struct error *err)
{
    struct ods ods = {.workbook = workbook};
    const struct workbook_part_handlers handlers = {start, end, add_text, &ods};
    enum status status = check_encryption(path, err);

    if (status == STATUS_OK)
        status = workbook_part_read(path, "content.xml", &handlers, err);

    workbook_text_release(&ods.text);
    workbook_text_release(&ods.value);
    return status;
}
