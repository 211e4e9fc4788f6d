/*
 * History restated: INSEE publishes its list of movements anew each year, and the past in it
 * changes. What two lists say of the days before a date, compared row by row (SRC-13).
 */
#ifndef DATA_RESTATEMENT_H
#define DATA_RESTATEMENT_H

#include "data/enumeration.h"
#include "data/finding.h"
#include "data/lineage.h"

/** Rows of one sort, and the first of them as "2019-01-01 32 60455 → 60054". */
struct restated_rows {
    struct enumeration shown;
    struct insee codes[ENUMERATION_SHOWN]; /* of the rows shown */
};

struct restatement {
    struct date before;
    struct restated_rows gone;    /* stored, and not offered any more */
    struct restated_rows added;   /* offered, and not stored */
    struct restated_rows renamed; /* the same but for a name */
};

/** Of the movements from the first stored one on, strictly before a date. Cost: one pass over both.
 */
struct restatement restatement_between(const struct lineage *stored, const struct lineage *offered,
                                       struct date before);

bool restatement_is_none(const struct restatement *restatement);

/**
 * Adds the finding SRC-13 of LEVEL_WARNING about the file that was offered, borrowed; nothing when
 * the past is as it was.
 */
enum status restatement_report(const struct restatement *restatement, const char *file,
                               struct findings *findings, struct error *err) MUST_CHECK;

#endif
