#include "geo/utf8.h"

#include <string.h>

/** What a character's first byte promises, 0 when it begins none. */
static size_t promised_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static int is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t utf8_character_length(const char *bytes, size_t left)
{
    size_t length = left == 0 ? 0 : promised_length((unsigned char)bytes[0]);

    if (length > left)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if (!is_continuation(bytes[i]))
            return 0;
    }
    return length;
}

void utf8_end_at_character(char *text)
{
    size_t length = strlen(text);
    size_t last = length;

    while (last > 0 && is_continuation(text[last - 1]))
        last--;
    if (last > 0 && utf8_character_length(text + last - 1, length - (last - 1)) == 0)
        text[last - 1] = '\0';
}

void utf8_drop_broken(char *text)
{
    size_t left = strlen(text);
    char *to = text;

    while (left > 0) {
        size_t length = utf8_character_length(text, left);
        size_t step = length == 0 ? 1 : length;

        memmove(to, text, length);
        to += length;
        text += step;
        left -= step;
    }
    *to = '\0';
}
