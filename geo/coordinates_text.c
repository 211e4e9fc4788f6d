#include "geo/coordinates_text.h"

static void add_position(struct text *text, const struct coordinates_style *style,
                         struct position position)
{
    text_add(text, style->position_open);
    text_add_degrees(text, position.lon_e7);
    text_add(text, style->between_numbers);
    text_add_degrees(text, position.lat_e7);
    text_add(text, style->position_close);
}

static void add_ring(struct text *text, const struct coordinates_style *style,
                     const struct multipolygon *multipolygon, uint32_t ring)
{
    size_t count;
    const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

    text_add(text, style->open);
    for (size_t i = 0; i < count; i++) {
        add_position(text, style, positions[i]);
        text_add_bytes(text, ",", 1);
    }
    add_position(text, style, positions[0]);
    text_add(text, style->close);
}

void coordinates_add_polygon(struct text *text, const struct coordinates_style *style,
                             const struct multipolygon *multipolygon, uint32_t polygon)
{
    uint32_t begin = multipolygon_polygon_begin(multipolygon, polygon);

    text_add(text, style->open);
    for (uint32_t ring = begin; ring < multipolygon_polygon_end(multipolygon, polygon); ring++) {
        if (ring > begin)
            text_add_bytes(text, ",", 1);
        add_ring(text, style, multipolygon, ring);
    }
    text_add(text, style->close);
}

void coordinates_add_all(struct text *text, const struct coordinates_style *style,
                         const struct multipolygon *multipolygon)
{
    text_add(text, style->open);
    for (uint32_t polygon = 0; polygon < multipolygon->polygon_count; polygon++) {
        if (polygon > 0)
            text_add_bytes(text, ",", 1);
        coordinates_add_polygon(text, style, multipolygon, polygon);
    }
    text_add(text, style->close);
}
