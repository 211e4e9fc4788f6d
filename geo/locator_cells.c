/* Building a locator, and walking its cells. */
#include "geo/locator_cells.h"

#include <stdlib.h>
#include <string.h>

/* Cells for each edge of a block: more make empty cells, which answer at once, and cost memory. */
enum { CELLS_PER_EDGE = 3, BITS_MAX = 12 };

/** Turned a quarter clockwise: what was west-to-east is then south-to-north, upside down. */
static struct position turned(struct position position)
{
    return (struct position){position.lat_e7, -position.lon_e7};
}

/*
 * The face on the west side, a hair west of it, is that above the last edge which crosses the side
 * on the way up from the corner. Seen a quarter turned, the side is a level line, and up is east.
 */
uint32_t locator_cell_face_up(const struct locator *locator, struct locator_cell cell,
                              int64_t lat_e7)
{
    const struct coverage *coverage = locator->coverage;
    struct position level = turned((struct position){cell.west_e7, (int32_t)lat_e7});
    struct position from = turned((struct position){cell.west_e7, cell.south_e7});
    struct rising best_edge = {{0, 0}, {0, 0}};
    uint32_t face = cell.corner;
    bool is_found = false;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        struct position a = turned(coverage->positions[locator->entries[i].position]);
        struct position b = turned(coverage->positions[locator->entries[i].position + 1]);
        struct rising edge = rising_of(a, b);
        bool leans_on = edge.high.lon_e7 > edge.low.lon_e7;
        int at_end, at_begin;

        if (!rising_crosses(edge, level.lat_e7))
            continue;
        /* An edge through the end itself passes below it, seen a hair aside, unless it leans on. */
        at_end = rising_side(edge, level);
        at_begin = rising_side(edge, from);
        if (at_end > 0 || (at_end == 0 && leans_on) || at_begin < 0 || (at_begin == 0 && !leans_on))
            continue;
        if (!is_found || rising_is_west(best_edge, edge, level.lat_e7)) {
            is_found = true;
            best_edge = edge;
            face = edge_right_face(coverage, locator->entries[i], a.lat_e7 < b.lat_e7);
        }
    }
    return face;
}

/** The face a hair west of the cell's east side, on the line of its corner. */
static uint32_t face_east(const struct locator *locator, struct locator_cell cell, int64_t east_e7)
{
    const struct coverage *coverage = locator->coverage;
    struct position west = {cell.west_e7, cell.south_e7};
    struct rising best_edge = {{0, 0}, {0, 0}};
    uint32_t face = cell.corner;
    bool is_found = false;

    for (uint32_t i = cell.begin; i < cell.end; i++) {
        struct position a = coverage->positions[locator->entries[i].position];
        struct position b = coverage->positions[locator->entries[i].position + 1];
        struct rising edge = rising_of(a, b);

        if (!rising_crosses(edge, cell.south_e7) || rising_side(edge, west) < 0)
            continue;
        /* Beyond the east end of the grid there is no position to ask for. */
        if (east_e7 <= INT32_MAX &&
            rising_side(edge, (struct position){(int32_t)east_e7, cell.south_e7}) >= 0)
            continue;
        if (!is_found || rising_is_west(best_edge, edge, cell.south_e7)) {
            is_found = true;
            best_edge = edge;
            face = edge_right_face(coverage, locator->entries[i], a.lat_e7 < b.lat_e7);
        }
    }
    return face;
}

/** Calls for every cell of every block that an edge crosses. */
typedef void cell_taker(struct locator *locator, uint32_t cell, struct arc_edge edge);

static void cross_block(struct locator *locator, struct arc_edge edge, int block_column,
                        int block_row, cell_taker *take)
{
    struct position a = locator->coverage->positions[edge.position];
    struct position b = locator->coverage->positions[edge.position + 1];
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

static void cross_blocks(struct locator *locator, struct arc_edge edge, cell_taker *take)
{
    struct position a = locator->coverage->positions[edge.position];
    struct position b = locator->coverage->positions[edge.position + 1];
    struct cell_range range = cell_range_of(locator->grid, a, b);

    for (int column = range.first_column; column <= range.last_column; column++) {
        int row, last;

        cell_rows_in_column(locator->grid, a, b, range, column, &row, &last);
        for (; row <= last; row++)
            cross_block(locator, edge, column, row, take);
    }
}

static void for_each_edge(struct locator *locator, cell_taker *take)
{
    const struct coverage *coverage = locator->coverage;

    for (uint32_t arc = 0; arc < coverage->arc_count; arc++) {
        for (uint32_t i = coverage->arcs[arc].begin; i + 1 < coverage->arcs[arc + 1].begin; i++)
            cross_blocks(locator, (struct arc_edge){i, arc}, take);
    }
}

static void count_in_cell(struct locator *locator, uint32_t cell, struct arc_edge edge)
{
    (void)edge;
    locator->cells[cell]++;
}

static void put_in_cell(struct locator *locator, uint32_t cell, struct arc_edge edge)
{
    locator->entries[locator->starts[(locator->cells[cell] & ~CONTENT_EDGES) + 1]++] = edge;
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
    locator->starts = calloc((size_t)locator->listed_count + 2, sizeof *locator->starts);
    locator->corners = calloc((size_t)locator->listed_count + 1, sizeof *locator->corners);
    locator->entries = total > INT32_MAX ? NULL : malloc((total + 1) * sizeof *locator->entries);
    if (locator->starts == NULL || locator->corners == NULL || locator->entries == NULL)
        return STATUS_NO_MEMORY;
    for (uint32_t i = 0, k = 0; i < locator->cell_count; i++) {
        uint32_t count = locator->cells[i];

        locator->cells[i] = FACE_NONE;
        if (count == 0)
            continue;
        locator->starts[k + 2] = locator->starts[k + 1] + count;
        locator->cells[i] = CONTENT_EDGES | k++;
    }
    for_each_edge(locator, put_in_cell);
    return STATUS_OK;
}

/** The cell at a column and row of a block, with its corner given. */
static struct locator_cell cell_of(const struct locator *locator, uint32_t content, int32_t west_e7,
                                   int32_t south_e7, uint32_t corner)
{
    struct locator_cell cell = {0, 0, corner, west_e7, south_e7};

    if (content_has_edges(content)) {
        cell.begin = locator->starts[content & ~CONTENT_EDGES];
        cell.end = locator->starts[(content & ~CONTENT_EDGES) + 1];
    }
    return cell;
}

/** Faces along one row of cells, from the west; the face where the row ends. */
static uint32_t mark_row(struct locator *locator, uint32_t first_cell, int across, int64_t west_e7,
                         int64_t south_e7, int64_t size, uint32_t face)
{
    for (int column = 0; column < across; column++) {
        uint32_t *content = &locator->cells[first_cell + (uint32_t)column];

        if (content_has_edges(*content)) {
            struct locator_cell cell = cell_of(
                locator, *content, (int32_t)(west_e7 + column * size), (int32_t)south_e7, face);

            locator->corners[*content & ~CONTENT_EDGES] = face;
            face = face_east(locator, cell, west_e7 + (column + 1) * size);
        } else {
            *content = face;
        }
    }
    return face;
}

/** Faces of a block's cells; the face where its lowest row ends, which the next block begins with.
 */
static uint32_t mark_block(struct locator *locator, int block_column, int block_row, uint32_t face)
{
    const struct locator_block *block =
        &locator->blocks[block_row * locator->columns + block_column];
    int across = 1 << block->bits;
    int64_t size = (int64_t)1 << (locator->grid.shift - block->bits);
    int64_t west_e7 = locator->grid.west_e7 + ((int64_t)block_column << locator->grid.shift);
    int64_t south_e7 = locator->grid.south_e7 + ((int64_t)block_row << locator->grid.shift);
    uint32_t after = face;

    for (int row = 0; row < across && south_e7 <= locator->box.north_e7; row++) {
        uint32_t first_cell = block->cells + (uint32_t)(row * across);
        uint32_t end = mark_row(locator, first_cell, across, west_e7, south_e7, size, face);
        struct locator_cell cell =
            cell_of(locator, locator->cells[first_cell], (int32_t)west_e7, (int32_t)south_e7, face);

        after = row == 0 ? end : after;
        south_e7 += size;
        if (south_e7 <= locator->box.north_e7)
            face = locator_cell_face_up(locator, cell, south_e7);
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
        uint32_t face = FACE_NONE; /* west of everything */

        for (int column = 0; column < locator->columns; column++)
            face = mark_block(locator, column, row, face);
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

    return cell_of(
        locator, content, (int32_t)(locator->grid.west_e7 + (int64_t)(x >> shift << shift)),
        (int32_t)(locator->grid.south_e7 + (int64_t)(y >> shift << shift)),
        content_has_edges(content) ? locator->corners[content & ~CONTENT_EDGES] : content);
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
                          content_has_edges(content) ? locator->corners[content & ~CONTENT_EDGES]
                                                     : content));
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
