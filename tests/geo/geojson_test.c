#include "geo/geojson.h"
#include "geo/wkt.h"
#include "support/expect.h"

static void expect_text(struct text *text, const char *wanted)
{
    const char *bytes;
    size_t length;

    assert_int_equal(text_view(text, &bytes, &length), STATUS_OK);
    assert_string_equal(bytes, wanted);
    text_release(text);
}

static void one_polygon_is_a_polygon(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 0 1.5, 1 0 / 0.1 0.1, 0.2 0.1, 0.1 0.2");
    struct text text;

    (void)state;
    text_init(&text, 1000);
    geojson_add_geometry(&text, shape);
    expect_text(&text, "{\"type\":\"Polygon\",\"coordinates\":[[[1,0],[0,1.5],[0,0],[1,0]],"
                       "[[0.1,0.2],[0.2,0.1],[0.1,0.1],[0.1,0.2]]]}");
}

static void several_polygons_are_a_multipolygon(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 1 0, 1 1; -5 -5, -4 -5, -4 -4");
    struct text text;

    (void)state;
    text_init(&text, 1000);
    geojson_add_geometry(&text, shape);
    expect_text(&text, "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]],"
                       "[[[-5,-5],[-4,-5],[-4,-4],[-5,-5]]]]}");
}

static void a_layer_of_multipolygons_has_no_polygon(void **state)
{
    AUTO(multipolygon) one = shape_of("0 0, 1 0, 1 1");
    AUTO(multipolygon) empty = multipolygon_new();
    struct text text;

    (void)state;
    text_init(&text, 1000);
    geojson_add_multipolygon(&text, one);
    expect_text(&text, "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],[1,1],[0,0]]]]}");
    text_init(&text, 1000);
    geojson_add_multipolygon(&text, empty);
    expect_text(&text, "null");
}

static void nothing_is_null(void **state)
{
    AUTO(multipolygon) shape = multipolygon_new();
    struct text text;

    (void)state;
    text_init(&text, 1000);
    geojson_add_geometry(&text, shape);
    expect_text(&text, "null");
}

static void a_box_is_west_south_east_north(void **state)
{
    struct text text;

    (void)state;
    text_init(&text, 1000);
    geojson_add_box(&text, (struct box){-10000000, 5000000, 20000000, 1});
    expect_text(&text, "[-1,0.5,2,0.0000001]");
}

static void well_known_text_has_the_same_digits(void **state)
{
    AUTO(multipolygon) shape = shape_of("0 0, 1.5 0, 1 1");
    AUTO(multipolygon) empty = multipolygon_new();
    struct text text;

    (void)state;
    text_init(&text, 1000);
    wkt_add(&text, shape);
    expect_text(&text, "MULTIPOLYGON (((0 0,1.5 0,1 1,0 0)))");
    text_init(&text, 1000);
    wkt_add(&text, empty);
    expect_text(&text, "MULTIPOLYGON EMPTY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_polygon_is_a_polygon),
        cmocka_unit_test(several_polygons_are_a_multipolygon),
        cmocka_unit_test(a_layer_of_multipolygons_has_no_polygon),
        cmocka_unit_test(nothing_is_null),
        cmocka_unit_test(a_box_is_west_south_east_north),
        cmocka_unit_test(well_known_text_has_the_same_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
