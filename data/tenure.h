/*
 * When a code names a commune, as far as the movements and the vintages tell. A code may name one
 * commune after another, with years in between in which it names none.
 */
#ifndef DATA_TENURE_H
#define DATA_TENURE_H

#include "data/lineage.h"
#include "data/perimeter.h"

enum tenure {
    TENURE_NEVER,   /* nothing that is loaded knows a commune of this code */
    TENURE_HELD,    /* on the date */
    TENURE_ENDED,   /* only before it */
    TENURE_TO_COME, /* only after it */
};

/** "never", "held", "ended", "to_come": in JSON. */
const char *tenure_name(enum tenure tenure);

/**
 * *ret_day: the date itself when the code is held on it; when it is not, the last day before it on
 * which it was, else the first one after it. A code that no movement names has always been that of
 * the vintages. lineage may be NULL. Cost: one pass over the movements.
 */
enum tenure tenure_on(const struct lineage *lineage, struct vintage_list vintages,
                      const char *insee, struct date date, struct date *ret_day);

/** The name of the commune that has the code on a day; NULL when nothing tells it. */
const char *commune_name_on(const struct lineage *lineage, struct vintage_list vintages,
                            const char *insee, struct date date);

#endif
