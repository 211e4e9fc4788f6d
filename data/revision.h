/* The revisions of a store, and what each changed of a contract, read from the append-only rows. */
#ifndef DATA_REVISION_H
#define DATA_REVISION_H

#include "data/arena.h"
#include "data/row_change.h"
#include "data/store.h"

/** One transaction: who changed something, when and why. */
struct revision {
    int64_t number;
    const char *recorded_at; /* ISO 8601 */
    const char *author;
    const char *message;
};

/** Ascending. */
struct revisions {
    struct revision *list;
    size_t count;
    struct arena arena;
};

void revisions_release(struct revisions *revisions);
DEFINE_SCOPED(revisions)

/** Every revision of the store. revisions begins as {0}. */
enum status store_read_revisions(struct store *store, struct revisions *ret_revisions,
                                 struct error *err) MUST_CHECK;

/** The revision of that number, NULL when there is none. */
const struct revision *revisions_find(const struct revisions *revisions, int64_t number);

/** Does it change any row of the register? *ret_changes has one answer a revision, freed with
 * free(). */
enum status store_read_register_changes(struct store *store, const struct revisions *revisions,
                                        bool **ret_changes, struct error *err) MUST_CHECK;

struct contract_history {
    struct row_change *changes; /* by revision, table, then in the order they were written */
    size_t count;
    struct arena arena;
};

void contract_history_release(struct contract_history *history);
DEFINE_SCOPED(contract_history)

/**
 * Everything that was ever recorded of a contract: the rows of each table that has a column
 * "contract". A row that was closed and one of the same key that was opened by the same revision
 * are one change. No change at all: nobody ever recorded such a contract. history begins as {0}.
 */
enum status store_read_history(struct store *store, const char *contract,
                               struct contract_history *ret_history, struct error *err) MUST_CHECK;

#endif
