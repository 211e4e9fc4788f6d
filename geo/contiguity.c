#include "geo/contiguity.h"

#include <stdlib.h>

#include "geo/measure.h"

void contiguity_release(struct contiguity *contiguity)
{
    for (size_t i = 0; i < contiguity->enclave_count; i++)
        free(contiguity->enclaves[i].units);
    free(contiguity->enclaves);
    free(contiguity->cut_units);
    free(contiguity->thin);
    *contiguity = (struct contiguity){0};
}

/** The units of the region as the functions of adjacency.h take them. */
static bool *list_chosen(const struct region *region)
{
    bool *chosen = calloc((size_t)region_coverage(region)->unit_count + 1, sizeof *chosen);

    for (size_t i = 0; chosen != NULL && i < region_unit_count(region); i++)
        chosen[region_units(region)[i]] = true;
    return chosen;
}

static enum status count_pieces(const struct region *region, const bool chosen[],
                                struct contiguity *contiguity)
{
    const struct coverage *coverage = region_coverage(region);
    uint32_t *sets = malloc(((size_t)coverage->unit_count + 1) * sizeof *sets);
    size_t count = 0;
    enum status status =
        sets == NULL ? STATUS_NO_MEMORY
                     : adjacency_connected_sets(coverage_adjacency(coverage), chosen, sets, &count);

    free(sets);
    contiguity->piece_count = (uint32_t)count;
    return status;
}

static enum status list_cuts(const struct region *region, const bool chosen[],
                             struct contiguity *contiguity)
{
    const struct coverage *coverage = region_coverage(region);
    bool *is_cut = calloc((size_t)coverage->unit_count + 1, sizeof *is_cut);
    enum status status = STATUS_NO_MEMORY;

    contiguity->cut_units = malloc((region_unit_count(region) + 1) * sizeof *contiguity->cut_units);
    if (is_cut != NULL && contiguity->cut_units != NULL)
        status = adjacency_cut_units(coverage_adjacency(coverage), chosen, is_cut);
    for (uint32_t unit = 0; unit < coverage->unit_count && status == STATUS_OK; unit++) {
        if (is_cut[unit])
            contiguity->cut_units[contiguity->cut_unit_count++] = unit;
    }
    free(is_cut);
    return status;
}

static enum status list_thin(const struct region *region, double thin_m,
                             struct contiguity *contiguity)
{
    size_t count = 0;
    size_t kept = 0;
    enum status status = contacts_list(region_coverage(region), &contiguity->thin, &count);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const struct contact *contact = &contiguity->thin[i];

        if (region_has(region, contact->a) && region_has(region, contact->b) &&
            (!contact->is_edge || measure_length_m(contact->length) < thin_m))
            contiguity->thin[kept++] = *contact;
    }
    contiguity->thin_count = kept;
    return status;
}

/** The faces behind a hole's border, on their way to units. */
struct flood {
    const struct coverage *coverage;
    const struct region *region;
    bool *is_met; /* face */
    uint32_t *stack;
    size_t depth;
    bool *has_unit; /* unit */
    struct enclave *enclave;
};

/** A face beyond a half-arc of the border, or of a face that is inside already. */
static void enter(struct flood *flood, uint32_t face)
{
    if (face == FACE_NONE) {
        flood->enclave->has_gap = true;
        return;
    }
    if (flood->is_met[face] || region_has(flood->region, flood->coverage->face_units[face]))
        return;
    flood->is_met[face] = true;
    flood->has_unit[flood->coverage->face_units[face]] = true;
    flood->stack[flood->depth++] = face;
}

static void fill_hole(struct flood *flood, const struct outline_rings *rings,
                      const struct outline_ring *hole)
{
    const struct coverage *coverage = flood->coverage;

    for (uint32_t h = hole->begin; h < hole->end; h++) {
        uint32_t half = rings->halves[h];

        enter(flood, half_right(coverage, half));
        flood->enclave->length += coverage->lengths == NULL ? 0 : coverage->lengths[half >> 1];
    }
    while (flood->depth > 0) {
        uint32_t face = flood->stack[--flood->depth];

        for (uint32_t i = coverage->face_starts[face]; i < coverage->face_starts[face + 1]; i++)
            enter(flood, half_right(coverage, coverage->face_halves[i]));
    }
}

static enum status collect_units(struct flood *flood)
{
    struct enclave *enclave = flood->enclave;
    uint32_t unit_count = flood->coverage->unit_count;

    for (uint32_t unit = 0; unit < unit_count; unit++)
        enclave->unit_count += flood->has_unit[unit];
    enclave->units = malloc(((size_t)enclave->unit_count + 1) * sizeof *enclave->units);
    if (enclave->units == NULL)
        return STATUS_NO_MEMORY;
    enclave->unit_count = 0;
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        if (flood->has_unit[unit])
            enclave->units[enclave->unit_count++] = unit;
        flood->has_unit[unit] = false;
    }
    return STATUS_OK;
}

static enum status fill_holes(struct flood *flood, const struct outline_rings *rings,
                              struct contiguity *contiguity)
{
    enum status status = STATUS_OK;

    contiguity->enclaves = calloc(rings->count + 1, sizeof *contiguity->enclaves);
    if (contiguity->enclaves == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < rings->count && status == STATUS_OK; i++) {
        if (!rings->list[i].is_hole)
            continue;
        flood->enclave = &contiguity->enclaves[contiguity->enclave_count++];
        fill_hole(flood, rings, &rings->list[i]);
        status = collect_units(flood);
    }
    return status;
}

static enum status list_enclaves(struct region *region, struct contiguity *contiguity,
                                 struct error *err)
{
    const struct coverage *coverage = region_coverage(region);
    struct flood flood = {
        .coverage = coverage,
        .region = region,
        .is_met = calloc((size_t)coverage->face_count + 1, sizeof *flood.is_met),
        .stack = malloc(((size_t)coverage->face_count + 1) * sizeof *flood.stack),
        .has_unit = calloc((size_t)coverage->unit_count + 1, sizeof *flood.has_unit),
    };
    struct outline_rings rings;
    enum status status = region_trace(region, &rings, err);

    if (status == STATUS_OK)
        status = flood.is_met == NULL || flood.stack == NULL || flood.has_unit == NULL
                     ? STATUS_NO_MEMORY
                     : fill_holes(&flood, &rings, contiguity);
    free(flood.is_met);
    free(flood.stack);
    free(flood.has_unit);
    return status;
}

enum status contiguity_of(struct region *region, double thin_m, struct contiguity *ret_contiguity,
                          struct error *err)
{
    struct contiguity found = {0};
    bool *chosen = list_chosen(region);
    enum status status = chosen == NULL ? STATUS_NO_MEMORY : count_pieces(region, chosen, &found);

    if (status == STATUS_OK)
        status = list_cuts(region, chosen, &found);
    if (status == STATUS_OK)
        status = list_thin(region, thin_m, &found);
    if (status == STATUS_OK)
        status = list_enclaves(region, &found, err);
    free(chosen);
    if (status == STATUS_OK) {
        *ret_contiguity = found;
        return STATUS_OK;
    }
    contiguity_release(&found);
    if (status == STATUS_LIMIT)
        return error_set(err, STATUS_LIMIT, "", "more than 4,096 borders meet in one place",
                         "plus de 4 096 limites se rejoignent en un même endroit");
    return error_no_memory(err);
}
