/*
 * What readers say without giving up: a finding for each kind of oddity of a file, with how often
 * it was met and where first. Where nobody listens (findings is NULL), what is an error is refused.
 */
#ifndef DATA_SOURCE_REMARK_H
#define DATA_SOURCE_REMARK_H

#include "data/finding.h"
#include "data/row_place.h"

struct remark {
    const char *check; /* SRC-04 … */
    enum level level;
    struct row_place place; /* its file must outlive the findings */
    const char *subject;    /* a code, or NULL */
};

/**
 * Adds a finding in both languages from the same values. With findings NULL, a remark of
 * LEVEL_ERROR or worse becomes STATUS_INVALID with its sentence, subject "file:line"; others are
 * dropped. STATUS_NO_MEMORY.
 */
enum status remark_add(struct findings *findings, struct remark remark, struct error *err,
                       const char *en, const char *fr, ...) PRINTF_LIKE(4, 6) PRINTF_LIKE(5, 6)
    MUST_CHECK;

/** Where on the map the last remark is; nothing when there are no findings. */
void remark_locate(struct findings *findings, struct box area);

#endif
