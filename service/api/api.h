/*
 * Question in, answer out: the whole HTTP interface without HTTP. The daemon calls it for each
 * request, the command line for `--format json`, so both give the same bytes.
 */
#ifndef SERVICE_API_API_H
#define SERVICE_API_API_H

#include <stddef.h>

#include "data/snapshot.h"
#include "geo/language.h"
#include "service/query/parameters.h"

/** All borrowed for the length of the call. */
struct ask {
    const struct snapshot *snapshot; /* NULL while none is loaded */
    struct date today;
    const char *base_url; /* "http://127.0.0.1:8080", no slash at the end */
    const char *path;     /* decoded, begins with a slash */
    struct parameters parameters;
    const char *accept;          /* the header's value, or NULL */
    const char *accept_language; /* the header's value, or NULL */
};

struct answer {
    unsigned status;        /* HTTP */
    const char *media_type; /* constant */
    enum language language; /* of what people read in it */
    char *body;             /* owned; never NULL after api_answer() */
    size_t length;
    struct error problem; /* the story of a question that was refused; empty with a result */
};

void answer_release(struct answer *answer);
DEFINE_SCOPED(answer)

/**
 * Answers everything: an unknown path, a wrong parameter, or our own failure become problem
 * documents (RFC 9457) or, for a browser, a page. Reads only the snapshot; any thread. Only when
 * not even the problem fits in memory is the body a constant sentence.
 */
void api_answer(const struct ask *ask, struct answer *ret_answer);

/**
 * A problem that arose before there was a question: what the HTTP guard refuses. The detail is one
 * sentence per language that says what to do.
 */
void api_problem(unsigned status, struct words detail, const struct ask *ask,
                 struct answer *ret_answer);

#endif
