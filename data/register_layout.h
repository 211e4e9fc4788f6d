/*
 * The tables of the register, column by column. This one description is what the reader of files,
 * the store, the JSON document, the workbook to fill in, the schemas that ship with the project and
 * the history of a contract all go by: a column added here is everywhere.
 */
#ifndef DATA_REGISTER_LAYOUT_H
#define DATA_REGISTER_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "geo/language.h"

enum register_table {
    REGISTER_GENERATIONS,
    REGISTER_ORIENTATIONS,
    REGISTER_CONTRACTS,
    REGISTER_ACTS,
    REGISTER_SIGNATORIES,
    REGISTER_VERSIONS,
    REGISTER_MEMBERS,
    REGISTER_OBJECTIVES,
    REGISTER_PROJECTS,
    REGISTER_CANDIDACIES,
    REGISTER_DELIBERATIONS,
    REGISTER_VALIDATIONS,
    REGISTER_DECISIONS,
    REGISTER_WAIVERS,
    REGISTER_ADJACENCY_EXCEPTIONS,
    REGISTER_TABLE_COUNT,
};

enum column_type {
    COLUMN_TEXT,   /* const char * */
    COLUMN_CODE,   /* const char *: INSEE code, SIREN, département: text whatever its digits */
    COLUMN_CODES,  /* const char *: codes, ascending, each once, a blank between */
    COLUMN_DATE,   /* struct loose_date */
    COLUMN_NUMBER, /* int32_t: whole, 0 to 999,999,999 */
    COLUMN_EUROS,  /* int64_t, in cents; EUROS_UNKNOWN when empty */
    COLUMN_WORD,   /* an enumeration, in the order of its words */
};

struct register_word {
    const char *name; /* NULL ends a list */
    const char *fr;   /* files may have it in French */
};

enum column_need {
    COLUMN_MAY_BE_EMPTY,
    COLUMN_MUST_BE_FILLED,
    COLUMN_IS_KEY,      /* part of what names a row; may be empty */
    COLUMN_IS_FULL_KEY, /* the same, and must be filled */
};

struct register_column {
    const char *name;
    const char *name_fr; /* that files may have in its place */
    enum column_type type;
    enum column_need need;
    size_t offset;                     /* of the field in the row */
    const struct register_word *words; /* all that a COLUMN_WORD, or a text, may be; or NULL */
    int32_t empty;                     /* what an empty number or word is */
    enum register_table refers_to;     /* whose id a text is; REGISTER_TABLE_COUNT for none */
    size_t index_offset;               /* of the place of the row it refers to; 0 for none */
    struct words help;                 /* what to write, for people */
};

struct register_layout {
    const char *table; /* "generations", … */
    const char *table_fr;
    struct words noun; /* one of its rows */
    struct words help; /* what a row is */
    const struct register_column *columns;
    size_t column_count;
    size_t row_size;
    size_t evidence_offset;
    size_t list_offset, count_offset; /* in struct register_rows */
    bool is_part_of_contract;         /* comes and goes with the contract that it names */
};

enum { REGISTER_COLUMN_MAX = 18 };

const struct register_layout *register_layout(enum register_table table);

/** Part of the key. */
bool register_column_is_key(const struct register_column *column);
/** May not be empty. */
bool register_column_is_mandatory(const struct register_column *column);

enum { REGISTER_LABEL_SIZE = 80 };
/** How a sentence in French calls a column: "statut (status)", for files may have either. */
const char *register_column_label_fr(const struct register_column *column,
                                     char ret_label[REGISTER_LABEL_SIZE]);

/** Place of the column of that name, of a layout; column_count when there is none. */
size_t register_layout_column(const struct register_layout *layout, const char *name);

#endif
