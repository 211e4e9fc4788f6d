/*
 * Lines along which communes were divided: GeoJSON (RFC 7946), one LineString a division, with the
 * properties insee, date, left, right (codes that took the sides of the line as drawn),
 * approximate, reason_fr, reason_en, source.
 */
#ifndef DATA_SOURCE_CUT_FILE_H
#define DATA_SOURCE_CUT_FILE_H

#include "data/shape_family.h"

struct cut_file {
    struct shape_cut *list;
    size_t count;
    struct arena arena;
};

void cut_file_free(struct cut_file *cuts);
DEFINE_AUTO(cut_file)

/**
 * name stands for the file in sentences. STATUS_IO: not readable. STATUS_FORMAT: no GeoJSON
 * collection of lines. STATUS_INVALID: a property is missing or is no code or date, a line has one
 * position or leaves the degrees; the subject is "name, feature N".
 */
enum status cut_file_read(const char *path, const char *name, struct cut_file **ret_cuts,
                          struct error *err) MUST_CHECK;

#endif
