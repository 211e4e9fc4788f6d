#include "geo/geojson.h"

#include "geo/coordinates_text.h"

static const struct coordinates_style style = {"[", "]", "[", "]", ","};

void geojson_add_geometry(struct text *text, const struct multipolygon *multipolygon)
{
    if (multipolygon->polygon_count != 1) {
        geojson_add_multipolygon(text, multipolygon);
        return;
    }
    text_add(text, "{\"type\":\"Polygon\",\"coordinates\":");
    coordinates_add_polygon(text, &style, multipolygon, 0);
    text_add(text, "}");
}

void geojson_add_multipolygon(struct text *text, const struct multipolygon *multipolygon)
{
    if (multipolygon->polygon_count == 0) {
        text_add(text, "null");
        return;
    }
    text_add(text, "{\"type\":\"MultiPolygon\",\"coordinates\":");
    coordinates_add_all(text, &style, multipolygon);
    text_add(text, "}");
}

void geojson_add_box(struct text *text, struct box box)
{
    text_add(text, "[");
    text_add_degrees(text, box.west_e7);
    text_add(text, ",");
    text_add_degrees(text, box.south_e7);
    text_add(text, ",");
    text_add_degrees(text, box.east_e7);
    text_add(text, ",");
    text_add_degrees(text, box.north_e7);
    text_add(text, "]");
}
