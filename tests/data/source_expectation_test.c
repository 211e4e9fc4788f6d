/* What an import should bring: as much as the nearest vintage, else the floors; in its place, else
 * in France. */
#include <stdio.h>
#include <string.h>

#include "data/source/expectation.h"
#include "data/vintage_builder.h"
#include "support/expect.h"

static struct vintage *vintage_of(int year, const char *region, int communes)
{
    AUTO(vintage_builder) builder = NULL;
    struct vintage *vintage = NULL;
    struct row_place here = {"squares", 1};
    struct error err = {0};

    expect_ok(vintage_builder_new(year, region, &builder, &err), &err);
    for (int i = 0; i < communes; i++) {
        char insee[16];
        struct commune_row row = {insee, "A", NULL, region, "200069029", 1};
        struct shape_row shape = {insee, square_at(i % 20, i / 20, 1)};

        (void)snprintf(insee, sizeof insee, "80%03d", i + 1);
        expect_ok(vintage_builder_add_commune(builder, &row, here, &err), &err);
        expect_ok(vintage_builder_add_shape(builder, shape, here, &err), &err);
    }
    expect_ok(vintage_builder_finish(builder, &vintage, &err), &err);
    return vintage;
}

static void floors_hold_where_no_vintage_is_loaded(void **state)
{
    const struct expectation region = expectation_of("32", 2024, NULL, 0);
    const struct expectation other = expectation_of("84", 2024, NULL, 0);

    (void)state;
    assert_true(range_holds(region.communes, 3782) && range_holds(region.communes, 3700));
    assert_false(range_holds(region.communes, 3699));
    assert_true(range_holds(region.epcis, 88));
    assert_false(range_holds(region.epcis, 87));
    assert_true(range_holds(other.communes, 1) && range_holds(other.epcis, 1));
    assert_true(range_holds(other.national_communes, 34000));
    assert_false(range_holds(other.national_communes, 33999));
    assert_true(range_holds(other.national_epcis, 1200));
    assert_false(range_holds(other.national_epcis, 1199));
}

static void the_nearest_vintage_of_the_region_says_how_many(void **state)
{
    AUTO(vintage) early = vintage_of(2021, "99", 100);
    AUTO(vintage) late = vintage_of(2025, "99", 200);
    AUTO(vintage) elsewhere = vintage_of(2024, "98", 50);
    struct vintage *const loaded[] = {elsewhere, late, early};
    struct expectation expectation = expectation_of("99", 2022, loaded, 3);

    (void)state;
    assert_ptr_equal(expectation.nearest, early);
    assert_true(range_holds(expectation.communes, 98) && range_holds(expectation.communes, 102));
    assert_false(range_holds(expectation.communes, 97));
    assert_false(range_holds(expectation.communes, 103));
    assert_true(range_holds(expectation.epcis, 2)); /* of few, one more or less is none too many */
    assert_false(range_holds(expectation.epcis, 3));
    expectation = expectation_of("99", 2024, loaded, 3);
    assert_ptr_equal(expectation.nearest, late);
    assert_true(range_holds(expectation.communes, 196));
    assert_false(range_holds(expectation.communes, 195));
    assert_null(expectation_of("97", 2024, loaded, 3).nearest);
}

static bool lies(const struct expectation *expectation, const char *insee, double lon, double lat)
{
    struct position position;

    expect_ok(position_from_degrees(lon, lat, &position, NULL), NULL);
    return box_holds(expectation_area(expectation, insee), position);
}

static void shapes_lie_where_their_departement_does(void **state)
{
    /* Towns at the ends of each: public facts. */
    static const struct {
        const char *insee;
        double lon, lat;
    } towns[] = {
        {"29155", -5.10, 48.46},  {"66048", 3.11, 42.48},     {"2B353", 9.42, 42.01},
        {"2A041", 9.16, 41.39},   {"59183", 2.38, 51.03},     {"67482", 7.75, 48.57},
        {"97105", -61.73, 16.00}, {"97110", -61.04, 16.31},   {"97209", -61.07, 14.60},
        {"97302", -52.33, 4.93},  {"97353", -54.03, 3.64},    {"97411", 55.45, -20.88},
        {"97502", -56.18, 46.78}, {"97608", 45.23, -12.78},   {"97701", -62.85, 17.90},
        {"97801", -63.08, 18.07}, {"98735", -149.57, -17.54}, {"98818", 166.45, -22.27},
    };
    const struct expectation nothing = expectation_of("", 2024, NULL, 0);

    (void)state;
    for (size_t i = 0; i < sizeof towns / sizeof *towns; i++) {
        print_message("# %s\n", towns[i].insee);
        assert_true(lies(&nothing, towns[i].insee, towns[i].lon, towns[i].lat));
        if (towns[i].lon >= -90 && towns[i].lon <= 90)
            assert_false(lies(&nothing, towns[i].insee, towns[i].lat, towns[i].lon));
        assert_false(lies(&nothing, towns[i].insee, 0, 0));
    }
    assert_true(box_is_empty(expectation_area(&nothing, "97999")));
    assert_true(box_is_empty(expectation_area(&nothing, "2016")));
}

static void shapes_lie_where_the_nearest_vintage_does(void **state)
{
    AUTO(vintage) vintage = vintage_of(2021, "99", 1); /* 2–2.01° E, 49–49.01° N */
    AUTO(vintage) france = vintage_of(2021, "", 1);
    struct vintage *const loaded[] = {vintage, france};
    const struct expectation near = expectation_of("99", 2022, loaded, 2);
    const struct expectation all = expectation_of("", 2022, loaded, 2);

    (void)state;
    assert_true(lies(&near, "80001", 2.4, 49.4) && lies(&near, "97411", 1.6, 48.6));
    assert_false(lies(&near, "80001", 2.6, 49));
    assert_false(lies(&near, "80001", 2, 48.4));
    assert_ptr_equal(all.nearest, france);
    assert_true(lies(&all, "97411", 55.45, -20.88));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(floors_hold_where_no_vintage_is_loaded),
        cmocka_unit_test(the_nearest_vintage_of_the_region_says_how_many),
        cmocka_unit_test(shapes_lie_where_their_departement_does),
        cmocka_unit_test(shapes_lie_where_the_nearest_vintage_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
