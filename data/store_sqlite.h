/* What the parts of the SQLite store share. */
#ifndef DATA_STORE_SQLITE_H
#define DATA_STORE_SQLITE_H

#include <stdbool.h>

#include <sqlite3.h>

#include "data/store.h"
#include "geo/text.h"

enum { APPLICATION_ID = 0x4C697369 }; /* "Lisi" */

struct store {
    sqlite3 *database;
    char *path;
    bool in_transaction;
    int64_t revision; /* of the transaction */
};

struct statement {
    sqlite3_stmt *handle;
};

static inline void statement_release(struct statement *statement)
{
    sqlite3_finalize(statement->handle);
    statement->handle = NULL;
}
DEFINE_SCOPED(statement)

/** The sentence that fits what SQLite answered. */
enum status store_fail(const struct store *store, int code, struct error *err);

enum status store_prepare(const struct store *store, const char *sql, struct statement *statement,
                          struct error *err) MUST_CHECK;

/** Runs a statement that gives no row, and makes it ready to be bound again. */
enum status store_run(const struct store *store, struct statement *statement, struct error *err)
    MUST_CHECK;

/** The next row; *ret_has_row false after the last. */
enum status store_step(const struct store *store, struct statement *statement, bool *ret_has_row,
                       struct error *err) MUST_CHECK;

/** The one number that a query or a pragma gives. */
enum status store_read_number(const struct store *store, const char *sql, int64_t *ret_number,
                              struct error *err) MUST_CHECK;

/** COMMIT, and nothing else: see store_commit(). */
enum status store_end_transaction(struct store *store, struct error *err) MUST_CHECK;

enum status store_execute(const struct store *store, const char *sql, struct error *err) MUST_CHECK;

/** Text of a column, "" for null; valid until the next step. */
const char *statement_text(const struct statement *statement, int column);

enum { STORE_SCHEMA_MAX = 1 << 20 };
/** All that makes a fresh store, borrowed from the text. */
enum status store_schema_text(struct text *sql, const char **ret_sql, struct error *err) MUST_CHECK;

/** Binds a text that outlives the run. */
void statement_bind_text(const struct statement *statement, int parameter, const char *text);

#endif
