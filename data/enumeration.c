#include "data/enumeration.h"

#include <stdio.h>

void enumeration_add(struct enumeration *enumeration, const char *name, const char *code)
{
    const char *joint = enumeration->count > 0 ? ", " : "";
    char *room = enumeration->text + enumeration->length;
    size_t left = ENUMERATION_MAX - enumeration->length;
    int added = 0;

    /* A name has at most 45 letters, so that five of them and an ellipsis fit. */
    if (enumeration->count < ENUMERATION_SHOWN && name != NULL)
        added = snprintf(room, left, "%s%.46s (%s)", joint, name, code);
    else if (enumeration->count < ENUMERATION_SHOWN)
        added = snprintf(room, left, "%s%s", joint, code);
    else if (enumeration->count == ENUMERATION_SHOWN)
        added = snprintf(room, left, ", …");
    enumeration->count++;
    if (added > 0 && (size_t)added < left)
        enumeration->length += (size_t)added;
    else
        *room = '\0';
}
