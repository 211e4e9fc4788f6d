/* One XML part of the ZIP archive that a workbook is, read as it streams by. */
#ifndef DATA_SOURCE_WORKBOOK_PART_H
#define DATA_SOURCE_WORKBOOK_PART_H

#include <stdbool.h>

#include "geo/status.h"

/** Attributes: name, value, name, value, NULL; element names without their prefix. A handler that
 * fails ends the reading with its status. */
struct workbook_part_handlers {
    enum status (*start)(void *context, const char *element, const char *const attributes[],
                         struct error *err);
    enum status (*end)(void *context, const char *element, struct error *err);
    enum status (*text)(void *context, const char *bytes, size_t length, struct error *err);
    void *context;
};

bool workbook_has_part(const char *path, const char *part);

/**
 * STATUS_NOT_FOUND: the archive has no such part. STATUS_FORMAT: it is no XML, or declares a
 * document type, which workbooks do not and attacks do. STATUS_LIMIT: larger than 64 MiB.
 */
enum status workbook_part_read(const char *path, const char *part,
                               const struct workbook_part_handlers *handlers, struct error *err)
    MUST_CHECK;

/** The value of an attribute, or NULL. */
const char *workbook_attribute(const char *const attributes[], const char *name);

/** A text that grows; "" until something is added. */
struct workbook_text {
    char *bytes;
    size_t length, capacity;
};

void workbook_text_release(struct workbook_text *text);
void workbook_text_clear(struct workbook_text *text);
enum status workbook_text_add(struct workbook_text *text, const char *bytes, size_t length,
                              struct error *err) MUST_CHECK;
const char *workbook_text_view(const struct workbook_text *text);

#endif
