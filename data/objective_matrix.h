/*
 * What the contracts of a generation aim at on a date: contracts × axes. Axes are the generation's
 * orientations, then the words that contracts have beside them.
 */
#ifndef DATA_OBJECTIVE_MATRIX_H
#define DATA_OBJECTIVE_MATRIX_H

#include "data/snapshot.h"

/** Of an axis, or an objective, on a date. That nothing is known is not that there is nothing. */
enum aim { AIM_NOT_KNOWN, AIM_IN_DOUBT, AIM_SET };

struct objective_axis {
    const char *id;
    const struct orientation *orientation; /* NULL: a word of the contracts' own */
};

/** How an objective stands to those of the contract's predecessor on the same axis. */
enum objective_revision {
    REVISION_NONE,      /* the contract succeeds none that is known */
    REVISION_NEW,       /* the predecessor is known to have nothing on the axis */
    REVISION_CHANGED,   /* the predecessor has other words for it */
    REVISION_UNCHANGED, /* the same words */
};

struct objective_matrix {
    uint32_t generation;       /* index */
    const uint32_t *contracts; /* by id */
    uint32_t contract_count;
    const struct objective_axis *axes; /* orientations by id, then others by word */
    uint32_t axis_count;
    const enum aim *aims; /* axis_count for each contract */
    struct arena arena;
};

void objective_matrix_free(struct objective_matrix *matrix);
DEFINE_AUTO(objective_matrix)

/**
 * The contracts are the adopted ones that are, or may be, in force on the date; with a list of ids
 * those alone, whether in force or not. The snapshot outlives the matrix.
 */
enum status objective_matrix_new(const struct snapshot *snapshot, uint32_t generation,
                                 struct date date, const char *const ids[], size_t id_count,
                                 struct objective_matrix **ret_matrix, struct error *err)
    MUST_CHECK;

enum aim objective_matrix_aim(const struct objective_matrix *matrix, uint32_t contract,
                              uint32_t axis);

/** By its dates; one that it has not is that of its contract. */
enum aim objective_on(const struct objective *objective, struct date date);

enum objective_revision objective_revision_of(const struct register_rows *rows,
                                              const struct objective *objective);

/** "", "new", "changed", "unchanged"; "not_known", "in_doubt", "set". */
const char *objective_revision_name(enum objective_revision revision);
const char *aim_name(enum aim aim);

#endif
