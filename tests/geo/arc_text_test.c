/* Outlines copied from rendered arcs: the bytes of the same outline written vertex by vertex. */
#include <stdlib.h>
#include <string.h>

#include "geo/arc_text.h"
#include "geo/geojson.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { BYTES_MAX = 1 << 22 };

/** A tiling, its arcs as text, and a region on it. */
struct scene {
    struct mosaic tiling;
    struct arc_text *arc_text;
    struct region *region;
};

/** Of the lattice that is there. */
static void scene_init(struct scene *scene)
{
    struct error err = {0};

    expect_ok(mosaic_init(&scene->tiling, &err), &err);
    scene->arc_text = NULL;
    scene->region = NULL;
    expect_ok(arc_text_new(scene->tiling.coverage, &scene->arc_text, &err), &err);
    expect_ok(region_new(scene->tiling.coverage, &scene->region, &err), &err);
}

static void scene_release(struct scene *scene)
{
    arc_text_free(scene->arc_text);
    region_free(scene->region);
    mosaic_release(&scene->tiling);
}
DEFINE_SCOPED(scene)

static const char *bytes_of(struct text *text)
{
    const char *bytes = NULL;
    size_t length;

    assert_int_equal(text_view(text, &bytes, &length), STATUS_OK);
    assert_int_equal(strlen(bytes), length);
    return bytes;
}

static void expect_same_bytes(const char *got, const char *wanted)
{
    if (strcmp(got, wanted) != 0)
        fail_msg("got\n%s\nwanted\n%s", got, wanted);
}

/** The region's text is that of its outline. */
static void expect_outline_text(struct scene *scene)
{
    AUTO(multipolygon) outline = NULL;
    SCOPED(text) got;
    SCOPED(text) wanted;
    struct error err = {0};

    text_init(&got, BYTES_MAX);
    text_init(&wanted, BYTES_MAX);
    expect_ok(region_outline(scene->region, &outline, &err), &err);
    geojson_add_multipolygon(&wanted, outline);
    expect_ok(arc_text_add_region(&got, scene->arc_text, scene->region, &err), &err);
    expect_same_bytes(bytes_of(&got), bytes_of(&wanted));
}

/** Units by their letters. */
static void set_letters(struct scene *scene, const char *letters)
{
    uint32_t units[LATTICE_UNITS_MAX];
    size_t count = 0;

    for (; letters[count] != '\0'; count++)
        units[count] = (uint32_t)(letters[count] - 'A');
    region_set(scene->region, units, count);
}

static void expect_text(const char *rows, const char *letters, const char *wanted)
{
    SCOPED(scene) scene;
    SCOPED(text) got;
    struct error err = {0};

    lattice_draw(&scene.tiling.lattice, rows);
    scene_init(&scene);
    set_letters(&scene, letters);
    text_init(&got, BYTES_MAX);
    expect_ok(arc_text_add_region(&got, scene.arc_text, scene.region, &err), &err);
    expect_same_bytes(bytes_of(&got), wanted);
    expect_outline_text(&scene);
}

static void two_squares_are_one_rectangle(void **state)
{
    (void)state;
    expect_text("AB", "AB",
                "{\"type\":\"MultiPolygon\",\"coordinates\":"
                "[[[[2,49],[2.01,49],[2.02,49],[2.02,49.01],[2.01,49.01],[2,49.01],[2,49]]]]}");
}

static void an_enclave_is_a_hole_and_its_host_a_shell(void **state)
{
    (void)state;
    expect_text("AAA|ABA|AAA", "B",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2.01,49.01],[2.02,49.01],"
                "[2.02,49.02],[2.01,49.02],[2.01,49.01]]]]}");
    expect_text("AAA|ABA|AAA", "A",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2,49],[2.01,49],[2.02,49],[2.03,49]"
                ",[2.03,49.01],[2.03,49.02],[2.03,49.03],[2.02,49.03],[2.01,49.03],[2,49.03],"
                "[2,49.02],[2,49.01],[2,49]],[[2.01,49.01],[2.01,49.02],[2.02,49.02],[2.02,49.01],"
                "[2.01,49.01]]]]}");
}

static void pieces_that_touch_at_a_point_are_two(void **state)
{
    (void)state;
    expect_text("A.|.B", "AB",
                "{\"type\":\"MultiPolygon\",\"coordinates\":"
                "[[[[2,49.01],[2.01,49.01],[2.01,49.02],[2,49.02],[2,49.01]]],"
                "[[[2.01,49],[2.02,49],[2.02,49.01],[2.01,49.01],[2.01,49]]]]}");
}

static void an_empty_region_is_null(void **state)
{
    (void)state;
    expect_text("AB", "", "null");
}

static void a_text_may_begin_with_something_else(void **state)
{
    SCOPED(scene) scene;
    SCOPED(text) got;
    struct error err = {0};

    (void)state;
    lattice_draw(&scene.tiling.lattice, "A");
    scene_init(&scene);
    set_letters(&scene, "A");
    text_init(&got, BYTES_MAX);
    text_add(&got, "{\"geometry\":");
    expect_ok(arc_text_add_region(&got, scene.arc_text, scene.region, &err), &err);
    text_add(&got, "}");
    expect_same_bytes(bytes_of(&got),
                      "{\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[2,49],[2.01,49]"
                      ",[2.01,49.01],[2,49.01],[2,49]]]]}}");
}

static void more_vertices_hold_more_bytes(void **state)
{
    SCOPED(scene) small;
    SCOPED(scene) large;

    (void)state;
    lattice_draw(&small.tiling.lattice, "A");
    lattice_draw(&large.tiling.lattice, "ABCD|EFGH|IJKL");
    scene_init(&small);
    scene_init(&large);
    if (arc_text_bytes(small.arc_text) == 0 ||
        arc_text_bytes(small.arc_text) >= arc_text_bytes(large.arc_text))
        fail_msg("%zu bytes for one square, %zu for twelve", arc_text_bytes(small.arc_text),
                 arc_text_bytes(large.arc_text));
}

static void any_region_is_written_as_its_outline(void **state)
{
    uint64_t random = random_seed();

    (void)state;
    for (int i = 0; i < 300; i++) {
        SCOPED(scene) scene;

        lattice_random(&scene.tiling.lattice, 9, &random);
        scene_init(&scene);
        region_set_all(scene.region);
        expect_outline_text(&scene);
        /* From one set to the next by a few units at a time. */
        for (int j = 0; j < 12; j++) {
            for (int k = 0; k < 3; k++)
                region_toggle(scene.region, random_below(&random, scene.tiling.lattice.unit_count));
            expect_outline_text(&scene);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_squares_are_one_rectangle),
        cmocka_unit_test(an_enclave_is_a_hole_and_its_host_a_shell),
        cmocka_unit_test(pieces_that_touch_at_a_point_are_two),
        cmocka_unit_test(an_empty_region_is_null),
        cmocka_unit_test(a_text_may_begin_with_something_else),
        cmocka_unit_test(more_vertices_hold_more_bytes),
        cmocka_unit_test(any_region_is_written_as_its_outline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
