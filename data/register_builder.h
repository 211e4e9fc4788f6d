/*
 * The only way into a register, whether rows come from files or from the store: rows as text, in
 * any order, laid over what is known already, checked and linked at the end.
 */
#ifndef DATA_REGISTER_BUILDER_H
#define DATA_REGISTER_BUILDER_H

#include "data/register.h"
#include "data/register_layout.h"
#include "data/row_place.h"

struct register_builder;

void register_builder_free(struct register_builder *builder);
DEFINE_AUTO(register_builder)
enum status register_builder_new(struct register_builder **ret_builder, struct error *err)
    MUST_CHECK;

/** That a table was there, though it may have no row: what it had of the contracts named is gone.
 */
void register_builder_give(struct register_builder *builder, enum register_table table);

/**
 * One row, a text for each column of the layout (NULL reads as ""); texts are copied, and the table
 * counts as given. STATUS_INVALID: an empty mandatory field, a word that is not in the list for its
 * column, a date, number or amount of wrong form, an end before its start; the subject is
 * "file:line", the sentence names the column and what it accepts.
 */
enum status register_builder_add(struct register_builder *builder, enum register_table table,
                                 const char *const values[], struct row_place place,
                                 struct error *err) MUST_CHECK;

/** Rows of a table so far. */
size_t register_builder_count(const struct register_builder *builder, enum register_table table);

/** Does a row of the contracts table name it? */
bool register_builder_has_contract(const struct register_builder *builder, const char *id);

/**
 * Lays what the builder has over what is known. Parts of a contract (acts, signatories, versions,
 * members, objectives, validations) come whole: what is known of a contract in a table that was
 * given goes when that table or the contracts table names the contract. A row of another table
 * replaces the one of its key. All else stays.
 */
enum status register_builder_lay_over(struct register_builder *builder,
                                      const struct register_rows *known, struct error *err)
    MUST_CHECK;

/**
 * Links and sorts. STATUS_INVALID: a second row for one key, a row that names a generation, a
 * contract, a version, an act or a candidacy that no row is, a contract without version, a version
 * without member. Codes of members are not judged here: that is the business of the checks (REF-…).
 */
enum status register_builder_finish(struct register_builder *builder,
                                    struct register_rows **ret_rows, struct error *err) MUST_CHECK;

#endif
