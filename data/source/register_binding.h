/*
 * From the header of a table, whatever holds it, to the columns of the register: names in English
 * or French, with or without accents, capitals, blanks. What no table has is kept in the column
 * extra.
 */
#ifndef DATA_SOURCE_REGISTER_BINDING_H
#define DATA_SOURCE_REGISTER_BINDING_H

#include "data/register_builder.h"
#include "geo/text.h"

struct register_binding;

void register_binding_free(struct register_binding *binding);
DEFINE_AUTO(register_binding)

/**
 * Names are copied. STATUS_INVALID: a mandatory column is missing (the sentence gives the header),
 * two columns are the same one; the subject is the place of the header.
 */
enum status register_binding_new(enum register_table table, const char *const names[], size_t count,
                                 struct row_place place, struct register_binding **ret_binding,
                                 struct error *err) MUST_CHECK;

/** The column of the layout that a name of the header is, by its place; NULL when it is none. */
const struct register_column *register_binding_column(const struct register_binding *binding,
                                                      size_t name);

/** Adds "members.csv: couleur" for each column that no table has, commas between. */
void register_binding_tell_unknown(const struct register_binding *binding, const char *name,
                                   struct text *unknown);

/** One row, a text for each name (NULL reads as ""). Rows that begin with # are help, left out.
 * Errors: see register_builder_add(), and an extra that is not a JSON object. */
enum status register_binding_add(const struct register_binding *binding, const char *const cells[],
                                 struct row_place place, struct register_builder *builder,
                                 struct error *err) MUST_CHECK;

/** The table of that name, in English or French; false when there is none. */
bool register_table_of_name(const char *name, enum register_table *ret_table);

#endif
