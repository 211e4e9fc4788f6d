/* Foreign land with communes all around: a gap that is as it should be. */
#ifndef DATA_KNOWN_ENCLAVE_H
#define DATA_KNOWN_ENCLAVE_H

#include "geo/language.h"
#include "geo/misfit.h"

/** What a gap is, in words; NULL when it is no known enclave. */
const struct words *known_enclave_in(const struct misfits *misfits, size_t gap);

#endif
