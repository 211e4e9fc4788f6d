/* What a store has that it should not: a sentence each, of which the first are kept. */
#ifndef DATA_STORE_DEFECT_H
#define DATA_STORE_DEFECT_H

#include <stddef.h>

#include "geo/status.h"

enum { DEFECT_KEPT_MAX = 20, DEFECT_SENTENCE_MAX = 400 };

struct store_defect {
    char en[DEFECT_SENTENCE_MAX];
    char fr[DEFECT_SENTENCE_MAX];
};

/** Begins as {0}. */
struct store_defects {
    struct store_defect list[DEFECT_KEPT_MAX];
    size_t count; /* of all, also of those that are not in the list */
};

/** Both languages from the same values in the same order. */
void store_defects_add(struct store_defects *defects, const char *en, const char *fr, ...)
    PRINTF_LIKE(2, 4) PRINTF_LIKE(3, 4);

#endif
