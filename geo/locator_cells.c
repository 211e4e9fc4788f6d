/* Building a locator, and walking its cells. */
#include "geo/locator_cells.h"

#include <stdlib.h>
#include <string.h>

/* Cells for each edge of a block: more make empty cells, which answer at once, and cost memory. */
enum { CELLS_PER_EDGE = 6, BITS_MAX = 12 };

/*
 * Which unit is where is told by walks along lines that pass no vertex. The corner of a cell stands
 * a hair west of its west side, and a much smaller hair south of its south side, so that whatever a
 * walk from it crosses touches the cell and is listed there.
 */

/** Turned a quarter clockwise: what was south-to-north is then west-to-east. */
static struct position turned(struct position position)
{
    return (struct position){position.lat_e7, -position.lon_e7};
}

/** Turned by half: what was south is north. */
static struct position reversed(struct position position)
{
    return (struct position){-position.lon_e7, -position.lat_e7};
}

/**
 * Up the cell's west side, from the corner: the unit above the last edge that crosses the side
 * before a latitude, or a hair after it. Seen a quarter turned, the side is a level line, and up is
 * east; the edge through an end itself counts by which way it leans.
 */
static uint32_t unit_up(const struct locator *locator, struct locator_cell cell, int64_t lat_e7,
                        bool is_after)
{
    struct position level = turned((struct position){cell.west_e7, (int32_t)lat_e7});
    struct position start = turned((struct position){cell.west_e7, cell.south_e7});
    struct rising best_edge = {{0, 0}, {0, 0}};
    uint32_t unit = cell.corner;
    bool is_found = false;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        struct position a = turned(locator->edges[i].from);
        struct position b = turned(locator->edges[i].to);
        struct rising edge = rising_of(a, b);
        bool leans_back = edge.high.lon_e7 < edge.low.lon_e7;
        bool is_level = edge.high.lon_e7 == edge.low.lon_e7;
        int at_end, at_begin;

        if (!rising_crosses(edge, level.lat_e7))
            continue;
        at_end = rising_side(edge, level);
        at_begin = rising_side(edge, start);
        if (at_end > 0 || (at_end == 0 && !leans_back && !(is_level && is_after)))
            continue;
        if (at_begin < 0 || (at_begin == 0 && leans_back))
            continue;
        if (!is_found || rising_is_west(best_edge, edge, level.lat_e7)) {
            is_found = true;
            best_edge = edge;
            unit = edge_right_unit(&locator->edges[i], a.lat_e7 < b.lat_e7);
        }
    }
    return unit;
}

uint32_t locator_cell_unit_up(const struct locator *locator, struct locator_cell cell,
                              int64_t lat_e7)
{
    return unit_up(locator, cell, lat_e7, true);
}

/**
 * East from the corner to the cell's east side: the unit beyond the last edge on the way. Seen
 * turned by half, the line runs a hair above a level, and the last edge is the westernmost.
 */
static uint32_t unit_east(const struct locator *locator, struct locator_cell cell, int64_t east_e7)
{
    struct position west = reversed((struct position){cell.west_e7, cell.south_e7});
    struct rising best_edge = {{0, 0}, {0, 0}};
    uint32_t unit = cell.corner;
    bool is_found = false;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        struct position a = reversed(locator->edges[i].from);
        struct position b = reversed(locator->edges[i].to);
        struct rising edge = rising_of(a, b);

        if (!rising_crosses(edge, west.lat_e7) || rising_side(edge, west) > 0)
            continue;
        /* Beyond the east end of the grid there is no position to ask for. */
        if (east_e7 <= INT32_MAX &&
            rising_side(edge, (struct position){(int32_t)-east_e7, west.lat_e7}) <= 0)
            continue;
        if (!is_found || rising_is_west(edge, best_edge, west.lat_e7)) {
            is_found = true;
            best_edge = edge;
            /* East is on the left there. */
            unit = edge_right_unit(&locator->edges[i], a.lat_e7 >= b.lat_e7);
        }
    }
    return unit;
}

/** Calls for every cell of every block that an edge crosses. */
typedef void cell_taker(struct locator *locator, uint32_t cell, const struct cell_edge *edge);

static void cross_block(struct locator *locator, const struct cell_edge *edge, int block_column,
                        int block_row, cell_taker *take)
{
    struct position a = edge->from;
    struct position b = edge->to;
    const struct locator_block *block =
        &locator->blocks[block_row * locator->columns + block_column];
    struct cell_grid grid = locator->grid;
    struct cell_range range;
    int first_column = block_column << block->bits;
    int first_row = block_row << block->bits;
    int across = 1 << block->bits;

    grid.shift -= block->bits;
    range = cell_range_of(grid, a, b);
    for (int column = range.first_column; column <= range.last_column; column++) {
        int row, last;

        if (column < first_column)
            column = first_column;
        if (column >= first_column + across || column > range.last_column)
            break;
        cell_rows_in_column(grid, a, b, range, column, &row, &last);
        row = row < first_row ? first_row : row;
        last = last >= first_row + across ? first_row + across - 1 : last;
        for (; row <= last; row++)
            take(locator,
                 block->cells + (uint32_t)((row - first_row) * across + (column - first_column)),
                 edge);
    }
}

static void cross_blocks(struct locator *locator, const struct cell_edge *edge, cell_taker *take)
{
    struct cell_range range = cell_range_of(locator->grid, edge->from, edge->to);

    for (int column = range.first_column; column <= range.last_column; column++) {
        int row, last;

        cell_rows_in_column(locator->grid, edge->from, edge->to, range, column, &row, &last);
        for (; row <= last; row++)
            cross_block(locator, edge, column, row, take);
    }
}

static void for_each_edge(struct locator *locator, cell_taker *take)
{
    const struct coverage *coverage = locator->coverage;

    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        struct cell_edge edge = {
            .left = face_unit(coverage, coverage->arcs[arc].left),
            .right = face_unit(coverage, coverage->arcs[arc].right),
        };

        for (uint32_t i = coverage->arcs[arc].begin; i + 1 < coverage->arcs[arc + 1].begin; i++) {
            edge.from = coverage->positions[i];
            edge.to = coverage->positions[i + 1];
            cross_blocks(locator, &edge, take);
        }
    }
}

static void count_in_cell(struct locator *locator, uint32_t cell, const struct cell_edge *edge)
{
    (void)edge;
    locator->cells[cell]++;
}

static void put_in_cell(struct locator *locator, uint32_t cell, const struct cell_edge *edge)
{
    locator->edges[locator->listed[(locator->cells[cell] & ~CONTENT_EDGES) + 1].begin++] = *edge;
}

static void lay_blocks(struct locator *locator)
{
    int64_t extent_x = (int64_t)locator->box.east_e7 - locator->box.west_e7;
    int64_t extent_y = (int64_t)locator->box.north_e7 - locator->box.south_e7;

    locator->grid = (struct cell_grid){locator->box.west_e7, locator->box.south_e7, 0};
    while (extent_x >> locator->grid.shift >= BLOCKS_ACROSS ||
           extent_y >> locator->grid.shift >= BLOCKS_ACROSS)
        locator->grid.shift++;
    locator->columns = (int)(extent_x >> locator->grid.shift) + 1;
    locator->rows = (int)(extent_y >> locator->grid.shift) + 1;
}

/** Edges of each block, by one block a cell; then as many cells as they deserve. */
static enum status lay_cells(struct locator *locator)
{
    uint32_t block_count = (uint32_t)(locator->columns * locator->rows);
    uint64_t cell_count = 0;

    locator->blocks = calloc(block_count, sizeof *locator->blocks);
    locator->cells = calloc(block_count, sizeof *locator->cells);
    if (locator->blocks == NULL || locator->cells == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0; i < block_count; i++)
        locator->blocks[i] = (struct locator_block){i, 0};
    for_each_edge(locator, count_in_cell);
    for (uint32_t i = 0; i < block_count; i++) {
        struct locator_block *block = &locator->blocks[i];
        uint64_t wanted = (uint64_t)CELLS_PER_EDGE * locator->cells[i];

        while ((uint64_t)1 << 2 * block->bits < wanted && block->bits < BITS_MAX &&
               block->bits < locator->grid.shift)
            block->bits++;
        block->cells = (uint32_t)cell_count;
        cell_count += (uint64_t)1 << 2 * block->bits;
    }
    free(locator->cells);
    locator->cells = cell_count > INT32_MAX ? NULL : calloc(cell_count, sizeof *locator->cells);
    locator->cell_count = (uint32_t)cell_count;
    return locator->cells == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

/** Lists the edges of the cells that have some. */
static enum status list_edges(struct locator *locator)
{
    uint64_t total = 0;

    for_each_edge(locator, count_in_cell);
    for (uint32_t i = 0; i < locator->cell_count; i++) {
        locator->listed_count += locator->cells[i] > 0;
        total += locator->cells[i];
    }
    locator->listed = calloc((size_t)locator->listed_count + 2, sizeof *locator->listed);
    locator->edges = total > INT32_MAX ? NULL : malloc((total + 1) * sizeof *locator->edges);
    if (locator->listed == NULL || locator->edges == NULL)
        return STATUS_NO_MEMORY;
    /* Each cell begins one place late, and is moved back as its edges come in. */
    for (uint32_t i = 0, k = 0; i < locator->cell_count; i++) {
        uint32_t count = locator->cells[i];

        locator->cells[i] = UNIT_OUTSIDE;
        if (count == 0)
            continue;
        locator->listed[k + 2].begin = locator->listed[k + 1].begin + count;
        locator->cells[i] = CONTENT_EDGES | k++;
    }
    for_each_edge(locator, put_in_cell);
    return STATUS_OK;
}

/** The cell at a place, with its corner given. */
static struct locator_cell cell_of(const struct locator *locator, uint32_t content, int32_t west_e7,
                                   int32_t south_e7, uint32_t corner)
{
    struct locator_cell cell = {0, 0, corner, west_e7, south_e7};

    if (content_has_edges(content)) {
        cell.begin = locator->listed[content & ~CONTENT_EDGES].begin;
        cell.end = locator->listed[(content & ~CONTENT_EDGES) + 1].begin;
    }
    return cell;
}

/** The unit at the corner of a cell with these contents. */
static uint32_t corner_of(const struct locator *locator, uint32_t content)
{
    return content_has_edges(content) ? locator->listed[content & ~CONTENT_EDGES].corner : content;
}

/** Units along one row of cells, from the west; the unit where the row ends. */
static uint32_t mark_row(struct locator *locator, uint32_t first_cell, int across, int64_t west_e7,
                         int64_t south_e7, int64_t size, uint32_t unit)
{
    for (int column = 0; column < across; column++) {
        uint32_t *content = &locator->cells[first_cell + (uint32_t)column];

        if (content_has_edges(*content)) {
            struct locator_cell cell = cell_of(
                locator, *content, (int32_t)(west_e7 + column * size), (int32_t)south_e7, unit);

            locator->listed[*content & ~CONTENT_EDGES].corner = unit;
            unit = unit_east(locator, cell, west_e7 + (column + 1) * size);
        } else {
            *content = unit;
        }
    }
    return unit;
}

/** Units of a block's cells; the unit where its lowest row ends, which the next block begins with.
 */
static uint32_t mark_block(struct locator *locator, int block_column, int block_row, uint32_t unit)
{
    const struct locator_block *block =
        &locator->blocks[block_row * locator->columns + block_column];
    int across = 1 << block->bits;
    int64_t size = (int64_t)1 << (locator->grid.shift - block->bits);
    int64_t west_e7 = locator->grid.west_e7 + ((int64_t)block_column << locator->grid.shift);
    int64_t south_e7 = locator->grid.south_e7 + ((int64_t)block_row << locator->grid.shift);
    uint32_t after = unit;

    for (int row = 0; row < across && south_e7 <= locator->box.north_e7; row++) {
        uint32_t first_cell = block->cells + (uint32_t)(row * across);
        uint32_t end = mark_row(locator, first_cell, across, west_e7, south_e7, size, unit);
        struct locator_cell cell =
            cell_of(locator, locator->cells[first_cell], (int32_t)west_e7, (int32_t)south_e7, unit);

        after = row == 0 ? end : after;
        south_e7 += size;
        if (south_e7 <= locator->box.north_e7)
            unit = unit_up(locator, cell, south_e7, false);
    }
    return after;
}

enum status locator_new(const struct coverage *coverage, struct locator **ret_locator,
                        struct error *err)
{
    AUTO(locator) locator = calloc(1, sizeof *locator);

    if (locator == NULL)
        return error_no_memory(err);
    locator->coverage = coverage;
    locator->box = box_of(coverage->positions, coverage->arcs[coverage->arc_count].begin);
    if (box_is_empty(locator->box)) {
        *ret_locator = TAKE(locator);
        return STATUS_OK;
    }
    lay_blocks(locator);
    if (lay_cells(locator) != STATUS_OK || list_edges(locator) != STATUS_OK)
        return error_no_memory(err);
    for (int row = 0; row < locator->rows; row++) {
        uint32_t unit = UNIT_OUTSIDE; /* west of everything */

        for (int column = 0; column < locator->columns; column++)
            unit = mark_block(locator, column, row, unit);
    }
    *ret_locator = TAKE(locator);
    return STATUS_OK;
}

struct locator_cell locator_cell_at(const struct locator *locator, struct position position,
                                    uint32_t content)
{
    int block_column = cell_column(locator->grid, position.lon_e7);
    int block_row = cell_row(locator->grid, position.lat_e7);
    int shift =
        locator->grid.shift - locator->blocks[block_row * locator->columns + block_column].bits;
    uint32_t x = (uint32_t)position.lon_e7 - (uint32_t)locator->grid.west_e7;
    uint32_t y = (uint32_t)position.lat_e7 - (uint32_t)locator->grid.south_e7;

    return cell_of(locator, content,
                   (int32_t)(locator->grid.west_e7 + (int64_t)(x >> shift << shift)),
                   (int32_t)(locator->grid.south_e7 + (int64_t)(y >> shift << shift)),
                   corner_of(locator, content));
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/** The cells of one block that meet a box. */
static void
visit_block(const struct locator *locator, struct box box, int block_column, int block_row,
            void (*visit)(void *context, const struct locator *locator, struct locator_cell cell),
            void *context)
{
    const struct locator_block *block =
        &locator->blocks[block_row * locator->columns + block_column];
    struct cell_grid grid = locator->grid;
    struct cell_range range;
    int first_column = block_column << block->bits;
    int first_row = block_row << block->bits;
    int across = 1 << block->bits;

    grid.shift -= block->bits;
    range = cell_range_of(grid, (struct position){box.west_e7, box.south_e7},
                          (struct position){box.east_e7, box.north_e7});
    for (int row = larger(range.first_row, first_row);
         row <= range.last_row && row < first_row + across; row++) {
        for (int column = larger(range.first_column, first_column);
             column <= range.last_column && column < first_column + across; column++) {
            uint32_t content = locator->cells[block->cells + (uint32_t)((row - first_row) * across +
                                                                        (column - first_column))];

            visit(context, locator,
                  cell_of(locator, content,
                          (int32_t)(grid.west_e7 + ((int64_t)column << grid.shift)),
                          (int32_t)(grid.south_e7 + ((int64_t)row << grid.shift)),
                          corner_of(locator, content)));
        }
    }
}

void locator_visit(const struct locator *locator, struct box box,
                   void (*visit)(void *context, const struct locator *locator,
                                 struct locator_cell cell),
                   void *context)
{
    if (!box_intersects(locator->box, box))
        return;
    box.west_e7 = box.west_e7 < locator->box.west_e7 ? locator->box.west_e7 : box.west_e7;
    box.south_e7 = box.south_e7 < locator->box.south_e7 ? locator->box.south_e7 : box.south_e7;
    box.east_e7 = box.east_e7 > locator->box.east_e7 ? locator->box.east_e7 : box.east_e7;
    box.north_e7 = box.north_e7 > locator->box.north_e7 ? locator->box.north_e7 : box.north_e7;
    for (int row = cell_row(locator->grid, box.south_e7);
         row <= cell_row(locator->grid, box.north_e7); row++) {
        for (int column = cell_column(locator->grid, box.west_e7);
             column <= cell_column(locator->grid, box.east_e7); column++)
            visit_block(locator, box, column, row, visit, context);
    }
}
