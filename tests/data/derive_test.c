/* Shapes of other years, on an invented territory of six squares: whose land each tile is, splits
 * along lines, and everything that is refused. */
#include <string.h>

#include "data/contents_family.h"
#include "support/expect.h"
#include "support/territory.h"

enum { TILES_MAX = 16 };

static const struct insee_list no_list = {NULL, 0};

static void expect_owners(struct shape_family *family, const struct lineage *lineage, int year,
                          struct insee_list communes, const char *wanted)
{
    struct insee owners[TILES_MAX];
    struct error err = {0};

    expect_ok(derive_owners(family, lineage, year, communes, owners, &err), &err);
    assert_string_equal(territory_owners(owners, family->tile_count), wanted);
}

static void expect_no_owners(struct shape_family *family, const struct lineage *lineage, int year,
                             struct insee_list communes, enum status status,
                             const char *const words[])
{
    struct insee owners[TILES_MAX];
    struct error err = {0};

    expect_refusal(derive_owners(family, lineage, year, communes, owners, &err), status, &err,
                   words);
}

static void tiles_are_their_own_in_the_year_of_the_shapes(void **state)
{
    AUTO(shape_family) family = territory_family();

    (void)state;
    expect_owners(family, NULL, 2021, no_list, "02001 02002 02003 02004 02005 02006");
}

static void a_merged_commune_owns_the_tiles_of_its_parts(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2022-01-01 32 COM 02001 COM 02002",
            "2022-01-01 32 COM 02002 COM 02002",
            "2022-01-01 32 COM 02001 COMD 02001",
            "2022-01-01 32 COM 02002 COMD 02002",
            "2023-06-15 31 COM 02002 COM 02005",
            "2023-06-15 31 COM 02005 COM 02005",
            NULL,
        },
        NULL);
    AUTO(vintage) before = territory_year(2021, family, lineage);
    AUTO(vintage) after = territory_year(2024, family, lineage);

    (void)state;
    expect_owners(family, lineage, 2022, no_list, "02002 02002 02003 02004 02005 02006");
    expect_owners(family, lineage, 2023, no_list, "02002 02002 02003 02004 02005 02006");
    expect_owners(family, lineage, 2024, no_list, "02005 02005 02003 02004 02005 02006");
    expect_owners(family, lineage, 2099, no_list, "02005 02005 02003 02004 02005 02006");
    assert_int_equal(after->commune_count, 4);
    expect_near(after->area_m2, before->area_m2, 0);
    expect_near(
        after->communes[vintage_commune(after, "02005")].area_m2,
        before->communes[0].area_m2 + before->communes[1].area_m2 + before->communes[4].area_m2, 0);
}

static void a_new_code_takes_the_land_along(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2022-01-01 41 COM 02001 COM 60001",
            "2023-01-01 50 COM 02002 COM 02003", /* codes go round */
            "2023-01-01 50 COM 02003 COM 02002",
            "2024-01-01 10 COM 02004 COM 02004",
            NULL,
        },
        NULL);

    (void)state;
    expect_owners(family, lineage, 2022, no_list, "60001 02002 02003 02004 02005 02006");
    expect_owners(family, lineage, 2024, no_list, "60001 02003 02002 02004 02005 02006");
}

static void a_part_that_comes_back_takes_its_own_tile(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2022-01-01 32 COM 02001 COM 02002",
            "2022-01-01 32 COM 02002 COM 02002",
            "2022-01-01 32 COM 02001 COMD 02001",
            "2022-01-01 32 COM 02002 COMD 02002",
            "2024-01-01 21 COM 02002 COM 02001",
            "2024-01-01 21 COM 02002 COM 02002",
            "2024-01-01 21 COMD 02001 COM 02001",
            "2024-01-01 21 COMD 02002 COM 02002",
            NULL,
        },
        NULL);

    (void)state;
    expect_owners(family, lineage, 2023, no_list, "02002 02002 02003 02004 02005 02006");
    expect_owners(family, lineage, 2024, no_list, "02001 02002 02003 02004 02005 02006");
}

static void years_before_the_shapes_claim_what_their_land_became(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage)
    lineage =
        territory_lineage((const char *const[]){"2020-01-01 50 COM 02091 COM 02001", NULL}, NULL);
    const struct insee codes[] = {{"02002"}, {"02003"}, {"02004"}, {"02005"}, {"02006"}, {"02091"}};

    (void)state;
    expect_owners(family, lineage, 2019, (struct insee_list){codes, 6},
                  "02091 02002 02003 02004 02005 02006");
}

static void what_cannot_be_derived_is_refused(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage)
    split = territory_lineage(
        (const char *const[]){
            "2024-01-01 21 COM 02002 COM 02002",
            "2024-01-01 21 COM 02002 COM 02007",
            NULL,
        },
        NULL);
    AUTO(lineage)
    merger = territory_lineage(
        (const char *const[]){
            "2020-01-01 32 COM 02091 COM 02001",
            "2020-01-01 32 COM 02001 COM 02001",
            NULL,
        },
        NULL);
    const struct insee codes[] = {{"02001"}, {"02091"}};

    (void)state;
    expect_no_owners(family, NULL, 2022, no_list, STATUS_NOT_FOUND,
                     (const char *const[]){"2022", "2021", "v_mvt_commune", "v_commune", NULL});
    expect_no_owners(
        family, split, 2024, no_list, STATUS_INVALID,
        (const char *const[]){"02002", "02002, 02007", "2024", "2021", "--cuts", NULL});
    expect_owners(family, split, 2023, no_list, "02001 02002 02003 02004 02005 02006");
    expect_no_owners(family, merger, 2019, (struct insee_list){codes, 2}, STATUS_INVALID,
                     (const char *const[]){"02001", "02091", "2019", "2021", NULL});
}

/* --- along lines --- */

static const char *const split_rows[] = {
    "2024-01-01 21 COM 02002 COM 02002",
    "2024-01-01 21 COM 02002 COM 02007",
    NULL,
};

/** From the lower left corner of 02002 to the upper right one: 02007 is on the left. */
static struct shape_cut diagonal(struct position line[2])
{
    line[0] = territory_place(1, 0);
    line[1] = territory_place(2, 1);
    return (struct shape_cut){
        .insee = {"02002"},
        .left = {"02007"},
        .right = {"02002"},
        .date = date_of(2024, 1, 1),
        .line = line,
        .line_count = 2,
        .reason = {"because", "parce que"},
        .source = "essai",
    };
}

static void a_split_leaves_its_neighbours_untouched(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) cut = NULL;
    AUTO(lineage) lineage = territory_lineage(split_rows, NULL);
    struct position line[2];
    struct shape_cut wanted = diagonal(line);
    struct error err = {0};

    (void)state;
    expect_ok(derive_cuts(family, lineage, 2024, &wanted, 1, &cut, &err), &err);
    assert_int_equal(cut->tile_count, 7);
    assert_int_equal(cut->cut_count, 1);
    expect_owners(cut, lineage, 2023, no_list, "02001 02002 02002 02003 02004 02005 02006");
    expect_owners(cut, lineage, 2024, no_list, "02001 02002 02007 02003 02004 02005 02006");
    for (uint32_t t = 0; t < cut->tile_count; t++) {
        uint32_t count, old = shape_family_tiles_of(family, cut->tiles[t].insee.code, &count);

        if (cut->tiles[t].side.code[0] != '\0')
            continue;
        expect_shape(cut->tiles[t].shape, family->tiles[old].shape);
        assert_string_equal(cut->tiles[t].key, family->tiles[old].key);
    }
}

static void years_before_a_split_have_the_shapes_they_had(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) cut = NULL;
    AUTO(lineage) lineage = territory_lineage(split_rows, NULL);
    AUTO(vintage) before = territory_year(2023, family, lineage);
    struct position line[2];
    struct shape_cut wanted = diagonal(line);
    struct error err = {0};

    (void)state;
    expect_ok(derive_cuts(family, lineage, 2024, &wanted, 1, &cut, &err), &err);
    {
        AUTO(vintage) again = territory_year(2023, cut, lineage);
        AUTO(vintage) after = territory_year(2024, cut, lineage);
        uint32_t left = vintage_commune(after, "02007"), right = vintage_commune(after, "02002");

        assert_int_equal(again->commune_count, before->commune_count);
        for (uint32_t c = 0; c < before->commune_count; c++) {
            expect_shape(again->communes[c].shape, before->communes[c].shape);
            expect_near(again->communes[c].area_m2, before->communes[c].area_m2, 0);
        }
        expect_near(after->communes[left].area_m2 + after->communes[right].area_m2,
                    before->communes[vintage_commune(before, "02002")].area_m2, 0);
        expect_near(after->area_m2, before->area_m2, 0);
    }
}

static void a_line_that_is_not_needed_is_passed_over(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) early = NULL;
    AUTO(shape_family) cut = NULL;
    AUTO(shape_family) again = NULL;
    AUTO(lineage) lineage = territory_lineage(split_rows, NULL);
    struct position line[2];
    struct shape_cut wanted = diagonal(line);
    struct error err = {0};

    (void)state;
    expect_ok(derive_cuts(family, lineage, 2023, &wanted, 1, &early, &err), &err);
    assert_ptr_equal(early, family);
    expect_ok(derive_cuts(family, lineage, 2024, &wanted, 1, &cut, &err), &err);
    assert_ptr_not_equal(cut, family);
    expect_ok(derive_cuts(cut, lineage, 2025, &wanted, 1, &again, &err), &err);
    assert_ptr_equal(again, cut);
}

static void the_order_of_lines_does_not_matter(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) forward = NULL;
    AUTO(shape_family) backward = NULL;
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2024-01-01 21 COM 02002 COM 02002",
            "2024-01-01 21 COM 02002 COM 02007",
            "2023-01-01 20 COM 02006 COM 02006",
            "2023-01-01 20 COM 02006 COM 02008",
            NULL,
        },
        NULL);
    struct position first[2], second[2] = {territory_place(2, 2), territory_place(3, 1)};
    struct shape_cut lines[2] = {diagonal(first), diagonal(first)};
    struct digest one, other;
    struct error err = {0};

    (void)state;
    lines[1].insee = lines[1].right = (struct insee){"02006"};
    lines[1].left = (struct insee){"02008"};
    lines[1].date = date_of(2023, 1, 1);
    lines[1].line = second;
    expect_ok(derive_cuts(family, lineage, 2024, lines, 2, &forward, &err), &err);
    lines[0] = lines[1];
    lines[1] = diagonal(first);
    expect_ok(derive_cuts(family, lineage, 2024, lines, 2, &backward, &err), &err);
    assert_int_equal(forward->cut_count, 2);
    assert_string_equal(forward->cuts[0].insee.code, "02006");
    assert_string_equal(backward->cuts[0].insee.code, "02006");
    expect_ok(shape_family_identity(forward, &one, &err), &err);
    expect_ok(shape_family_identity(backward, &other, &err), &err);
    assert_string_equal(one.hex, other.hex);
}

/** 02001 and 02002 merge into 02001, which is divided two years later inside what was 02002. */
static void what_is_divided_may_lie_under_another_code(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) cut = NULL;
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2022-01-01 32 COM 02002 COM 02001",
            "2022-01-01 32 COM 02001 COM 02001",
            "2022-01-01 32 COM 02001 COMD 02001",
            "2024-01-01 21 COM 02001 COM 02001",
            "2024-01-01 21 COM 02001 COM 02007",
            NULL,
        },
        (const char *const[]){"COMD 02001 02001", NULL});
    struct position line[2];
    struct shape_cut wanted = diagonal(line);
    struct error err = {0};

    (void)state;
    wanted.insee = wanted.right = (struct insee){"02001"};
    expect_ok(derive_cuts(family, lineage, 2024, &wanted, 1, &cut, &err), &err);
    assert_string_equal(cut->cuts[0].insee.code, "02002");
    expect_owners(cut, lineage, 2024, no_list, "02001 02001 02007 02003 02004 02005 02006");
    expect_owners(cut, lineage, 2023, no_list, "02001 02001 02001 02003 02004 02005 02006");
}

static void expect_no_cut(const struct shape_cut *wanted, enum status status,
                          const char *const words[])
{
    AUTO(shape_family) family = territory_family();
    AUTO(lineage) lineage = territory_lineage(split_rows, NULL);
    struct shape_family *cut = NULL;
    struct error err = {0};

    expect_refusal(derive_cuts(family, lineage, 2024, wanted, 1, &cut, &err), status, &err, words);
    assert_null(cut);
}

static void lines_that_cannot_be_are_refused(void **state)
{
    struct position line[3];
    struct shape_cut wanted = diagonal(line);

    (void)state;
    line[0] = territory_place(2, 0); /* in 02003 */
    line[1] = territory_place(3, 1);
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"02002", "02003", NULL});
    line[0] = territory_place(8, 0); /* nowhere */
    line[1] = territory_place(9, 1);
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"02002", "–", NULL});
    line[0] = territory_place(1.1, 0.1); /* both ends at one corner */
    line[1] = territory_place(1.2, 0.1);
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"2.0100000 49.0000000", NULL});
    line[0] = territory_place(1, 0); /* out of the commune and back */
    line[1] = territory_place(1.4, 0.8);
    line[2] = territory_place(2.5, 0.5);
    wanted.line_count = 3;
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"49.0", NULL});
}

static void a_line_names_what_the_movements_do(void **state)
{
    struct position line[2];
    struct shape_cut wanted = diagonal(line);

    (void)state;
    wanted.left = (struct insee){"02009"};
    expect_no_cut(&wanted, STATUS_INVALID,
                  (const char *const[]){"02002", "02002, 02007", "02009", NULL});
    wanted.left = wanted.right = (struct insee){"02007"};
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"02002", "02007", NULL});
    wanted = diagonal(line);
    wanted.date = date_of(2023, 1, 1);
    expect_no_cut(&wanted, STATUS_INVALID, (const char *const[]){"02002", "02007", NULL});
}

static void a_shape_is_cut_once(void **state)
{
    AUTO(shape_family) family = territory_family();
    AUTO(shape_family) cut = NULL;
    AUTO(lineage)
    lineage = territory_lineage(
        (const char *const[]){
            "2022-01-01 21 COM 02002 COM 02002",
            "2022-01-01 21 COM 02002 COM 02008",
            "2024-01-01 21 COM 02002 COM 02002",
            "2024-01-01 21 COM 02002 COM 02007",
            NULL,
        },
        NULL);
    struct position line[2];
    struct shape_cut wanted[2] = {diagonal(line), diagonal(line)};
    struct shape_family *again = NULL;
    struct error err = {0};

    (void)state;
    wanted[0].date = date_of(2022, 1, 1);
    wanted[0].left = (struct insee){"02008"};
    expect_ok(derive_cuts(family, lineage, 2022, wanted, 1, &cut, &err), &err);
    expect_refusal(derive_cuts(family, lineage, 2024, wanted, 2, &again, &err), STATUS_NOT_FOUND,
                   &err, (const char *const[]){"02002", "2021", NULL});
    assert_null(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiles_are_their_own_in_the_year_of_the_shapes),
        cmocka_unit_test(a_merged_commune_owns_the_tiles_of_its_parts),
        cmocka_unit_test(a_new_code_takes_the_land_along),
        cmocka_unit_test(a_part_that_comes_back_takes_its_own_tile),
        cmocka_unit_test(years_before_the_shapes_claim_what_their_land_became),
        cmocka_unit_test(what_cannot_be_derived_is_refused),
        cmocka_unit_test(a_split_leaves_its_neighbours_untouched),
        cmocka_unit_test(years_before_a_split_have_the_shapes_they_had),
        cmocka_unit_test(a_line_that_is_not_needed_is_passed_over),
        cmocka_unit_test(the_order_of_lines_does_not_matter),
        cmocka_unit_test(what_is_divided_may_lie_under_another_code),
        cmocka_unit_test(lines_that_cannot_be_are_refused),
        cmocka_unit_test(a_line_names_what_the_movements_do),
        cmocka_unit_test(a_shape_is_cut_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
