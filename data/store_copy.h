/* Copies of a store's file, and the exchange of one file for another, while others use the store.
 */
#ifndef DATA_STORE_COPY_H
#define DATA_STORE_COPY_H

#include <stdbool.h>
#include <stddef.h>

#include "geo/status.h"

/**
 * Writes the state of a store at one moment over a file that exists (an empty one), page by page,
 * and brings it to the disk. Programs that write to the store meanwhile are neither stopped nor
 * copied. Errors: see store_open(); STATUS_IO also for the copy, whose name is then the subject.
 */
enum status store_copy(const char *store_path, const char *copy_path, struct error *err) MUST_CHECK;

/**
 * Puts the file of a draft in the place of the store, in one step of the file system: whoever opens
 * the store gets the old one or the new one, whole. The old one is kept beside under the name in
 * ret_kept ("" when there was none), of `size` bytes; it holds its log.
 *
 * A damaged store is exchanged too. STATUS_IO: another program has the store open (it is waited for
 * 5 s), or the folder cannot be written. STATUS_FORMAT: the file in the place is no store.
 */
enum status store_exchange(const char *draft_path, const char *store_path, char ret_kept[],
                           size_t size, struct error *err) MUST_CHECK;

#endif
