#include "data/vintage.h"

#include <stdlib.h>
#include <string.h>

#include "data/vintage_land.h"

void vintage_free(struct vintage *vintage)
{
    if (vintage == NULL)
        return;
    vintage_land_release(vintage);
    arena_release(&vintage->arena);
    free(vintage);
}

/** Binary search in an array of units that begin with their code. */
static uint32_t find_code(const void *units, uint32_t count, size_t size, const char *code)
{
    uint32_t low = 0;
    uint32_t high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp((const char *)units + middle * size, code);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return UNIT_NONE;
}

uint32_t vintage_commune(const struct vintage *vintage, const char *insee)
{
    return find_code(vintage->communes, vintage->commune_count, sizeof *vintage->communes, insee);
}

uint32_t vintage_epci(const struct vintage *vintage, const char *siren)
{
    return find_code(vintage->epcis, vintage->epci_count, sizeof *vintage->epcis, siren);
}

uint32_t vintage_departement(const struct vintage *vintage, const char *code)
{
    return find_code(vintage->departements, vintage->departement_count,
                     sizeof *vintage->departements, code);
}

/** One character changed, added, left out, or two neighbours swapped. */
static bool is_near(const char *a, const char *b)
{
    size_t a_length = strlen(a);
    size_t b_length = strlen(b);
    size_t same = 0;
    size_t tail = 0;
    size_t a_rest, b_rest;

    while (a[same] != '\0' && a[same] == b[same])
        same++;
    while (tail < a_length - same && tail < b_length - same &&
           a[a_length - 1 - tail] == b[b_length - 1 - tail])
        tail++;
    a_rest = a_length - same - tail;
    b_rest = b_length - same - tail;
    if (a_rest <= 1 && b_rest <= 1)
        return true;
    return a_rest == 2 && b_rest == 2 && a[same] == b[same + 1] && a[same + 1] == b[same];
}

static uint32_t find_near(const void *units, uint32_t count, size_t size, const char *code)
{
    for (uint32_t i = 0; i < count; i++) {
        if (is_near((const char *)units + i * size, code))
            return i;
    }
    return UNIT_NONE;
}

uint32_t vintage_commune_like(const struct vintage *vintage, const char *insee)
{
    return find_near(vintage->communes, vintage->commune_count, sizeof *vintage->communes, insee);
}

uint32_t vintage_epci_like(const struct vintage *vintage, const char *siren)
{
    return find_near(vintage->epcis, vintage->epci_count, sizeof *vintage->epcis, siren);
}

int64_t vintage_population(const struct vintage *vintage, const uint32_t communes[], size_t count)
{
    int64_t total = 0;

    for (size_t i = 0; i < count; i++) {
        int64_t population = vintage->communes[communes[i]].population;

        if (population == POPULATION_UNKNOWN)
            return POPULATION_UNKNOWN;
        total += population;
    }
    return total;
}

bool vintage_is_derived(const struct vintage *vintage, uint32_t commune)
{
    const struct commune *it = &vintage->communes[commune];
    uint32_t count;
    uint32_t first = shape_family_tiles_of(vintage->family, it->insee.code, &count);

    return it->tile_count != count || it->tiles[0] != first ||
           it->tiles[count - 1] != first + count - 1;
}

double vintage_area_m2(const struct vintage *vintage, const uint32_t communes[], size_t count)
{
    double total_m2 = 0;

    for (size_t i = 0; i < count; i++)
        total_m2 += vintage->communes[communes[i]].area_m2;
    return total_m2;
}

enum status vintage_members_digest(const struct vintage *vintage, const uint32_t communes[],
                                   size_t count, struct digest *ret_digest)
{
    const char **codes = malloc((count + 1) * sizeof *codes);

    if (codes == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        codes[i] = vintage->communes[communes[i]].insee.code;
    *ret_digest = digest_of_codes(codes, count);
    free(codes);
    return STATUS_OK;
}
