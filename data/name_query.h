/* What somebody wrote for a commune or an EPCI, taken apart: a code, a name, a département. */
#ifndef DATA_NAME_QUERY_H
#define DATA_NAME_QUERY_H

#include "data/name_match.h"

struct name_query {
    const struct name_book *book;
    enum match_kinds kinds;
    struct folded_name stripped; /* without the nature of an EPCI and the like */
    struct folded_name whole;
    uint32_t departement; /* behind the name; UNIT_NONE when none is */
    char code[12];        /* "" when it is none; then there is a name */
};

/** All but the book and the kinds, which the caller sets. */
void name_query_read(const struct vintage *vintage, const char *written,
                     struct name_query *ret_query);

#endif
