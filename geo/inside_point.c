#include "geo/inside_point.h"

#include <stdlib.h>

/* Cuts that are tried: enough for any village, few enough for a coastline. */
enum { CUTS_MAX = 64 };

struct cut {
    double lat_e7;
    double *crossings; /* room for one an edge */
    size_t count;
};

static int compare_doubles(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;

    return (left > right) - (left < right);
}

static int compare_latitudes(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a;
    int32_t right = *(const int32_t *)b;

    return (left > right) - (left < right);
}

static void cross_ring(struct cut *cut, const struct position *ring, size_t count)
{
    for (size_t i = 0, j = count - 1; i < count; j = i++) {
        double a = ring[j].lat_e7;
        double b = ring[i].lat_e7;

        if ((a > cut->lat_e7) != (b > cut->lat_e7))
            cut->crossings[cut->count++] =
                ring[j].lon_e7 +
                ((double)ring[i].lon_e7 - ring[j].lon_e7) * (cut->lat_e7 - a) / (b - a);
    }
}

/** The widest stretch inside along a cut; its width. */
static double widest(struct cut *cut, const struct multipolygon *shape, double *ret_lon_e7)
{
    double width = -1;

    cut->count = 0;
    for (uint32_t ring = 0; ring < multipolygon_polygon_end(shape, 0); ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(shape, ring, &count);

        cross_ring(cut, positions, count);
    }
    qsort(cut->crossings, cut->count, sizeof *cut->crossings, compare_doubles);
    for (size_t i = 0; i + 1 < cut->count; i += 2) {
        if (cut->crossings[i + 1] - cut->crossings[i] > width) {
            width = cut->crossings[i + 1] - cut->crossings[i];
            *ret_lon_e7 = (cut->crossings[i + 1] + cut->crossings[i]) / 2;
        }
    }
    return width;
}

enum status inside_point_of(const struct multipolygon *shape, struct grid_scale scale,
                            struct inside_point *ret_point)
{
    size_t count = shape->ring_ends[multipolygon_polygon_end(shape, 0) - 1];
    int32_t *latitudes = malloc((count + 1) * sizeof *latitudes);
    struct cut cut = {0, malloc((count + 1) * sizeof *cut.crossings), 0};
    double best = -1;
    size_t stride = count / CUTS_MAX + 1;

    if (latitudes == NULL || cut.crossings == NULL) {
        free(latitudes);
        free(cut.crossings);
        return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < count; i++)
        latitudes[i] = shape->positions[i].lat_e7;
    qsort(latitudes, count, sizeof *latitudes, compare_latitudes);
    for (size_t i = 0; i + 1 < count; i += stride) {
        size_t next = i + 1;
        double lon_e7 = 0;
        double width;

        while (next + 1 < count && latitudes[next] == latitudes[i])
            next++;
        cut.lat_e7 = ((double)latitudes[i] + latitudes[next]) / 2;
        width = latitudes[i] == latitudes[next] ? -1 : widest(&cut, shape, &lon_e7);
        if (width > best) {
            best = width;
            *ret_point =
                (struct inside_point){grid_lon_deg(scale, lon_e7), grid_lat_deg(scale, cut.lat_e7)};
        }
    }
    free(latitudes);
    free(cut.crossings);
    return STATUS_OK;
}
