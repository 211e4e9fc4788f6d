/* Hauts-de-France 2021 as it is bundled: its communes, their EPCI, the coverage they make. */
#ifndef TESTS_PROPERTY_REAL_REGION_H
#define TESTS_PROPERTY_REAL_REGION_H

#include "geo/coverage.h"

enum { REAL_UNITS_MAX = 5000, REAL_EPCI_MAX = 200 };

struct real_region {
    const struct multipolygon *units[REAL_UNITS_MAX];
    char codes[REAL_UNITS_MAX][8];
    uint32_t epci[REAL_UNITS_MAX]; /* number of its EPCI; UINT32_MAX when it has none */
    char sirens[REAL_EPCI_MAX][16];
    size_t unit_count, epci_count;
    struct coverage *coverage; /* measured */
};

/** From the working directory, the root of the project; any failure is a failure of the test. */
struct real_region *real_region_read(void);
void real_region_free(struct real_region *real);
DEFINE_AUTO(real_region)

#endif
