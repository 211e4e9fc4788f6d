/* A square grid of cells of 2^shift grid steps, and the cells that an edge crosses. */
#ifndef GEO_CELL_GRID_H
#define GEO_CELL_GRID_H

#include <math.h>

#include "geo/position.h"

struct cell_grid {
    int32_t west_e7, south_e7;
    int shift;
};

static inline int cell_column(struct cell_grid grid, int64_t lon_e7)
{
    return (int)((lon_e7 - grid.west_e7) >> grid.shift);
}

static inline int cell_row(struct cell_grid grid, int64_t lat_e7)
{
    return (int)((lat_e7 - grid.south_e7) >> grid.shift);
}

/** Columns from the one of an edge's west end to the one of its east end, rows likewise. */
struct cell_range {
    int first_column, last_column;
    int first_row, last_row;
};

static inline struct cell_range cell_range_of(struct cell_grid grid, struct position a,
                                              struct position b)
{
    struct box box = {
        a.lon_e7 < b.lon_e7 ? a.lon_e7 : b.lon_e7, a.lat_e7 < b.lat_e7 ? a.lat_e7 : b.lat_e7,
        a.lon_e7 < b.lon_e7 ? b.lon_e7 : a.lon_e7, a.lat_e7 < b.lat_e7 ? b.lat_e7 : a.lat_e7};

    return (struct cell_range){cell_column(grid, box.west_e7), cell_column(grid, box.east_e7),
                               cell_row(grid, box.south_e7), cell_row(grid, box.north_e7)};
}

/**
 * Rows that an edge crosses in one of its columns, a grid step too many rather than too few. The
 * cells of an edge are then about as many as its length in cells, however it slants.
 */
static inline void cell_rows_in_column(struct cell_grid grid, struct position a, struct position b,
                                       struct cell_range range, int column, int *ret_first,
                                       int *ret_last)
{
    *ret_first = range.first_row;
    *ret_last = range.last_row;
    if (range.first_column < range.last_column && range.first_row < range.last_row) {
        double slope = ((double)b.lat_e7 - a.lat_e7) / ((double)b.lon_e7 - a.lon_e7);
        int64_t west = grid.west_e7 + ((int64_t)column << grid.shift);
        int64_t east = west + ((int64_t)1 << grid.shift);
        int64_t low_lon = a.lon_e7 < b.lon_e7 ? a.lon_e7 : b.lon_e7;
        int64_t high_lon = a.lon_e7 < b.lon_e7 ? b.lon_e7 : a.lon_e7;
        double at_west = a.lat_e7 + slope * (double)((west > low_lon ? west : low_lon) - a.lon_e7);
        double at_east =
            a.lat_e7 + slope * (double)((east < high_lon ? east : high_lon) - a.lon_e7);
        /* Cut towards zero, then two steps away: beyond what floor() and ceil() would give. */
        int low = cell_row(grid, (int64_t)(at_west < at_east ? at_west : at_east) - 2);
        int high = cell_row(grid, (int64_t)(at_west < at_east ? at_east : at_west) + 2);

        *ret_first = low < range.first_row ? range.first_row : low;
        *ret_last = high > range.last_row ? range.last_row : high;
    }
}

#endif
