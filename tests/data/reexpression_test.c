/*
 * A date in the codes of another year, and what a year's shapes were made from, on four squares of
 * 2021. By 2023 the first two have merged, and the third was divided along a line that the shapes
 * do not know.
 *
 *    2021:  A1 A2 B1 B2        2023:  A1 A1 B1/B3 B2        A, B: EPCI
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/derivation.h"
#include "data/reexpression.h"
#include "data/vintage_builder.h"
#include "support/expect.h"
#include "support/rows.h"

#define A "200069029"
#define B "200069235"
#define A1 "80001"
#define A2 "80002"
#define B1 "80003"
#define B2 "80004"
#define B3 "80005"

struct lived {
    const char *insee, *epci;
    int64_t population;
};

enum { TILE_COUNT = 5, COMMUNE_COUNT = 4 };

/* Of the tiles, in the order of the family: the third square is cut in two. */
static const char *const owners_2021[TILE_COUNT] = {A1, A2, B1, B1, B2};
static const char *const owners_2023[TILE_COUNT] = {A1, A1, B1, B3, B2};
static const struct lived lived_2021[COMMUNE_COUNT] = {
    {A1, A, 100}, {A2, A, 20}, {B1, B, 3}, {B2, B, 4000}};
static const struct lived lived_2023[COMMUNE_COUNT] = {
    {A1, A, 130}, {B1, B, 1}, {B2, B, 4100}, {B3, B, 2}};

static struct insee insee_of(const char *code)
{
    struct insee insee = {""};

    (void)snprintf(insee.code, sizeof insee.code, "%s", code);
    return insee;
}

/** Four squares of 2021, the third one cut from corner to corner. */
static struct shape_family *family_of_squares(void)
{
    struct tile tiles[COMMUNE_COUNT] = {0};
    struct shape_family_draft draft = {.year = 2021, .tiles = tiles, .tile_count = COMMUNE_COUNT};
    struct position line[2];
    struct shape_cut cut = {.insee = insee_of(B1),
                            .left = insee_of(B3),
                            .right = insee_of(B1),
                            .date = date_of(2022, 7, 1),
                            .line = line,
                            .line_count = 2,
                            .reason = {"pour l'essai", "for the test"},
                            .source = "test"};
    AUTO(shape_family) whole = NULL;
    struct shape_family *family = NULL;
    struct error err = {0};
    struct box box;

    for (int i = 0; i < COMMUNE_COUNT; i++) {
        tiles[i].insee = insee_of(lived_2021[i].insee);
        tiles[i].name = lived_2021[i].insee;
        tiles[i].shape = square_at(i, 0, 1);
    }
    box = multipolygon_box(tiles[2].shape);
    line[0] = (struct position){box.west_e7, box.south_e7};
    line[1] = (struct position){box.east_e7, box.north_e7};
    expect_ok(shape_family_new(&draft, &whole, &err), &err);
    expect_ok(shape_family_cut(whole, &cut, &family, &err), &err);
    return family;
}

static struct vintage *vintage_on(struct shape_family *family, int year,
                                  const char *const owner_codes[TILE_COUNT],
                                  const struct lived lived[COMMUNE_COUNT])
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct row_place here = {"squares", 1};
    struct insee owners[TILE_COUNT];
    struct error err = {0};

    expect_ok(vintage_builder_new(year, "32", &builder, &err), &err);
    for (size_t i = 0; i < COMMUNE_COUNT; i++) {
        struct commune_row row = {lived[i].insee, lived[i].insee, NULL,
                                  "32",           lived[i].epci,  lived[i].population};

        expect_ok(vintage_builder_add_commune(builder, &row, here, &err), &err);
    }
    for (size_t i = 0; i < TILE_COUNT; i++)
        owners[i] = insee_of(owner_codes[i]);
    expect_ok(vintage_builder_rest_on(builder, family, owners, &err), &err);
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}

/** The vintages of 2021 and 2023, and one contract on the EPCI A from 2022 to 2024. */
static struct snapshot *snapshot_of_squares(void)
{
    static const char *const rows[] = {
        "generations|CDT|x||2021|2030|3|2021-01-01|2030-12-31|la Région|",
        "contracts|cdt-a|a|CDT|signed|||public|official|", "versions|cdt-a|1|2022-01-01|2024-12-31",
        "members|cdt-a|1|include|epci|" A "|||||stated", NULL};
    AUTO(shape_family) family = family_of_squares();
    struct contents contents = {.vintages = calloc(2, sizeof(struct vintage *)),
                                .vintage_count = 2,
                                .rows = rows_of(rows),
                                .revision = 1};
    struct snapshot *snapshot = NULL;
    struct error err = {0};

    contents.vintages[0] = vintage_on(family, 2021, owners_2021, lived_2021);
    contents.vintages[1] = vintage_on(family, 2023, owners_2023, lived_2023);
    expect_ok(outlines_new(&contents.outlines, &err), &err);
    expect_ok(snapshot_new(&contents, &snapshot, &err), &err);
    return snapshot;
}

static struct date day(const char *text)
{
    struct date date;

    assert_int_equal(date_parse(text, &date, NULL), STATUS_OK);
    return date;
}

/** What the shape of these communes of a vintage was made from. */
static void expect_derivation(const struct vintage *vintage, const char *const codes[],
                              const char *wanted)
{
    uint32_t communes[COMMUNE_COUNT];
    SCOPED(text) text = {0};
    const char *got;
    size_t length, count = 0;

    for (; codes[count] != NULL; count++)
        communes[count] = vintage_commune(vintage, codes[count]);
    text_init(&text, 200);
    text_add(&text, "");
    derivation_add(&text, vintage, communes, count);
    assert_int_equal(text_view(&text, &got, &length), STATUS_OK);
    assert_string_equal(got, wanted);
}

#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})

static void a_merger_names_its_parts_and_a_cut_both_its_sides(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    const struct vintage *vintage = snapshot->vintages[1];

    (void)state;
    expect_derivation(vintage, CODES(A1), "80001=80001+80002");
    expect_derivation(vintage, CODES(B1), "80003/80005");
    expect_derivation(vintage, CODES(B3), "80003/80005");
    expect_derivation(vintage, CODES(B2), "");
    expect_derivation(vintage, CODES(A1, B1), "80001=80001+80002 80003/80005");
    snapshot_release(snapshot);
}

static void an_outline_around_both_sides_does_not_rest_on_the_cut(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();

    (void)state;
    expect_derivation(snapshot->vintages[1], CODES(B1, B2, B3), "");
    expect_derivation(snapshot->vintages[1], CODES(A1, B1, B2, B3), "80001=80001+80002");
    snapshot_release(snapshot);
}

static void before_a_split_its_cut_divides_nothing(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    const struct shape_cut *cut = &snapshot->vintages[0]->family->cuts[0];
    char name[CUT_NAME_SIZE];

    (void)state;
    expect_derivation(snapshot->vintages[0], CODES(A1, A2, B1), "");
    assert_false(vintage_rests_on_cut(snapshot->vintages[0], cut));
    assert_true(vintage_rests_on_cut(snapshot->vintages[1], cut));
    assert_string_equal(cut_name(cut, name), "80003/80005");
    snapshot_release(snapshot);
}

/** The period of a date in a year; the reexpression is the caller's. */
static const struct period *period_in(const struct snapshot *snapshot, const char *date, int year,
                                      struct reexpression **ret_reexpression)
{
    const struct period *period = NULL;
    struct error err = {0};

    *ret_reexpression = NULL;
    expect_ok(period_on(snapshot, day(date), year, ret_reexpression, &period, &err), &err);
    return period;
}

static void a_year_named_gives_its_communes_to_the_contracts_of_the_date(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    AUTO(reexpression) reexpression = NULL;
    const struct period *period = period_in(snapshot, "2022-06-01", 2023, &reexpression);
    const struct vintage *vintage = snapshot->vintages[1];

    (void)state;
    assert_non_null(reexpression);
    assert_ptr_equal(period->vintage, vintage);
    assert_true(period_is_reexpressed(snapshot, period, day("2022-06-01")));
    assert_int_equal(period->version_count, 1);
    assert_int_equal(period->versions[0].force, FORCE_YES);
    assert_int_equal(period->versions[0].perimeter->commune_count, 1);
    assert_int_equal(period->versions[0].perimeter->population, 130);
    assert_int_equal(period->standings[vintage_commune(vintage, A1)], STANDING_COVERED);
    assert_int_equal(period->standings[vintage_commune(vintage, B3)], STANDING_NOT_COVERED);
    assert_int_equal(period->totals[STANDING_NOT_COVERED].communes, 3);
    assert_int_equal(period->totals[STANDING_NOT_COVERED].population, 4103);
    assert_int_equal(period->gap_count, 1);
    assert_int_equal(period->from.day, day("2022-01-01").day);
    snapshot_release(snapshot);
}

static void the_land_of_a_perimeter_is_the_same_in_both_years(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    AUTO(reexpression) reexpression = NULL;
    const struct period *then =
        period_in(snapshot, "2022-06-01", 0, &(struct reexpression *){NULL});
    const struct period *now = period_in(snapshot, "2022-06-01", 2023, &reexpression);

    (void)state;
    expect_shape(now->versions[0].perimeter->outline->shape,
                 then->versions[0].perimeter->outline->shape);
    expect_shape(now->gaps[0].outline->shape, then->gaps[0].outline->shape);
    expect_near(now->totals[STANDING_NOT_COVERED].area_m2,
                then->totals[STANDING_NOT_COVERED].area_m2, 1e-3);
    snapshot_release(snapshot);
}

static void
a_period_reexpressed_in_the_year_of_another_with_the_same_contracts_is_that_one(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    AUTO(reexpression) reexpression = NULL;
    const struct period *got = period_in(snapshot, "2022-06-01", 2023, &reexpression);
    const struct period *wanted =
        period_in(snapshot, "2023-06-01", 0, &(struct reexpression *){NULL});

    (void)state;
    assert_memory_equal(got->standings, wanted->standings, COMMUNE_COUNT * sizeof *got->standings);
    assert_int_equal(got->gap_count, wanted->gap_count);
    assert_string_equal(got->gaps[0].id, wanted->gaps[0].id);
    assert_int_equal(got->known_contracts, wanted->known_contracts);
    assert_int_equal(got->list_is_complete, wanted->list_is_complete);
    snapshot_release(snapshot);
}

static void a_contract_out_of_force_covers_nothing_in_any_year(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    AUTO(reexpression) reexpression = NULL;
    const struct period *period = period_in(snapshot, "2021-06-01", 2023, &reexpression);

    (void)state;
    assert_int_equal(period->version_count, 0);
    assert_int_equal(period->totals[STANDING_NOT_COVERED].communes, COMMUNE_COUNT);
    snapshot_release(snapshot);
}

static void before_the_first_vintage_a_year_must_be_named(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    AUTO(reexpression) reexpression = NULL;

    (void)state;
    assert_null(period_in(snapshot, "2020-06-01", 0, &(struct reexpression *){NULL})->vintage);
    assert_ptr_equal(period_in(snapshot, "2020-06-01", 2021, &reexpression)->vintage,
                     snapshot->vintages[0]);
    snapshot_release(snapshot);
}

static void the_year_of_the_date_costs_nothing(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    struct reexpression *reexpression = NULL;
    const struct period *wanted = timeline_at(&snapshot->timeline, day("2024-06-01"));

    (void)state;
    assert_ptr_equal(period_in(snapshot, "2024-06-01", 2023, &reexpression), wanted);
    assert_null(reexpression);
    assert_ptr_equal(period_in(snapshot, "2024-06-01", 0, &reexpression), wanted);
    assert_null(reexpression);
    assert_false(period_is_reexpressed(snapshot, wanted, day("2024-06-01")));
    snapshot_release(snapshot);
}

static void a_year_that_is_not_loaded_is_refused_with_those_that_are(void **state)
{
    struct snapshot *snapshot = snapshot_of_squares();
    struct reexpression *reexpression = NULL;
    const struct period *period = NULL;
    struct error err = {0};

    (void)state;
    expect_refusal(period_on(snapshot, day("2022-06-01"), 2022, &reexpression, &period, &err),
                   STATUS_INVALID, &err, CODES("2022", "2021, 2023"));
    assert_null(reexpression);
    assert_null(period);
    snapshot_release(snapshot);
}

static void a_year_has_four_digits(void **state)
{
    static const char *const wrong[] = {"",     "24",    "20241", "202x",
                                        "-024", " 2024", "0024",  "2024 "};
    int year = 7;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(vintage_year_parse(wrong[i], &year, NULL), STATUS_INVALID);
    assert_int_equal(year, 7);
    assert_int_equal(vintage_year_parse("2024", &year, NULL), STATUS_OK);
    assert_int_equal(year, 2024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_merger_names_its_parts_and_a_cut_both_its_sides),
        cmocka_unit_test(an_outline_around_both_sides_does_not_rest_on_the_cut),
        cmocka_unit_test(before_a_split_its_cut_divides_nothing),
        cmocka_unit_test(a_year_named_gives_its_communes_to_the_contracts_of_the_date),
        cmocka_unit_test(the_land_of_a_perimeter_is_the_same_in_both_years),
        cmocka_unit_test(
            a_period_reexpressed_in_the_year_of_another_with_the_same_contracts_is_that_one),
        cmocka_unit_test(a_contract_out_of_force_covers_nothing_in_any_year),
        cmocka_unit_test(before_the_first_vintage_a_year_must_be_named),
        cmocka_unit_test(the_year_of_the_date_costs_nothing),
        cmocka_unit_test(a_year_that_is_not_loaded_is_refused_with_those_that_are),
        cmocka_unit_test(a_year_has_four_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
