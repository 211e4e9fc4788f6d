#include "data/row_place.h"

#include <stdio.h>

void row_place_format(struct row_place place, char *ret_text, size_t size)
{
    if (place.line > 0)
        (void)snprintf(ret_text, size, "%s:%zu", place.file, place.line);
    else
        (void)snprintf(ret_text, size, "%s", place.file);
}
