/* Topologies, read back as the specification says and compared with the outlines they stand for. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/topojson.h"
#include "property/lattice.h"
#include "property/random.h"
#include "support/expect.h"

enum { BYTES_MAX = 1 << 22 };

/* A reader of JSON that is right: a value is where it begins in the text. */

static const char *skip_spaces(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/** What comes after a value and spaces. */
static const char *value_end(const char *at)
{
    int depth = 0;

    do {
        if (*at == '"') {
            for (at++; *at != '"'; at++)
                at += *at == '\\';
        }
        depth += *at == '{' || *at == '[';
        depth -= *at == '}' || *at == ']';
        if (*at == '\0')
            fail_msg("the text ends within a value");
        at = skip_spaces(at + 1);
    } while (depth > 0 || (*at != '\0' && strchr(",]}", *at) == NULL));
    return at;
}

/** The value of a member; NULL when there is none. */
static const char *member(const char *object, const char *name)
{
    const char *at = skip_spaces(object + 1);

    assert_int_equal(*object, '{');
    while (*at == '"') {
        size_t length = strcspn(at + 1, "\"");
        const char *value = skip_spaces(at + 1 + length + 2);

        if (strlen(name) == length && strncmp(at + 1, name, length) == 0)
            return value;
        at = value_end(value);
        at = skip_spaces(at + (*at == ','));
    }
    return NULL;
}

/** The first element of an array, or the next one; NULL after the last. */
static const char *first(const char *array)
{
    assert_int_equal(*array, '[');
    return *skip_spaces(array + 1) == ']' ? NULL : skip_spaces(array + 1);
}

static const char *next(const char *element)
{
    const char *end = value_end(element);

    return *end == ',' ? skip_spaces(end + 1) : NULL;
}

static const char *element(const char *array, long at)
{
    const char *found = first(array);

    for (; at > 0 && found != NULL; at--)
        found = next(found);
    if (found == NULL)
        fail_msg("there is no such element");
    return found;
}

static bool is_string(const char *value, const char *string)
{
    return strncmp(value + 1, string, strlen(string)) == 0 && value[1 + strlen(string)] == '"';
}

/** Two numbers. */
static void read_pair(const char *pair, double *x, double *y)
{
    *x = strtod(element(pair, 0), NULL);
    *y = strtod(element(pair, 1), NULL);
}

static struct position position_at(double lon_deg, double lat_deg)
{
    struct position position;

    assert_int_equal(position_from_degrees(lon_deg, lat_deg, &position, NULL), STATUS_OK);
    return position;
}

/** Appends an arc, forward or backward, less the position where the one before it ended. */
static void add_arc(struct multipolygon *shape, const char *topology, long reference)
{
    const char *transform = member(topology, "transform");
    const char *arc = element(member(topology, "arcs"), reference < 0 ? -reference - 1 : reference);
    static struct position positions[1000];
    double scale_x = 1, scale_y = 1, west = 0, south = 0, x = 0, y = 0;
    size_t count = 0;
    uint32_t ring_begin = shape->ring_count == 0 ? 0 : shape->ring_ends[shape->ring_count - 1];

    if (transform != NULL) {
        read_pair(member(transform, "scale"), &scale_x, &scale_y);
        read_pair(member(transform, "translate"), &west, &south);
    }
    for (const char *at = first(arc); at != NULL; at = next(at)) {
        double dx, dy;

        read_pair(at, &dx, &dy);
        x = transform != NULL ? x + dx : dx;
        y = transform != NULL ? y + dy : dy;
        assert_true(count < 1000);
        positions[count++] = position_at(west + x * scale_x, south + y * scale_y);
    }
    assert_true(count >= 2);
    for (size_t i = 0; i < count; i++) {
        struct position position = positions[reference < 0 ? count - 1 - i : i];

        if (i == 0 && shape->position_count > ring_begin) {
            /* Arcs of a ring share their ends. */
            assert_true(position_equal(position, shape->positions[shape->position_count - 1]));
            continue;
        }
        assert_int_equal(multipolygon_add_position(shape, position), STATUS_OK);
    }
}

static void add_polygon(struct multipolygon *shape, const char *topology, const char *polygon)
{
    for (const char *ring = first(polygon); ring != NULL; ring = next(ring)) {
        for (const char *at = first(ring); at != NULL; at = next(at))
            add_arc(shape, topology, strtol(at, NULL, 10));
        assert_int_equal(multipolygon_close_ring(shape), STATUS_OK);
    }
    assert_int_equal(multipolygon_end_polygon(shape), STATUS_OK);
}

/** A geometry as positions on the grid, canonical; nothing of a geometry of type null. */
static struct multipolygon *decode(const char *topology, const char *geometry)
{
    struct multipolygon *shape = multipolygon_new();
    const char *type = member(geometry, "type");
    const char *arcs = member(geometry, "arcs");

    assert_non_null(shape);
    assert_non_null(type);
    if (is_string(type, "Polygon"))
        add_polygon(shape, topology, arcs);
    if (is_string(type, "MultiPolygon")) {
        for (const char *polygon = first(arcs); polygon != NULL; polygon = next(polygon))
            add_polygon(shape, topology, polygon);
    }
    assert_int_equal(multipolygon_canonicalize(shape), STATUS_OK);
    return shape;
}

static const char *geometries_of(const char *topology, const char *name)
{
    const char *object = member(member(topology, "objects"), name);

    assert_true(is_string(member(topology, "type"), "Topology"));
    assert_non_null(object);
    assert_true(is_string(member(object, "type"), "GeometryCollection"));
    return member(object, "geometries");
}

/** Every unit as a feature, and the whole as another layer. */
struct layers {
    struct topojson_feature units[LATTICE_UNITS_MAX];
    struct topojson_feature whole;
    struct topojson_object objects[2];
    uint32_t numbers[LATTICE_UNITS_MAX];
};

static void layers_init(struct layers *layers, const struct coverage *coverage)
{
    for (uint32_t unit = 0; unit < coverage->unit_count; unit++) {
        layers->numbers[unit] = unit;
        layers->units[unit] = (struct topojson_feature){&layers->numbers[unit], 1, NULL};
    }
    layers->whole = (struct topojson_feature){layers->numbers, coverage->unit_count,
                                              "{\"name\":\"tout, [\\\"}\"}"};
    layers->objects[0] = (struct topojson_object){"units", layers->units, coverage->unit_count};
    layers->objects[1] = (struct topojson_object){"whole", &layers->whole, 1};
}

static const char *write(struct text *text, const struct mosaic *tiling, uint32_t quantization)
{
    struct layers layers;
    struct error err = {0};
    const char *bytes = NULL;
    size_t length;

    layers_init(&layers, tiling->coverage);
    text_init(text, BYTES_MAX);
    expect_ok(topojson_write(text, tiling->coverage, layers.objects, 2, quantization, &err), &err);
    assert_int_equal(text_view(text, &bytes, &length), STATUS_OK);
    return bytes;
}

static void expect_outline(const struct mosaic *tiling, const struct multipolygon *got,
                           const uint32_t units[], size_t count)
{
    AUTO(multipolygon) wanted = NULL;
    struct error err = {0};

    expect_ok(coverage_union(tiling->coverage, units, count, &wanted, &err), &err);
    expect_shape(got, wanted);
}

/** All that is written stands for the outlines, to the last digit. */
static void expect_exact(const struct mosaic *tiling)
{
    SCOPED(text) text;
    const char *topology = write(&text, tiling, 0);
    const char *units = geometries_of(topology, "units");
    AUTO(multipolygon) whole = decode(topology, first(geometries_of(topology, "whole")));
    uint32_t numbers[LATTICE_UNITS_MAX];

    for (uint32_t unit = 0; unit < tiling->lattice.unit_count; unit++) {
        AUTO(multipolygon) got = decode(topology, element(units, unit));

        expect_outline(tiling, got, &unit, 1);
        numbers[unit] = unit;
    }
    expect_outline(tiling, whole, numbers, tiling->lattice.unit_count);
}

static void draw(struct mosaic *tiling, const char *rows)
{
    struct error err = {0};

    lattice_draw(&tiling->lattice, rows);
    expect_ok(mosaic_init(tiling, &err), &err);
}

static void without_quantization_nothing_is_lost(void **state)
{
    uint64_t random = random_seed();
    SCOPED(mosaic) pierced;

    (void)state;
    draw(&pierced, "AAAAA|A.CBA|ABDCA|AAAAA|.E.E.");
    expect_exact(&pierced);
    for (int i = 0; i < 200; i++) {
        SCOPED(mosaic) tiling;
        struct error err = {0};

        lattice_random(&tiling.lattice, 8, &random);
        expect_ok(mosaic_init(&tiling, &err), &err);
        expect_exact(&tiling);
    }
}

/** How often each arc is named, forward and backward; returns how many arcs there are. */
static long count_uses(const char *topology, const char *layer, int forward[], int backward[])
{
    long arcs = 0;

    for (const char *at = first(member(topology, "arcs")); at != NULL; at = next(at))
        arcs++;
    for (const char *geometry = first(geometries_of(topology, layer)); geometry != NULL;
         geometry = next(geometry)) {
        const char *at = member(geometry, "arcs");

        for (const char *end = at == NULL ? NULL : value_end(at); at != NULL && at < end;) {
            long reference;

            at += strcspn(at, "-0123456789");
            if (at >= end)
                break;
            reference = strtol(at, NULL, 10);
            at += strspn(at, "-0123456789");
            assert_true(-arcs <= reference && reference < arcs);
            forward[reference < 0 ? 0 : reference] += reference >= 0;
            backward[reference < 0 ? -reference - 1 : 0] += reference < 0;
        }
    }
    return arcs;
}

static void neighbours_share_their_arcs_whatever_the_quantization(void **state)
{
    static const uint32_t quantizations[] = {0, 2, 3, 10, 1000, 1000000, 1u << 31};

    (void)state;
    for (int i = 0; i < 7; i++) {
        SCOPED(mosaic) tiling;
        SCOPED(text) text;
        int forward[200] = {0}, backward[200] = {0};
        long arcs, shared = 0;

        draw(&tiling, "ABC|DEF|GHI");
        arcs = count_uses(write(&text, &tiling, quantizations[i]), "units", forward, backward);
        for (long arc = 0; arc < arcs; arc++) {
            assert_true(forward[arc] <= 1 && backward[arc] <= 1);
            shared += forward[arc] == 1 && backward[arc] == 1;
        }
        /* Twelve edges between nine squares; the outer border is eight arcs. */
        if (i >= 3)
            assert_int_equal(arcs, 20);
        if (i == 0 || i >= 3)
            assert_int_equal(shared, 12);
    }
}

static void quantized_positions_are_within_a_step(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(text) text;
    const char *topology, *units;
    /* The box is 0.03 degree a side; 99 steps. */
    double step = 0.03 / 99 * DEGREE_E7;

    (void)state;
    draw(&tiling, "ABB|ACB|DDD");
    topology = write(&text, &tiling, 100);
    units = geometries_of(topology, "units");
    assert_non_null(member(topology, "transform"));
    for (uint32_t unit = 0; unit < 4; unit++) {
        AUTO(multipolygon) got = decode(topology, element(units, unit));
        const struct multipolygon *wanted = tiling.units[unit];

        assert_int_equal(got->position_count, wanted->position_count);
        for (uint32_t i = 0; i < got->position_count; i++) {
            double nearest = 1e9;

            for (uint32_t j = 0; j < wanted->position_count; j++)
                nearest = fmin(nearest,
                               fmax(abs(got->positions[i].lon_e7 - wanted->positions[j].lon_e7),
                                    abs(got->positions[i].lat_e7 - wanted->positions[j].lat_e7)));
            if (nearest > step / 2 + 1)
                fail_msg("%.17g grid steps away, expected at most %.17g", nearest, step / 2);
        }
    }
}

static void properties_are_those_given(void **state)
{
    SCOPED(mosaic) tiling;
    SCOPED(text) text;
    const char *topology, *properties;

    (void)state;
    draw(&tiling, "AB");
    topology = write(&text, &tiling, 0);
    properties = member(first(geometries_of(topology, "whole")), "properties");
    assert_non_null(properties);
    assert_true(strncmp(properties, "{\"name\":\"tout, [\\\"}\"}", 21) == 0);
    assert_null(member(first(geometries_of(topology, "units")), "properties"));
}

static void only_the_arcs_of_the_features_are_written(void **state)
{
    static const uint32_t middle = 4;
    SCOPED(mosaic) tiling;
    SCOPED(text) text;
    struct topojson_feature feature = {&middle, 1, NULL};
    struct topojson_object object = {"units", &feature, 1};
    int forward[200] = {0}, backward[200] = {0};
    const char *bytes = NULL;
    size_t length;
    struct error err = {0};

    (void)state;
    draw(&tiling, "ABC|DEF|GHI");
    text_init(&text, BYTES_MAX);
    expect_ok(topojson_write(&text, tiling.coverage, &object, 1, 0, &err), &err);
    assert_int_equal(text_view(&text, &bytes, &length), STATUS_OK);
    assert_int_equal(count_uses(bytes, "units", forward, backward), 4);
}

static void quantizations_of_1_and_above_2_to_31_are_refused(void **state)
{
    static const uint32_t wrong[] = {1, (1u << 31) + 1, UINT32_MAX};
    SCOPED(mosaic) tiling;
    struct layers layers;

    (void)state;
    draw(&tiling, "AB");
    layers_init(&layers, tiling.coverage);
    for (int i = 0; i < 3; i++) {
        SCOPED(text) text;
        struct error err = {0};

        text_init(&text, BYTES_MAX);
        expect_refusal(topojson_write(&text, tiling.coverage, layers.objects, 2, wrong[i], &err),
                       STATUS_INVALID, &err, (const char *const[]){NULL});
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_quantization_nothing_is_lost),
        cmocka_unit_test(neighbours_share_their_arcs_whatever_the_quantization),
        cmocka_unit_test(quantized_positions_are_within_a_step),
        cmocka_unit_test(properties_are_those_given),
        cmocka_unit_test(only_the_arcs_of_the_features_are_written),
        cmocka_unit_test(quantizations_of_1_and_above_2_to_31_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
