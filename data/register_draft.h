/* What a register builder holds while rows come in; shared by adding rows, merging and finishing.
 */
#ifndef DATA_REGISTER_DRAFT_H
#define DATA_REGISTER_DRAFT_H

#include "data/register_builder.h"

/** Rows of one table, consecutive; they name each other by id until all are there. */
struct draft_list {
    char *rows;
    size_t count;
    size_t capacity;
    bool is_given; /* the table was there, be it empty */
};

struct register_builder {
    struct register_rows *rows; /* its arena owns all strings */
    struct draft_list lists[REGISTER_TABLE_COUNT];
};

#endif
