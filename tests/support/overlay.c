#include "support/overlay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

/** A GEOS context and the last thing it complained of. */
struct session {
    GEOSContextHandle_t handle;
    char complaint[256];
};

static void keep_complaint(const char *message, void *context)
{
    struct session *session = context;

    (void)snprintf(session->complaint, sizeof session->complaint, "%s", message);
}

static enum status fail(const struct session *session, enum status status, struct error *err)
{
    return error_set(err, status, "", "the shapes cannot be united: %.200s",
                     "les contours ne peuvent pas être réunis : %.200s",
                     session->complaint[0] != '\0' ? session->complaint : "GEOS");
}

static GEOSGeometry *ring_to_geos(const struct session *session,
                                  const struct multipolygon *multipolygon, uint32_t ring)
{
    size_t count;
    const struct position *positions = multipolygon_ring(multipolygon, ring, &count);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(session->handle, (unsigned)count + 1, 2);

    if (sequence == NULL)
        return NULL;
    for (size_t i = 0; i <= count; i++) {
        struct position position = positions[i < count ? i : 0];

        if (GEOSCoordSeq_setXY_r(session->handle, sequence, (unsigned)i, position_lon_deg(position),
                                 position_lat_deg(position)) == 0) {
            GEOSCoordSeq_destroy_r(session->handle, sequence);
            return NULL;
        }
    }
    return GEOSGeom_createLinearRing_r(session->handle, sequence);
}

static void destroy_all(const struct session *session, GEOSGeometry *geometries[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        GEOSGeom_destroy_r(session->handle, geometries[i]);
}

static GEOSGeometry *polygon_to_geos(const struct session *session,
                                     const struct multipolygon *multipolygon, uint32_t polygon)
{
    uint32_t begin = multipolygon_polygon_begin(multipolygon, polygon);
    uint32_t hole_count = multipolygon_polygon_end(multipolygon, polygon) - begin - 1;
    GEOSGeometry *shell = ring_to_geos(session, multipolygon, begin);
    GEOSGeometry **holes = calloc(hole_count + 1, sizeof *holes);
    GEOSGeometry *geometry = NULL;
    uint32_t made = 0;

    while (holes != NULL && made < hole_count) {
        holes[made] = ring_to_geos(session, multipolygon, begin + 1 + made);
        if (holes[made] == NULL)
            break;
        made++;
    }
    if (shell != NULL && holes != NULL && made == hole_count)
        geometry = GEOSGeom_createPolygon_r(session->handle, shell, holes, hole_count);
    else {
        GEOSGeom_destroy_r(session->handle, shell);
        destroy_all(session, holes, made);
    }
    free(holes);
    return geometry;
}

/** A collection of the polygons of all members. */
static GEOSGeometry *members_to_geos(const struct session *session,
                                     const struct multipolygon *const members[], size_t count)
{
    size_t polygon_count = 0;
    size_t made = 0;
    GEOSGeometry **polygons;
    GEOSGeometry *collection = NULL;

    for (size_t i = 0; i < count; i++)
        polygon_count += members[i]->polygon_count;
    polygons = calloc(polygon_count + 1, sizeof *polygons);
    if (polygons == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t polygon = 0; polygon < members[i]->polygon_count; polygon++) {
            polygons[made] = polygon_to_geos(session, members[i], polygon);
            if (polygons[made] == NULL) {
                destroy_all(session, polygons, made);
                free(polygons);
                return NULL;
            }
            made++;
        }
    }
    collection = GEOSGeom_createCollection_r(session->handle, GEOS_MULTIPOLYGON, polygons,
                                             (unsigned)polygon_count);
    free(polygons);
    return collection;
}

static enum status ring_from_geos(const struct session *session, const GEOSGeometry *ring,
                                  struct multipolygon *multipolygon, struct error *err)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(session->handle, ring);
    unsigned size = 0;

    if (sequence == NULL || GEOSCoordSeq_getSize_r(session->handle, sequence, &size) == 0)
        return fail(session, STATUS_INTERNAL, err);
    for (unsigned i = 0; i < size; i++) {
        double lon_deg, lat_deg;
        struct position position;
        enum status status = STATUS_INTERNAL;

        if (GEOSCoordSeq_getXY_r(session->handle, sequence, i, &lon_deg, &lat_deg) != 0)
            status = position_from_degrees(lon_deg, lat_deg, &position, err);
        if (status == STATUS_OK)
            status = multipolygon_add_position(multipolygon, position);
        if (status != STATUS_OK)
            return status;
    }
    return multipolygon_end_ring(multipolygon, err);
}

static enum status polygon_from_geos(const struct session *session, const GEOSGeometry *polygon,
                                     struct multipolygon *multipolygon, struct error *err)
{
    int holes = GEOSGetNumInteriorRings_r(session->handle, polygon);
    enum status status =
        ring_from_geos(session, GEOSGetExteriorRing_r(session->handle, polygon), multipolygon, err);

    for (int i = 0; i < holes && status == STATUS_OK; i++)
        status = ring_from_geos(session, GEOSGetInteriorRingN_r(session->handle, polygon, i),
                                multipolygon, err);
    return status == STATUS_OK ? multipolygon_end_polygon(multipolygon) : status;
}

static enum status from_geos(const struct session *session, const GEOSGeometry *geometry,
                             struct multipolygon **ret_multipolygon, struct error *err)
{
    AUTO(multipolygon) multipolygon = multipolygon_new();
    int count = GEOSGetNumGeometries_r(session->handle, geometry);
    enum status status = multipolygon == NULL ? error_no_memory(err) : STATUS_OK;

    for (int i = 0; i < count && status == STATUS_OK; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(session->handle, geometry, i);

        status = GEOSGeomTypeId_r(session->handle, part) == GEOS_POLYGON
                     ? polygon_from_geos(session, part, multipolygon, err)
                     : fail(session, STATUS_INVALID, err);
    }
    if (status == STATUS_OK)
        status = multipolygon_canonicalize(multipolygon);
    if (status == STATUS_OK)
        *ret_multipolygon = TAKE(multipolygon);
    return status;
}

/** Twice the area of all polygons, exact: shells count positive, holes negative. */
static wide_integer twice_area(const struct multipolygon *multipolygon)
{
    wide_integer total = 0;

    for (uint32_t ring = 0; ring < multipolygon->ring_count; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

        total += ring_twice_area(positions, count);
    }
    return total;
}

/** What tiles keeps its area to the last grid step; what overlaps loses some. */
static enum status check_area(const struct multipolygon *outline,
                              const struct multipolygon *const members[], size_t count,
                              struct error *err)
{
    wide_integer sum = 0;

    for (size_t i = 0; i < count; i++)
        sum += twice_area(members[i]);
    if (sum == twice_area(outline))
        return STATUS_OK;
    return error_set(
        err, STATUS_INVALID, "",
        "the shapes cannot be united: they overlap, or do not share their borders",
        "les contours ne peuvent être réunis : ils se superposent, ou ne partagent pas "
        "leurs limites");
}

/**
 * GEOS 3.11 refuses some coverages whose holes touch at points ("overlapping inputs"): the general
 * union then gives the same outline, more slowly. Whether the members did tile is checked
 * afterwards.
 */
static GEOSGeometry *unite_collection(const struct session *session, const GEOSGeometry *collection)
{
    GEOSGeometry *outline = GEOSCoverageUnion_r(session->handle, collection);

    if (outline != NULL && GEOSisValid_r(session->handle, outline) == 1)
        return outline;
    GEOSGeom_destroy_r(session->handle, outline);
    return GEOSUnaryUnion_r(session->handle, collection);
}

static enum status unite(const struct session *session, const struct multipolygon *const members[],
                         size_t count, struct multipolygon **ret_outline, struct error *err)
{
    GEOSGeometry *collection = members_to_geos(session, members, count);
    GEOSGeometry *geometry = NULL;
    AUTO(multipolygon) outline = NULL;
    enum status status;

    if (collection != NULL)
        geometry = unite_collection(session, collection);
    if (collection == NULL)
        status = fail(session, STATUS_INTERNAL, err);
    else if (geometry == NULL || GEOSisValid_r(session->handle, geometry) != 1)
        status = fail(session, STATUS_INVALID, err);
    else
        status = from_geos(session, geometry, &outline, err);
    GEOSGeom_destroy_r(session->handle, geometry);
    GEOSGeom_destroy_r(session->handle, collection);
    if (status == STATUS_OK)
        status = check_area(outline, members, count, err);
    if (status == STATUS_OK)
        *ret_outline = TAKE(outline);
    return status;
}

enum status overlay_coverage_union(const struct multipolygon *const members[], size_t count,
                                   struct multipolygon **ret_outline, struct error *err)
{
    struct session session = {.handle = GEOS_init_r()};
    enum status status;

    if (session.handle == NULL)
        return error_no_memory(err);
    GEOSContext_setErrorMessageHandler_r(session.handle, keep_complaint, &session);
    GEOSContext_setNoticeMessageHandler_r(session.handle, keep_complaint, &session);
    status = unite(&session, members, count, ret_outline, err);
    GEOS_finish_r(session.handle);
    return status;
}
