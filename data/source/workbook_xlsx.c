/* OOXML: the list of sheets, where they are, the shared texts, the formats, then each sheet. */
#include "data/source/workbook_xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/source/workbook_number.h"
#include "data/source/workbook_part.h"

enum {
    SHEET_MAX = 256,
    STYLE_MAX = 65536,
    PART_NAME_MAX = 512,
    COLUMN_MAX = 16384,
    ROW_MAX = 1048576
};

/** What the sheets are read with. */
struct xlsx {
    struct workbook *workbook;
    struct {
        const char *name, *relation, *part;
    } sheets[SHEET_MAX];
    size_t sheet_count;
    const char *shared_part, *style_part; /* NULL for none */
    const char **shared;
    size_t shared_count, shared_capacity;
    bool is_date_format[STYLE_MAX]; /* by the id of a format of numbers */
    bool is_date_style[STYLE_MAX];  /* by the index of a style of cells */
    size_t style_count;
    bool is_in_styles, from_1904;
    struct workbook_text text; /* of the shared text, or cell, on its way */
    bool is_in_text, is_phonetic;
};

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

/** The attribute r:id, whatever its prefix. */
static const char *relation_of(const char *const attributes[])
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        const char *colon = strchr(attributes[i], ':');

        if (colon != NULL && strcmp(colon, ":id") == 0)
            return attributes[i + 1];
    }
    return NULL;
}

static enum status start_workbook(void *context, const char *element,
                                  const char *const attributes[], struct error *err)
{
    struct xlsx *xlsx = context;

    if (strcmp(element, "workbookPr") == 0) {
        const char *from_1904 = workbook_attribute(attributes, "date1904");

        xlsx->from_1904 =
            from_1904 != NULL && strcmp(from_1904, "0") != 0 && strcmp(from_1904, "false") != 0;
    }
    if (strcmp(element, "sheet") != 0)
        return STATUS_OK;
    if (xlsx->sheet_count == SHEET_MAX)
        return error_set(err, STATUS_LIMIT, "", "the workbook has more than %d sheets",
                         "le classeur a plus de %d feuilles", (int)SHEET_MAX);
    xlsx->sheets[xlsx->sheet_count].name =
        arena_string(&xlsx->workbook->arena, workbook_attribute(attributes, "name"));
    xlsx->sheets[xlsx->sheet_count].relation =
        arena_string(&xlsx->workbook->arena, relation_of(attributes));
    if (xlsx->sheets[xlsx->sheet_count].name == NULL ||
        xlsx->sheets[xlsx->sheet_count].relation == NULL)
        return error_no_memory(err);
    xlsx->sheet_count++;
    return STATUS_OK;
}

static bool has_ending(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);

    return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static enum status start_relation(void *context, const char *element,
                                  const char *const attributes[], struct error *err)
{
    struct xlsx *xlsx = context;
    const char *id = workbook_attribute(attributes, "Id");
    const char *type = workbook_attribute(attributes, "Type");
    const char *target = workbook_attribute(attributes, "Target");
    char part[PART_NAME_MAX];
    const char *kept;

    if (strcmp(element, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
        return STATUS_OK;
    /* Targets are relative to xl/, or begin at the root. */
    (void)snprintf(part, sizeof part, "%s%s", target[0] == '/' ? "" : "xl/",
                   target[0] == '/' ? target + 1 : target);
    kept = arena_string(&xlsx->workbook->arena, part);
    if (kept == NULL)
        return error_no_memory(err);
    if (has_ending(type, "/sharedStrings"))
        xlsx->shared_part = kept;
    if (has_ending(type, "/styles"))
        xlsx->style_part = kept;
    for (size_t i = 0; has_ending(type, "/worksheet") && i < xlsx->sheet_count; i++) {
        if (strcmp(xlsx->sheets[i].relation, id) == 0)
            xlsx->sheets[i].part = kept;
    }
    return STATUS_OK;
}

static size_t index_of(const char *text)
{
    char *end;
    unsigned long index = text == NULL ? 0 : strtoul(text, &end, 10);

    return text == NULL || *end != '\0' ? 0 : index;
}

static enum status start_style(void *context, const char *element, const char *const attributes[],
                               struct error *err)
{
    struct xlsx *xlsx = context;
    size_t id = index_of(workbook_attribute(attributes, "numFmtId"));
    const char *code = workbook_attribute(attributes, "formatCode");

    (void)err;
    if (strcmp(element, "numFmt") == 0 && id < STYLE_MAX && code != NULL)
        xlsx->is_date_format[id] = workbook_format_is_date(code);
    if (strcmp(element, "cellXfs") == 0)
        xlsx->is_in_styles = true;
    if (strcmp(element, "xf") == 0 && xlsx->is_in_styles && xlsx->style_count < STYLE_MAX)
        xlsx->is_date_style[xlsx->style_count++] = id < STYLE_MAX && xlsx->is_date_format[id];
    return STATUS_OK;
}

static enum status end_style(void *context, const char *element, struct error *err)
{
    struct xlsx *xlsx = context;

    (void)err;
    if (strcmp(element, "cellXfs") == 0)
        xlsx->is_in_styles = false;
    return STATUS_OK;
}

/** Formats that have a number and no code: 14 to 22, 27 to 36 and 50 to 58 are dates (§18.8.30). */
static void know_formats(struct xlsx *xlsx)
{
    for (size_t id = 0; id < 60; id++)
        xlsx->is_date_format[id] =
            (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

/* Texts: <t> anywhere but in the reading aids of Japanese (rPh). */
static void begin_text(struct xlsx *xlsx, const char *element)
{
    if (strcmp(element, "rPh") == 0)
        xlsx->is_phonetic = true;
    if (strcmp(element, "t") == 0)
        xlsx->is_in_text = !xlsx->is_phonetic;
}

static void end_text(struct xlsx *xlsx, const char *element)
{
    if (strcmp(element, "rPh") == 0)
        xlsx->is_phonetic = false;
    if (strcmp(element, "t") == 0)
        xlsx->is_in_text = false;
}

static enum status add_text(void *context, const char *bytes, size_t length, struct error *err)
{
    struct xlsx *xlsx = context;

    return xlsx->is_in_text ? workbook_text_add(&xlsx->text, bytes, length, err) : STATUS_OK;
}

static enum status start_shared(void *context, const char *element, const char *const attributes[],
                                struct error *err)
{
    struct xlsx *xlsx = context;

    (void)attributes;
    (void)err;
    if (strcmp(element, "si") == 0)
        workbook_text_clear(&xlsx->text);
    begin_text(xlsx, element);
    return STATUS_OK;
}

static enum status end_shared(void *context, const char *element, struct error *err)
{
    struct xlsx *xlsx = context;

    end_text(xlsx, element);
    if (strcmp(element, "si") != 0)
        return STATUS_OK;
    if (xlsx->shared_count == xlsx->shared_capacity) {
        size_t capacity = xlsx->shared_capacity * 2 + 256;
        const char **grown = reallocarray(xlsx->shared, capacity, sizeof *grown);

        if (grown == NULL)
            return error_no_memory(err);
        xlsx->shared = grown;
        xlsx->shared_capacity = capacity;
    }
    xlsx->shared[xlsx->shared_count] =
        arena_string(&xlsx->workbook->arena, workbook_text_view(&xlsx->text));
    return xlsx->shared[xlsx->shared_count++] == NULL ? error_no_memory(err) : STATUS_OK;
}

/** A sheet on its way. */
struct sheet_reading {
    struct xlsx *xlsx;
    uint32_t row,
        column; /* of the last cell that began; the next one follows it where it is silent */
    struct workbook_cell cell;
    char type[16];
    size_t style;
    bool has_formula, is_in_value;
};

/** "BC12": column 54 and row 12; false for anything else. */
static bool read_reference(const char *reference, uint32_t *ret_row, uint32_t *ret_column)
{
    uint32_t column = 0;
    char *end;
    unsigned long row;

    while (*reference >= 'A' && *reference <= 'Z' && column <= COLUMN_MAX)
        column = column * 26 + (uint32_t)(*reference++ - 'A' + 1);
    row = strtoul(reference, &end, 10);
    if (column == 0 || column > COLUMN_MAX || row == 0 || row > ROW_MAX ||
        (*end != '\0' && *end != ':'))
        return false;
    *ret_row = (uint32_t)row;
    *ret_column = column - 1;
    return true;
}

static void begin_cell(struct sheet_reading *reading, const char *const attributes[])
{
    const char *reference = workbook_attribute(attributes, "r");
    const char *type = workbook_attribute(attributes, "t");

    reading->column++;
    if (reference != NULL)
        (void)read_reference(reference, &reading->row, &reading->column);
    reading->cell = (struct workbook_cell){.row = reading->row, .column = reading->column};
    (void)snprintf(reading->type, sizeof reading->type, "%s", type == NULL ? "n" : type);
    reading->style = index_of(workbook_attribute(attributes, "s"));
    reading->has_formula = false;
    workbook_text_clear(&reading->xlsx->text);
}

/** The first cell of a merged range may stand before or after the list of ranges: marked at once.
 */
static void mark_merged(struct sheet_reading *reading, const char *range)
{
    const struct workbook *workbook = reading->xlsx->workbook;
    struct workbook_sheet *sheet = &workbook->sheets[workbook->sheet_count - 1];
    uint32_t row, column;

    if (range == NULL || !read_reference(range, &row, &column))
        return;
    for (size_t i = 0; i < sheet->cell_count; i++) {
        if (sheet->cells[i].row == row && sheet->cells[i].column == column)
            sheet->cells[i].is_merged = true;
    }
}

static enum status start_sheet(void *context, const char *element, const char *const attributes[],
                               struct error *err)
{
    struct sheet_reading *reading = context;

    (void)err;
    if (strcmp(element, "row") == 0) {
        size_t row = index_of(workbook_attribute(attributes, "r"));

        reading->row = row > 0 && row <= ROW_MAX ? (uint32_t)row : reading->row + 1;
        reading->column = UINT32_MAX; /* the first cell is at 0 */
    } else if (strcmp(element, "c") == 0) {
        begin_cell(reading, attributes);
    } else if (strcmp(element, "f") == 0) {
        reading->has_formula = true;
    } else if (strcmp(element, "v") == 0) {
        reading->is_in_value = true;
    } else if (strcmp(element, "mergeCell") == 0) {
        mark_merged(reading, workbook_attribute(attributes, "ref"));
    }
    begin_text(reading->xlsx, element);
    return STATUS_OK;
}

static enum status text_sheet(void *context, const char *bytes, size_t length, struct error *err)
{
    struct sheet_reading *reading = context;

    if (!reading->is_in_value && !reading->xlsx->is_in_text)
        return STATUS_OK;
    return workbook_text_add(&reading->xlsx->text, bytes, length, err);
}

/** What a number is: a date by its style, else a number. */
static void settle_number(struct sheet_reading *reading, const char *value,
                          char ret_text[WORKBOOK_NUMBER_MAX])
{
    const struct xlsx *xlsx = reading->xlsx;

    reading->cell.kind = CELL_NUMBER;
    if (reading->style < STYLE_MAX && xlsx->is_date_style[reading->style] &&
        workbook_date_text(value, xlsx->from_1904, ret_text))
        reading->cell.kind = CELL_DATE;
    else
        workbook_number_text(value, ret_text);
}

static enum status end_cell(struct sheet_reading *reading, struct error *err)
{
    struct xlsx *xlsx = reading->xlsx;
    const char *value = workbook_text_view(&xlsx->text);
    char number[WORKBOOK_NUMBER_MAX];
    struct workbook_cell *cell = &reading->cell;

    cell->text = value;
    if (strcmp(reading->type, "s") == 0) {
        size_t index = index_of(value);

        cell->text = value[0] != '\0' && index < xlsx->shared_count ? xlsx->shared[index] : "";
    } else if (strcmp(reading->type, "b") == 0) {
        cell->kind = CELL_BOOLEAN;
        cell->text = strcmp(value, "0") == 0 ? "false" : "true";
    } else if (strcmp(reading->type, "e") == 0) {
        cell->kind = CELL_ERROR;
    } else if (strcmp(reading->type, "d") == 0) {
        cell->kind = CELL_DATE;
    } else if (strcmp(reading->type, "n") == 0 && value[0] != '\0') {
        settle_number(reading, value, number);
        cell->text = number;
    }
    if (reading->has_formula) {
        cell->kind = CELL_FORMULA;
        cell->text = cell->text[0] == '\0' ? "=" : cell->text;
    }
    return workbook_add_cell(xlsx->workbook, *cell, err);
}

static enum status end_sheet(void *context, const char *element, struct error *err)
{
    struct sheet_reading *reading = context;

    end_text(reading->xlsx, element);
    if (strcmp(element, "v") == 0)
        reading->is_in_value = false;
    return strcmp(element, "c") == 0 ? end_cell(reading, err) : STATUS_OK;
}

static enum status read_sheet(const char *path, struct xlsx *xlsx, const char *name,
                              const char *part, struct error *err)
{
    struct sheet_reading reading = {.xlsx = xlsx};
    const struct workbook_part_handlers handlers = {start_sheet, end_sheet, text_sheet, &reading};

    if (workbook_add_sheet(xlsx->workbook, name) == NULL)
        return error_no_memory(err);
    return workbook_part_read(path, part, &handlers, err);
}

static enum status read_parts(const char *path, struct xlsx *xlsx, struct error *err)
{
    const struct workbook_part_handlers workbook = {start_workbook, ignore_end, ignore_text, xlsx};
    const struct workbook_part_handlers relations = {start_relation, ignore_end, ignore_text, xlsx};
    const struct workbook_part_handlers styles = {start_style, end_style, ignore_text, xlsx};
    const struct workbook_part_handlers shared = {start_shared, end_shared, add_text, xlsx};
    enum status status = workbook_part_read(path, "xl/workbook.xml", &workbook, err);

    if (status == STATUS_OK)
        status = workbook_part_read(path, "xl/_rels/workbook.xml.rels", &relations, err);
    if (status == STATUS_OK && xlsx->style_part != NULL)
        status = workbook_part_read(path, xlsx->style_part, &styles, err);
    if (status == STATUS_OK && xlsx->shared_part != NULL)
        status = workbook_part_read(path, xlsx->shared_part, &shared, err);
    for (size_t i = 0; i < xlsx->sheet_count && status == STATUS_OK; i++) {
        if (xlsx->sheets[i].part != NULL)
            status = read_sheet(path, xlsx, xlsx->sheets[i].name, xlsx->sheets[i].part, err);
    }
    return status;
}

enum status workbook_read_xlsx(const char *path, struct workbook *workbook, struct error *err)
{
    struct xlsx *xlsx = calloc(1, sizeof *xlsx);
    enum status status;

    if (xlsx == NULL)
        return error_no_memory(err);
    xlsx->workbook = workbook;
    know_formats(xlsx);
    status = read_parts(path, xlsx, err);
    workbook_text_release(&xlsx->text);
    free(xlsx->shared);
    free(xlsx);
    return status;
}
