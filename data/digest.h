/* SHA-256 (FIPS 180-4, through Nettle) as lower-case hexadecimal: of files, and of code lists. */
#ifndef DATA_DIGEST_H
#define DATA_DIGEST_H

#include <stddef.h>

#include "geo/status.h"

enum { DIGEST_TEXT_SIZE = 65 };

struct digest {
    char hex[DIGEST_TEXT_SIZE];
};

struct digest digest_of(const void *bytes, size_t size);

/** STATUS_NOT_FOUND, STATUS_IO: the message names the file. */
enum status digest_of_file(const char *path, struct digest *ret_digest, struct error *err)
    MUST_CHECK;

/** Of the codes in this order, joined by a line feed, none at the end. */
struct digest digest_of_codes(const char *const codes[], size_t count);

#endif
