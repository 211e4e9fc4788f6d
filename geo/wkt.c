#include "geo/wkt.h"

#include "geo/coordinates_text.h"

void wkt_add(struct text *text, const struct multipolygon *multipolygon)
{
    static const struct coordinates_style style = {"(", ")", "", "", " "};

    if (multipolygon->polygon_count == 0) {
        text_add(text, "MULTIPOLYGON EMPTY");
        return;
    }
    text_add(text, "MULTIPOLYGON ");
    coordinates_add_all(text, &style, multipolygon);
}
