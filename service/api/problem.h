/* Problem documents (RFC 9457): a stable type, and a sentence that says what to do. */
#ifndef SERVICE_API_PROBLEM_H
#define SERVICE_API_PROBLEM_H

#include "service/api/api.h"

/** From the story of an error; as a page for a client that wants HTML. */
void problem_answer(unsigned status, const struct error *err, const struct ask *ask,
                    struct answer *ret_answer);

#endif
