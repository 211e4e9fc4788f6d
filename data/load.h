/* From the store to a snapshot: the step between what is kept and what is served. */
#ifndef DATA_LOAD_H
#define DATA_LOAD_H

#include "data/snapshot.h"
#include "data/store.h"

/** Opens, reads, closes, derives. STATUS_NOT_FOUND also when the store holds no vintage yet. */
enum status load_snapshot(const char *store_path, struct snapshot **ret_snapshot, struct error *err)
    MUST_CHECK;

/** The same with the register as it was known at an earlier revision; see contents_read_at(). */
enum status load_snapshot_at(const char *store_path, int64_t revision,
                             struct snapshot **ret_snapshot, struct error *err) MUST_CHECK;

/** The same with an update laid over the stored register (see contents_lay_register()) or in its
 * place; the store is left as it is. */
enum status load_snapshot_with(const char *store_path, struct register_builder *update,
                               bool replaces_all, struct snapshot **ret_snapshot, struct error *err)
    MUST_CHECK;

#endif
