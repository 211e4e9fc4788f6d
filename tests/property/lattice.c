#include "property/lattice.h"

#include <stdlib.h>
#include <string.h>

#include "geo/ring.h"
#include "property/random.h"

enum { EAST, NORTH_EAST, NORTH, NORTH_WEST, WEST, SOUTH_WEST, SOUTH, SOUTH_EAST };

static const int eastward[DIRECTIONS] = {1, 1, 0, -1, -1, -1, 0, 1};
static const int northward[DIRECTIONS] = {0, 1, 1, 1, 0, -1, -1, -1};

int lattice_vertex_count(const struct lattice *lattice)
{
    return (lattice->width + 1) * (lattice->height + 1);
}

int lattice_step(const struct lattice *lattice, int vertex, int direction)
{
    return vertex + eastward[direction] + northward[direction] * (lattice->width + 1);
}

static bool is_inside(const struct lattice *lattice, int vertex, int direction)
{
    int x = vertex % (lattice->width + 1) + eastward[direction];
    int y = vertex / (lattice->width + 1) + northward[direction];

    return x >= 0 && x <= lattice->width && y >= 0 && y <= lattice->height;
}

uint32_t lattice_right(const struct lattice *lattice, int vertex, int direction)
{
    if (!is_inside(lattice, vertex, direction))
        return TILE_NONE;
    return lattice->lefts[lattice_step(lattice, vertex, direction)][(direction + 4) % DIRECTIONS];
}

bool lattice_has_edge(const struct lattice *lattice, int vertex, int direction)
{
    return lattice->lefts[vertex][direction] != TILE_NONE ||
           lattice_right(lattice, vertex, direction) != TILE_NONE;
}

uint32_t lattice_unit_of(const struct lattice *lattice, uint32_t tile)
{
    return tile == TILE_NONE ? UNIT_OUTSIDE : lattice->tile_units[tile];
}

/** A tile bounded by the edges that leave a vertex in these directions, one after the other. */
static void add_tile(struct lattice *lattice, int vertex, const int directions[], int count,
                     uint32_t unit)
{
    uint32_t tile = lattice->tile_count++;

    lattice->tile_units[tile] = unit;
    for (int i = 0; i < count; i++) {
        lattice->lefts[vertex][directions[i]] = tile;
        vertex = lattice_step(lattice, vertex, directions[i]);
    }
}

static void add_cell(struct lattice *lattice, int x, int y, uint32_t unit)
{
    int corner = x + y * (lattice->width + 1);

    add_tile(lattice, corner, (const int[]){EAST, NORTH, WEST, SOUTH}, 4, unit);
}

static bool turns_left(const struct lattice *lattice, int a, int b, int c)
{
    return orient(lattice->places[a], lattice->places[b], lattice->places[c]) > 0;
}

/** Two halves, where the diagonal lies inside the cell as its corners were moved. */
static bool add_halves(struct lattice *lattice, int x, int y, bool is_rising,
                       const uint32_t units[2])
{
    int south_west = x + y * (lattice->width + 1), south_east = south_west + 1;
    int north_west = south_west + lattice->width + 1, north_east = north_west + 1;

    if (is_rising) {
        if (!turns_left(lattice, south_west, south_east, north_east) ||
            !turns_left(lattice, south_west, north_east, north_west))
            return false;
        add_tile(lattice, south_west, (const int[]){EAST, NORTH, SOUTH_WEST}, 3, units[0]);
        add_tile(lattice, south_west, (const int[]){NORTH_EAST, WEST, SOUTH}, 3, units[1]);
        return true;
    }
    if (!turns_left(lattice, south_west, south_east, north_west) ||
        !turns_left(lattice, south_east, north_east, north_west))
        return false;
    add_tile(lattice, south_west, (const int[]){EAST, NORTH_WEST, SOUTH}, 3, units[0]);
    add_tile(lattice, south_east, (const int[]){NORTH, WEST, SOUTH_EAST}, 3, units[1]);
    return true;
}

static void lattice_start(struct lattice *lattice, int width, int height)
{
    *lattice = (struct lattice){.width = width, .height = height};
    memset(lattice->lefts, 0xff, sizeof lattice->lefts);
}

void lattice_draw(struct lattice *lattice, const char *rows)
{
    int width = (int)strcspn(rows, "|");
    int height = ((int)strlen(rows) + 1) / (width + 1);

    lattice_start(lattice, width, height);
    for (int vertex = 0; vertex < lattice_vertex_count(lattice); vertex++) {
        lattice->places[vertex] = (struct position){
            20000000 + vertex % (width + 1) * 100000,
            490000000 + vertex / (width + 1) * 100000,
        };
    }
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            char letter = rows[(height - 1 - y) * (width + 1) + x];
            uint32_t unit = letter == '.' ? UNIT_OUTSIDE : (uint32_t)(letter - 'A');

            if (unit != UNIT_OUTSIDE && unit >= lattice->unit_count)
                lattice->unit_count = unit + 1;
            add_cell(lattice, x, y, unit);
        }
    }
}

/** Where a row of `cells` starts and how long its cells are, within ±limit. */
struct row {
    int64_t origin, step, play; /* a vertex moves by at most play */
};

static struct row random_row(int cells, int64_t limit, uint64_t *random)
{
    int64_t longest = 2 * limit / (cells + 1);
    int64_t range = (int64_t)1 << random_between(random, 0, 31);
    struct row row = {.step = random_between(random, 1, range)};

    if (row.step > longest)
        row.step = longest;
    row.play = random_chance(random, 30) ? 0 : (row.step - 1) / 4;
    if (row.play > 0 && random_chance(random, 30))
        row.play = 1;
    row.origin = random_between(random, row.play - limit, limit - row.play - cells * row.step);
    if (random_chance(random, 10)) /* a corner of the grid */
        row.origin =
            random_chance(random, 50) ? row.play - limit : limit - row.play - cells * row.step;
    return row;
}

static int32_t row_place(const struct row *row, int at, uint64_t *random)
{
    return (int32_t)(row->origin + at * row->step + random_between(random, -row->play, row->play));
}

static void place_vertices(struct lattice *lattice, uint64_t *random)
{
    struct row lon = random_row(lattice->width, 180ll * DEGREE_E7, random);
    struct row lat = random_row(lattice->height, 90ll * DEGREE_E7, random);

    for (int vertex = 0; vertex < lattice_vertex_count(lattice); vertex++) {
        lattice->places[vertex].lon_e7 = row_place(&lon, vertex % (lattice->width + 1), random);
        lattice->places[vertex].lat_e7 = row_place(&lat, vertex / (lattice->width + 1), random);
    }
}

/** How units are spread: scattered, in nested rings around the middle, or around seeds. */
struct pattern {
    enum { SCATTERED, NESTED, SEEDED } kind;
    unsigned noise, gaps, cuts; /* percent of the tiles, of the tiles, of the cells */
    int seeds[LATTICE_UNITS_MAX][2];
};

static int at_least(int a, int b)
{
    return a > b ? a : b;
}

static uint32_t nearest_seed(const struct lattice *lattice, const struct pattern *pattern, int x,
                             int y)
{
    uint32_t best = 0;
    int best_distance = INT32_MAX;

    for (uint32_t unit = 0; unit < lattice->unit_count; unit++) {
        int distance = abs(x - pattern->seeds[unit][0]) + abs(y - pattern->seeds[unit][1]);

        if (distance < best_distance) {
            best_distance = distance;
            best = unit;
        }
    }
    return best;
}

static uint32_t unit_at(const struct lattice *lattice, const struct pattern *pattern, int x, int y,
                        uint64_t *random)
{
    if (random_chance(random, pattern->gaps))
        return UNIT_OUTSIDE;
    if (pattern->kind == SCATTERED || random_chance(random, pattern->noise))
        return random_below(random, lattice->unit_count);
    if (pattern->kind == SEEDED)
        return nearest_seed(lattice, pattern, x, y);
    return (uint32_t)at_least(abs(x - lattice->width / 2), abs(y - lattice->height / 2)) %
           lattice->unit_count;
}

static struct pattern random_pattern(const struct lattice *lattice, uint64_t *random)
{
    static const unsigned percents[] = {0, 0, 5, 12, 30, 60};
    struct pattern pattern;

    pattern.kind = random_below(random, 3);
    pattern.noise = percents[random_below(random, 5)];
    pattern.gaps = percents[random_below(random, 5)];
    pattern.cuts = percents[random_below(random, 6)];
    for (uint32_t unit = 0; unit < lattice->unit_count; unit++) {
        pattern.seeds[unit][0] = (int)random_below(random, (uint64_t)lattice->width);
        pattern.seeds[unit][1] = (int)random_below(random, (uint64_t)lattice->height);
    }
    return pattern;
}

void lattice_random(struct lattice *lattice, int side_max, uint64_t *random)
{
    struct pattern pattern;
    int width = 1 + (int)random_below(random, (uint64_t)side_max);
    int height = 1 + (int)random_below(random, (uint64_t)side_max);

    lattice_start(lattice, width, height);
    place_vertices(lattice, random);
    lattice->unit_count = 1 + random_below(random, random_chance(random, 50) ? 3 : 12);
    pattern = random_pattern(lattice, random);
    for (int y = 0; y < lattice->height; y++) {
        for (int x = 0; x < lattice->width; x++) {
            uint32_t units[2];

            units[0] = unit_at(lattice, &pattern, x, y, random);
            units[1] = unit_at(lattice, &pattern, x, y, random);
            if (!random_chance(random, pattern.cuts) ||
                !add_halves(lattice, x, y, random_chance(random, 50), units))
                add_cell(lattice, x, y, units[0]);
        }
    }
}
