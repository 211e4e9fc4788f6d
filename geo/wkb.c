#include "geo/wkb.h"

#include <stdlib.h>
#include <string.h>

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

/* Extended WKB keeps its flags in the high bits of the type; ISO adds thousands. */
#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u

struct reader {
    const unsigned char *next;
    size_t left;
    bool is_little;
    unsigned dimensions; /* of the geometry being read */
    bool is_checked;     /* rings must enclose something, and are turned the right way */
    struct error *err;
};

static enum status truncated(const struct reader *reader)
{
    return error_set(reader->err, STATUS_FORMAT, "", "the geometry ends too early",
                     "la géométrie s'arrête trop tôt");
}

static enum status read_byte(struct reader *reader, unsigned char *ret_byte)
{
    if (reader->left < 1)
        return truncated(reader);
    *ret_byte = *reader->next++;
    reader->left--;
    return STATUS_OK;
}

static uint64_t read_bytes(struct reader *reader, size_t count)
{
    uint64_t value = 0;

    for (size_t i = 0; i < count; i++)
        value |= (uint64_t)reader->next[i] << 8 * (reader->is_little ? i : count - 1 - i);
    reader->next += count;
    reader->left -= count;
    return value;
}

static enum status read_count(struct reader *reader, uint32_t *ret_value)
{
    if (reader->left < 4)
        return truncated(reader);
    *ret_value = (uint32_t)read_bytes(reader, 4);
    return STATUS_OK;
}

static double read_double(struct reader *reader)
{
    uint64_t bits = read_bytes(reader, 8);
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

/** Byte order and type, with the dimensions the type announces. */
static enum status read_header(struct reader *reader, uint32_t *ret_type)
{
    unsigned char order = 0;
    uint32_t type;
    uint32_t srid;
    enum status status = read_byte(reader, &order);

    if (status != STATUS_OK)
        return status;
    if (order > 1)
        return error_set(reader->err, STATUS_FORMAT, "", "the geometry is not well-known binary",
                         "la géométrie n'est pas en « well-known binary »");
    reader->is_little = order == 1;
    status = read_count(reader, &type);
    if (status == STATUS_OK && (type & EWKB_SRID) != 0)
        status = read_count(reader, &srid);
    if (status != STATUS_OK)
        return status;
    reader->dimensions = 2u + ((type & EWKB_Z) != 0) + ((type & EWKB_M) != 0);
    type &= 0x1FFFFFFFu;
    if (type / 1000 == 1 || type / 1000 == 2)
        reader->dimensions += 1;
    else if (type / 1000 == 3)
        reader->dimensions += 2;
    *ret_type = type % 1000;
    return STATUS_OK;
}

static enum status read_position(struct reader *reader, struct position *ret_position)
{
    double lon_deg = read_double(reader);
    double lat_deg = read_double(reader);

    reader->next += 8 * (reader->dimensions - 2);
    reader->left -= 8 * (reader->dimensions - 2);
    return position_from_degrees(lon_deg, lat_deg, ret_position, reader->err);
}

static enum status read_ring(struct reader *reader, struct multipolygon *multipolygon)
{
    struct position first = {0};
    struct position position = {0};
    uint32_t count;
    enum status status = read_count(reader, &count);

    if (status != STATUS_OK)
        return status;
    if (count > reader->left / (8 * reader->dimensions))
        return truncated(reader);
    for (uint32_t i = 0; i < count && status == STATUS_OK; i++) {
        status = read_position(reader, &position);
        if (i == 0)
            first = position;
        if (status == STATUS_OK)
            status = multipolygon_add_position(multipolygon, position);
    }
    if (status != STATUS_OK)
        return status;
    if (!reader->is_checked)
        return multipolygon_close_ring(multipolygon);
    if (count < 4 || !position_equal(first, position))
        return error_set(reader->err, STATUS_INVALID, "", "a ring of %u positions is not closed",
                         "un anneau de %u positions n'est "
                         "pas fermé",
                         count);
    return multipolygon_end_ring(multipolygon, reader->err);
}

static enum status read_polygon_body(struct reader *reader, struct multipolygon *multipolygon)
{
    uint32_t ring_count;
    enum status status = read_count(reader, &ring_count);

    if (status != STATUS_OK || ring_count == 0)
        return status;
    for (uint32_t i = 0; i < ring_count && status == STATUS_OK; i++)
        status = read_ring(reader, multipolygon);
    return status == STATUS_OK ? multipolygon_end_polygon(multipolygon) : status;
}

static enum status wrong_type(const struct reader *reader, uint32_t type)
{
    return error_set(reader->err, STATUS_INVALID, "",
                     "the geometry is not a polygon (well-known type %u)",
                     "la géométrie n'est pas un polygone (type « well-known » %u)", type);
}

static enum status read_multipolygon_body(struct reader *reader, struct multipolygon *multipolygon)
{
    uint32_t polygon_count;
    enum status status = read_count(reader, &polygon_count);

    for (uint32_t i = 0; i < polygon_count && status == STATUS_OK; i++) {
        uint32_t type;

        status = read_header(reader, &type);
        if (status == STATUS_OK && type != WKB_POLYGON)
            status = wrong_type(reader, type);
        if (status == STATUS_OK)
            status = read_polygon_body(reader, multipolygon);
    }
    return status;
}

static enum status read_geometry(struct reader *reader, struct multipolygon **ret_multipolygon)
{
    AUTO(multipolygon) multipolygon = multipolygon_new();
    uint32_t type;
    enum status status;

    if (multipolygon == NULL)
        return error_no_memory(reader->err);
    status = read_header(reader, &type);
    if (status == STATUS_OK && type == WKB_POLYGON)
        status = read_polygon_body(reader, multipolygon);
    else if (status == STATUS_OK && type == WKB_MULTIPOLYGON)
        status = read_multipolygon_body(reader, multipolygon);
    else if (status == STATUS_OK)
        status = wrong_type(reader, type);
    if (status != STATUS_OK)
        return status == STATUS_NO_MEMORY ? error_no_memory(reader->err) : status;
    if (reader->left > 0)
        return error_set(reader->err, STATUS_FORMAT, "", "%zu bytes follow the end of the geometry",
                         "%zu octets suivent la fin de la géométrie", reader->left);
    *ret_multipolygon = TAKE(multipolygon);
    return STATUS_OK;
}

enum status wkb_read(const void *bytes, size_t size, struct multipolygon **ret_multipolygon,
                     struct error *err)
{
    struct reader reader = {.next = bytes, .left = size, .is_checked = true, .err = err};

    return read_geometry(&reader, ret_multipolygon);
}

enum status wkb_read_unchecked(const void *bytes, size_t size,
                               struct multipolygon **ret_multipolygon, struct error *err)
{
    struct reader reader = {.next = bytes, .left = size, .err = err};

    return read_geometry(&reader, ret_multipolygon);
}

static unsigned char *put(unsigned char *to, uint64_t value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *to++ = (unsigned char)(value >> 8 * i);
    return to;
}

static unsigned char *put_position(unsigned char *to, struct position position)
{
    double lon_deg = position_lon_deg(position);
    double lat_deg = position_lat_deg(position);
    uint64_t bits;

    memcpy(&bits, &lon_deg, sizeof bits);
    to = put(to, bits, 8);
    memcpy(&bits, &lat_deg, sizeof bits);
    return put(to, bits, 8);
}

static unsigned char *put_polygon(unsigned char *to, const struct multipolygon *multipolygon,
                                  uint32_t polygon)
{
    uint32_t begin = multipolygon_polygon_begin(multipolygon, polygon);
    uint32_t end = multipolygon_polygon_end(multipolygon, polygon);

    to = put(to, 1, 1);
    to = put(to, WKB_POLYGON, 4);
    to = put(to, end - begin, 4);
    for (uint32_t ring = begin; ring < end; ring++) {
        size_t count;
        const struct position *positions = multipolygon_ring(multipolygon, ring, &count);

        to = put(to, count + 1, 4);
        for (size_t i = 0; i < count; i++)
            to = put_position(to, positions[i]);
        to = put_position(to, positions[0]);
    }
    return to;
}

enum status wkb_write(const struct multipolygon *multipolygon, void **ret_bytes, size_t *ret_size,
                      struct error *err)
{
    size_t size = 9 + 9 * (size_t)multipolygon->polygon_count +
                  20 * (size_t)multipolygon->ring_count + 16 * (size_t)multipolygon->position_count;
    unsigned char *bytes = malloc(size);
    unsigned char *to = bytes;

    if (bytes == NULL)
        return error_no_memory(err);
    to = put(to, 1, 1);
    to = put(to, WKB_MULTIPOLYGON, 4);
    to = put(to, multipolygon->polygon_count, 4);
    for (uint32_t polygon = 0; polygon < multipolygon->polygon_count; polygon++)
        to = put_polygon(to, multipolygon, polygon);
    *ret_bytes = bytes;
    *ret_size = (size_t)(to - bytes);
    return STATUS_OK;
}
