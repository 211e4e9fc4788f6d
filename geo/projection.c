#include "geo/projection.h"

#include <math.h>
#include <stdlib.h>

#include <proj.h>

struct projection {
    PJ_CONTEXT *context;
    PJ *transformation; /* CRS84 to EPSG:2154, both easting first */
};

void projection_free(struct projection *projection)
{
    if (projection == NULL)
        return;
    proj_destroy(projection->transformation);
    proj_context_destroy(projection->context);
    free(projection);
}

enum status projection_new(struct projection **ret_projection, struct error *err)
{
    AUTO(projection) projection = calloc(1, sizeof *projection);

    if (projection == NULL)
        return error_no_memory(err);
    projection->context = proj_context_create();
    if (projection->context == NULL)
        return error_no_memory(err);
    proj_context_set_enable_network(projection->context, 0);
    proj_log_level(projection->context, PJ_LOG_NONE);
    projection->transformation =
        proj_create_crs_to_crs(projection->context, "OGC:CRS84", "EPSG:2154", NULL);
    if (projection->transformation == NULL)
        return error_set(err, STATUS_INTERNAL, "EPSG:2154",
                         "PROJ does not know this projection: install the package proj-data",
                         "PROJ ne connaît pas cette projection : installez le paquet proj-data");
    *ret_projection = TAKE(projection);
    return STATUS_OK;
}

static enum status transform(struct projection *projection, PJ_DIRECTION direction, double in_x,
                             double in_y, PJ_COORD *ret_coord, struct error *err)
{
    PJ_COORD coord =
        proj_trans(projection->transformation, direction, proj_coord(in_x, in_y, 0, 0));

    if (!isfinite(coord.xy.x) || !isfinite(coord.xy.y))
        return error_set(err, STATUS_INVALID, "", "%.10g, %.10g lies outside Lambert-93",
                         "%.10g, %.10g est hors du domaine du Lambert-93", in_x, in_y);
    *ret_coord = coord;
    return STATUS_OK;
}

enum status projection_to_lambert93(struct projection *projection, struct position position,
                                    struct lambert93 *ret_point, struct error *err)
{
    PJ_COORD coord;
    double lon_deg = position_lon_deg(position);
    double lat_deg = position_lat_deg(position);
    enum status status;

    /* Within its domain; the cone goes on to the poles, and means nothing there. */
    if (lon_deg < -10 || lon_deg > 11 || lat_deg < 41 || lat_deg > 52)
        return error_set(err, STATUS_INVALID, "", "%.7f, %.7f lies outside Lambert-93",
                         "%.7f, %.7f est hors du domaine du Lambert-93", lon_deg, lat_deg);
    status = transform(projection, PJ_FWD, lon_deg, lat_deg, &coord, err);
    if (status == STATUS_OK)
        *ret_point = (struct lambert93){coord.xy.x, coord.xy.y};
    return status;
}

enum status projection_from_lambert93(struct projection *projection, struct lambert93 point,
                                      struct position *ret_position, struct error *err)
{
    PJ_COORD coord;
    enum status status;

    if (!isfinite(point.x_m) || !isfinite(point.y_m))
        return error_set(err, STATUS_INVALID, "", "%g, %g is not a point",
                         "%g, %g n'est pas un point", point.x_m, point.y_m);
    status = transform(projection, PJ_INV, point.x_m, point.y_m, &coord, err);
    return status == STATUS_OK ? position_from_degrees(coord.xy.x, coord.xy.y, ret_position, err)
                               : status;
}
