#include "property/laws.h"

#include <stdio.h>
#include <stdlib.h>

void law_holds(law_body *law)
{
    uint64_t random = random_seed();
    int cases = (int)number_from("LISIERE_CASES", 400);

    for (int i = 0; i < cases; i++) {
        SCOPED(mosaic) tiling;
        struct error err = {0};
        bool is_kept;

        lattice_random(&tiling.lattice, 2 + i * (LATTICE_SIDE_MAX - 1) / cases, &random);
        is_kept = mosaic_init(&tiling, &err) == STATUS_OK;
        if (!is_kept)
            printf("# refused: %s: %s\n", err.subject, err.en);
        if (is_kept && law(&tiling, &random))
            continue;
        units_print(tiling.units, tiling.lattice.unit_count);
        fail_msg("tiling %d of %d breaks the law", i, cases);
    }
}

void random_units(const struct mosaic *tiling, bool chosen[], uint64_t *random)
{
    unsigned percent = random_below(random, 21) * 5;

    for (uint32_t unit = 0; unit < LATTICE_UNITS_MAX; unit++)
        chosen[unit] = unit < tiling->lattice.unit_count && random_chance(random, percent);
}

size_t units_of(const struct mosaic *tiling, const bool chosen[], uint32_t units[])
{
    size_t count = 0;

    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        if (chosen[unit])
            units[count++] = unit;
    }
    return count;
}

struct region *region_of(const struct coverage *coverage, const uint32_t units[], size_t count)
{
    struct region *region = NULL;
    struct error err = {0};

    expect_ok(region_new(coverage, &region, &err), &err);
    region_set(region, units, count);
    return region;
}

struct multipolygon *outline_of(struct region *region)
{
    struct multipolygon *outline = NULL;
    struct error err = {0};

    expect_ok(region_outline(region, &outline, &err), &err);
    return outline;
}

struct multipolygon *outline_of_units(const struct coverage *coverage, const uint32_t units[],
                                      size_t count)
{
    AUTO(region) region = region_of(coverage, units, count);

    return outline_of(region);
}

bool same_shape(const char *what, const struct multipolygon *got, const struct multipolygon *wanted)
{
    if (multipolygon_equal(got, wanted))
        return true;
    printf("# %s, got then wanted:\n", what);
    units_print(&got, 1);
    units_print(&wanted, 1);
    return false;
}

bool same_number(const char *what, int64_t got, int64_t wanted)
{
    if (got != wanted)
        printf("# %s: %lld, wanted %lld\n", what, (long long)got, (long long)wanted);
    return got == wanted;
}
