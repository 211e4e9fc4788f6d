/* Where a row stands in a file, for the sentence that refuses it. */
#ifndef DATA_ROW_PLACE_H
#define DATA_ROW_PLACE_H

#include <stddef.h>

struct row_place {
    const char *file;
    size_t line; /* 0 for none */
};

/** "file:line", or the file alone; of a path that is too long, its end. size > 32. */
void row_place_format(struct row_place place, char *ret_text, size_t size);

#endif
