/* The store: families of shapes with their cuts, the years that rest on them, and the movements,
 * come back as they were put. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "data/contents_family.h"
#include "data/store.h"
#include "support/expect.h"
#include "support/territory.h"

static const struct change change = {"2026-11-26", "essai", "un essai"};

static const char *const rows[] = {
    "2022-01-01 32 COM 02001 COM 02002",  "2022-01-01 32 COM 02002 COM 02002",
    "2022-01-01 32 COM 02001 COMD 02001", "2024-01-01 21 COM 02006 COM 02006",
    "2024-01-01 21 COM 02006 COM 02007",  NULL,
};
static const char *const parts[] = {"COMD 02001 02002", "COMA 02008 02003", NULL};

static int set_up(void **state)
{
    char *path = malloc(64);

    (void)snprintf(path, 64, "/tmp/lisiere-family-XXXXXX");
    *state = path;
    return close(mkstemp(path)) == 0 && unlink(path) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)unlink(*state);
    free(*state);
    return 0;
}

/** 2021, 2023, and 2024 on shapes that are cut for it; with the lists of other years. */
static void fill(struct contents *contents)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) cut = NULL;
    struct position line[3] = {territory_place(2.1, 1.0), territory_place(2.5, 1.4),
                               territory_place(2.9, 1.95)};
    struct shape_cut wanted = {
        .insee = {"02006"},
        .left = {"02007"},
        .right = {"02006"},
        .date = date_of(2024, 1, 1),
        .line = line,
        .line_count = 3,
        .is_approximate = true,
        .reason = {"because", "parce qu’« il » faut"},
        .source = "un essai",
    };
    struct error err = {0};

    expect_ok(contents_begin(contents, &err), &err);
    contents_put_lineage(contents, territory_lineage(rows, parts));
    expect_ok(contents_put_vintage(contents, territory_year(2021, family, contents->lineage), &err),
              &err);
    expect_ok(contents_put_vintage(contents, territory_year(2023, family, contents->lineage), &err),
              &err);
    expect_ok(derive_cuts(family, contents->lineage, 2024, &wanted, 1, &cut, &err), &err);
    expect_ok(contents_change_family(contents, family, cut, &err), &err);
    expect_ok(contents_put_vintage(contents, territory_year(2024, cut, contents->lineage), &err),
              &err);
    contents->vintages[2]->epci_year = 2023;
    contents->vintages[2]->population_year = 2022;
}

static void put(const char *path, const struct contents *contents)
{
    AUTO(store) store = NULL;
    struct error err = {0};

    expect_ok(store_open(path, STORE_WRITE, &store, &err), &err);
    expect_ok(store_begin(store, &change, &err), &err);
    for (size_t i = 0; i < contents->vintage_count; i++)
        expect_ok(store_put_vintage(store, contents->vintages[i], &err), &err);
    expect_ok(store_put_lineage(store, contents->lineage, &err), &err);
    expect_ok(store_commit(store, &err), &err);
}

static int count(const char *path, const char *table)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    char sql[64];
    int value;

    (void)snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}

static void expect_cut(const struct shape_cut *got, const struct shape_cut *wanted)
{
    assert_string_equal(got->insee.code, wanted->insee.code);
    assert_string_equal(got->left.code, wanted->left.code);
    assert_string_equal(got->right.code, wanted->right.code);
    assert_int_equal(got->date.day, wanted->date.day);
    assert_int_equal(got->is_approximate, wanted->is_approximate);
    expect_near(got->prolonged_m[0], wanted->prolonged_m[0], 0);
    expect_near(got->prolonged_m[1], wanted->prolonged_m[1], 0);
    assert_string_equal(got->reason.en, wanted->reason.en);
    assert_string_equal(got->reason.fr, wanted->reason.fr);
    assert_string_equal(got->source, wanted->source);
    assert_int_equal(got->line_count, wanted->line_count);
    for (size_t i = 0; i < got->line_count; i++)
        assert_true(position_equal(got->line[i], wanted->line[i]));
}

static void expect_family(const struct shape_family *got, const struct shape_family *wanted)
{
    struct digest one, other;
    struct error err = {0};

    expect_ok(shape_family_identity(got, &one, &err), &err);
    expect_ok(shape_family_identity(wanted, &other, &err), &err);
    assert_string_equal(one.hex, other.hex);
    assert_int_equal(got->year, wanted->year);
    assert_int_equal(got->tile_count, wanted->tile_count);
    for (uint32_t t = 0; t < got->tile_count; t++) {
        assert_string_equal(got->tiles[t].insee.code, wanted->tiles[t].insee.code);
        assert_string_equal(got->tiles[t].side.code, wanted->tiles[t].side.code);
        assert_string_equal(got->tiles[t].key, wanted->tiles[t].key);
        expect_shape(got->tiles[t].shape, wanted->tiles[t].shape);
    }
    assert_int_equal(got->cut_count, wanted->cut_count);
    for (uint32_t i = 0; i < got->cut_count; i++)
        expect_cut(&got->cuts[i], &wanted->cuts[i]);
}

static void expect_vintage(const struct vintage *got, const struct vintage *wanted)
{
    assert_int_equal(got->year, wanted->year);
    assert_int_equal(got->epci_year, wanted->epci_year);
    assert_int_equal(got->population_year, wanted->population_year);
    assert_int_equal(got->commune_count, wanted->commune_count);
    expect_near(got->area_m2, wanted->area_m2, 0);
    for (uint32_t c = 0; c < got->commune_count; c++) {
        assert_string_equal(got->communes[c].insee.code, wanted->communes[c].insee.code);
        expect_near(got->communes[c].area_m2, wanted->communes[c].area_m2, 0);
        expect_shape(got->communes[c].shape, wanted->communes[c].shape);
        assert_int_equal(got->communes[c].tile_count, wanted->communes[c].tile_count);
        assert_memory_equal(got->communes[c].tiles, wanted->communes[c].tiles,
                            got->communes[c].tile_count * sizeof(uint32_t));
    }
}

static void expect_lineage(const struct lineage *got, const struct lineage *wanted)
{
    assert_int_equal(got->movement_count, wanted->movement_count);
    for (size_t i = 0; i < got->movement_count; i++) {
        const struct movement *a = &got->movements[i], *b = &wanted->movements[i];

        assert_int_equal(movement_compare(a, b), 0);
        assert_string_equal(a->name_before, b->name_before);
        assert_string_equal(a->name_after, b->name_after);
    }
    assert_int_equal(got->delegate_count, wanted->delegate_count);
    for (size_t i = 0; i < got->delegate_count; i++) {
        assert_int_equal(delegate_compare(&got->delegates[i], &wanted->delegates[i]), 0);
        assert_string_equal(got->delegates[i].parent.code, wanted->delegates[i].parent.code);
        assert_string_equal(got->delegates[i].name, wanted->delegates[i].name);
    }
}

static void all_comes_back_as_it_was_put(void **state)
{
    SCOPED(contents) wanted = {0};
    SCOPED(contents) got = {0};
    struct error err = {0};

    fill(&wanted);
    put(*state, &wanted);
    expect_ok(contents_read(*state, &got, &err), &err);
    assert_int_equal(got.vintage_count, wanted.vintage_count);
    for (size_t i = 0; i < got.vintage_count; i++)
        expect_vintage(got.vintages[i], wanted.vintages[i]);
    expect_family(got.vintages[2]->family, wanted.vintages[2]->family);
    expect_lineage(got.lineage, wanted.lineage);
}

static void years_of_one_family_share_it_in_the_store_and_out_of_it(void **state)
{
    SCOPED(contents) wanted = {0};
    SCOPED(contents) got = {0};
    struct error err = {0};

    fill(&wanted);
    assert_ptr_equal(wanted.vintages[0]->family, wanted.vintages[2]->family);
    put(*state, &wanted);
    assert_int_equal(count(*state, "family"), 1);
    expect_ok(contents_read(*state, &got, &err), &err);
    assert_ptr_equal(got.vintages[0]->family, got.vintages[1]->family);
    assert_ptr_equal(got.vintages[0]->family, got.vintages[2]->family);
}

static void putting_the_same_again_changes_nothing_of_it(void **state)
{
    SCOPED(contents) wanted = {0};
    SCOPED(contents) got = {0};
    struct error err = {0};

    fill(&wanted);
    put(*state, &wanted);
    expect_ok(contents_read(*state, &got, &err), &err);
    put(*state, &got);
    assert_int_equal(count(*state, "family"), 1);
    assert_int_equal(count(*state, "cut"), 1);
    assert_int_equal(count(*state, "tile"), 7);
    assert_int_equal(count(*state, "movement"), 5);
    assert_int_equal(count(*state, "delegate"), 2);
    assert_int_equal(count(*state, "vintage"), 3);
}

static void a_family_that_nothing_rests_on_goes(void **state)
{
    SCOPED(contents) wanted = {0};
    AUTO(shape_family) whole = territory_family();
    struct error err = {0};

    fill(&wanted);
    put(*state, &wanted);
    wanted.vintage_count = 2; /* 2024 cannot do without the cut */
    expect_ok(contents_change_family(&wanted, wanted.vintages[0]->family, whole, &err), &err);
    put(*state, &wanted);
    assert_int_equal(count(*state, "family"), 2);
    wanted.vintage_count = 3;
    vintage_free(wanted.vintages[2]);
    wanted.vintages[2] = territory_vintage(
        2024, whole,
        (const struct insee[]){{"02001"}, {"02002"}, {"02003"}, {"02004"}, {"02005"}, {"02006"}});
    put(*state, &wanted);
    assert_int_equal(count(*state, "family"), 1);
    assert_int_equal(count(*state, "cut"), 0);
    assert_int_equal(count(*state, "tile"), 6);
}

static void a_year_whose_list_lacks_an_owner_says_so(void **state)
{
    SCOPED(contents) contents = {0};
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) again = territory_family();
    struct insee owners[6];
    struct error err = {0};

    (void)state;
    for (uint32_t t = 0; t < family->tile_count; t++)
        owners[t] = family->tiles[t].insee;
    expect_ok(contents_begin(&contents, &err), &err);
    expect_ok(contents_put_vintage(&contents, territory_vintage(2023, family, owners), &err), &err);
    contents_put_lineage(
        &contents,
        territory_lineage((const char *const[]){"2023-01-01 50 COM 02001 COM 02011", NULL}, NULL));
    expect_refusal(contents_change_family(&contents, family, again, &err), STATUS_INVALID, &err,
                   (const char *const[]){"02011", "2023", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_comes_back_as_it_was_put, set_up, tear_down),
        cmocka_unit_test_setup_teardown(years_of_one_family_share_it_in_the_store_and_out_of_it,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(putting_the_same_again_changes_nothing_of_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_family_that_nothing_rests_on_goes, set_up, tear_down),
        cmocka_unit_test(a_year_whose_list_lacks_an_owner_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
