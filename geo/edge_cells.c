#include "geo/edge_cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/rising.h"

/* Rows and columns take 16 bits each at most, so that an entry has room for them beside the step.
 */
enum { CELLS_MAX = 1 << 16, RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };

void edge_cells_release(struct edge_cells *cells)
{
    free(cells->entries);
    *cells = (struct edge_cells){0};
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/** Cells as wide as the mean edge, and few enough for their numbers. */
static void choose_cells(struct edge_cells *cells)
{
    const struct edge_graph *graph = cells->graph;
    struct box box = box_of(graph->vertices, graph->vertex_count);
    uint64_t total = 0;
    int64_t extent =
        larger((int64_t)box.east_e7 - box.west_e7, (int64_t)box.north_e7 - box.south_e7);
    int64_t mean;

    for (uint32_t step = 0; step < graph->step_count; step++) {
        struct position a = step_from(graph, step);
        struct position b = step_to(graph, step);

        total += (uint64_t)larger(llabs((int64_t)b.lon_e7 - a.lon_e7),
                                  llabs((int64_t)b.lat_e7 - a.lat_e7));
    }
    mean = (int64_t)(total / (graph->step_count + 1u));
    cells->grid = (struct cell_grid){box.west_e7, box.south_e7, 0};
    while (((int64_t)1 << cells->grid.shift) < mean || (extent >> cells->grid.shift) >= CELLS_MAX)
        cells->grid.shift++;
    while ((extent >> cells->grid.shift) >> cells->column_bits > 0)
        cells->column_bits++;
}

static uint64_t entry_of(const struct edge_cells *cells, int row, int column, uint32_t step)
{
    return (((uint64_t)(unsigned)row << cells->column_bits) + (unsigned)column) << 32 | step;
}

/** Room for `more` entries beyond those that are there. */
static enum status reserve(struct edge_cells *cells, size_t *capacity, size_t more)
{
    uint64_t *entries;

    if (cells->count + more <= *capacity)
        return STATUS_OK;
    entries = realloc(cells->entries, 2 * (cells->count + more) * sizeof *entries);
    if (entries == NULL)
        return STATUS_NO_MEMORY;
    cells->entries = entries;
    *capacity = 2 * (cells->count + more);
    return STATUS_OK;
}

/** Adds the cells that one edge crosses. */
static enum status add_edge(struct edge_cells *cells, size_t *capacity, uint32_t step)
{
    struct position a = step_from(cells->graph, step);
    struct position b = step_to(cells->graph, step);
    struct cell_range range = cell_range_of(cells->grid, a, b);

    for (int column = range.first_column; column <= range.last_column; column++) {
        int row, last;

        cell_rows_in_column(cells->grid, a, b, range, column, &row, &last);
        if (reserve(cells, capacity, (size_t)(last - row) + 1) != STATUS_OK)
            return STATUS_NO_MEMORY;
        for (; row <= last; row++)
            cells->entries[cells->count++] = entry_of(cells, row, column, step);
    }
    return STATUS_OK;
}

static enum status add_edges(struct edge_cells *cells)
{
    const struct edge_graph *graph = cells->graph;
    size_t capacity = 0;
    enum status status = reserve(cells, &capacity, graph->step_count);

    for (uint32_t step = 0; step < graph->step_count && status == STATUS_OK; step++) {
        if (step_is_edge(graph, step))
            status = add_edge(cells, &capacity, step);
    }
    return status;
}

/** Least significant digit first over row and column; steps came in order and stay so. */
static void radix_sort(uint64_t **entries, uint64_t **spare, size_t count, int bits)
{
    for (int shift = 32; shift < 32 + bits; shift += RADIX_BITS) {
        size_t starts[RADIX + 1] = {0};
        uint64_t *swapped = *entries;

        for (size_t i = 0; i < count; i++)
            starts[((*entries)[i] >> shift & (RADIX - 1)) + 1]++;
        for (size_t i = 0; i < RADIX; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            (*spare)[starts[(*entries)[i] >> shift & (RADIX - 1)]++] = (*entries)[i];
        *entries = *spare;
        *spare = swapped;
    }
}

enum status edge_cells_init(struct edge_cells *cells, const struct edge_graph *graph,
                            struct error *err)
{
    struct edge_cells built = {.graph = graph};
    uint64_t *spare = NULL;

    choose_cells(&built);
    if (add_edges(&built) == STATUS_OK)
        spare = malloc((built.count + 1) * sizeof *spare);
    if (spare == NULL) {
        edge_cells_release(&built);
        return error_no_memory(err);
    }
    radix_sort(&built.entries, &spare, built.count, 2 * built.column_bits);
    free(spare);
    *cells = built;
    return STATUS_OK;
}

static int64_t crossing_lon_e7(struct rising edge, int32_t lat_e7)
{
    double slope =
        ((double)edge.high.lon_e7 - edge.low.lon_e7) / ((double)edge.high.lat_e7 - edge.low.lat_e7);

    return (int64_t)floor(edge.low.lon_e7 + slope * ((double)lat_e7 - edge.low.lat_e7));
}

/** How many entries come before a row and column. */
static size_t lower_bound(const struct edge_cells *cells, int row, int column)
{
    uint64_t key = entry_of(cells, row, column, 0);
    size_t low = 0;
    size_t high = cells->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (cells->entries[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t edge_cells_west_of(const struct edge_cells *cells, struct position position)
{
    int row = cell_row(cells->grid, position.lat_e7);
    int nearest_column =
        -1; /* where the best edge so far crosses: further west is out of question */
    size_t begin = lower_bound(cells, row, 0);
    size_t at = lower_bound(cells, row, cell_column(cells->grid, position.lon_e7) + 1);
    uint32_t best = STEP_NONE;
    struct rising best_edge = {{0, 0}, {0, 0}};

    while (at-- > begin) {
        uint32_t step = (uint32_t)cells->entries[at];
        struct rising edge = rising_of(step_from(cells->graph, step), step_to(cells->graph, step));

        if ((int)(cells->entries[at] >> 32 & ((1u << cells->column_bits) - 1)) < nearest_column)
            break;
        if (!rising_crosses(edge, position.lat_e7) || rising_side(edge, position) >= 0)
            continue;
        if (best == STEP_NONE || rising_is_west(best_edge, edge, position.lat_e7)) {
            best = step;
            best_edge = edge;
            nearest_column = cell_column(cells->grid, crossing_lon_e7(edge, position.lat_e7) - 1);
        }
    }
    return best;
}

uint32_t edge_east_face(const struct edge_graph *graph, uint32_t step)
{
    /* The face of a step is on its left: east of the one that goes down. */
    if (step_from(graph, step).lat_e7 < step_to(graph, step).lat_e7)
        step = graph->twins[step];
    return step == STEP_NONE ? FACE_NONE : step_face(graph, step);
}
