#include "data/known_enclave.h"

struct enclave {
    struct position place; /* inside it */
    struct words words;
};

/* Llívia remained Spanish when the villages around it became French (treaty of Llívia, 1660). */
static const struct enclave enclaves[] = {
    {{19850000, 424640000}, {.en = "Llívia (Spain)", .fr = "Llívia (Espagne)"}},
};

const struct words *known_enclave_in(const struct misfits *misfits, size_t gap)
{
    for (size_t i = 0; i < sizeof enclaves / sizeof *enclaves; i++) {
        if (gap_holds(misfits, gap, enclaves[i].place))
            return &enclaves[i].words;
    }
    return NULL;
}
