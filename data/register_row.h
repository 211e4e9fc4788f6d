/* A row of the register between its cells and its struct, as register_layout() describes it. */
#ifndef DATA_REGISTER_ROW_H
#define DATA_REGISTER_ROW_H

#include "data/arena.h"
#include "data/register.h"
#include "data/register_layout.h"
#include "data/row_place.h"
#include "geo/status.h"

/** A row being read: its cells, its struct, and the first thing that is wrong with it. */
struct row_reading {
    const struct register_layout *layout;
    const char *const *values; /* one a column; NULL reads as "" */
    struct row_place place;
    struct arena *arena; /* for the texts */
    void *row;           /* layout->row_size bytes */
    enum status status;
    struct error *err;
};

/**
 * Fills the struct. STATUS_INVALID in reading->status: an empty mandatory cell, a word that is not
 * in the list of its column, a date, number or amount of wrong form; the subject is "file:line",
 * the sentence names the column and what it accepts.
 */
void row_read(struct row_reading *reading);

/** Keeps the first refusal of a row: its line, the column, what it has, what it accepts. */
void row_refuse(struct row_reading *reading, size_t column, const char *en, const char *fr);

/** Text of a cell: "" for what is unknown, an English word for one of a list. Borrowed from the
 * row, from constants, or written into scratch. */
enum { REGISTER_FIELD_MAX = 24 };
const char *row_cell(const struct register_column *column, const void *row,
                     char scratch[REGISTER_FIELD_MAX]);

/** By the key, then by the other columns: an order that no file decides. */
int row_compare(const struct register_layout *layout, const void *a, const void *b);
/** By the key alone. */
int row_compare_keys(const struct register_layout *layout, const void *a, const void *b);

#endif
