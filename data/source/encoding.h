/*
 * How a text file is encoded, and whether what it says was damaged before it came here.
 *
 * Published tables are UTF-8, with or without a byte order mark, or cp1252 (Windows, Western
 * Europe). Damage is what stays when somebody read one as the other: control characters and
 * fractions where œ and ’ were, “Ã©” for “é”, replacement characters (SRC-05).
 */
#ifndef DATA_SOURCE_ENCODING_H
#define DATA_SOURCE_ENCODING_H

#include <stdbool.h>

#include "data/source/file_bytes.h"

enum encoding { ENCODING_UTF8, ENCODING_UTF8_MARKED, ENCODING_CP1252 };

/** "UTF-8", "UTF-8 with a byte order mark", "cp1252". */
struct words encoding_words(enum encoding encoding);

/**
 * Settles the encoding and makes the bytes UTF-8 without mark.
 * STATUS_FORMAT: UTF-16, bytes that are neither, or UTF-8 with broken characters; the subject is
 * "name:line".
 */
enum status encoding_settle(struct file_bytes *text, const char *name, enum encoding *ret_encoding,
                            struct error *err) MUST_CHECK;

struct encoding_damage {
    size_t count; /* of damaged characters */
    size_t line;  /* of the first; from 1 */
    char sample[64];
};

/** Looks through UTF-8; count 0 when it is sound. */
struct encoding_damage encoding_damage_find(const char *text, size_t length);

/** The same of one value that came out of a binary file. */
bool encoding_is_damaged(const char *value);

/** Makes control characters of a sample visible, in place: a terminal must not obey them. */
void encoding_hide_controls(char *text);

#endif
