#include "service/report/drawing.h"

#include <math.h>
#include <stdbool.h>

#include "service/report/html.h"

enum { WIDTH_MAX = 480, HEIGHT_MAX = 360 };

/** From the grid to tenths of a pixel. */
struct frame {
    struct box box;
    double x_scale;
    double y_scale;
    int width;
    int height;
};

static struct frame frame_of(struct box box)
{
    double middle_rad = ((double)box.south_e7 + box.north_e7) / 2e7 * 3.14159265358979 / 180;
    double width = ((double)box.east_e7 - box.west_e7) * cos(middle_rad);
    double height = (double)box.north_e7 - box.south_e7;
    double scale = fmin(WIDTH_MAX / fmax(width, 1), HEIGHT_MAX / fmax(height, 1));

    return (struct frame){box, scale * cos(middle_rad), scale, (int)ceil(width * scale) + 4,
                          (int)ceil(height * scale) + 4};
}

static void add_ring(struct text *text, const struct frame *frame, const struct position *ring,
                     size_t count)
{
    long last_x = -1;
    long last_y = -1;

    for (size_t i = 0; i < count; i++) {
        long x = lround(((double)ring[i].lon_e7 - frame->box.west_e7) * frame->x_scale * 10) + 20;
        long y = lround(((double)frame->box.north_e7 - ring[i].lat_e7) * frame->y_scale * 10) + 20;

        if (x == last_x && y == last_y)
            continue;
        text_addf(text, "%s%ld.%ld %ld.%ld", i == 0 ? "M" : "L", x / 10, x % 10, y / 10, y % 10);
        last_x = x;
        last_y = y;
    }
    text_add(text, "Z");
}

void drawing_add(struct text *text, const struct multipolygon *shape, const char *title)
{
    struct html html;
    struct frame frame;

    if (shape == NULL || shape->ring_count == 0)
        return;
    html_init(&html, text, LANGUAGE_EN);
    frame = frame_of(multipolygon_box(shape));
    text_addf(text, "<svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"><title>",
              frame.width, frame.height, frame.width, frame.height);
    html_text(&html, title);
    text_add(text,
             "</title><path fill=\"#2a78\" fill-rule=\"evenodd\" stroke=\"currentColor\" d=\"");
    for (uint32_t ring = 0; ring < shape->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(shape, ring, &count);

        add_ring(text, &frame, positions, count);
    }
    text_add(text, "\"/></svg>\n");
}
