/* Families of shapes in the SQLite store. */
#ifndef DATA_STORE_FAMILY_H
#define DATA_STORE_FAMILY_H

#include "data/shape_family.h"
#include "data/store_sqlite.h"

/** Binds a shape as WKB; the bytes live until the statement is bound again. */
enum status store_bind_shape(const struct statement *statement, int parameter,
                             const struct multipolygon *shape, struct error *err) MUST_CHECK;
enum status store_read_shape(const struct statement *statement, int column,
                             struct multipolygon **ret_shape, struct error *err) MUST_CHECK;

/** Its number in the store; written when it is not there yet. */
enum status store_put_family(struct store *store, const struct shape_family *family,
                             int64_t *ret_id, struct error *err) MUST_CHECK;

enum status store_read_family(struct store *store, int64_t id, struct shape_family **ret_family,
                              struct error *err) MUST_CHECK;

/** The same, measured anew and not with the measures that the store keeps. */
enum status store_read_family_anew(struct store *store, int64_t id,
                                   struct shape_family **ret_family, struct error *err) MUST_CHECK;

/** Removes families that no vintage rests on. */
enum status store_sweep_families(struct store *store, struct error *err) MUST_CHECK;

#endif
