#include "data/source/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "data/source/file_bytes.h"
#include "data/source/workbook_ods.h"
#include "data/source/workbook_part.h"
#include "data/source/workbook_xlsx.h"

enum { CELL_MAX = 2000000 };

void workbook_free(struct workbook *workbook)
{
    if (workbook == NULL)
        return;
    for (size_t i = 0; i < workbook->sheet_count; i++)
        free(workbook->sheets[i].cells);
    free(workbook->sheets);
    arena_release(&workbook->arena);
    free(workbook);
}

struct workbook_sheet *workbook_add_sheet(struct workbook *workbook, const char *name)
{
    const char *kept = arena_string(&workbook->arena, name);

    if (workbook->sheet_count == workbook->sheet_capacity) {
        size_t capacity = workbook->sheet_capacity * 2 + 16;
        struct workbook_sheet *grown =
            reallocarray(workbook->sheets, capacity, sizeof *workbook->sheets);

        if (grown == NULL)
            return NULL;
        workbook->sheets = grown;
        workbook->sheet_capacity = capacity;
    }
    if (kept == NULL)
        return NULL;
    workbook->sheets[workbook->sheet_count] = (struct workbook_sheet){.name = kept};
    return &workbook->sheets[workbook->sheet_count++];
}

enum status workbook_add_cell(struct workbook *workbook, struct workbook_cell cell,
                              struct error *err)
{
    struct workbook_sheet *sheet = &workbook->sheets[workbook->sheet_count - 1];

    if (cell.text[0] == '\0')
        return STATUS_OK;
    if (++workbook->cell_count > CELL_MAX)
        return error_set(err, STATUS_LIMIT, sheet->name, "the workbook has more than %d cells",
                         "le classeur a plus de %d cellules", (int)CELL_MAX);
    if (sheet->cell_count == sheet->cell_capacity) {
        size_t capacity = sheet->cell_capacity * 2 + 64;
        struct workbook_cell *grown = reallocarray(sheet->cells, capacity, sizeof *sheet->cells);

        if (grown == NULL)
            return error_no_memory(err);
        sheet->cells = grown;
        sheet->cell_capacity = capacity;
    }
    cell.text = arena_string(&workbook->arena, cell.text);
    if (cell.text == NULL)
        return error_no_memory(err);
    sheet->cells[sheet->cell_count++] = cell;
    return STATUS_OK;
}

static int compare_cells(const void *a, const void *b)
{
    const struct workbook_cell *left = a, *right = b;

    if (left->row != right->row)
        return left->row < right->row ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

/** Cells may come in any order; two in one place are no sheet. */
static enum status order_cells(struct workbook *workbook, const char *path, struct error *err)
{
    for (size_t s = 0; s < workbook->sheet_count; s++) {
        struct workbook_sheet *sheet = &workbook->sheets[s];

        if (sheet->cell_count > 1)
            qsort(sheet->cells, sheet->cell_count, sizeof *sheet->cells, compare_cells);
        for (size_t i = 1; i < sheet->cell_count; i++) {
            if (compare_cells(&sheet->cells[i - 1], &sheet->cells[i]) == 0)
                return error_set(err, STATUS_FORMAT, path,
                                 "a cell is there twice in the sheet %s: save the workbook again",
                                 "une cellule est là deux fois dans la feuille %s : enregistrez le "
                                 "classeur à nouveau",
                                 sheet->name);
        }
    }
    return STATUS_OK;
}

/** By its first bytes, what else a workbook may be. */
static enum status refuse_form(const char *path, struct error *err)
{
    static const char compound[] = {'\xD0', '\xCF', '\x11', '\xE0'};
    char bytes[8];
    size_t length = 0;
    enum status status = file_bytes_peek(path, bytes, sizeof bytes, &length, err);

    if (status != STATUS_OK)
        return status;
    if (length >= sizeof compound && memcmp(bytes, compound, sizeof compound) == 0)
        return error_set(err, STATUS_FORMAT, path,
                         "this is an old Excel workbook, or one with a password: save it as .xlsx "
                         "without a password",
                         "c'est un ancien classeur Excel, ou un classeur à mot de passe : "
                         "enregistrez-le en .xlsx sans mot de passe");
    return error_set(err, STATUS_FORMAT, path,
                     "this is no workbook, or it is damaged: save it again as .xlsx or .ods",
                     "ce n'est pas un classeur, ou il est abîmé : enregistrez-le à nouveau en "
                     ".xlsx ou .ods");
}

enum status workbook_read(const char *path, struct workbook **ret_workbook, struct error *err)
{
    AUTO(workbook) workbook = calloc(1, sizeof *workbook);
    enum status status;

    if (workbook == NULL)
        return error_no_memory(err);
    arena_init(&workbook->arena);
    if (workbook_has_part(path, "xl/workbook.xml"))
        status = workbook_read_xlsx(path, workbook, err);
    else if (workbook_has_part(path, "content.xml"))
        status = workbook_read_ods(path, workbook, err);
    else
        status = refuse_form(path, err);
    if (status == STATUS_OK)
        status = order_cells(workbook, path, err);
    if (status == STATUS_OK)
        *ret_workbook = TAKE(workbook);
    return status;
}
