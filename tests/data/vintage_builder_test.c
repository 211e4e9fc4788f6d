#include <stdio.h>
#include <string.h>

#include "data/vintage_builder.h"
#include "geo/geodesic.h"
#include "support/expect.h"

static const struct row_place here = {"communes.csv", 14};

/* Four squares in a row: three in the region, one beyond it in the same EPCI as the third. */
static const struct commune_row communes[] = {
    {"80001", "Abbeville", NULL, "32", "200069029", 100},
    {"80002", "Acheux", NULL, "32", "200069029", 20},
    {"80003", "Agenville", NULL, "32", "200069235", 3},
    {"76001", "Aumale", NULL, "28", "200069235", 4000},
};
static const struct epci_row epcis[] = {
    {"200069235", "CC B", "CC", 2, 4003},
    {"200069029", "CA A", "CA", 2, 120},
};
static const struct departement_row departements[] = {{"80", "Somme", "32"},
                                                      {"76", "Seine-Maritime", "28"}};

static struct vintage_builder *begin(void)
{
    struct vintage_builder *builder = NULL;

    assert_int_equal(vintage_builder_new(2021, "32", &builder, NULL), STATUS_OK);
    return builder;
}

static void add_lists(struct vintage_builder *builder)
{
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(vintage_builder_add_commune(builder, &communes[i], here, NULL), STATUS_OK);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(vintage_builder_add_epci(builder, &epcis[i], here, NULL), STATUS_OK);
        assert_int_equal(vintage_builder_add_departement(builder, &departements[i], here, NULL),
                         STATUS_OK);
    }
}

static void add_square(struct vintage_builder *builder, const char *insee, int x)
{
    struct shape_row row = {insee, square_at(x, 0, 1)};

    assert_int_equal(vintage_builder_add_shape(builder, row, here, NULL), STATUS_OK);
}

static void add_shapes(struct vintage_builder *builder)
{
    for (int i = 3; i >= 0; i--) /* the order of files never matters */
        add_square(builder, communes[i].insee, i);
}

static void units_are_sorted_linked_and_added_up(void **state)
{
    AUTO(vintage_builder) builder = begin();
    AUTO(vintage) vintage = NULL;
    struct error err = {0};
    const struct epci *straddling;

    (void)state;
    add_lists(builder);
    add_shapes(builder);
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    assert_int_equal(vintage->commune_count, 4);
    assert_int_equal(vintage->region_commune_count, 3);
    assert_string_equal(vintage->communes[0].insee.code, "76001");
    assert_string_equal(vintage->communes[vintage->region_communes[0]].name, "Abbeville");
    assert_int_equal(vintage->population, 123);
    straddling = &vintage->epcis[vintage_epci(vintage, "200069235")];
    assert_int_equal(straddling->commune_count, 2);
    assert_int_equal(straddling->outside_count, 1);
    assert_int_equal(straddling->population, 3); /* of the region's part */
    assert_int_equal(vintage->departements[vintage_departement(vintage, "76")].commune_count, 0);
    assert_int_equal(vintage->departements[vintage_departement(vintage, "80")].population, 123);
    expect_near(vintage->communes[0].area_m2, geodesic_area_m2(vintage->communes[0].shape), 1e-3);
}

static void codes_are_found_and_typos_suggested(void **state)
{
    AUTO(vintage_builder) builder = begin();
    AUTO(vintage) vintage = NULL;

    (void)state;
    add_lists(builder);
    add_shapes(builder);
    assert_int_equal(vintage_builder_finish(builder, &vintage, NULL), STATUS_OK);
    assert_true(vintage_commune(vintage, "80009") == UNIT_NONE);
    assert_int_equal(vintage_commune_like(vintage, "80010"), vintage_commune(vintage, "80001"));
    assert_int_equal(vintage_commune_like(vintage, "8001"), vintage_commune(vintage, "80001"));
    assert_int_equal(vintage_epci_like(vintage, "200069092"), vintage_epci(vintage, "200069029"));
    assert_true(vintage_commune_like(vintage, "12345") == UNIT_NONE);
}

static void an_unknown_population_is_not_zero(void **state)
{
    AUTO(vintage_builder) builder = begin();
    AUTO(vintage) vintage = NULL;
    struct commune_row row = {"80001", "Abbeville", NULL, NULL, "200069029", POPULATION_UNKNOWN};

    (void)state;
    assert_int_equal(vintage_builder_add_commune(builder, &row, here, NULL), STATUS_OK);
    add_square(builder, "80001", 0);
    assert_int_equal(vintage_builder_finish(builder, &vintage, NULL), STATUS_OK);
    assert_int_equal(vintage->population, POPULATION_UNKNOWN);
    assert_int_equal(vintage->epcis[0].population, POPULATION_UNKNOWN);
    /* Without lists of EPCI and départements, codes name them. */
    assert_string_equal(vintage->epcis[0].name, "200069029");
    assert_string_equal(vintage->departements[0].code, "80");
}

static void a_code_of_wrong_form_is_refused_with_its_line(void **state)
{
    static const struct {
        const char *insee, *epci, *departement, *word;
    } wrong[] = {
        {"2016", "", NULL, "02016"},           {"0201", "", NULL, "00201"},
        {"020166", "", NULL, "020166"},        {"02016", "200069028", NULL, "200069028"},
        {"02016", "2000690", NULL, "2000690"}, {"02016", "", "2", "2"},
    };
    AUTO(vintage_builder) builder = begin();

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct commune_row row = {wrong[i].insee, "X",           wrong[i].departement,
                                  NULL,           wrong[i].epci, 1};
        struct error err = {0};

        expect_refusal(vintage_builder_add_commune(builder, &row, here, &err), STATUS_INVALID, &err,
                       (const char *const[]){"communes.csv:14", wrong[i].word, NULL});
    }
}

/** Builds the four squares but for what a case changes, and expects the refusal to say so. */
static void expect_no_vintage(struct vintage_builder *builder, const char *const words[])
{
    AUTO(vintage) vintage = NULL;
    struct error err = {0};

    expect_refusal(vintage_builder_finish(builder, &vintage, &err), STATUS_INVALID, &err, words);
    assert_null(vintage);
}

static void a_commune_without_shape_is_named(void **state)
{
    AUTO(vintage_builder) builder = begin();

    (void)state;
    add_lists(builder);
    for (int i = 0; i < 3; i++)
        add_square(builder, communes[i].insee, i);
    expect_no_vintage(builder, (const char *const[]){"76001", NULL});
}

static void five_codes_stand_for_all_that_lack_a_shape(void **state)
{
    AUTO(vintage_builder) builder = begin();
    char insee[12];

    (void)state;
    for (int i = 1; i <= 7; i++) {
        struct commune_row row = {insee, "X", NULL, "32", "", 1};

        (void)snprintf(insee, sizeof insee, "%05d", 80000 + i);
        assert_int_equal(vintage_builder_add_commune(builder, &row, here, NULL), STATUS_OK);
    }
    expect_no_vintage(builder,
                      (const char *const[]){"7 (80001, 80002, 80003, 80004, 80005, …)", NULL});
}

static void a_commune_may_be_in_no_epci(void **state)
{
    AUTO(vintage_builder) builder = begin();
    AUTO(vintage) vintage = NULL;
    struct commune_row row = {"80001", "Abbeville", NULL, "32", "", 1};
    struct error err = {0};

    (void)state;
    assert_int_equal(vintage_builder_add_commune(builder, &row, here, NULL), STATUS_OK);
    add_square(builder, "80001", 0);
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    assert_true(vintage->communes[0].epci == UNIT_NONE);
    assert_int_equal(vintage->epci_count, 0);
}

static void a_shape_without_commune_is_named(void **state)
{
    AUTO(vintage_builder) builder = begin();

    (void)state;
    add_lists(builder);
    add_shapes(builder);
    add_square(builder, "80999", 7);
    expect_no_vintage(builder, (const char *const[]){"80999", NULL});
}

static void a_second_row_for_a_code_is_refused(void **state)
{
    AUTO(vintage_builder) builder = begin();
    struct row_place there = {"communes.csv", 15};

    (void)state;
    add_lists(builder);
    add_shapes(builder);
    assert_int_equal(vintage_builder_add_commune(builder, &communes[1], there, NULL), STATUS_OK);
    expect_no_vintage(builder, (const char *const[]){"communes.csv:15", "80002", NULL});
}

static void a_second_row_for_an_epci_or_a_shape_is_refused(void **state)
{
    AUTO(vintage_builder) one = begin();
    AUTO(vintage_builder) other = begin();
    struct row_place there = {"epci.csv", 15};

    (void)state;
    add_lists(one);
    add_shapes(one);
    assert_int_equal(vintage_builder_add_epci(one, &epcis[1], there, NULL), STATUS_OK);
    expect_no_vintage(one, (const char *const[]){"epci.csv:15", "200069029", NULL});
    add_lists(other);
    add_shapes(other);
    add_square(other, "80002", 9);
    expect_no_vintage(other, (const char *const[]){"80002", NULL});
}

static void a_second_row_for_a_departement_is_refused(void **state)
{
    AUTO(vintage_builder) builder = begin();
    struct row_place there = {"departements.csv", 3};
    struct error err = {0};

    (void)state;
    add_lists(builder);
    expect_refusal(vintage_builder_add_departement(builder, &departements[0], there, &err),
                   STATUS_INVALID, &err, (const char *const[]){"departements.csv:3", "80", NULL});
}

static void an_epci_that_lacks_a_member_is_refused(void **state)
{
    AUTO(vintage_builder) builder = begin();
    struct epci_row row = {"200069029", "CA A", "CA", 3, -1};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(vintage_builder_add_commune(builder, &communes[i], here, NULL), STATUS_OK);
    assert_int_equal(vintage_builder_add_epci(builder, &row, here, NULL), STATUS_OK);
    add_square(builder, "80001", 0);
    add_square(builder, "80002", 1);
    expect_no_vintage(builder, (const char *const[]){"CA A", "200069029", "2", "3", NULL});
}

static void populations_of_another_year_are_refused(void **state)
{
    AUTO(vintage_builder) builder = begin();
    struct epci_row row = {"200069029", "CA A", "CA", 2, 121};

    (void)state;
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(vintage_builder_add_commune(builder, &communes[i], here, NULL), STATUS_OK);
    assert_int_equal(vintage_builder_add_epci(builder, &row, here, NULL), STATUS_OK);
    add_square(builder, "80001", 0);
    add_square(builder, "80002", 1);
    expect_no_vintage(builder, (const char *const[]){"120", "121", NULL});
}

static void a_commune_of_an_unlisted_epci_is_refused(void **state)
{
    AUTO(vintage_builder) builder = begin();

    (void)state;
    assert_int_equal(vintage_builder_add_commune(builder, &communes[0], here, NULL), STATUS_OK);
    assert_int_equal(vintage_builder_add_epci(builder, &epcis[0], here, NULL), STATUS_OK);
    add_square(builder, "80001", 0);
    expect_no_vintage(builder, (const char *const[]){"80001", "200069029", NULL});
}

static void shapes_that_overlap_are_refused_by_name(void **state)
{
    AUTO(vintage_builder) builder = begin();

    (void)state;
    add_lists(builder);
    for (int i = 0; i < 4; i++)
        add_square(builder, communes[i].insee, i == 3 ? 2 : i);
    expect_no_vintage(builder, (const char *const[]){"Aumale (76001)", "Agenville (80003)", NULL});
}

static void without_communes_there_is_no_vintage(void **state)
{
    AUTO(vintage_builder) builder = begin();

    (void)state;
    add_square(builder, "80001", 0);
    expect_no_vintage(builder, (const char *const[]){NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_are_sorted_linked_and_added_up),
        cmocka_unit_test(codes_are_found_and_typos_suggested),
        cmocka_unit_test(an_unknown_population_is_not_zero),
        cmocka_unit_test(a_code_of_wrong_form_is_refused_with_its_line),
        cmocka_unit_test(a_commune_without_shape_is_named),
        cmocka_unit_test(five_codes_stand_for_all_that_lack_a_shape),
        cmocka_unit_test(a_commune_may_be_in_no_epci),
        cmocka_unit_test(a_shape_without_commune_is_named),
        cmocka_unit_test(a_second_row_for_a_code_is_refused),
        cmocka_unit_test(a_second_row_for_an_epci_or_a_shape_is_refused),
        cmocka_unit_test(a_second_row_for_a_departement_is_refused),
        cmocka_unit_test(an_epci_that_lacks_a_member_is_refused),
        cmocka_unit_test(populations_of_another_year_are_refused),
        cmocka_unit_test(a_commune_of_an_unlisted_epci_is_refused),
        cmocka_unit_test(shapes_that_overlap_are_refused_by_name),
        cmocka_unit_test(without_communes_there_is_no_vintage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
