/* Laws of derived years, on random tilings with random histories: whose land a tile is, the order
 * of rows, sums of areas, and what a cut leaves alone. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "property/laws.h"
#include "support/territory.h"

enum { FIRST_YEAR = 2021, LAST_YEAR = 2027, YEARS = LAST_YEAR - FIRST_YEAR + 1, ROWS_MAX = 1024 };

/** What happened to the units of a tiling, and whose land each was on every 1 January. */
struct history {
    struct movement rows[ROWS_MAX];
    size_t row_count;
    struct insee owners[YEARS][LATTICE_UNITS_MAX]; /* of the tiles of a family */
    uint32_t tile_count;
};

static struct insee code_of(int number)
{
    struct insee insee = {""};

    (void)snprintf(insee.code, sizeof insee.code, "%05u", (unsigned)number % 100000);
    return insee;
}

static bool is_code(struct insee a, struct insee b)
{
    return strcmp(a.code, b.code) == 0;
}

/** Tiles in another order give the same family. */
static struct shape_family *family_of(const struct mosaic *tiling, bool is_backward)
{
    struct tile tiles[LATTICE_UNITS_MAX];
    struct shape_family *family = NULL;
    struct shape_family_draft draft = {.year = FIRST_YEAR, .source = digest_of("x", 1)};
    struct error err = {0};

    for (uint32_t i = 0; i < tiling->lattice.unit_count; i++) {
        uint32_t unit = is_backward ? tiling->lattice.unit_count - 1 - i : i;

        if (tiling->units[unit] == NULL)
            continue;
        tiles[draft.tile_count++] = (struct tile){.insee = code_of(2001 + (int)unit),
                                                  .name = "Commune",
                                                  .shape = multipolygon_clone(tiling->units[unit])};
    }
    draft.tiles = tiles;
    expect_ok(shape_family_new(&draft, &family, &err), &err);
    return family;
}

static void add_row(struct history *history, struct date date, enum movement_kind kind,
                    enum commune_type type_before, struct insee before,
                    enum commune_type type_after, struct insee after)
{
    assert_true(history->row_count < ROWS_MAX);
    history->rows[history->row_count++] = (struct movement){
        date, kind, type_before, type_after, before, after, "avant", "après",
    };
}

static void rename_owner(struct insee owners[], uint32_t count, struct insee from, struct insee to)
{
    for (uint32_t t = 0; t < count; t++) {
        if (is_code(owners[t], from))
            owners[t] = to;
    }
}

/** Two merge as INSEE tells it, with the delegated communes that stay of them. */
static void merge(struct history *history, struct insee owners[], struct date date,
                  struct insee part, struct insee into)
{
    const struct insee sides[2] = {part, into};

    for (int i = 0; i < 2; i++) {
        add_row(history, date, MOVEMENT_NEW_COMMUNE, COMMUNE_FULL, sides[i], COMMUNE_FULL, into);
        add_row(history, date, MOVEMENT_NEW_COMMUNE, COMMUNE_FULL, sides[i], COMMUNE_DELEGATED,
                sides[i]);
    }
    add_row(history, date_plus(date, 1), MOVEMENT_DELEGATE_SUPPRESSED, COMMUNE_DELEGATED, part,
            COMMUNE_FULL, into);
    rename_owner(owners, history->tile_count, part, into);
}

/** What happens in the twelve months before a year; to each code once. */
static void live_a_year(struct history *history, int year, uint64_t *random)
{
    struct insee *owners = history->owners[year - FIRST_YEAR];
    const struct insee *before = history->owners[year - 1 - FIRST_YEAR];
    bool is_done[LATTICE_UNITS_MAX] = {false};

    memcpy(owners, before, sizeof history->owners[0]);
    for (uint32_t t = 0; t < history->tile_count; t++) {
        struct date date = date_plus(date_of(year, 1, 1), -(int32_t)random_below(random, 360));
        uint32_t other = random_below(random, history->tile_count);
        uint32_t what = random_below(random, 8);

        if (is_done[t] || what > 3)
            continue;
        if (what == 0 && !is_done[other] && !is_code(before[t], before[other])) {
            merge(history, owners, date, before[t], before[other]);
        } else if (what == 1) {
            struct insee code = code_of(60000 + year % 100 * 100 + (int)t);

            add_row(history, date,
                    random_chance(random, 50) ? MOVEMENT_DEPARTEMENT_CHANGED
                                              : MOVEMENT_SEAT_CHANGED,
                    COMMUNE_FULL, before[t], COMMUNE_FULL, code);
            rename_owner(owners, history->tile_count, before[t], code);
            other = t;
        } else {
            add_row(history, date, MOVEMENT_RENAMED, COMMUNE_FULL, before[t], COMMUNE_FULL,
                    before[t]);
            other = t;
        }
        for (uint32_t i = 0; i < history->tile_count; i++)
            is_done[i] |= is_code(before[i], before[t]) || is_code(before[i], before[other]);
    }
}

static void live(struct history *history, const struct shape_family *family, uint64_t *random)
{
    history->row_count = 0;
    history->tile_count = family->tile_count;
    for (uint32_t t = 0; t < family->tile_count; t++)
        history->owners[0][t] = family->tiles[t].insee;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++)
        live_a_year(history, year, random);
}

static void shuffle(struct movement rows[], size_t count, uint64_t *random)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = random_below(random, i);
        struct movement row = rows[i - 1];

        rows[i - 1] = rows[j];
        rows[j] = row;
    }
}

static struct lineage *lineage_of(const struct history *history)
{
    struct lineage *lineage = NULL;
    struct error err = {0};

    expect_ok(lineage_new(history->rows, history->row_count, NULL, 0, &lineage, &err), &err);
    return lineage;
}

static bool owners_are(struct shape_family *family, const struct lineage *lineage, int year,
                       const struct insee wanted[])
{
    struct insee owners[LATTICE_UNITS_MAX];
    struct error err = {0};

    expect_ok(derive_owners(family, lineage, year, (struct insee_list){NULL, 0}, owners, &err),
              &err);
    for (uint32_t t = 0; t < family->tile_count; t++) {
        if (is_code(owners[t], wanted[t]))
            continue;
        printf("# in %d tile %s: got %s, wanted %s\n", year, family->tiles[t].insee.code,
               owners[t].code, wanted[t].code);
        return false;
    }
    return true;
}

static bool tiles_go_where_their_land_went(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(shape_family) family = family_of(tiling, false);
    struct history history;
    AUTO(lineage) lineage = NULL;

    live(&history, family, random);
    lineage = lineage_of(&history);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (!owners_are(family, lineage, year, history.owners[year - FIRST_YEAR]))
            return false;
    }
    return true;
}

static bool no_order_matters(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(shape_family) family = family_of(tiling, true);
    AUTO(lineage) lineage = NULL;
    struct history history;

    live(&history, family, random);
    for (size_t i = history.row_count; i > 0 && history.row_count < ROWS_MAX; i--) {
        if (random_chance(random, 20))
            history.rows[history.row_count++] = history.rows[i - 1];
    }
    shuffle(history.rows, history.row_count, random);
    lineage = lineage_of(&history);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (!owners_are(family, lineage, year, history.owners[year - FIRST_YEAR]))
            return false;
    }
    return true;
}

static struct multipolygon *whole_outline(const struct coverage *coverage)
{
    uint32_t units[2 * LATTICE_UNITS_MAX];

    for (uint32_t i = 0; i < coverage->unit_count; i++)
        units[i] = i;
    return outline_of_units(coverage, units, coverage->unit_count);
}

static bool is_same_area(const char *what, double got, double wanted)
{
    if (fabs(got - wanted) <= 1e-12 * fabs(wanted))
        return true;
    printf("# %s: got %.6f, wanted %.6f\n", what, got, wanted);
    return false;
}

static bool derived_years_keep_the_land(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(shape_family) family = family_of(tiling, false);
    AUTO(vintage) first = NULL;
    AUTO(multipolygon) land = NULL;
    AUTO(lineage) lineage = NULL;
    struct history history;

    if (family->tile_count == 0)
        return true;
    live(&history, family, random);
    lineage = lineage_of(&history);
    first = territory_year(FIRST_YEAR, family, lineage);
    land = whole_outline(family->coverage);
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        AUTO(vintage) vintage = territory_year(year, family, lineage);
        AUTO(multipolygon) outline = whole_outline(vintage->coverage);

        if (!is_same_area("of a year", vintage->area_m2, first->area_m2) ||
            !same_shape("land of a year", outline, land))
            return false;
        for (uint32_t c = 0; c < vintage->commune_count; c++) {
            const struct commune *commune = &vintage->communes[c];
            AUTO(multipolygon)
            parts = outline_of_units(family->coverage, commune->tiles, commune->tile_count);
            double area_m2 = 0;

            for (uint32_t i = 0; i < commune->tile_count; i++)
                area_m2 += first->communes[commune->tiles[i]].area_m2;
            if (!same_shape("a commune and its parts", commune->shape, parts) ||
                !is_same_area("of a commune", commune->area_m2, area_m2))
                return false;
        }
    }
    return true;
}

/* --- cuts --- */

static int cuts_made, cuts_refused;

/** Between two vertices of the first shell of a tile. */
static bool draw_line(const struct shape_family *family, uint32_t tile, struct position line[2],
                      uint64_t *random)
{
    const struct multipolygon *shape = family->tiles[tile].shape;
    size_t count;
    const struct position *ring =
        multipolygon_ring(shape, multipolygon_polygon_begin(shape, 0), &count);
    uint32_t a = random_below(random, count);
    uint32_t b = random_below(random, count);

    line[0] = ring[a];
    line[1] = ring[b];
    return a != b && !position_equal(line[0], line[1]);
}

static bool others_are_untouched(const struct shape_family *cut, const struct shape_family *family)
{
    for (uint32_t t = 0; t < cut->tile_count; t++) {
        uint32_t count, old = shape_family_tiles_of(family, cut->tiles[t].insee.code, &count);

        if (cut->tiles[t].side.code[0] == '\0' &&
            (!same_shape("a tile that is not cut", cut->tiles[t].shape, family->tiles[old].shape) ||
             strcmp(cut->tiles[t].key, family->tiles[old].key) != 0))
            return false;
    }
    return true;
}

static bool sides_are_the_whole(const struct shape_family *cut, const struct shape_family *family,
                                uint32_t tile)
{
    uint32_t count, first = shape_family_tiles_of(cut, family->tiles[tile].insee.code, &count);
    const uint32_t sides[2] = {first, first + 1};
    AUTO(multipolygon) whole = NULL;

    if (!same_number("sides", count, 2))
        return false;
    whole = outline_of_units(cut->coverage, sides, 2);
    return same_shape("both sides", whole, family->tiles[tile].shape);
}

static bool a_cut_touches_nothing_else(const struct mosaic *tiling, uint64_t *random)
{
    AUTO(shape_family) family = family_of(tiling, false);
    AUTO(shape_family) cut = NULL;
    AUTO(lineage) lineage = NULL;
    struct history history = {.row_count = 0};
    struct position line[2];
    struct shape_cut wanted = {.date = date_of(2024, 1, 1),
                               .line = line,
                               .line_count = 2,
                               .reason = {"", ""},
                               .source = ""};
    struct error err = {0};
    uint32_t tile;

    if (family->tile_count == 0)
        return true;
    tile = random_below(random, family->tile_count);
    if (!draw_line(family, tile, line, random))
        return true;
    wanted.insee = wanted.right = family->tiles[tile].insee;
    wanted.left = code_of(2900);
    add_row(&history, wanted.date, MOVEMENT_RESTORED, COMMUNE_FULL, wanted.insee, COMMUNE_FULL,
            wanted.left);
    add_row(&history, wanted.date, MOVEMENT_RESTORED, COMMUNE_FULL, wanted.insee, COMMUNE_FULL,
            wanted.right);
    lineage = lineage_of(&history);
    if (derive_cuts(family, lineage, 2024, &wanted, 1, &cut, &err) != STATUS_OK) {
        cuts_refused++;
        return same_number(err.en, err.status, STATUS_INVALID) &&
               same_number("a half", cut == NULL, 1);
    }
    cuts_made++;
    {
        AUTO(vintage) before = territory_year(2023, family, lineage);
        AUTO(vintage) again = territory_year(2023, cut, lineage);
        AUTO(vintage) after = territory_year(2024, cut, lineage);

        return others_are_untouched(cut, family) && sides_are_the_whole(cut, family, tile) &&
               same_number("communes", after->commune_count, before->commune_count + 1) &&
               same_shape("the year before", again->communes[tile].shape,
                          before->communes[tile].shape) &&
               is_same_area("after a cut", after->area_m2, before->area_m2);
    }
}

static void every_tile_goes_where_its_land_went(void **state)
{
    (void)state;
    law_holds(tiles_go_where_their_land_went);
}

static void the_order_of_rows_and_tiles_never_matters(void **state)
{
    (void)state;
    law_holds(no_order_matters);
}

static void every_derived_year_has_the_land_of_the_first(void **state)
{
    (void)state;
    law_holds(derived_years_keep_the_land);
}

static void a_cut_leaves_all_else_as_it_was(void **state)
{
    (void)state;
    law_holds(a_cut_touches_nothing_else);
    printf("# lines that cut: %d, that could not: %d\n", cuts_made, cuts_refused);
    assert_true(cuts_made > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_tile_goes_where_its_land_went),
        cmocka_unit_test(the_order_of_rows_and_tiles_never_matters),
        cmocka_unit_test(every_derived_year_has_the_land_of_the_first),
        cmocka_unit_test(a_cut_leaves_all_else_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
