#include "data/row_place.h"

#include <stdio.h>
#include <string.h>

void row_place_format(struct row_place place, char *ret_text, size_t size)
{
    static const char ellipsis[] = "…";
    char line[24] = "";
    size_t length = strlen(place.file), room;

    if (place.line > 0)
        (void)snprintf(line, sizeof line, ":%zu", place.line);
    room = size - 1 - strlen(line);
    if (length <= room) {
        (void)snprintf(ret_text, size, "%s%s", place.file, line);
        return;
    }
    /* The end of a long path tells more than its beginning, and the line most. */
    place.file += length - (room - strlen(ellipsis));
    while (((unsigned char)*place.file & 0xC0) == 0x80)
        place.file++;
    (void)snprintf(ret_text, size, "%s%s%s", ellipsis, place.file, line);
}
