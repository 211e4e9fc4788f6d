/*
 * What every fallible function returns, and the story behind a failure.
 *
 * The status says what the caller can do about it; the story goes into a struct error that the
 * caller owns and may leave out (NULL). Outputs named ret_* are untouched on failure. Library code
 * never logs: only the programs print.
 */
#ifndef GEO_STATUS_H
#define GEO_STATUS_H

#include <stddef.h>

#include "geo/attr.h"
#include "geo/language.h"

enum status {
    STATUS_OK,
    STATUS_NO_MEMORY, /* give up */
    STATUS_IO,        /* a file or device does not answer: try again, look at the disk */
    STATUS_FORMAT,    /* the bytes are not what they should be: mend the source */
    STATUS_INVALID,   /* well formed and wrong: mend the content */
    STATUS_NOT_FOUND, /* there is no such thing */
    STATUS_LIMIT,     /* a stated maximum was passed */
    STATUS_INTERNAL,  /* our bug, or a library's */
};

enum { ERROR_SUBJECT_MAX = 96, ERROR_MESSAGE_MAX = 512 };

/** A failure told once: who it is about (a code, file:line, layer) and one sentence per language.
 */
struct error {
    enum status status;
    const char *check; /* the rule that was broken, from a catalogue ("GEO-02"); "" or NULL */
    char subject[ERROR_SUBJECT_MAX];
    char en[ERROR_MESSAGE_MAX];
    char fr[ERROR_MESSAGE_MAX];
};

/**
 * Fills err, when there is one, and returns status: `return error_set(err, STATUS_FORMAT, code,
 * "ring %zu has %zu points, needs 4", "l'anneau %zu a %zu points, il en faut 4", r, n);`
 * Both formats consume the same values in the same order. Longer sentences are cut at a character.
 */
enum status error_set(struct error *err, enum status status, const char *subject, const char *en,
                      const char *fr, ...) PRINTF_LIKE(4, 6) PRINTF_LIKE(5, 6);

/** Cites the rule that a failure told with error_set() broke; returns its status. */
enum status error_cite(struct error *err, enum status status, const char *check);

/** The one sentence for a failed allocation. */
enum status error_no_memory(struct error *err);

/** The sentence, preceded by the subject when there is one: into line, always terminated. */
void error_line(const struct error *err, enum language language, char *line, size_t size);

/** A word for a status: "ok", "not found", … */
const char *status_name(enum status status);

#endif
