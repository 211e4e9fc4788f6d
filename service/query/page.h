/* The limit and offset parameters: which part of a list. */
#ifndef SERVICE_QUERY_PAGE_H
#define SERVICE_QUERY_PAGE_H

#include <stdint.h>

#include "geo/status.h"

/* One page holds every commune of a region: QGIS and ArcGIS then ask once. */
enum { PAGE_LIMIT_DEFAULT = 10000, PAGE_LIMIT_MAX = 10000 };

struct page {
    uint32_t limit;
    uint32_t offset;
};

/**
 * Either text may be NULL. A limit above the maximum is lowered to it, as the standard asks.
 * STATUS_INVALID: not a whole number, or a limit below 1.
 */
enum status page_parse(const char *limit, const char *offset, struct page *ret_page,
                       struct error *err) MUST_CHECK;

#endif
