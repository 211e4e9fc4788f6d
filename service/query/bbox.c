#include "service/query/bbox.h"

#include <stdlib.h>
#include <string.h>

static enum status refuse(const char *text, struct error *err)
{
    return error_set(
        err, STATUS_INVALID, "bbox",
        "“%.80s” is not a box: give west,south,east,north in degrees, longitudes within "
        "±180 and latitudes within ±90",
        "« %.80s » n'est pas une emprise : donnez ouest,sud,est,nord en degrés, "
        "longitudes entre -180 et 180, latitudes entre -90 et 90",
        text);
}

/** The number of values, 0 when the text is not numbers between commas. */
static size_t parse_numbers(const char *text, double values[6])
{
    size_t count = 0;

    while (count < 6) {
        char *end;

        /* strtod() would skip blanks and take "nan", "inf" and hexadecimal. */
        if (strspn(text, "0123456789+-.eE") != strcspn(text, ","))
            return 0;
        values[count] = strtod(text, &end);
        if (end == text || (*end != ',' && *end != '\0'))
            return 0;
        count++;
        if (*end == '\0')
            return count;
        text = end + 1;
    }
    return 0;
}

enum status bbox_parse(const char *text, struct bbox *ret_bbox, struct error *err)
{
    double values[6];
    size_t count = parse_numbers(text, values);
    size_t upper = count / 2;
    struct position low;
    struct position high;

    if (count != 4 && count != 6)
        return refuse(text, err);
    if (position_from_degrees(values[0], values[1], &low, NULL) != STATUS_OK ||
        position_from_degrees(values[upper], values[upper + 1], &high, NULL) != STATUS_OK ||
        low.lat_e7 > high.lat_e7)
        return refuse(text, err);
    if (low.lon_e7 <= high.lon_e7) {
        ret_bbox->boxes[0] = (struct box){low.lon_e7, low.lat_e7, high.lon_e7, high.lat_e7};
        ret_bbox->count = 1;
        return STATUS_OK;
    }
    ret_bbox->boxes[0] = (struct box){low.lon_e7, low.lat_e7, 180 * DEGREE_E7, high.lat_e7};
    ret_bbox->boxes[1] = (struct box){-180 * DEGREE_E7, low.lat_e7, high.lon_e7, high.lat_e7};
    ret_bbox->count = 2;
    return STATUS_OK;
}

bool bbox_meets(const struct bbox *bbox, struct box box, const struct multipolygon *multipolygon)
{
    for (size_t i = 0; i < bbox->count; i++) {
        if (box_intersects(bbox->boxes[i], box) &&
            multipolygon_intersects_box(multipolygon, bbox->boxes[i]))
            return true;
    }
    return false;
}
