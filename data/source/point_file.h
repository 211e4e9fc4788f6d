/* Points in a text file: longitude and latitude in degrees, separated by a comma, one a line. */
#ifndef DATA_SOURCE_POINT_FILE_H
#define DATA_SOURCE_POINT_FILE_H

#include "geo/position.h"

struct point_file {
    struct position *list;
    size_t count, capacity;
};

void point_file_free(struct point_file *points);
DEFINE_AUTO(point_file)

/**
 * "-" is the standard input. A first line that is no point is a header; what follows the latitude
 * after another comma is left alone. STATUS_FORMAT: a line that is no point (the subject is
 * file:line). STATUS_NOT_FOUND, STATUS_IO.
 */
enum status point_file_read(const char *path, struct point_file **ret_points, struct error *err)
    MUST_CHECK;

#endif
