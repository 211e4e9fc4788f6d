#include "data/name_distance.h"

#include <string.h>

#include "data/name_fold.h"

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned name_distance(const char *a, const char *b, unsigned limit)
{
    size_t a_length = strnlen(a, NAME_SIZE - 1);
    size_t b_length = strnlen(b, NAME_SIZE - 1);
    size_t apart = a_length > b_length ? a_length - b_length : b_length - a_length;
    unsigned rows[3][NAME_SIZE]; /* of the last three beginnings of a */

    if (apart > limit)
        return limit + 1;
    for (unsigned j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *last = rows[(i + 2) % 3];
        const unsigned *before_last = rows[(i + 1) % 3];
        unsigned best = (unsigned)i;

        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before_last[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > limit)
            return limit + 1;
    }
    return least(rows[a_length % 3][b_length], limit + 1);
}

unsigned name_distance_limit(const char *tight)
{
    size_t length = strlen(tight);

    if (length < 4)
        return 0;
    return length < 7 ? 1 : length < 12 ? 2 : 3;
}

static bool has_word(const char *core, const char *word, size_t length)
{
    for (const char *at = core; *at != '\0';) {
        size_t here = strcspn(at, " ");

        if (here == length && strncmp(at, word, length) == 0)
            return true;
        at += here + (at[here] == ' ');
    }
    return false;
}

bool name_words_within(const char *core, const char *of_core)
{
    bool has_long = false;

    for (const char *at = core; *at != '\0';) {
        size_t length = strcspn(at, " ");

        if (!has_word(of_core, at, length))
            return false;
        has_long = has_long || length >= 4;
        at += length + (at[length] == ' ');
    }
    return has_long;
}
