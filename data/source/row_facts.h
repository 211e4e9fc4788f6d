/* What a row of a published table says, by the kind of its layer, as facts of a gathering. */
#ifndef DATA_SOURCE_ROW_FACTS_H
#define DATA_SOURCE_ROW_FACTS_H

#include "data/source/columns.h"
#include "data/source/gathering.h"
#include "data/source/vintage_clue.h"

/** How often an oddity was met in a layer, and where first. */
struct oddity {
    size_t count;
    size_t line;
    char sample[96];
};

/** One layer on its way into a gathering. */
struct layer_reading {
    struct layer *layer;
    struct columns columns;
    struct gathering *gathering;
    const char *file;
    uint32_t table; /* number of the layer in the import */
    size_t row_count;
    bool is_damage_said;    /* of the bytes of the file: names need not be looked at */
    struct oddity multiple; /* several SIREN in one cell (SRC-14) */
    struct oddity disagree[COLUMN_COUNT]; /* with its rival (SRC-03) */
    struct oddity unknown[COLUMN_COUNT];  /* values that the column cannot have (SRC-12) */
    struct oddity damaged;                /* values that an encoding spoilt (SRC-05) */
    struct oddity numbers;  /* columns of codes that are numbers: what Excel did (SRC-04) */
    struct date last_event; /* DATE_FIRST when there is none */
    struct date last_census;
};

/**
 * Adds what a row says; its shape, if any, is taken. Rows about parts of communes, about syndicates
 * and of layers that say nothing of a vintage are passed over. What is odd is noted.
 */
enum status row_facts_add(struct layer_reading *reading, struct layer_row *row, struct error *err)
    MUST_CHECK;

/** Says the oddities of the layer once it is read; see remark_add(). */
enum status row_facts_remark(const struct layer_reading *reading, struct error *err) MUST_CHECK;

#endif
