#include "geo/topojson.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct writing {
    struct text *text;
    const struct coverage *coverage;
    struct region *region;
    struct box box;
    double steps_lon, steps_lat; /* quantisation steps a grid step; 1 keeps the grid */
    uint32_t *numbers; /* arc → number + 1 in the topology; 0 when it is not needed yet */
    uint32_t *needed;  /* arcs in the order of their numbers */
    uint32_t needed_count;
    struct error *err;
};

static int64_t quantised(double steps, int32_t value_e7, int32_t origin_e7)
{
    return llrint(((double)value_e7 - origin_e7) * steps);
}

static uint32_t number_of(struct writing *writing, uint32_t arc)
{
    if (writing->numbers[arc] == 0) {
        writing->needed[writing->needed_count++] = arc;
        writing->numbers[arc] = writing->needed_count;
    }
    return writing->numbers[arc] - 1;
}

/** A ring by its arcs, from the one with the canonical start; a backward arc is written as ~n. */
static void write_ring(struct writing *writing, const struct outline_rings *rings,
                       const struct outline_ring *ring)
{
    uint32_t count = ring->end - ring->begin;

    text_add(writing->text, "[");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t half = rings->halves[ring->begin + (ring->first - ring->begin + i) % count];
        int64_t number = number_of(writing, half >> 1);

        if (i > 0)
            text_add(writing->text, ",");
        text_add_integer(writing->text, (half & 1) == 0 ? number : -number - 1);
    }
    text_add(writing->text, "]");
}

static enum status write_feature(struct writing *writing, const struct topojson_feature *feature)
{
    struct outline_rings rings;
    enum status status;

    region_set(writing->region, feature->units, feature->unit_count);
    status = region_trace(writing->region, &rings, writing->err);
    if (status != STATUS_OK)
        return status;
    text_add(writing->text, rings.count == 0 ? "{\"type\":null" : "{\"type\":\"MultiPolygon\"");
    if (feature->properties != NULL) {
        text_add(writing->text, ",\"properties\":");
        text_add(writing->text, feature->properties);
    }
    if (rings.count > 0) {
        text_add(writing->text, ",\"arcs\":[[");
        for (size_t i = 0; i < rings.count; i++) {
            if (i > 0)
                text_add(writing->text, rings.list[i].is_hole ? "," : "],[");
            write_ring(writing, &rings, &rings.list[i]);
        }
        text_add(writing->text, "]]");
    }
    text_add(writing->text, "}");
    return STATUS_OK;
}

static enum status write_object(struct writing *writing, const struct topojson_object *object)
{
    enum status status = STATUS_OK;

    text_add(writing->text, "\"");
    text_add(writing->text, object->name);
    text_add(writing->text, "\":{\"type\":\"GeometryCollection\",\"geometries\":[");
    for (size_t i = 0; i < object->feature_count && status == STATUS_OK; i++) {
        if (i > 0)
            text_add(writing->text, ",\n");
        status = write_feature(writing, &object->features[i]);
    }
    text_add(writing->text, "]}");
    return status;
}

static void write_pair(struct text *text, int64_t x, int64_t y)
{
    text_add(text, "[");
    text_add_integer(text, x);
    text_add(text, ",");
    text_add_integer(text, y);
    text_add(text, "]");
}

/** The first position, then differences; those of zero are left out, but for an arc's second end.
 */
static void write_arc(const struct writing *writing, uint32_t arc)
{
    uint32_t count;
    const struct position *positions = coverage_arc(writing->coverage, arc, &count);
    int64_t x = 0;
    int64_t y = 0;
    uint32_t written = 0;

    text_add(writing->text, "[");
    for (uint32_t i = 0; i < count; i++) {
        int64_t next_x = quantised(writing->steps_lon, positions[i].lon_e7, writing->box.west_e7);
        int64_t next_y = quantised(writing->steps_lat, positions[i].lat_e7, writing->box.south_e7);
        bool is_last_chance = i + 1 == count && written < 2;

        if (i > 0 && next_x == x && next_y == y && !is_last_chance)
            continue;
        if (written++ > 0)
            text_add(writing->text, ",");
        write_pair(writing->text, next_x - x, next_y - y);
        x = next_x;
        y = next_y;
    }
    text_add(writing->text, "]");
}

/** The shortest text that reads back as the same number. */
static void add_number(struct text *text, double value)
{
    char digits[32];

    (void)snprintf(digits, sizeof digits, "%.15g", value);
    if (strtod(digits, NULL) != value)
        (void)snprintf(digits, sizeof digits, "%.17g", value);
    text_add(text, digits);
}

static void write_transform(const struct writing *writing)
{
    double scale_lon = 1 / writing->steps_lon / DEGREE_E7;
    double scale_lat = 1 / writing->steps_lat / DEGREE_E7;

    text_add(writing->text, "\"transform\":{\"scale\":[");
    add_number(writing->text, scale_lon);
    text_add(writing->text, ",");
    add_number(writing->text, scale_lat);
    text_add(writing->text, "],\"translate\":[");
    text_add_degrees(writing->text, writing->box.west_e7);
    text_add(writing->text, ",");
    text_add_degrees(writing->text, writing->box.south_e7);
    text_add(writing->text, "]}");
}

static double steps_along(int32_t low_e7, int32_t high_e7, uint32_t quantization)
{
    double extent = (double)high_e7 - low_e7;

    return quantization == 0 || extent <= 0 ? 1 : (quantization - 1.0) / extent;
}

static enum status write_topology(struct writing *writing, const struct topojson_object objects[],
                                  size_t object_count)
{
    enum status status = STATUS_OK;

    text_add(writing->text, "{\"type\":\"Topology\",");
    write_transform(writing);
    text_add(writing->text, ",\n\"objects\":{");
    for (size_t i = 0; i < object_count && status == STATUS_OK; i++) {
        if (i > 0)
            text_add(writing->text, ",\n");
        status = write_object(writing, &objects[i]);
    }
    text_add(writing->text, "},\n\"arcs\":[");
    for (uint32_t i = 0; i < writing->needed_count && status == STATUS_OK; i++) {
        if (i > 0)
            text_add(writing->text, ",\n");
        write_arc(writing, writing->needed[i]);
    }
    text_add(writing->text, "]}\n");
    return status;
}

enum status topojson_write(struct text *text, const struct coverage *coverage,
                           const struct topojson_object objects[], size_t object_count,
                           uint32_t quantization, struct error *err)
{
    AUTO(region) region = NULL;
    struct writing writing = {.text = text, .coverage = coverage, .err = err};
    enum status status = region_new(coverage, &region, err);

    if (status != STATUS_OK)
        return status;
    if (quantization == 1 || quantization > 0x80000000u)
        return error_set(err, STATUS_INVALID, "", "%u is no quantisation: give 2 steps or more",
                         "%u n'est pas une quantification : donnez au moins 2 pas", quantization);
    writing.region = region;
    writing.box = box_of(coverage->positions, coverage->arcs[coverage->arc_count].begin);
    writing.steps_lon = steps_along(writing.box.west_e7, writing.box.east_e7, quantization);
    writing.steps_lat = steps_along(writing.box.south_e7, writing.box.north_e7, quantization);
    writing.numbers = calloc((size_t)coverage->arc_count + 1, sizeof *writing.numbers);
    writing.needed = malloc(((size_t)coverage->arc_count + 1) * sizeof *writing.needed);
    status = writing.numbers == NULL || writing.needed == NULL
                 ? error_no_memory(err)
                 : write_topology(&writing, objects, object_count);
    free(writing.numbers);
    free(writing.needed);
    return status;
}
