/*
 * The store: everything an import and a register load brought in, in one file, and nothing that can
 * be derived (but the outlines, which are kept to start fast).
 *
 * A change is one transaction: store_begin(), puts, store_commit(); freeing the store without a
 * commit undoes it. Register rows are append-only: a row is true from its revision to the one that
 * closed it.
 */
#ifndef DATA_STORE_H
#define DATA_STORE_H

#include "data/lineage.h"
#include "data/outline.h"
#include "data/register.h"
#include "data/register_builder.h"
#include "data/unit_alias.h"

struct store;

enum store_mode {
    STORE_READ,  /* changes nothing, leaves no file behind */
    STORE_WRITE, /* creates the file when it is not there, migrates an older one */
};

/** Who changes what and why; recorded with the revision. */
struct change {
    const char *recorded_at; /* ISO 8601; NULL for now */
    const char *author;
    const char *message;
};

void store_free(struct store *store);
DEFINE_AUTO(store)

/**
 * STATUS_NOT_FOUND: no such file (reading). STATUS_FORMAT: not an SQLite file, or not a store of
 * ours, or damaged. STATUS_INVALID: a schema newer than this program. STATUS_IO: it cannot be
 * opened, the disk is full, another program is writing. The sentence names the file and what to do.
 */
enum status store_open(const char *path, enum store_mode mode, struct store **ret_store,
                       struct error *err) MUST_CHECK;

/** Makes the folders on the way to the file of a store, where they are not there. */
enum status store_make_folder(const char *path, struct error *err) MUST_CHECK;

enum status store_begin(struct store *store, const struct change *change, struct error *err)
    MUST_CHECK;
enum status store_commit(struct store *store, struct error *err) MUST_CHECK;

/**
 * After the commit: brings the log into the file and leaves logging, so that the file is whole by
 * itself and can be renamed, and reading it leaves nothing beside.
 */
enum status store_fold_log(struct store *store, struct error *err) MUST_CHECK;

/** Last committed revision, 0 when there is none. */
enum status store_revision(struct store *store, int64_t *ret_revision, struct error *err)
    MUST_CHECK;

/**
 * The last revision at whose end nothing was recorded after the date ("2021-04-14"): what was known
 * on that day's evening. 0 when all was recorded later.
 */
enum status store_revision_on(struct store *store, const char *date, int64_t *ret_revision,
                              struct error *err) MUST_CHECK;

/** A short text under a name: the dataset's id, the digest of its manifest. "" when absent. */
enum status store_put_note(struct store *store, const char *name, const char *value,
                           struct error *err) MUST_CHECK;
enum status store_read_note(struct store *store, const char *name, char *ret_value, size_t size,
                            struct error *err) MUST_CHECK;

/** Replaces the vintage of that year. */
enum status store_put_vintage(struct store *store, const struct vintage *vintage, struct error *err)
    MUST_CHECK;
/** All of them, ascending by year; the array is freed with free(), each with vintage_free(). */
enum status store_read_vintages(struct store *store, struct vintage ***ret_vintages,
                                size_t *ret_count, struct error *err) MUST_CHECK;

/** Makes these the current rows: closes what differs, adds what is new, leaves what is equal. */
enum status store_put_register(struct store *store, const struct register_rows *rows,
                               struct error *err) MUST_CHECK;
enum status store_read_register(struct store *store, struct register_rows **ret_rows,
                                struct error *err) MUST_CHECK;
/** The rows that were known at a revision, that of store_revision() or an earlier one. */
enum status store_read_register_at(struct store *store, int64_t revision,
                                   struct register_rows **ret_rows, struct error *err) MUST_CHECK;

/** Replaces the movements and delegated communes; lineage may be NULL. */
enum status store_put_lineage(struct store *store, const struct lineage *lineage, struct error *err)
    MUST_CHECK;
/** NULL when the store has no movement. */
enum status store_read_lineage(struct store *store, struct lineage **ret_lineage, struct error *err)
    MUST_CHECK;

/** Replaces the names that people use; aliases may be NULL. */
enum status store_put_aliases(struct store *store, const struct unit_aliases *aliases,
                              struct error *err) MUST_CHECK;
enum status store_read_aliases(struct store *store, struct unit_aliases **ret_aliases,
                               struct error *err) MUST_CHECK;

/** Replaces all kept outlines. */
enum status store_put_outlines(struct store *store, const struct outlines *outlines,
                               struct error *err) MUST_CHECK;
enum status store_read_outlines(struct store *store, struct outlines **ret_outlines,
                                struct error *err) MUST_CHECK;

#endif
