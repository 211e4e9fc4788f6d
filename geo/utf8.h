/* UTF-8 (RFC 3629), as far as texts are cut and checked here. */
#ifndef GEO_UTF8_H
#define GEO_UTF8_H

#include <stddef.h>

/** Bytes of the character at a place, 0 when the bytes left are none. */
size_t utf8_character_length(const char *bytes, size_t left);

/** Drops the part of a character that is left at the end of a text that was cut. */
void utf8_end_at_character(char *text);

/** Drops every byte that is part of no character, wherever it stands. */
void utf8_drop_broken(char *text);

#endif
