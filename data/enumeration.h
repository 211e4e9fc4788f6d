/* The first few of many, for a sentence: « Abbeville (80001), Acheux (80003), … ». */
#ifndef DATA_ENUMERATION_H
#define DATA_ENUMERATION_H

#include <stddef.h>

enum { ENUMERATION_SHOWN = 5, ENUMERATION_MAX = 320 };

/** Begins as {0}. */
struct enumeration {
    char text[ENUMERATION_MAX];
    size_t length;
    unsigned count; /* of all that were added, shown or not */
};

/** The sixth becomes an ellipsis, and so do all after it. name may be NULL: then the code stands
 * alone. */
void enumeration_add(struct enumeration *enumeration, const char *name, const char *code);

#endif
