#include "geo/vertex_cells.h"

#include <stdlib.h>

#include "geo/hash.h"

enum { SPAN_MAX = 4, VISITS_MAX = 256 };

static uint32_t cell_of(const struct vertex_cells *cells, int32_t e7)
{
    return ((uint32_t)e7 ^ 0x80000000u) >> cells->shift;
}

/** The link that begins the chain of a cell. */
static uint32_t *chain_of(const struct vertex_cells *cells, uint32_t column, uint32_t row)
{
    uint64_t hash = hash_mix((uint64_t)column << 32 | row);

    return &cells->firsts[(uint32_t)hash & cells->slot_mask];
}

enum status vertex_cells_init(struct vertex_cells *cells, const struct position positions[],
                              const bool is_struck[], uint32_t count, uint64_t cell_e7)
{
    *cells = (struct vertex_cells){.positions = positions, .is_struck = is_struck, .slot_mask = 63};
    while (((uint64_t)1 << cells->shift) < cell_e7 && cells->shift < 31)
        cells->shift++;
    while (cells->slot_mask / 2 < count && cells->slot_mask != UINT32_MAX)
        cells->slot_mask = cells->slot_mask << 1 | 1;
    cells->firsts = calloc((size_t)cells->slot_mask + 1, sizeof *cells->firsts);
    cells->nexts = malloc(((size_t)count + 1) * sizeof *cells->nexts);
    if (cells->firsts == NULL || cells->nexts == NULL)
        return STATUS_NO_MEMORY; /* released by the caller */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t *first = chain_of(cells, cell_of(cells, positions[i].lon_e7),
                                   cell_of(cells, positions[i].lat_e7));

        cells->nexts[i] = *first;
        *first = i + 1;
    }
    return STATUS_OK;
}

void vertex_cells_release(struct vertex_cells *cells)
{
    free(cells->firsts);
    free(cells->nexts);
    *cells = (struct vertex_cells){0};
}

static enum cells_answer chain_meets(struct vertex_cells *cells, uint32_t *link,
                                     const struct triangle *triangle, int *visits)
{
    while (*link != 0) {
        uint32_t at = *link - 1;

        if (++*visits > VISITS_MAX)
            return CELLS_UNKNOWN;
        if (cells->is_struck[at]) {
            *link = cells->nexts[at];
            continue;
        }
        if (triangle_holds(triangle, cells->positions[at]))
            return CELLS_MET;
        link = &cells->nexts[at];
    }
    return CELLS_CLEAR;
}

enum cells_answer vertex_cells_meet(struct vertex_cells *cells, const struct triangle *triangle)
{
    uint32_t west = cell_of(cells, triangle->box.west_e7);
    uint32_t east = cell_of(cells, triangle->box.east_e7);
    uint32_t south = cell_of(cells, triangle->box.south_e7);
    uint32_t north = cell_of(cells, triangle->box.north_e7);
    enum cells_answer answer = CELLS_CLEAR;
    int visits = 0;

    if (east - west >= SPAN_MAX || north - south >= SPAN_MAX)
        return CELLS_UNKNOWN;
    for (uint32_t row = south; row <= north && answer == CELLS_CLEAR; row++) {
        for (uint32_t column = west; column <= east && answer == CELLS_CLEAR; column++)
            answer = chain_meets(cells, chain_of(cells, column, row), triangle, &visits);
    }
    return answer;
}
