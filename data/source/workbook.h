/*
 * A workbook cell by cell: OOXML (.xlsx, ECMA-376 part 1, §18) or OpenDocument (.ods, ISO/IEC
 * 26300, §9). What a person typed and what the program made of it are told apart: a code that has
 * become a number, a date or a formula can be refused by name.
 */
#ifndef DATA_SOURCE_WORKBOOK_H
#define DATA_SOURCE_WORKBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "data/arena.h"
#include "geo/status.h"

enum workbook_cell_kind {
    CELL_TEXT,
    CELL_NUMBER,  /* text: whole ones without a point or exponent, "20170738" */
    CELL_DATE,    /* text: "2021-04-14", with " 10:30" after it when it has a time */
    CELL_BOOLEAN, /* text: "true", "false" */
    CELL_FORMULA, /* text: of its last result, which nothing vouches for */
    CELL_ERROR,   /* text: "#REF!" … */
};

struct workbook_cell {
    uint32_t row;    /* as the program numbers them, from 1 */
    uint32_t column; /* from 0 */
    enum workbook_cell_kind kind;
    bool is_merged;   /* begins a merged range */
    const char *text; /* UTF-8, never "" */
};

struct workbook_sheet {
    const char *name;
    struct workbook_cell *cells; /* by row, then column; cells without content are left out */
    size_t cell_count, cell_capacity;
};

struct workbook {
    struct workbook_sheet *sheets; /* in their order */
    size_t sheet_count, sheet_capacity;
    size_t cell_count; /* of all sheets */
    struct arena arena;
};

void workbook_free(struct workbook *workbook);
DEFINE_AUTO(workbook)

/**
 * STATUS_NOT_FOUND: no such file. STATUS_FORMAT: neither form, or damaged, with what it is where
 * that can be told (an old .xls, a file with a password). STATUS_LIMIT: more than 64 MiB in one of
 * its parts, or more than two million cells. Cost: 10 ms a thousand rows of ten cells.
 */
enum status workbook_read(const char *path, struct workbook **ret_workbook, struct error *err)
    MUST_CHECK;

/* For the readers of the two forms. */

/** A sheet whose cells follow; NULL when memory is short. The name is copied. */
struct workbook_sheet *workbook_add_sheet(struct workbook *workbook, const char *name);
/** To the last sheet; the text is copied, and a cell of "" left out. STATUS_LIMIT: too many. */
enum status workbook_add_cell(struct workbook *workbook, struct workbook_cell cell,
                              struct error *err) MUST_CHECK;

#endif
