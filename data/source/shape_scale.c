#include "data/source/shape_scale.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_letter_or_digit(char c)
{
    return isalnum((unsigned char)c) != 0;
}

/** "-100m" as a word of the name: etalab's contours. */
static bool find_metres(const char *name, int *ret_metres)
{
    for (const char *c = name; *c != '\0'; c++) {
        char *end;
        long metres;

        if ((*c != '-' && *c != '_') || !isdigit((unsigned char)c[1]))
            continue;
        metres = strtol(c + 1, &end, 10);
        if (end - c <= 6 && *end == 'm' && !is_letter_or_digit(end[1])) {
            *ret_metres = (int)metres;
            return true;
        }
    }
    return false;
}

/** A word of the name, in any case; its end may be left open. */
static bool has_word(const char *name, const char *word, bool is_open)
{
    size_t length = strlen(word);

    for (const char *c = name; *c != '\0'; c++) {
        if (strncasecmp(c, word, length) == 0 && (c == name || !is_letter_or_digit(c[-1])) &&
            (is_open || !is_letter_or_digit(c[length])))
            return true;
    }
    return false;
}

bool shape_scale_of_name(const char *name, int *ret_tolerance_m)
{
    int metres = 0;
    bool is_said = find_metres(name, &metres);

    if (!is_said && !has_word(name, "carto", false) && !has_word(name, "simplifi", true))
        return false;
    *ret_tolerance_m = metres;
    return true;
}
