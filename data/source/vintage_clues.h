/* What each table of an import says of its vintage, and what that means beside the one declared. */
#ifndef DATA_SOURCE_VINTAGE_CLUES_H
#define DATA_SOURCE_VINTAGE_CLUES_H

#include "data/source/columns.h"
#include "data/source/remark.h"
#include "data/source/vintage_clue.h"

struct table_clue {
    const char *file; /* borrowed from the import */
    enum layer_kind layer;
    int declared; /* year of the file, 0 when it states none */
    struct vintage_clue clue;
};

/** Growing list. */
struct table_clues {
    struct table_clue *list;
    size_t count, capacity;
};

void table_clues_release(struct table_clues *clues);
DEFINE_SCOPED(table_clues)

enum status table_clues_add(struct table_clues *clues, const struct table_clue *clue,
                            struct error *err) MUST_CHECK;

/**
 * Says of each table whose content is of another year than the declared one, that of the file or
 * else of the import, SRC-09; and of tables that state no year of their own and are of different
 * years, SRC-08.
 */
enum status table_clues_remark(const struct table_clues *clues, int year, struct findings *findings,
                               struct error *err) MUST_CHECK;

#endif
