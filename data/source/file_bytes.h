/* A text file whole in memory, gunzipped when it is compressed. */
#ifndef DATA_SOURCE_FILE_BYTES_H
#define DATA_SOURCE_FILE_BYTES_H

#include <stddef.h>

#include "geo/status.h"

enum { FILE_BYTES_MAX = 512 * 1024 * 1024 };

struct file_bytes {
    char *list; /* a NUL follows the last one */
    size_t length;
};

void file_bytes_release(struct file_bytes *bytes);
DEFINE_SCOPED(file_bytes)

/**
 * STATUS_IO: not readable. STATUS_FORMAT: a compressed file that is cut off or damaged.
 * STATUS_LIMIT: larger than max, once decompressed.
 */
enum status file_bytes_read(const char *path, size_t max, struct file_bytes *ret_bytes,
                            struct error *err) MUST_CHECK;

/** The first bytes, as many as there are up to size: enough to tell what a file is. */
enum status file_bytes_peek(const char *path, char *ret_bytes, size_t size, size_t *ret_length,
                            struct error *err) MUST_CHECK;

#endif
