#include "geo/position.h"

#include <math.h>

enum status position_from_degrees(double lon_deg, double lat_deg, struct position *ret_position,
                                  struct error *err)
{
    if (!isfinite(lon_deg) || !isfinite(lat_deg))
        return error_set(err, STATUS_INVALID, "", "a coordinate is not a number: %g, %g",
                         "une coordonnée n'est pas un nombre : %g, %g", lon_deg, lat_deg);
    if (fabs(lon_deg) > 180 || fabs(lat_deg) > 90)
        return error_set(err, STATUS_INVALID, "",
                         "the coordinates %.10g, %.10g are not degrees of longitude and latitude: "
                         "wrong projection, or swapped axes",
                         "les coordonnées %.10g, %.10g ne sont pas des degrés de longitude et de "
                         "latitude : mauvaise projection, ou axes intervertis",
                         lon_deg, lat_deg);
    *ret_position = (struct position){
        (int32_t)llrint(lon_deg * DEGREE_E7),
        (int32_t)llrint(lat_deg * DEGREE_E7),
    };
    return STATUS_OK;
}

double position_lon_deg(struct position position)
{
    return position.lon_e7 / (double)DEGREE_E7;
}

double position_lat_deg(struct position position)
{
    return position.lat_e7 / (double)DEGREE_E7;
}

struct box box_empty(void)
{
    return (struct box){INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
}

bool box_is_empty(struct box box)
{
    return box.west_e7 > box.east_e7 || box.south_e7 > box.north_e7;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

struct box box_of(const struct position *positions, size_t count)
{
    struct box box = box_empty();

    for (size_t i = 0; i < count; i++) {
        box.west_e7 = smaller(box.west_e7, positions[i].lon_e7);
        box.south_e7 = smaller(box.south_e7, positions[i].lat_e7);
        box.east_e7 = larger(box.east_e7, positions[i].lon_e7);
        box.north_e7 = larger(box.north_e7, positions[i].lat_e7);
    }
    return box;
}

struct box box_join(struct box a, struct box b)
{
    return (struct box){
        smaller(a.west_e7, b.west_e7),
        smaller(a.south_e7, b.south_e7),
        larger(a.east_e7, b.east_e7),
        larger(a.north_e7, b.north_e7),
    };
}

bool box_intersects(struct box a, struct box b)
{
    return a.west_e7 <= b.east_e7 && b.west_e7 <= a.east_e7 && a.south_e7 <= b.north_e7 &&
           b.south_e7 <= a.north_e7;
}
