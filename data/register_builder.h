/*
 * The only way into a register, whether rows come from files or from the store: rows as text, in
 * any order, checked and linked at the end.
 */
#ifndef DATA_REGISTER_BUILDER_H
#define DATA_REGISTER_BUILDER_H

#include "data/register.h"
#include "data/row_place.h"

enum register_table {
    REGISTER_GENERATIONS,
    REGISTER_CONTRACTS,
    REGISTER_ACTS,
    REGISTER_VERSIONS,
    REGISTER_MEMBERS,
    REGISTER_TABLE_COUNT,
};

/** What files and the store agree on: the table's name and its columns, in order. */
struct register_layout {
    const char *table; /* "generations", … */
    const char *const *columns;
    size_t column_count;
    size_t mandatory_count; /* the first so many columns must be present and filled */
};

enum { REGISTER_COLUMN_MAX = 12 };

const struct register_layout *register_layout(enum register_table table);

struct register_builder;

void register_builder_free(struct register_builder *builder);
DEFINE_AUTO(register_builder)
enum status register_builder_new(struct register_builder **ret_builder, struct error *err)
    MUST_CHECK;

/**
 * One row, a text for each column of the layout (NULL reads as ""); texts are copied.
 * STATUS_INVALID: an empty mandatory field, a word that is not in the list for its column, a date
 * or number of wrong form; the subject is "file:line", the sentence names the column and what it
 * accepts.
 */
enum status register_builder_add(struct register_builder *builder, enum register_table table,
                                 const char *const values[], struct row_place place,
                                 struct error *err) MUST_CHECK;

/**
 * Links and sorts. STATUS_INVALID: a second row for one key, a contract of an unknown generation, a
 * version of an unknown contract, a member of an unknown version, an end before its start.
 * Codes of members are not judged here: that is the business of the checks (REF-…).
 */
enum status register_builder_finish(struct register_builder *builder,
                                    struct register_rows **ret_rows, struct error *err) MUST_CHECK;

#endif
