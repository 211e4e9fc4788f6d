#include "geo/cut.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "geo/geodesic.h"

/** One polygon of the shape, and the way through it from a vertex of its shell to another. */
struct cutting {
    const struct multipolygon *shape;
    uint32_t polygon;
    const struct position *shell;
    size_t shell_count;
    struct position *path; /* both vertices included */
    size_t path_count;
    size_t from, to; /* places in the shell of the path's ends */
    double prolonged_m[2];
    struct error *err;
};

/* Why a line is refused. */
static const struct words ONE_VERTEX = {
    .en = "both ends of the line are nearest to this vertex",
    .fr = "les deux bouts de la ligne ont ce même sommet le plus proche"};
static const struct words ON_BORDER = {
    .en = "the line, prolonged to the nearest vertices, meets the border between its ends",
    .fr = "la ligne, prolongée aux sommets les plus proches, touche la limite entre ses bouts"};
static const struct words IN_HOLE = {
    .en = "the line, prolonged to the nearest vertices, meets a hole",
    .fr = "la ligne, prolongée aux sommets les plus proches, touche un trou"};
static const struct words ON_ITSELF = {
    .en = "the line, prolonged to the nearest vertices, crosses itself",
    .fr = "la ligne, prolongée aux sommets les plus proches, se recoupe"};
static const struct words LEAVES = {.en = "the line leaves the shape",
                                    .fr = "la ligne sort de la forme"};
static const struct words END_OUTSIDE = {
    .en = "an end of the line lies outside the shape: let it end inside, it is prolonged to the "
          "nearest vertex",
    .fr = "un bout de la ligne est hors de la forme : arrêtez-la à l'intérieur, elle est prolongée "
          "jusqu'au sommet le plus proche"};
static const struct words TWO_POLYGONS = {
    .en = "the line goes from one polygon of the shape to another",
    .fr = "la ligne va d'un polygone de la forme à un autre"};

static enum status refuse(struct error *err, struct position place, struct words words)
{
    char subject[48];

    (void)snprintf(subject, sizeof subject, "%.7f %.7f", position_lon_deg(place),
                   position_lat_deg(place));
    return error_set(err, STATUS_INVALID, subject, "%s%.0s", "%.0s%s", words.en, words.fr);
}

static enum ring_side side_of_polygon(const struct multipolygon *shape, uint32_t polygon,
                                      struct position position)
{
    uint32_t shell = multipolygon_polygon_begin(shape, polygon);
    enum ring_side side = RING_INSIDE;

    for (uint32_t r = shell; r < multipolygon_polygon_end(shape, polygon); r++) {
        size_t count;
        const struct position *ring = multipolygon_ring(shape, r, &count);
        enum ring_side of_ring = ring_side_of(ring, count, position);

        if (of_ring == (r == shell ? RING_OUTSIDE : RING_INSIDE))
            return RING_OUTSIDE;
        if (of_ring == RING_BORDER)
            side = RING_BORDER;
    }
    return side;
}

static size_t nearest_vertex(const struct cutting *cutting, struct position end, double *ret_m)
{
    size_t nearest = 0;
    double least_m = HUGE_VAL;

    for (size_t i = 0; i < cutting->shell_count; i++) {
        double distance_m = geodesic_distance_m(cutting->shell[i], end);

        if (position_equal(cutting->shell[i], end)) {
            *ret_m = 0;
            return i;
        }
        if (distance_m < least_m) {
            least_m = distance_m;
            nearest = i;
        }
    }
    *ret_m = least_m;
    return nearest;
}

static void add_to_path(struct cutting *cutting, struct position position)
{
    if (cutting->path_count == 0 ||
        !position_equal(cutting->path[cutting->path_count - 1], position))
        cutting->path[cutting->path_count++] = position;
}

static bool is_on_shell(const struct cutting *cutting, struct position position)
{
    return ring_side_of(cutting->shell, cutting->shell_count, position) == RING_BORDER;
}

/** From vertex to vertex; an end of the line on the shell gives way to its vertex. */
static enum status lay_path(struct cutting *cutting, const struct position line[], size_t count)
{
    cutting->from = nearest_vertex(cutting, line[0], &cutting->prolonged_m[0]);
    cutting->to = nearest_vertex(cutting, line[count - 1], &cutting->prolonged_m[1]);
    if (cutting->from == cutting->to)
        return refuse(cutting->err, cutting->shell[cutting->from], ONE_VERTEX);
    add_to_path(cutting, cutting->shell[cutting->from]);
    for (size_t i = 0; i < count; i++) {
        bool is_end = i == 0 || i + 1 == count;

        if (!is_end || !is_on_shell(cutting, line[i]))
            add_to_path(cutting, line[i]);
    }
    add_to_path(cutting, cutting->shell[cutting->to]);
    return STATUS_OK;
}

/** Is one of two segments from a common end a piece of the other? */
static bool run_along(struct position common, struct position a, struct position b)
{
    return segment_holds(common, a, b) || segment_holds(common, b, a);
}

/** Do a–b and c–d meet, other than in an end of a–b that they may share? */
static bool clash(struct position a, struct position b, bool may_share_a, bool may_share_b,
                  struct position c, struct position d)
{
    if (may_share_a && position_equal(a, c))
        return run_along(a, b, d);
    if (may_share_a && position_equal(a, d))
        return run_along(a, b, c);
    if (may_share_b && position_equal(b, c))
        return run_along(b, a, d);
    if (may_share_b && position_equal(b, d))
        return run_along(b, a, c);
    return segments_meet(a, b, c, d);
}

/** Only its two ends lie on rings of the polygon. */
static enum status check_ring(const struct cutting *cutting, uint32_t ring_number)
{
    size_t count;
    const struct position *ring = multipolygon_ring(cutting->shape, ring_number, &count);
    size_t edges = cutting->path_count - 1;

    for (size_t e = 0; e < edges; e++) {
        for (size_t i = 0, j = count - 1; i < count; j = i++) {
            if (!clash(cutting->path[e], cutting->path[e + 1], e == 0, e + 1 == edges, ring[j],
                       ring[i]))
                continue;
            if (ring == cutting->shell)
                return refuse(cutting->err, ring[i], ON_BORDER);
            return refuse(cutting->err, ring[i], IN_HOLE);
        }
    }
    return STATUS_OK;
}

static enum status check_itself(const struct cutting *cutting)
{
    const struct position *path = cutting->path;

    for (size_t e = 0; e + 2 < cutting->path_count; e++) {
        for (size_t later = e + 1; later + 1 < cutting->path_count; later++) {
            if (clash(path[e], path[e + 1], false, later == e + 1, path[later], path[later + 1]))
                return refuse(cutting->err, path[later], ON_ITSELF);
        }
    }
    return STATUS_OK;
}

static enum status check_path(const struct cutting *cutting)
{
    uint32_t begin = multipolygon_polygon_begin(cutting->shape, cutting->polygon);
    uint32_t end = multipolygon_polygon_end(cutting->shape, cutting->polygon);
    enum status status = STATUS_OK;

    for (uint32_t ring = begin; ring < end && status == STATUS_OK; ring++)
        status = check_ring(cutting, ring);
    return status == STATUS_OK ? check_itself(cutting) : status;
}

/** The path, forward for the left part, backward for the right one, and around the shell. */
static enum status add_shell(struct multipolygon *part, const struct cutting *cutting, bool is_left)
{
    size_t last = cutting->path_count - 1;
    size_t begin = is_left ? cutting->to : cutting->from;
    size_t end = is_left ? cutting->from : cutting->to;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < last && status == STATUS_OK; i++)
        status = multipolygon_add_position(part, cutting->path[is_left ? i : last - i]);
    for (size_t i = begin; i != end && status == STATUS_OK;
         i = i + 1 == cutting->shell_count ? 0 : i + 1)
        status = multipolygon_add_position(part, cutting->shell[i]);
    if (status != STATUS_OK)
        return status;
    /* A straight way from vertex to vertex that runs outside winds around one part backward. */
    if (ring_orientation(part->positions, part->position_count) < 0)
        return refuse(cutting->err, cutting->path[0], LEAVES);
    return multipolygon_end_ring(part, cutting->err);
}

static enum status add_ring(struct multipolygon *part, const struct multipolygon *shape,
                            uint32_t ring_number)
{
    size_t count;
    const struct position *ring = multipolygon_ring(shape, ring_number, &count);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = multipolygon_add_position(part, ring[i]);
    return status == STATUS_OK ? multipolygon_end_ring(part, NULL) : status;
}

/** A hole lies wholly on one side, though it may touch the shell of either part. */
static bool is_hole_of(const struct multipolygon *part, const struct multipolygon *shape,
                       uint32_t hole)
{
    size_t count, shell_count;
    const struct position *ring = multipolygon_ring(shape, hole, &count);
    const struct position *shell = multipolygon_ring(part, 0, &shell_count);

    for (size_t i = 0; i < count; i++) {
        if (ring_side_of(shell, shell_count, ring[i]) == RING_OUTSIDE)
            return false;
    }
    return true;
}

static enum status add_holes(struct multipolygon *left, struct multipolygon *right,
                             const struct cutting *cutting)
{
    const struct multipolygon *shape = cutting->shape;
    uint32_t end = multipolygon_polygon_end(shape, cutting->polygon);
    uint32_t hole = multipolygon_polygon_begin(shape, cutting->polygon) + 1;
    enum status status = STATUS_OK;

    for (; hole < end && status == STATUS_OK; hole++)
        status = add_ring(is_hole_of(left, shape, hole) ? left : right, shape, hole);
    if (status == STATUS_OK)
        status = multipolygon_end_polygon(left);
    return status == STATUS_OK ? multipolygon_end_polygon(right) : status;
}

static enum status add_others(struct multipolygon *part, const struct cutting *cutting)
{
    const struct multipolygon *shape = cutting->shape;
    enum status status = STATUS_OK;

    for (uint32_t polygon = 0; polygon < shape->polygon_count && status == STATUS_OK; polygon++) {
        uint32_t ring = multipolygon_polygon_begin(shape, polygon);

        if (polygon == cutting->polygon)
            continue;
        for (; ring < multipolygon_polygon_end(shape, polygon) && status == STATUS_OK; ring++)
            status = add_ring(part, shape, ring);
        if (status == STATUS_OK)
            status = multipolygon_end_polygon(part);
    }
    return status;
}

static enum status make_parts(const struct cutting *cutting, struct multipolygon **ret_left,
                              struct multipolygon **ret_right)
{
    AUTO(multipolygon) left = multipolygon_new();
    AUTO(multipolygon) right = multipolygon_new();
    enum status status = left == NULL || right == NULL ? STATUS_NO_MEMORY : STATUS_OK;

    if (status == STATUS_OK)
        status = add_shell(left, cutting, true);
    if (status == STATUS_OK)
        status = add_shell(right, cutting, false);
    if (status == STATUS_OK)
        status = add_holes(left, right, cutting);
    if (status == STATUS_OK)
        status = add_others(left, cutting);
    if (status == STATUS_OK)
        status = multipolygon_canonicalize(left);
    if (status == STATUS_OK)
        status = multipolygon_canonicalize(right);
    if (status == STATUS_NO_MEMORY)
        return error_no_memory(cutting->err);
    if (status == STATUS_OK) {
        *ret_left = TAKE(left);
        *ret_right = TAKE(right);
    }
    return status;
}

static bool holds_line(const struct multipolygon *shape, uint32_t polygon,
                       const struct position line[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (side_of_polygon(shape, polygon, line[i]) == RING_OUTSIDE)
            return false;
    }
    return true;
}

static enum status refuse_outside(const struct multipolygon *shape, const struct position line[],
                                  size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (multipolygon_side_of(shape, line[i]) != RING_OUTSIDE)
            continue;
        if (i == 0 || i + 1 == count)
            return refuse(err, line[i], END_OUTSIDE);
        return refuse(err, line[i], LEAVES);
    }
    return refuse(err, line[0], TWO_POLYGONS);
}

static enum status cut_polygon(struct cutting *cutting, const struct position line[], size_t count,
                               struct multipolygon **ret_left, struct multipolygon **ret_right)
{
    enum status status;

    cutting->shell = multipolygon_ring(cutting->shape,
                                       multipolygon_polygon_begin(cutting->shape, cutting->polygon),
                                       &cutting->shell_count);
    cutting->path_count = 0;
    status = lay_path(cutting, line, count);
    if (status == STATUS_OK)
        status = check_path(cutting);
    return status == STATUS_OK ? make_parts(cutting, ret_left, ret_right) : status;
}

/** Where two polygons touch, both may hold a line of which one only is cut. */
static enum status cut_any(struct cutting *cutting, const struct position line[], size_t count,
                           struct multipolygon **ret_left, struct multipolygon **ret_right)
{
    const struct multipolygon *shape = cutting->shape;
    enum status status = STATUS_INVALID;
    bool is_held = false;

    for (uint32_t polygon = 0; polygon < shape->polygon_count && status == STATUS_INVALID;
         polygon++) {
        if (!holds_line(shape, polygon, line, count))
            continue;
        is_held = true;
        cutting->polygon = polygon;
        status = cut_polygon(cutting, line, count, ret_left, ret_right);
    }
    return is_held ? status : refuse_outside(shape, line, count, cutting->err);
}

enum status multipolygon_cut(const struct multipolygon *shape, const struct position line[],
                             size_t count, struct multipolygon **ret_left,
                             struct multipolygon **ret_right, double ret_prolonged_m[2],
                             struct error *err)
{
    struct cutting cutting = {.shape = shape, .err = err};
    enum status status;

    if (count < 2)
        return error_set(err, STATUS_INVALID, "", "a line has two positions or more, not %zu",
                         "une ligne a au moins deux positions, et non %zu", count);
    cutting.path = malloc((count + 2) * sizeof *cutting.path);
    if (cutting.path == NULL)
        return error_no_memory(err);
    status = cut_any(&cutting, line, count, ret_left, ret_right);
    free(cutting.path);
    if (status == STATUS_OK) {
        ret_prolonged_m[0] = cutting.prolonged_m[0];
        ret_prolonged_m[1] = cutting.prolonged_m[1];
    }
    return status;
}
